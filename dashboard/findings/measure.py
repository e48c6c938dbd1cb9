"""One measure of the Overview: what it is, where it stands, and its typed verdict. Cards, table and questions are made from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dashboard.charts.rows import Spark
from dashboard.findings.finding import Link
from dashboard.measures.verdict import (
    WIDE,
    WIDE_POINTS,
    Answer,
    Estimate,
    Goodness,
    Kind,
    Level,
    Verdict,
    direction_of,
    goodness_of,
)
from dashboard.measures.verdict import Direction as Way
from dashboard.words.format import count, shares_format
from dashboard.words.number_format import COUNT, SHARE, NumberFormat
from dashboard.words.standing import verdict_word

SECTIONS = ("Missing", "Places", "Young people", "Practice", "Steering group")
CARDS = 3  # what a person takes in before a meeting
NOWHERE = Link("", "")


def share_number(verdict: Verdict) -> NumberFormat:
    """How the shares of a measure are written, so that its change is that of the two."""
    latest, before = verdict.latest, verdict.before
    return SHARE if latest is None or before is None else shares_format(latest.value, before.value)


@dataclass(frozen=True)
class Measure:
    """`before_note`: what the figure before stands for. `question`: what a meeting might ask when this has changed.

    rest: the row that a measure shares with others of its kind while it has not changed; empty where it has its own.
    asked: what its finding is asked for; part: which of the finding's verdicts is this one, where it has several.
    `section`, `see`, `of`: where it is shown and the key of its finding, which the catalogue knows.
    """

    key: str
    label: str
    verdict: Verdict
    number: NumberFormat = COUNT
    before_note: str = ""
    spark: Spark | None = None
    question: str = ""
    rest: str = ""
    asked: tuple[tuple[str, str], ...] = ()
    part: str = ""
    section: str = ""
    see: Link = NOWHERE
    of: str = ""

    @property
    def size(self) -> float:
        """How large the change is beside what was: the same scale for counts, shares and rates."""
        latest, before = self.verdict.latest, self.verdict.before
        if latest is None or before is None or not before.value:
            return 0.0
        return abs(latest.value / before.value - 1)

    def card_spark(self) -> Spark:
        """The small chart with the two levels that are compared, so that the number of the card stands in the picture."""
        assert self.spark is not None
        latest, before = self.verdict.latest, self.verdict.before
        assert latest is not None
        assert before is not None
        plain = replace(self.number, kind="number")  # the sign stands beside the number of the card
        texts = (plain.write(before.value), plain.write(latest.value))
        levels = (before.value, latest.value) if self.spark.compared else None
        return replace(self.spark, levels=levels, texts=texts)

    @property
    def is_changed(self) -> bool:
        return self.verdict.answer is Answer.CHANGED

    def judged_as(self, verdict: Verdict) -> Measure:
        """The same measure with another verdict; what is no finding is drawn quietly."""
        spark = self.spark and replace(self.spark, is_quiet=self.spark.is_quiet or not verdict.is_finding)
        return replace(self, verdict=verdict, spark=spark)


def judged(estimate: Estimate, *, latest: Level, before: Level, is_beyond: bool, good_end: Way, kind: Kind) -> Verdict:
    """Changed where it is beyond chance; else not changed only where no change that matters would fit the range.

    A range that leaves out no change, of a claim that does not stand among all that were looked at, says neither.
    """
    if is_beyond:
        way = direction_of(estimate)
        return Verdict(Answer.CHANGED, kind, way, goodness_of(way, good_end), latest=latest, before=before, estimate=estimate)  # fmt: skip
    low, high = (1 / WIDE, WIDE) if estimate.scale == "ratio" else (-WIDE_POINTS, WIDE_POINTS)
    is_unsure = estimate.low < low or estimate.high > high or estimate.is_beyond_chance
    return Verdict(Answer.CANNOT_TELL if is_unsure else Answer.NOT_CHANGED, kind, latest=latest, before=before, estimate=estimate)  # fmt: skip


def cards_of(measures: tuple[Measure, ...]) -> tuple[Measure, ...]:
    """The three that matter, by rule: of each section the largest change beyond chance, sections in their fixed order.

    Where none of the three got better and some measure did, the largest that got better takes the last place. Where fewer
    than three sections changed, the next largest changes follow.
    """
    changed = sorted((m for m in measures if m.is_changed), key=lambda m: -m.size)
    first = {m.section: m for m in reversed(changed)}
    chosen = [first[s] for s in SECTIONS if s in first]
    chosen = (chosen + [m for m in changed if m not in chosen])[:CARDS]
    better = [m for m in changed if m.verdict.goodness is Goodness.BETTER]
    if better and not any(m in better for m in chosen):
        chosen[-1] = better[0]
    return tuple(chosen)


def to_ask(measures: tuple[Measure, ...]) -> tuple[Measure, ...]:
    """Whose questions a meeting is given: those of the three that matter, on the Overview and first among those of a paper."""
    return tuple(m for m in cards_of(measures) if m.question)


def with_rest(measures: tuple[Measure, ...]) -> tuple[Measure, ...]:
    """The changed by name; of the others with a row in common that row, one for each word, where the first of its kind would stand."""
    found: dict[str, Measure] = {}
    for measure in measures:
        word = verdict_word(measure.verdict)
        if measure.is_changed or not measure.rest:
            found[measure.key] = measure
        elif (row := f"{measure.rest}: {word}") not in found:
            found[row] = _rest([m for m in measures if m.rest == measure.rest and verdict_word(m.verdict) == word])
    return tuple(sorted(found.values(), key=lambda m: _place(m, measures)))


def _place(measure: Measure, measures: tuple[Measure, ...]) -> tuple[int, bool]:
    """Among its kind a row in common comes last."""
    kinds = [m.rest or m.key for m in measures]
    own = measure.rest or measure.key
    return kinds.index(own), not measure.is_changed and bool(measure.rest)


def _rest(rest: list[Measure]) -> Measure:
    """How many they are, and what is said of each of them; `compared`: their parts of the finding."""
    first, parts = rest[0], tuple(m.part for m in rest)
    said = first.verdict
    return replace(
        first,
        key=f"rest-{first.section}-{said.answer}",
        label=first.label if len(rest) == 1 else f"{first.rest} ({count(len(rest))})",
        verdict=Verdict(
            said.answer, Kind.SHARE, compared=parts, why=said.why or "Every range is too wide to say.", doubt=said.doubt
        ),
        part="",
        number=COUNT,
        before_note="",
        spark=None,
        question="",
    )


def groups_of(measures: tuple[Measure, ...]) -> dict[str, tuple[Measure, ...]]:
    """Changed first, then what is overdue, the rest grey; inside a group the order of the measures stands."""
    titles = {
        "Changed beyond chance": (Answer.CHANGED,), "Overdue": (Answer.OVERDUE,), "Recording changed": (Answer.RECORDING_CHANGED,),
        "No change found": (Answer.NOT_CHANGED,), "In time": (Answer.IN_TIME,), "Cannot tell": (Answer.CANNOT_TELL, Answer.NOT_COMPARED),
    }  # fmt: skip
    found = {title: tuple(m for m in measures if m.verdict.answer in kinds) for title, kinds in titles.items()}
    return {title: own for title, own in found.items() if own}


def told_apart(measures: tuple[Measure, ...]) -> tuple[int, int, int, int]:
    """How many changed beyond chance, how many of those for the better, of how many we can tell, and how many there are."""
    changed = [m for m in measures if m.is_changed]
    judged = [m for m in measures if m.verdict.answer in (Answer.CHANGED, Answer.NOT_CHANGED)]
    return len(changed), sum(m.verdict.goodness is Goodness.BETTER for m in changed), len(judged), len(measures)


def overdue_of(measures: Sequence[Measure]) -> int:
    """How many reviews, actions and decisions are overdue, over all measures that are held against agreed days."""
    late = (m.verdict.latest for m in measures if m.verdict.answer is Answer.OVERDUE)
    return sum(int(level.value) for level in late if level is not None)
