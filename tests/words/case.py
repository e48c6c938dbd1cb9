"""One sentence form over one example: which function says it, of what, and given what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from dashboard.measures.comparison import Contrast
from dashboard.measures.verdict import (
    Answer,
    Detectable,
    Direction,
    Estimate,
    Goodness,
    Kind,
    Level,
    Scale,
    Verdict,
)


@dataclass(frozen=True)
class Case:
    """`of`: what stands in the example ("none", "one", "withheld", "rise" …); each once for a function."""

    says: Callable[..., object]
    of: str
    given: tuple[object, ...]
    named: Mapping[str, object] = field(default_factory=dict)

    @property
    def form(self) -> str:
        return f"{self.says.__module__.removeprefix('dashboard.words.')}.{self.says.__name__}"

    @property
    def text(self) -> str:
        """What is said; several sentences are parted by a bar. Raises TypeError where something else than text comes out."""
        said = self.says(*self.given, **self.named)
        parts = [f"{k}: {v}" for k, v in said.items()] if isinstance(said, dict) else [said] if isinstance(said, str) else said  # fmt: skip
        if not isinstance(parts, list | tuple) or not all(isinstance(part, str) for part in parts):
            raise TypeError(f"{self.form} gives no text: {said!r}")
        return " | ".join(parts)


def case(says: Callable[..., object], of: str, *given: object, **named: object) -> Case:
    return Case(says, of, given, named)


MONTH = pd.Timestamp("2025-06-01")
UNCOMPARED = Verdict(Answer.NOT_COMPARED, Kind.STEP, why="there are fewer than two years")
UNSURE = Verdict(Answer.CANNOT_TELL, Kind.STEP, why="too few are counted to tell a change from chance")
FOUND = (Detectable(Kind.STEP, 45.0, -31.0), Detectable(Kind.COURSE, 22.0, None), Detectable(Kind.LATEST, 400.0, -80.0))


def rise(**other: object) -> Verdict:
    """57 a month, and 77 from October 2024 on."""
    return _moved(57, 77, Direction.MORE, other)


def fall(**other: object) -> Verdict:
    return _moved(77, 57, Direction.FEWER, other)


def _moved(before: float, latest: float, way: Direction, other: dict[str, object]) -> Verdict:
    usual = {
        "kind": Kind.STEP, "since": pd.Timestamp("2024-10-01"), "until": pd.Timestamp("2026-03-01"),
        "latest": Level(latest, "since", "a month"), "before": Level(before, "before", "a month"),
        "estimate": Estimate(latest / before, latest / before * 0.9, latest / before * 1.1),
    }  # fmt: skip
    return Verdict(Answer.CHANGED, direction=way, **usual | other)


def share(before: float | None, latest: float, answer: Answer, *, goodness: Goodness = Goodness.NEITHER) -> Verdict:
    """Percentages of a year and of the year before, with a range of four points on either side."""
    change = latest - (before or 0)
    way = Direction.NEITHER if answer is not Answer.CHANGED else Direction.MORE if change > 0 else Direction.FEWER
    estimate = None if before is None else Estimate(change, change - 4, change + 4, Scale.POINTS)
    return Verdict(
        answer, Kind.YEAR_ON_YEAR, way, goodness, latest=Level(latest, "latest year", "%"),
        before=None if before is None else Level(before, "year before", "%"), estimate=estimate, why="It was not shown the year before.",
    )  # fmt: skip


def ratio(value: float, low: float, high: float) -> Contrast:
    return Contrast(value, low, high, no_difference=1.0)


def points(value: float, low: float, high: float) -> Contrast:
    return Contrast(value, low, high, no_difference=0.0)


def frame(**columns: object) -> pd.DataFrame:
    return pd.DataFrame(columns)
