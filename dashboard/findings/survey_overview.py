"""A whole wave at a glance: strengths beside worries, what changed, which groups stand out."""

from __future__ import annotations

import pandas as pd

from dashboard.ask.survey import ALL_SPLIT, SPLIT_TITLES, SurveyQuestion, block_labels, questions_of, survey_table
from dashboard.figures.bars import bar_figure
from dashboard.figures.differences import difference_figure
from dashboard.findings.finding import FigureFinding as Finding
from dashboard.findings.finding import nothing_finding, source_of, withheld_finding
from dashboard.measures.survey_estimates import comparable_questions, once_each, standing_out, wave_changes
from dashboard.words.survey import CAUTION, changes_sentence, overview_sentence, standing_out_sentence
from data_loaders.release import Release

EVERY = "every"
MOST = 14
ORDER = (
    "Questions stand in the order of the questionnaire; they ask different things, so their shares are not a ranking."
)


def good_answers(release: Release, survey: str, wave: str, indicator: str) -> Finding:
    """The share of good answers to every question of a wave (of one SHANARRI indicator, if asked)."""
    title = "Good answers, question by question"
    questions = questions_of(release, survey, wave)
    questions = questions if indicator == EVERY else questions[questions["shanarri"] == indicator]
    sides = survey_table(release, "sides", survey)
    own = sides[(sides["wave"] == wave) & (sides["split"] == ALL_SPLIT) & (sides["side"] == "positive")].set_index(
        "question_id"
    )
    shown = questions[questions["question_id"].isin(own.index)]
    if shown.empty:
        return withheld_finding(
            release, key="survey-overview", title=title, reason="No question of this choice may be shown."
        )
    rows = shown.join(own.drop(columns=["survey_id", "wave"]), on="question_id").rename(
        columns={"lower_pct": "lower", "upper_pct": "upper"}
    )
    rows = rows.reset_index(drop=True)
    headline = overview_sentence(rows)
    hidden = [f"Not shown: {w}" for w in questions.loc[~questions["question_id"].isin(own.index), "wording"]]
    table = pd.DataFrame({"question": rows["wording"], "good answers": rows["positive"], "indicator": rows["shanarri"], "theme": rows["theme"],
                          "pupils in the base": rows["base_n"], "share (%)": rows["share_pct"], "from": rows["lower"], "to": rows["upper"]})  # fmt: skip
    return _made(
        release, key="survey-overview", title=title, headline=headline, table=table,
        figure=bar_figure(rows, label="short", value="share_pct", suffix=" %"),
        alt=f"Dots with intervals: share of good answers to each question, wave {wave}. {headline} The table holds every figure.",
        notes=(f"Wave {wave}. What counts as a good answer is in the table.", *hidden), caveats=(ORDER, CAUTION),
        question=f"Good answers to every question, wave {wave}",
    )  # fmt: skip


def changes(release: Release, survey: str) -> Finding:
    """Every question that was put the same way in the last two waves; the others are named."""
    title = "What changed between the last two waves"
    questions = survey_table(release, "questions", survey)
    judged = comparable_questions(questions)
    sides = survey_table(release, "sides", survey)
    fair = set(judged.loc[judged["is_comparable"], "question_id"])
    rows = wave_changes(sides[(sides["split"] == ALL_SPLIT) & sides["question_id"].isin(fair)])
    if rows.empty:
        return nothing_finding(
            release, key="survey-changes", title=title, reason="No question was put the same way in two waves."
        )
    latest = questions.sort_values("wave").drop_duplicates("question_id", keep="last").set_index("question_id")
    wording, short = latest["wording"], latest["short"]
    rows = rows.assign(short=rows["question_id"].map(short), label=rows["question_id"].map(short))
    left_out = [
        f"Not compared, because {r.why}: {wording[r.question_id]}"
        for r in judged[~judged["is_comparable"]].itertuples()
    ]
    headline = changes_sentence(rows)
    table = pd.DataFrame({"question": rows["question_id"].map(wording), "before (%)": rows["before_pct"], "after (%)": rows["after_pct"],
                          "change (points)": rows["difference_pct"].round(1), "from": rows["lower_pct"].round(1), "to": rows["upper_pct"].round(1),
                          "more than chance": rows["is_beyond_chance"].map({True: "yes", False: "no"})})  # fmt: skip
    return _made(
        release, key="survey-changes", title=title, headline=headline, table=table,
        figure=difference_figure(rows, less="fewer good answers", more="more"),
        alt=f"Dots with intervals round a line for no change: good answers to each question. {headline}",
        notes=(f"{rows['wave_before'].iloc[0]} to {rows['wave_after'].iloc[0]}, all pupils.", *left_out),
        caveats=("Waves are separate samples.", CAUTION), question=title,
    )  # fmt: skip


def groups_apart(release: Release, survey: str, wave: str) -> Finding:
    """The largest differences between groups, over every question and split of a wave, held against chance."""
    title = "Groups that answered differently"
    frame = survey_table(release, "differences", survey)
    frame = once_each(frame[frame["wave"] == wave])
    if frame.empty:
        return withheld_finding(release, key="survey-apart", title=title, reason="No split of this wave may be shown.")
    questions = questions_of(release, survey, wave).set_index("question_id")["short"]
    labels = {s: block_labels(release, SurveyQuestion(survey, wave, "", s)) for s in frame["split"].unique()}
    judged = standing_out(frame)
    named = [
        f"{SPLIT_TITLES.get(r.split, r.split)}: {labels[r.split][r.block]} · {questions[r.question_id]}"
        for r in judged.itertuples()
    ]
    judged = judged.assign(label=named, size=judged["difference_pct"].abs())
    stand = judged[judged["is_beyond_chance"]].sort_values("size", ascending=False, kind="stable")
    headline = standing_out_sentence(stand, len(judged))
    table = pd.DataFrame({"group and question": stand["label"], "difference (points)": stand["difference_pct"],
                          "from": stand["lower_pct"], "to": stand["upper_pct"]}).reset_index(drop=True)  # fmt: skip
    drawn = stand.head(MOST).sort_values("difference_pct", ascending=False, kind="stable")
    return _made(
        release, key="survey-apart", title=title, headline=headline, table=table,
        figure=difference_figure(drawn, less="fewer good answers", more="more") if len(drawn) else None,
        alt=f"Dots with intervals: the largest differences of a group from all others. {headline} The table holds all that stand.",
        notes=(f"Wave {wave}; each group against all others together. " + (f"The {len(drawn)} largest are drawn." if len(stand) > MOST else ""),),
        caveats=("A group that answers differently is not to blame for it.", "Where one group lies far from the others, the others together lie a little the other way.", CAUTION), question=f"{title}, wave {wave}",
    )  # fmt: skip


def _made(
    release: Release, *, key: str, title: str, headline: str, table: pd.DataFrame, figure: object, alt: str,
    notes: tuple[str, ...], caveats: tuple[str, ...], question: str,
) -> Finding:  # fmt: skip
    return Finding(
        key=key, title=title, headline=headline, table=table, figure=figure, alt=alt, notes=notes, caveats=caveats,
        definition="A good answer lies on the good end of the question’s scale.", source=source_of(release),
        question=question, release_id=release.id,
    )  # fmt: skip
