"""A whole wave at a glance: how pupils answered every question, and what changed since the wave before."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from dashboard.ask.asking import ask
from dashboard.ask.survey import ALL_SPLIT, SurveyAnswer, SurveyQuestion, first_split, questions_of, survey_table
from dashboard.charts.rows import Column, Group, Interval, Parted, Row, Rows, Words
from dashboard.charts.table import Table, heads
from dashboard.findings.finding import About, Finding, State, source_of, way
from dashboard.findings.reasons import not_to_be_seen
from dashboard.findings.share_changes import NO_CHANGE
from dashboard.findings.survey_rows import (
    LEGEND,
    bar_column,
    bar_of,
    change_cell,
    change_verdict,
    each_answer,
    share_cell,
)
from dashboard.measures.survey_estimates import comparable_questions, wave_changes
from dashboard.measures.verdict import Answer, Doubt, Kind, Verdict
from dashboard.words.form import capital
from dashboard.words.format import count, two_percents
from dashboard.words.number_format import COUNT, SHARE_TENTH, TENTH, NumberFormat
from dashboard.words.shares import points_between
from dashboard.words.standing import mark_of, verdict_word
from dashboard.words.survey import CAUTION, SAMPLE, changes_title, earlier_wave_title, wave_title
from data_loaders.release import Release

EVERY = "every"
ANSWERS, CHANGES = "What do young people say?", "What changed for young people?"
NOT_A_RANKING = "Questions ask different things, so their shares are no ranking."
SEPARATE = "The waves are separate samples of pupils."
TOGETHER = (
    "All these questions are looked at together, and the ranges of their changes are as wide as that asks: one that leaves out 0 "
    "stands beside a change, and only there."
)
NOT_THE_LATEST = "This is an earlier wave; what changed since stands beside the latest one."
PRINTED = (
    "A change in points is that of the two shares. Beside the chart they are whole, and so is it, where that moves it by no more than half a "
    "point; else they have a decimal, as in the table."
)


@dataclass(frozen=True)
class Compared:
    """What became of each question of the latest wave since the one before; `rows`: of those that may be compared. `short`: their names."""

    rows: pd.DataFrame
    verdicts: dict[str, Verdict]
    short: dict[str, str]

    @property
    def before(self) -> str:
        return str(self.rows["wave_before"].iloc[0]) if len(self.rows) else ""


def compared(release: Release, survey: str) -> Compared:
    questions = survey_table(release, "questions", survey)
    judged = comparable_questions(questions)
    sides = survey_table(release, "sides", survey)
    fair = set(judged.loc[judged["is_comparable"], "question_id"])
    rows = wave_changes(sides[(sides["split"] == ALL_SPLIT) & sides["question_id"].isin(fair)])
    latest = questions[questions["wave"] == questions["wave"].max()]
    asked = judged[judged["question_id"].isin(set(latest["question_id"]))]
    unlike = {
        str(r.question_id): Verdict(
            Answer.NOT_COMPARED, Kind.SHARE, why=f"{capital(str(r.why))}.", doubt=Doubt.NOT_COMPARABLE
        )
        for r in asked[~asked["is_comparable"]].itertuples()
    }
    verdicts = {str(r.question_id): change_verdict(r) for r in rows.itertuples()} | unlike
    return Compared(rows, verdicts, dict(zip(latest["question_id"], latest["short"], strict=True)))


def since_before(release: Release, survey: str, wave: str) -> Compared | None:
    """What changed up to a wave: told of the latest alone, beside whose shares the changes stand."""
    return compared(release, survey) if wave == str(survey_table(release, "questions", survey)["wave"].max()) else None


def good_answers(release: Release, survey: str, wave: str, indicator: str) -> Finding:
    """How every question of a wave was answered (of one wellbeing indicator, if asked), in the order of the questionnaire."""
    questions = questions_of(release, survey, wave)
    questions = questions if indicator == EVERY else questions[questions["shanarri"] == indicator]
    answers = {str(q): ask(release, SurveyQuestion(survey, wave, str(q))) for q in questions["question_id"]}
    shown = {key: a for key, a in answers.items() if a.is_shown and (a.sides["side"] == "positive").any()}
    if not shown:
        reason = "No question of this choice may be shown."
        return not_to_be_seen(release, State.HIDDEN, reason, key="survey-answers", question=ANSWERS)
    since = since_before(release, survey, wave)
    bars = {key: bar_of(a.frame, a.bands) for key, a in shown.items()}
    rows = tuple(_row(a, bars[key], since, key, _by_group(release, survey, wave, key)) for key, a in shown.items())
    columns = (Column("Question"), bar_column(bars.values()), Column("Positive", 78), *_change_column(since))
    lowest, highest = (end(_good(a)["share_pct"] for a in shown.values()) for end in (min, max))
    told = since.verdicts if since else {}
    own = {str(a.question["short"]): told[key] for key, a in shown.items() if key in told}
    title = wave_title(lowest, highest, own, since.before) if since else earlier_wave_title(lowest, highest, wave)
    hidden = [str(a.question["short"]) for key, a in answers.items() if key not in shown]
    return Finding(
        "survey-answers", ANSWERS, title, f"Share of pupils by answer, {wave}; {_took_part(release, survey, wave)}.", release.id,
        result=tuple(own.items()), table=_answers_table(shown, bars, since),
        chart=Rows(columns, (Group("", rows),), f"{title}. One row for each question; choose its name to see it by group.", 46.0, LEGEND,
                   f"Hidden to protect pupils: {', '.join(hidden)}." if hidden else ""),
        bear_in_mind=NOT_A_RANKING, about=_about(release, (SEPARATE, PRINTED if since else NOT_THE_LATEST)),
    )  # fmt: skip


def _good(answer: SurveyAnswer) -> pd.Series:
    row: pd.Series = answer.sides[answer.sides["side"] == "positive"].iloc[0]
    return row


def _change_column(since: Compared | None) -> tuple[Column, ...]:
    return (Column(f"Since {since.before}" if since.before else "Since before", 190),) if since else ()


def _row(answer: SurveyAnswer, bar: Parted, since: Compared | None, key: str, href: str) -> Row:
    good, question = _good(answer), answer.question
    name = Words(str(question["short"]), href=href)
    change = (change_cell(since.verdicts.get(key)),) if since else ()
    return Row((name, bar, share_cell(good["share_pct"], good["lower_pct"], good["upper_pct"]), *change))


def _by_group(release: Release, survey: str, wave: str, key: str) -> str:
    """The way to one question, split: it is chosen there to be seen by group."""
    split = first_split(release, SurveyQuestion(survey, wave, key))
    return way("question-answers", survey=survey, wave=wave, question=key, by=split)


def _took_part(release: Release, survey: str, wave: str) -> str:
    part = survey_table(release, "part", survey)
    whole = part[(part["wave"] == wave) & (part["split"] == ALL_SPLIT)]
    return f"{count(int(whole['pupils'].iloc[0]))} pupils took part" if len(whole) else "all pupils who took part"


def _answers_table(shown: dict[str, SurveyAnswer], bars: dict[str, Parted], since: Compared | None) -> Table:
    changes: tuple[tuple[str, NumberFormat] | str, ...] = (("change, points", TENTH), "verdict") if since else ()
    columns = heads("question", "positive answers are", "indicator", ("pupils in the base", COUNT), ("positive", SHARE_TENTH), ("from", SHARE_TENTH), ("to", SHARE_TENTH), *changes, "each answer, %")  # fmt: skip
    rows = []
    for key, answer in shown.items():
        good, question, verdict = _good(answer), answer.question, since.verdicts.get(key) if since else None
        change = (points_between(verdict, TENTH) if verdict else None, change_cell(verdict).word) if since else ()
        rows.append((str(question["wording"]), str(question["positive"]), str(question["shanarri"]), int(good["base_n"]), float(good["share_pct"]),
                     float(good["lower_pct"]), float(good["upper_pct"]), *change, each_answer(bars[key])))  # fmt: skip
    return Table(columns, tuple(rows))


def changes(release: Release, survey: str) -> Finding:
    """Every question of the latest wave: its change where it was put the same way in the wave before, else why there is none."""
    since = compared(release, survey)
    if since.rows.empty:
        reason = "No question was put the same way in two waves."
        return not_to_be_seen(release, State.NOT_COVERED, reason, key="survey-changes", question=CHANGES)
    latest = survey_table(release, "questions", survey).sort_values("wave")
    named = latest.drop_duplicates("question_id", keep="last").set_index("question_id")
    reach = max(5.0, float(since.rows[["lower_pct", "upper_pct"]].abs().max(axis=None)))
    scale = Column("Change in points", 260, low=-reach, high=reach, reference=0.0,
                   ticks=((-reach, f"−{count(reach)}"), (0.0, "0"), (reach, f"+{count(reach)} points")))  # fmt: skip
    before, after = str(since.rows["wave_before"].iloc[0]), str(since.rows["wave_after"].iloc[0])
    columns = (Column("Positive answers"), Column(f"{before} → {after}", 110), scale, Column("Change", 190))
    rows = tuple(
        _changed(key, since, _by_group(release, survey, after, key)) for key in since.short if key in since.verdicts
    )
    verdicts = {since.short[key]: verdict for key, verdict in since.verdicts.items()}
    title = changes_title(verdicts, before)
    return Finding(
        "survey-changes", CHANGES, title, f"Positive answers of all pupils, {before} and {after}. Dot: the change. Line: what would fit.", release.id,
        result=tuple(verdicts.items()), table=_changes_table(since, named),
        chart=Rows(columns, (Group("", rows),), f"{title}. One row for each question.", 40.0),
        bear_in_mind=CAUTION, about=_about(release, (SEPARATE, TOGETHER, NO_CHANGE, PRINTED)),
    )  # fmt: skip


def _changed(key: str, since: Compared, href: str) -> Row:
    verdict = since.verdicts[key]
    estimate, latest, before = verdict.estimate, verdict.latest, verdict.before
    name = Words(since.short[key], href=href)
    if estimate is None or latest is None or before is None:
        return Row((name, Words(""), Words(""), change_cell(verdict)), is_quiet=True)
    span = Interval(estimate.value, estimate.low, estimate.high, mark_of(verdict))
    now, then = two_percents(latest.value, before.value)
    return Row((name, Words(f"{then} → {now}"), span, change_cell(verdict)))


def _changes_table(since: Compared, named: pd.DataFrame) -> Table:
    columns = heads("question", ("before", SHARE_TENTH), ("after", SHARE_TENTH), ("change, points", TENTH), ("from", TENTH), ("to", TENTH), "verdict")  # fmt: skip
    rows = tuple(
        (str(named["wording"][r.question_id]), float(r.before_pct), float(r.after_pct), points_between(since.verdicts[str(r.question_id)], TENTH), float(r.lower_pct),
         float(r.upper_pct), verdict_word(since.verdicts[str(r.question_id)]))
        for r in since.rows.itertuples()
    )  # fmt: skip
    unlike = ((key, v) for key, v in since.verdicts.items() if v.answer is Answer.NOT_COMPARED)
    others = tuple((str(named["wording"][key]), None, None, None, None, None, verdict_word(v)) for key, v in unlike)
    return Table(columns, (*rows, *others))


def _about(release: Release, caveats: tuple[str, ...]) -> About:
    return About(
        "Positive answers are those at the positive end of the scale; the table says which. Half of those in the middle stand on either side.",
        SAMPLE, (*caveats, CAUTION), source_of(release),
    )  # fmt: skip
