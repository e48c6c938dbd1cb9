"""One question of a survey: how each group answered and how sure that is, and what changed between waves."""

from __future__ import annotations

from dashboard.ask.asking import ask
from dashboard.ask.survey import ALL_SPLIT, SurveyAnswer, SurveyQuestion, survey_table
from dashboard.charts.rows import Column, Group, Range, Row, Rows, Words
from dashboard.charts.table import Table, heads
from dashboard.findings.finding import About, Finding, State, source_of
from dashboard.findings.reasons import not_to_be_seen, without_answer
from dashboard.findings.survey_overview import compared
from dashboard.findings.survey_rows import bar_column, bar_of, share_cell
from dashboard.measures.survey_estimates import block_bases, comparable_questions, wave_changes
from dashboard.words.format import count
from dashboard.words.number_format import COUNT, SHARE_TENTH
from dashboard.words.survey import (
    CAUTION,
    SAMPLE,
    answers_title,
    asked_words,
    base_words,
    change_title,
)
from data_loaders.release import Release

ANSWERS, CHANGE = "How did they answer?", "Did it change?"
JOINED = "Groups and answers that are too small to show by themselves are joined; nothing that is shown holds fewer than ten pupils."
OVERLAP = "Overlapping ranges can still be a real difference: “Which groups answered differently?” says which."


def answers(release: Release, asking: SurveyQuestion) -> Finding:
    """How the answers to one question divide in each group of the split, with the share of positive ones."""
    found = ask(release, asking)
    if not found.is_shown:
        return without_answer(release, found, key="question-answers", question=ANSWERS)
    cells, bases = found.frame, block_bases(found.frame)
    bars = {str(b): bar_of(cells[cells["block"] == b], found.bands) for b in dict.fromkeys(cells["block"])}
    names = dict(zip(cells["block"].astype(str), cells["label"].astype(str), strict=True))
    good = {str(r.block): r for r in found.sides[found.sides["side"] == "positive"].itertuples()}
    rows = tuple(
        Row((Words(names[b], note=f"{count(bases[b])} pupils"), bar,
             share_cell(good[b].share_pct, good[b].lower_pct, good[b].upper_pct) if b in good else Words("hidden")))
        for b, bar in bars.items()
    )  # fmt: skip
    title = answers_title(str(found.question["short"]), [(names[b], float(g.share_pct)) for b, g in good.items()])
    legend = tuple(dict.fromkeys((c, n) for bar in bars.values() for c, n in zip(bar.colours, bar.names, strict=True)))
    columns = (Column("Group"), bar_column(bars.values()), Column("Positive", 78))
    return Finding(
        "question-answers", ANSWERS, title, asked_words(found.question, sum(bases.values()), asking.wave), release.id,
        result=tuple((b, round(float(g.share_pct))) for b, g in good.items()), table=_table(found),
        chart=Rows(columns, (Group("", rows),), f"{title}. One row for each group.", 48.0, legend),
        bear_in_mind=CAUTION, about=_about(release, found),
    )  # fmt: skip


def _table(found: SurveyAnswer) -> Table:
    labels = dict(zip(found.bands["band"], found.bands["label"], strict=True))
    columns = heads("group", "answer", ("pupils", COUNT), ("share", SHARE_TENTH), ("from", SHARE_TENTH), ("to", SHARE_TENTH))  # fmt: skip
    rows = [
        (str(r.label), str(labels.get(r.band, "No answer")), int(r.n), _known(r.share_pct), _known(r.lower_pct), _known(r.upper_pct))
        for r in found.frame.itertuples()
    ]  # fmt: skip
    named = str(found.question["positive"])
    rows += [
        (str(r.label), f"Positive: {named}", int(r.n), _known(r.share_pct), _known(r.lower_pct), _known(r.upper_pct))
        for r in found.sides[found.sides["side"] == "positive"].itertuples()
    ]  # fmt: skip
    return Table(columns, tuple(rows))


def _known(value: float) -> float | None:
    return None if value != value else float(value)


def _about(release: Release, found: SurveyAnswer) -> About:
    said = " ".join(base_words(found.question, found.frame, found.bands, found.base))
    instrument = found.question["instrument"] or "not said"
    return About(f"{said} Taken from: {instrument}.", f"{SAMPLE} {OVERLAP}", (JOINED, CAUTION), source_of(release))


def change(release: Release, asking: SurveyQuestion) -> Finding:
    """The share of positive answers of all pupils in every wave; a change only where the same was asked."""
    questions = survey_table(release, "questions", asking.survey)
    comparable = comparable_questions(questions[questions["question_id"] == asking.question]).iloc[0]
    sides = survey_table(release, "sides", asking.survey)
    own = sides[
        (sides["question_id"] == asking.question) & (sides["split"] == ALL_SPLIT) & (sides["side"] == "positive")
    ]
    changes = wave_changes(own) if comparable["is_comparable"] else own.iloc[:0]
    if changes.empty:
        reason = f"The waves are not compared: {comparable['why'] or 'the question is shown for one wave only'}."
        return not_to_be_seen(release, State.NOT_COVERED, reason, key="question-change", question=CHANGE)
    found = ask(release, SurveyQuestion(asking.survey, asking.wave, asking.question))
    verdict = compared(release, asking.survey).verdicts[asking.question]  # paid for with all questions of the wave
    title = change_title(str(found.question["short"]), verdict)
    waves, who = own.sort_values("wave"), " who answered" if found.base == "answered" else ""
    scale = Column("Positive answers", 420, low=0, high=100, ticks=((0, "0"), (50, "50"), (100, "100 %")))
    rows = tuple(
        Row((Words(str(r.wave), note=f"{count(int(r.base_n))} pupils{who}"),
             Range(float(r.share_pct), float(r.lower_pct), float(r.upper_pct)),
             share_cell(r.share_pct, r.lower_pct, r.upper_pct)))
        for r in waves.itertuples()
    )  # fmt: skip
    table = Table(
        heads("wave", ("pupils in the base", COUNT), ("positive", SHARE_TENTH), ("from", SHARE_TENTH), ("to", SHARE_TENTH)),
        tuple((str(r.wave), int(r.base_n), float(r.share_pct), float(r.lower_pct), float(r.upper_pct)) for r in waves.itertuples()),
    )  # fmt: skip
    return Finding(
        "question-change", CHANGE, title, f"{found.question['positive']}, all pupils. Line: what would fit.", release.id, result=verdict, table=table,
        chart=Rows((Column("Wave"), scale, Column("Positive", 100)), (Group("", rows),), f"{title}. One row for each wave.", 48.0),
        bear_in_mind=CAUTION, about=_about(release, found),
    )  # fmt: skip
