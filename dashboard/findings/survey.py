"""One question of a survey: what pupils answered, how sure that is, which groups differ, what changed between waves."""

from __future__ import annotations

import pandas as pd

from dashboard.ask.asking import ask
from dashboard.ask.survey import ALL_SPLIT, SPLIT_TITLES, SurveyAnswer, SurveyQuestion, survey_table
from dashboard.figures.bars import bar_figure
from dashboard.figures.differences import difference_figure
from dashboard.figures.likert import likert_figure
from dashboard.findings.finding import FigureFinding as Finding
from dashboard.findings.finding import source_of, withheld_finding
from dashboard.findings.unanswered import unanswered
from dashboard.measures.survey_estimates import (
    block_bases,
    comparable_questions,
    likert_bars,
    standing_out,
    wave_changes,
)
from dashboard.words.survey import CAUTION, against_sentence, answers_sentence, base_words, change_sentence
from data_loaders.release import Release

JOINED = "Groups and answers that are too small to show by themselves are joined; nothing that is shown holds fewer than ten pupils."
PARTS = "Positive answers go right, negative answers left. Figures are rounded, so a bar may not end quite at 100 %."


def answers(release: Release, asking: SurveyQuestion) -> Finding:
    """How the answers to one question divide, for each group of the split."""
    found = ask(release, asking)
    title = "What pupils answered"
    if not found.is_shown:
        return unanswered(release, found, key="survey-answers", title=title)
    rows = likert_bars(found.frame.rename(columns={"label": "group"}), found.bands)
    bases = block_bases(rows)
    rows = rows.assign(name=[f"{r.group} ({bases[r.block]:,})" for r in rows.itertuples()])
    headline = answers_sentence(found.question, found.sides, found.bands)
    table = pd.DataFrame({"group": rows["group"], "answer": rows["label"], "pupils": rows["n"], "share (%)": rows["share_pct"],
                          "from": rows["lower_pct"], "to": rows["upper_pct"]})  # fmt: skip
    return _finding(
        release, found, key="survey-answers", title=title, headline=headline, table=table, figure=likert_figure(rows),
        alt=f"Bars that part at the middle: answers to {found.question['wording']} {_by(asking)}. {headline} The table holds every figure.",
        caveats=(PARTS, JOINED, CAUTION),
    )  # fmt: skip


def shares(release: Release, asking: SurveyQuestion) -> Finding:
    """The share of good answers in each group, with its interval."""
    found = ask(release, asking)
    good = found.question["positive"]
    title = f"{good}: the share of each group and how sure it is"
    if not found.is_shown:
        return unanswered(release, found, key="survey-shares", title=title)
    rows = found.sides[found.sides["side"] == "positive"].rename(columns={"lower_pct": "lower", "upper_pct": "upper"})
    table = pd.DataFrame({"group": rows["label"], "pupils in the base": rows["base_n"], "share (%)": rows["share_pct"],
                          "from": rows["lower"], "to": rows["upper"], "standard error": rows["se_pct"]})  # fmt: skip
    headline = answers_sentence(found.question, found.sides, found.bands)
    return _finding(
        release, found, key="survey-shares", title=title, headline=headline, table=table,
        figure=bar_figure(rows, label="label", value="share_pct", suffix=" %"),
        alt=f"Dots with intervals: share of each group that answered {good.lower()}. {headline} The table holds every figure.",
        caveats=("Overlapping ranges can still be a real difference; see below.",),
    )  # fmt: skip


def against_others(release: Release, asking: SurveyQuestion) -> Finding | None:
    """Each group against all other groups together; none where the question is not split."""
    found = ask(release, asking)
    title = "Which groups differ from all others"
    if asking.split == ALL_SPLIT or not found.is_shown or found.differences.empty:
        return None
    rows = standing_out(found.differences)
    headline = against_sentence(rows)
    table = pd.DataFrame({"group": rows["label"], "difference (points)": rows["difference_pct"], "from": rows["lower_pct"],
                          "to": rows["upper_pct"], "more than chance": rows["is_beyond_chance"].map({True: "yes", False: "no"})})  # fmt: skip
    return _finding(
        release, found, key="survey-against", title=title, headline=headline, table=table,
        figure=difference_figure(rows, less="fewer good answers", more="more"),
        alt=f"Dots with intervals round a line for no difference: each group against all others. {headline}",
        caveats=(f"Positive answers are: {found.question['positive'].lower()}.", "Groups that share schools share what is particular to a school; the interval allows for that.",
                 "At most one in twenty of the differences that stand may be chance."),
    )  # fmt: skip


def change(release: Release, asking: SurveyQuestion) -> Finding:
    """The share of good answers of all pupils in every wave; a change only where the same was asked."""
    title = "From wave to wave"
    questions = survey_table(release, "questions", asking.survey)
    comparable = comparable_questions(questions[questions["question_id"] == asking.question]).iloc[0]
    sides = survey_table(release, "sides", asking.survey)
    own = sides[
        (sides["question_id"] == asking.question) & (sides["split"] == ALL_SPLIT) & (sides["side"] == "positive")
    ]
    if not comparable["is_comparable"]:
        reason = f"The waves are not compared: {comparable['why']}."
        return _not_compared(release, title=title, reason=reason)
    changes = wave_changes(own)
    if changes.empty:
        return _not_compared(release, title=title, reason="The question is shown for one wave only.")
    rows = own.sort_values("wave").rename(columns={"lower_pct": "lower", "upper_pct": "upper"})
    found = ask(release, SurveyQuestion(asking.survey, asking.wave, asking.question))
    headline = change_sentence(changes.iloc[0])
    table = pd.DataFrame({"wave": rows["wave"], "pupils in the base": rows["base_n"], "share (%)": rows["share_pct"],
                          "from": rows["lower"], "to": rows["upper"]})  # fmt: skip
    return _finding(
        release, found, key="survey-change", title=title, headline=headline, table=table,
        figure=bar_figure(rows, label="wave", value="share_pct", suffix=" %"),
        alt=f"Dots with intervals: share of good answers in each wave. {headline}",
        caveats=("Waves are separate samples; that schools may have taken part in both makes the true interval narrower rather than wider.", CAUTION),
    )  # fmt: skip


def _not_compared(release: Release, *, title: str, reason: str) -> Finding:
    made = withheld_finding(release, key="survey-change", title=title, reason=reason)
    return Finding(**{**made.__dict__, "headline": "No change is told."})


def _by(asking: SurveyQuestion) -> str:
    return (
        "of all pupils" if asking.split == ALL_SPLIT else f"by {SPLIT_TITLES.get(asking.split, asking.split).lower()}"
    )


def _finding(
    release: Release, found: SurveyAnswer, *, key: str, title: str, headline: str, table: pd.DataFrame, figure: object, alt: str,
    caveats: tuple[str, ...],
) -> Finding:  # fmt: skip
    return Finding(
        key=key, title=title, headline=headline, table=table.reset_index(drop=True), figure=figure, alt=alt,
        notes=base_words(found.question, found.frame, found.bands, found.base), caveats=(*caveats, found.interval),
        definition=f"Wave {found.asking.wave}. Taken from: {found.question['instrument'] or 'not said'}.", source=source_of(release),
        question=f"{found.question['wording']} {_by(found.asking)}, wave {found.asking.wave}", release_id=release.id,
    )  # fmt: skip
