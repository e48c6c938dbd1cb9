"""Which groups of pupils answered otherwise than all others: of one question, and over a whole wave, held against chance."""

from __future__ import annotations

import pandas as pd

from dashboard.ask.asking import ask
from dashboard.ask.survey import ALL_SPLIT, SurveyQuestion, block_labels, questions_of, split_titles, survey_table
from dashboard.charts.rows import Column, Group, Interval, Range, Row, Rows, Words
from dashboard.charts.table import Table, heads
from dashboard.findings.finding import About, Finding, State, source_of
from dashboard.findings.reasons import not_to_be_seen, without_answer
from dashboard.measures.survey_estimates import once_each, standing_out, with_paid_ranges
from dashboard.words.form import capital
from dashboard.words.format import count, ends_of_points, points_apart
from dashboard.words.number_format import TENTH
from dashboard.words.survey import CAUTION, SAMPLE, apart_title, groups_title
from data_loaders.release import Release

QUESTION = "Which groups answered differently?"
MOST = 14  # rows on a page: what a person reads; the table holds all that stand
NO_BLAME = "A group that answers differently is not to blame for it."
METHOD = (
    "Each group against all others together, over all groups and questions of the wave: about one in twenty of the differences that are named is chance. "
    "If one group is far from the rest, the rest will look slightly different too."
)


def groups_apart(release: Release, survey: str, wave: str) -> Finding:
    """The largest differences between groups over every question and split of a wave."""
    judged = _of_wave(release, survey, wave)
    if judged.empty:
        return not_to_be_seen(release, State.HIDDEN, "No split of this wave may be shown.", key="survey-apart", question=QUESTION)  # fmt: skip
    questions = questions_of(release, survey, wave).set_index("question_id")["short"]
    labels = {s: block_labels(release, SurveyQuestion(survey, wave, "", s)) for s in judged["split"].unique()}
    judged = judged.assign(
        label=[labels[r.split][r.block] for r in judged.itertuples()], note=judged["question_id"].map(questions),
        size=judged["difference_pct"].abs(),
    )  # fmt: skip
    stand = judged[judged["is_beyond_chance"]].sort_values("size", ascending=False, kind="stable")
    title = apart_title(len(stand), len(judged))
    drawn = stand.head(MOST).sort_values(["split", "label", "note"], kind="stable")
    foot = (
        f"The {count(len(drawn))} largest of {count(len(stand))}; the table holds all of them."
        if len(stand) > len(drawn)
        else ""
    )
    return Finding(
        "survey-apart", QUESTION, title, f"Positive answers of a group against all other pupils, in percentage points, {wave}.", release.id,
        result=tuple((str(r.question_id), str(r.split), str(r.block)) for r in stand.itertuples()), table=_table(stand),
        chart=_chart(drawn, title, foot) if len(drawn) else None, bear_in_mind=NO_BLAME,
        about=About("Positive answers are those at the positive end of the scale.", f"{METHOD} {SAMPLE}", (CAUTION,), source_of(release)),
    )  # fmt: skip


def against_others(release: Release, asking: SurveyQuestion) -> Finding:
    """Each group of one question's split against all other groups together."""
    if asking.split == ALL_SPLIT:
        reason = "Choose what to compare under “Compare by”: stage, sex, deprivation or an area."
        return not_to_be_seen(release, State.NOT_COVERED, reason, key="question-apart", question=QUESTION)
    found = ask(release, asking)
    if not found.is_shown:
        return without_answer(release, found, key="question-apart", question=QUESTION)
    if found.differences.empty:
        reason = "The groups of this split cannot be held against each other safely."
        return not_to_be_seen(release, State.HIDDEN, reason, key="question-apart", question=QUESTION)
    # As among all groups and questions of the wave, whatever of them is on the page: one question has one answer.
    wave = _of_wave(release, asking.survey, asking.wave)
    named = wave.query("is_beyond_chance")["p_value"].max()
    rows = with_paid_ranges(found.differences, wave["p_value"])
    rows = rows.assign(note="", is_beyond_chance=rows["p_value"] <= named)
    stand = rows[rows["is_beyond_chance"]]
    title = groups_title([(str(r.label), float(r.difference_pct)) for r in stand.itertuples()], len(rows))
    by = split_titles(release).get(asking.split, asking.split).lower()
    return Finding(
        "question-apart", QUESTION, title, f"{capital(str(found.question['positive']))}, by {by}: points above or below all others, {asking.wave}.", release.id,
        result=tuple(str(b) for b in stand["block"]), table=_table(rows), chart=_chart(rows, title, ""), bear_in_mind=NO_BLAME,
        about=About(f"The question: {found.question['wording']}", f"{METHOD} {SAMPLE}", (CAUTION,), source_of(release)),
    )  # fmt: skip


def _of_wave(release: Release, survey: str, wave: str) -> pd.DataFrame:
    """Every difference of a wave that was looked at, with is_beyond_chance; nothing where no split may be shown."""
    frame = survey_table(release, "differences", survey)
    frame = once_each(frame[frame["wave"] == wave])
    return standing_out(with_paid_ranges(frame, frame["p_value"]))


def _chart(rows: pd.DataFrame, title: str, foot: str) -> Rows:
    reach = max(5.0, float(rows[["lower_pct", "upper_pct"]].abs().max(axis=None)))
    scale = Column("Difference in points", 300, low=-reach, high=reach, reference=0.0,
                   ticks=((-0.6 * reach, "← fewer positive"), (0.6 * reach, "more positive →")))  # fmt: skip
    lines = tuple(_row(r) for r in rows.itertuples())
    return Rows((Column("Group"), scale, Column("Against all others", 130)), (Group("", lines),), f"{title}. One row for each group.", 44.0, foot=foot)  # fmt: skip


def _row(row: object) -> Row:
    label, note = str(getattr(row, "label", "")), str(getattr(row, "note", ""))
    at, low, high = (float(getattr(row, name, 0.0)) for name in ("difference_pct", "lower_pct", "upper_pct"))
    is_apart = bool(getattr(row, "is_beyond_chance", False))
    said = Words("", points_apart(at), ends_of_points(low, high)) if is_apart else Words("no clear difference", note=ends_of_points(low, high))  # fmt: skip
    return Row((Words(label, note=note), Range(at, low, high) if is_apart else Interval(at, low, high), said), is_quiet=not is_apart)  # fmt: skip


def _table(rows: pd.DataFrame) -> Table:
    columns = heads("group", "question", ("points", TENTH), ("from", TENTH), ("to", TENTH), "clear difference")  # fmt: skip
    lines = tuple(
        (str(r.label), str(r.note), float(r.difference_pct), float(r.lower_pct), float(r.upper_pct), "yes" if r.is_beyond_chance else "no")
        for r in rows.itertuples()
    )  # fmt: skip
    return Table(columns, lines)
