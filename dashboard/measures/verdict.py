"""One question has one verdict: what page, card, Overview, paper and "since last meeting" print alike.

Three answers, not two: changed; not changed, only where a change that matters would have been found; cannot tell. What could
not be compared is named, and how many comparisons stand behind an answer is kept, so that a list of them can pay for its
length.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

WIDE = 1.25  # a range that reaches a rise to five quarters, or a fall to four fifths, holds a change that matters
WIDE_POINTS = 10.0  # the same for differences of shares, in percentage points


class Answer(StrEnum):
    """RECORDING_CHANGED: a change that a dated change in recording explains. NOT_COMPARED: there was nothing to compare.

    OVERDUE, IN_TIME: held against the days that were agreed, which needs no earlier count.
    """

    CHANGED = "changed"
    NOT_CHANGED = "not changed"
    CANNOT_TELL = "cannot tell"
    RECORDING_CHANGED = "recording changed"
    NOT_COMPARED = "not compared"
    OVERDUE = "overdue"
    IN_TIME = "in time"


class Doubt(StrEnum):
    """Why we cannot tell. TOO_FEW: records. TOO_WIDE: what would fit holds changes that matter, which many records of the same
    children do as well as few. TOO_CLOSE: two groups whose difference chance may make, however many they are. TOO_EARLY: there is
    nothing to compare with yet. REPEATS: a change of counts, of which nobody says how often they are the same children. AMONG_MANY: it
    stands alone, and not among all that a list looks at.
    """

    TOO_FEW = "too few"
    TOO_WIDE = "wide range"
    TOO_CLOSE = "too close"
    TOO_EARLY = "too early"
    NOT_COMPARABLE = "not comparable"
    NOT_DELIVERED = "not delivered"
    NOT_COVERED = "not covered"
    WITHHELD = "withheld"
    REPEATS = "repeats unknown"
    AMONG_MANY = "among so many"


class Direction(StrEnum):
    MORE = "more"
    FEWER = "fewer"
    NEITHER = ""


class Goodness(StrEnum):
    """NEITHER also where the measure has no good end: more recorded harm can be more harm, or more of it known."""

    BETTER = "better"
    WORSE = "worse"
    NEITHER = ""


class Kind(StrEnum):
    """What was found or, of an answer that is not a change, what was looked for. BESIDE: two groups of one time."""

    STEP = "step"
    COURSE = "steady course"
    STEPS = "several steps"
    ENDED = "ended stretch"
    LATEST = "latest months"
    MONTHS = "single months"
    SEASON = "season"
    YEAR_ON_YEAR = "year on year"
    DIFFERENCE = "difference"
    BESIDE = "beside"
    SHARE = "share"
    CONCENTRATION = "concentration"
    DATES = "days that were agreed"


# Of an answer that is a doubt the reason where no other is known: of its kind, or by whether there is a range.
DOUBTS: Mapping[tuple[Answer, Kind | bool], Doubt] = {
    (Answer.CANNOT_TELL, Kind.BESIDE): Doubt.TOO_CLOSE, (Answer.CANNOT_TELL, True): Doubt.TOO_WIDE, (Answer.CANNOT_TELL, False): Doubt.TOO_FEW,
    (Answer.NOT_COMPARED, True): Doubt.TOO_EARLY, (Answer.NOT_COMPARED, False): Doubt.TOO_EARLY,
}  # fmt: skip


class Scale(StrEnum):
    """RATIO: no difference is 1. POINTS: a difference of percentages, no difference is 0. COUNT: of counts, 0."""

    RATIO = "ratio"
    POINTS = "percentage points"
    COUNT = "count"


@dataclass(frozen=True)
class Level:
    """A figure that a reader may divide by the other: "77 a month" from July 2024 on. `label` says what it stands for."""

    value: float
    label: str
    unit: str = ""
    base: float | None = None  # of a share: what it is a share of

    @property
    def share_pct(self) -> float | None:
        return 100 * self.value / self.base if self.base else None


@dataclass(frozen=True)
class Estimate:
    """The change once `allowed_for` (season, repeats, population) is taken out, with its 95 % interval."""

    value: float
    low: float
    high: float
    scale: Scale = Scale.RATIO
    allowed_for: tuple[str, ...] = ()

    @property
    def is_beyond_chance(self) -> bool:
        none = 1.0 if self.scale is Scale.RATIO else 0.0
        return self.low > none or self.high < none


@dataclass(frozen=True)
class Detectable:
    """The smallest change of a kind that would have been found in at least four of five such series; None: none would."""

    kind: Kind
    rise_pct: float | None
    fall_pct: float | None


@dataclass(frozen=True)
class Verdict:
    """`since` … `until`: the first and last period of what was found; `since_low` … `since_high`: when it may have begun.

    `latest` and `before` are as counted; `estimate` is what remains once season and repeats are allowed for, so the two may
    differ. `compared`: names of what the answer is about. `would_have_found`: what a "not changed" denies. `looks`: comparisons
    that were paid for. `why`, `doubt`: of a NOT_COMPARED or CANNOT_TELL, the reason in a sentence and in a word.
    `target_pct`: the least share that a body of the partnership wants to be reached, where it has set one.
    """

    answer: Answer
    kind: Kind
    direction: Direction = Direction.NEITHER
    goodness: Goodness = Goodness.NEITHER
    since: pd.Timestamp | None = None
    until: pd.Timestamp | None = None
    since_low: pd.Timestamp | None = None
    since_high: pd.Timestamp | None = None
    latest: Level | None = None
    before: Level | None = None
    estimate: Estimate | None = None
    p_value: float | None = None
    looks: int = 1
    compared: tuple[str, ...] = ()
    would_have_found: tuple[Detectable, ...] = ()
    recording: tuple[str, ...] = ()
    why: str = ""
    doubt: Doubt | None = None
    target_pct: float | None = None

    def __post_init__(self) -> None:
        usual = DOUBTS.get((self.answer, self.kind), DOUBTS.get((self.answer, self.estimate is not None)))
        object.__setattr__(self, "doubt", (self.doubt or usual) if usual else None)
        if self.answer is Answer.CHANGED and self.direction is Direction.NEITHER:
            raise ValueError("A change is more or fewer: a verdict of a change needs its direction.")
        if self.answer in (Answer.CANNOT_TELL, Answer.NOT_COMPARED) and not (self.why or self.estimate):
            raise ValueError(f"A verdict of “{self.answer}” says why, or carries the interval that shows it.")

    @property
    def is_compared(self) -> bool:
        """Whether chance could have made it a claim: days that were agreed are held to, or are not."""
        return self.answer not in (Answer.NOT_COMPARED, Answer.OVERDUE, Answer.IN_TIME)

    @property
    def is_finding(self) -> bool:
        """Whether something is claimed: what a list of verdicts pays for."""
        return self.answer in (Answer.CHANGED, Answer.RECORDING_CHANGED)


def direction_of(estimate: Estimate) -> Direction:
    """More or fewer, whether or not it is beyond chance."""
    none = 1.0 if estimate.scale is Scale.RATIO else 0.0
    if estimate.value == none:
        return Direction.NEITHER
    return Direction.MORE if estimate.value > none else Direction.FEWER


def goodness_of(direction: Direction, good_end: Direction) -> Goodness:
    """`good_end`: the direction that is better; NEITHER where the measure has none."""
    if Direction.NEITHER in (direction, good_end):
        return Goodness.NEITHER
    return Goodness.BETTER if direction is good_end else Goodness.WORSE
