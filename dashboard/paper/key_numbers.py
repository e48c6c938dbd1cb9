"""Three numbers with their small charts, what else has changed, and what to bear in mind: from the measures of the Overview."""

from __future__ import annotations

from collections.abc import Collection

from dashboard.charts.palette import FONT, literal
from dashboard.draw.cells import spark_svg
from dashboard.draw.text import markup
from dashboard.findings.measure import CARDS, Measure, cards_of
from dashboard.measures.verdict import Answer
from dashboard.paper.paper import KeyNumber
from dashboard.paper.standing import is_same_verdict
from dashboard.words.overview import card_sentence, surety
from dashboard.words.standing import standing_of

SPARK_WIDTH, SPARK_HEIGHT = 212.0, 76.0
CHANGES = 4  # lines that the first page of a paper has room for
QUIET, UNCOMPARED = (Answer.NOT_CHANGED, Answer.CANNOT_TELL), (Answer.NOT_COMPARED,)
DATED = (Answer.OVERDUE, Answer.IN_TIME)
NOTE = "Each small chart has its own scale, which begins at zero. Dashed line: where the level changes."
CHOSEN, OWN = "This body follows these three.", "They are those of the findings in this paper."


def three_of(measures: tuple[Measure, ...], wanted: tuple[str, ...]) -> tuple[Measure, ...]:
    """Those that the template names, where they have changed; then by the rule of the Overview's cards."""
    known = {m.key: m for m in measures if m.is_changed and m.spark is not None}
    named = [known[key] for key in wanted if key in known]
    others = [m for m in cards_of(measures) if m not in named and m.key in known]
    return tuple([*named, *others][:CARDS])


def own_numbers(measures: tuple[Measure, ...], keys: Collection[str]) -> tuple[Measure, ...]:
    """Of a paper of somebody's own choice: what changed in the findings that were chosen, and of nothing else."""
    return tuple(m for m in measures if m.of in keys and m.is_changed and m.spark is not None)[:CARDS]


def note_of(measures: tuple[Measure, ...], numbers: tuple[Measure, ...], *, is_own: bool) -> str:
    """What stands under the three; where they are not those of the Overview, why."""
    if not numbers:
        return ""
    if set(m.key for m in numbers) == set(m.key for m in cards_of(measures)):
        return NOTE
    return f"{NOTE} {OWN if is_own else CHOSEN}"


def number_of(measure: Measure) -> KeyNumber:
    verdict = measure.verdict
    assert verdict.latest is not None
    sentence = card_sentence(verdict, measure.number, measure.before_note)
    svg = spark_svg(measure.card_spark(), width=SPARK_WIDTH, height=SPARK_HEIGHT, paint=literal("print"))
    svg = svg.replace("<svg ", f'<svg font-family="{markup(FONT)}" ', 1)  # as a picture nothing round it says which
    figure = measure.number.write(verdict.latest.value)
    return KeyNumber(measure.label, figure, standing_of(verdict), sentence, surety(verdict), svg)


def is_new(measure: Measure, then: tuple[Measure, ...]) -> bool:
    """Whether its verdict is another than in the earlier release, by the verdicts and not by their words."""
    old = next((m.verdict for m in then if m.key == measure.key), None)
    return measure.verdict.is_finding and (old is None or not is_same_verdict(old, measure.verdict))


def lines_of(measures: tuple[Measure, ...], then: tuple[Measure, ...] | None) -> tuple[tuple[str, str], ...]:
    """Each change in one line whose two figures can be divided, what is new since the last meeting first.

    Beyond what a page has room for, changes are named: a paper leaves out none that the Overview lists.
    """
    fresh = [m for m in measures if then is not None and is_new(m, then)]
    ordered = [*fresh, *(m for m in measures if m not in fresh)]
    lines = [
        (f"{m.label}:", f"{'New since the last meeting. ' if m in fresh else ''}{_said(m)}") for m in ordered[:CHANGES]
    ]
    more = [m.label for m in ordered[CHANGES:]]
    return (*lines, *((("Also changed, see the Overview:", f"{'; '.join(more)}."),) if more else ()))


def _said(measure: Measure) -> str:
    verdict = measure.verdict
    if verdict.latest is None or verdict.before is None:
        return f"{standing_of(verdict).word}."
    sentence = card_sentence(verdict, measure.number, measure.before_note)
    return f"{measure.number.write(verdict.latest.value)}. {standing_of(verdict).word}: {sentence}"


def standing_line(measures: tuple[Measure, ...], answers: Collection[Answer]) -> str:
    """Those with one of these answers, each named behind its word, since silence would be taken for one; with what is overdue, of how many."""
    named: dict[str, list[str]] = {}
    for measure in measures:
        verdict = measure.verdict
        if verdict.answer in answers:
            late = verdict.latest if verdict.answer in DATED else None
            whole = f", {measure.number.write(late.value)} {measure.before_note}" if late else ""
            named.setdefault(standing_of(verdict).word, []).append(f"{measure.label}{whole}")
    return " ".join(f"{word}: {'; '.join(labels)}." for word, labels in named.items())


def recording_line(measures: tuple[Measure, ...]) -> str:
    """A change that a change in recording explains is no change in children's lives."""
    new = [m.label for m in measures if m.verdict.answer is Answer.RECORDING_CHANGED]
    return f"Recorded in a new way, so before and after cannot be compared: {'; '.join(new)}." if new else ""
