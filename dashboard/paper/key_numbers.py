"""Three numbers with their small charts, what else has changed, and what to bear in mind: from the measures of the Overview."""

from __future__ import annotations

from dashboard.charts.palette import literal
from dashboard.draw.cells import spark_svg
from dashboard.findings.measure import CARDS, Measure, cards_of
from dashboard.measures.verdict import Answer, Direction
from dashboard.paper.paper import KeyNumber
from dashboard.paper.standing import is_same_verdict
from dashboard.words.overview import card_sentence, surety

SPARK_WIDTH, SPARK_HEIGHT = 212.0, 76.0
CHANGES = 3
NOTE = "Each small chart has its own scale, which begins at zero. Dashed line: where the level changes."


def three_of(measures: tuple[Measure, ...], wanted: tuple[str, ...]) -> tuple[Measure, ...]:
    """Those that the template names, where they have changed; then by the rule of the Overview's cards."""
    known = {m.key: m for m in measures if m.is_changed and m.spark is not None}
    named = [known[key] for key in wanted if key in known]
    others = [m for m in cards_of(measures) if m not in named and m.key in known]
    return tuple([*named, *others][:CARDS])


def number_of(measure: Measure) -> KeyNumber:
    verdict = measure.verdict
    assert verdict.latest is not None
    word, sentence = card_sentence(verdict, measure.number, measure.before_note)
    svg = spark_svg(measure.card_spark(), width=SPARK_WIDTH, height=SPARK_HEIGHT, paint=literal("print"))
    mark = "more" if verdict.direction is Direction.MORE else "fewer"
    return KeyNumber(
        measure.label, measure.number.write(verdict.latest.value), mark, word, sentence, surety(verdict), svg
    )


def changed_since(measures: tuple[Measure, ...], then: tuple[Measure, ...]) -> tuple[Measure, ...]:
    """The measures whose verdict is another than in the earlier release, by their verdicts and not by their words."""
    before = {m.key: m.verdict for m in then}
    return tuple(
        m for m in measures
        if m.verdict.is_finding and (m.key not in before or not is_same_verdict(before[m.key], m.verdict))
    )  # fmt: skip


def lines_of(measures: tuple[Measure, ...]) -> tuple[tuple[str, str], ...]:
    """Each change in one line whose two figures can be divided."""
    found = []
    for measure in measures:
        verdict = measure.verdict
        if verdict.latest is None or verdict.before is None:
            continue
        word, sentence = card_sentence(verdict, measure.number, measure.before_note)
        found.append((f"{measure.label}:", f"{measure.number.write(verdict.latest.value)}. {word}: {sentence}"))
    return tuple(found[:CHANGES])


def quiet_line(measures: tuple[Measure, ...]) -> str:
    """What did not clearly change, named: silence would be taken for it."""
    quiet = [m.label for m in measures if m.verdict.answer in (Answer.NOT_CHANGED, Answer.CANNOT_TELL)]
    return f"No clear change: {'; '.join(quiet)}." if quiet else ""


def recording_line(measures: tuple[Measure, ...]) -> str:
    """A change that a change in recording explains is no change in children's lives."""
    new = [m.label for m in measures if m.verdict.answer is Answer.RECORDING_CHANGED]
    return f"Recorded in a new way, so before and after cannot be compared: {'; '.join(new)}." if new else ""
