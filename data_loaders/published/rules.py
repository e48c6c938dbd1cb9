"""What the columns of one table must be to each other. Each rule finds what is wrong with a table, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data_loaders.published.kinds import Floors

Ints: TypeAlias = NDArray[np.int64]


class Rule(Protocol):
    def problem(self, frame: pd.DataFrame, floors: Floors) -> str | None: ...


@dataclass(frozen=True)
class Within:
    """A value lies in its range, blanks aside. `apart`: how far rounding can put it outside."""

    low: str
    value: str
    high: str
    apart: float = 0.0

    def problem(self, frame: pd.DataFrame, floors: Floors) -> str | None:
        del floors
        out = (frame[self.low] > frame[self.value] + self.apart) | (frame[self.high] < frame[self.value] - self.apart)
        return f"has a {self.value} outside {self.low} to {self.high}" if out.any() else None


@dataclass(frozen=True)
class InOrder:
    """The earlier of two days, or the smaller of two numbers, comes first; blanks aside."""

    first: str
    second: str

    def problem(self, frame: pd.DataFrame, floors: Floors) -> str | None:
        del floors
        return f"has {self.second} before {self.first}" if (frame[self.first] > frame[self.second]).any() else None


@dataclass(frozen=True)
class PartOf:
    """A count is a part of another, and what is left is nobody, or as many as the floor of `whose` asks."""

    part: str
    whole: str
    whose: str

    def problem(self, frame: pd.DataFrame, floors: Floors) -> str | None:
        left = frame[self.whole] - frame[self.part]
        if (left < 0).any():
            return f"has more {self.part} than {self.whole}"
        small = left.between(1, floors[self.whose] - 1)
        return f"leaves too few of {self.whole} beside {self.part}" if small.any() else None


@dataclass(frozen=True)
class FullGrid:
    """Inside each group of `of`, every value of each axis stands with every value of all others, once.

    An axis is made of columns that go together, such as the first and the last day of a period.
    """

    of: tuple[str, ...]
    axes: tuple[tuple[str, ...], ...]

    def problem(self, frame: pd.DataFrame, floors: Floors) -> str | None:
        del floors
        keys = [*self.of, *(column for axis in self.axes for column in axis)]
        if frame.duplicated(keys).any():
            return f"has a row twice ({', '.join(keys)})"
        group = _numbered(frame, self.of)
        rows = np.bincount(group)
        cells = np.ones_like(rows)
        for axis in self.axes:
            cells *= _different(group, _numbered(frame, axis))
        if (cells != rows).any():
            return f"is not a full grid of {' and '.join(column for axis in self.axes for column in axis)}"
        return None


def _numbered(frame: pd.DataFrame, columns: tuple[str, ...]) -> Ints:
    """The same number for rows that hold the same in all of these columns: 0, 1, 2 …"""
    number = np.zeros(len(frame), dtype=np.int64)
    for column in columns:
        codes, values = pd.factorize(frame[column], use_na_sentinel=False)
        number = np.unique(number * len(values) + codes, return_inverse=True)[1]
    return number


def _different(group: Ints, value: Ints) -> Ints:
    """How many different values stand in each group."""
    values = int(value.max()) + 1
    return np.bincount(pd.unique(group * values + value) // values)


@dataclass(frozen=True)
class Always:
    """Anything else: `is_so` is true of every row, `told` says what is wrong where it is not."""

    is_so: Callable[[pd.DataFrame], pd.Series]
    told: str

    def problem(self, frame: pd.DataFrame, floors: Floors) -> str | None:
        del floors
        return self.told if len(frame) and not bool(self.is_so(frame).all()) else None


@dataclass(frozen=True)
class FloorOf:
    """Rows with `value` in `column` have the floor of `whose` in every column of `counts`."""

    column: str
    value: str
    whose: str
    counts: tuple[str, ...]

    def problem(self, frame: pd.DataFrame, floors: Floors) -> str | None:
        own = frame.loc[frame[self.column] == self.value, list(self.counts)]
        k = floors.get(self.whose)
        if k is None:
            return f"has counts for which the release names no floor ({self.whose})"
        return f"holds a number below {k} with {self.column} '{self.value}'" if (own < k).any(axis=None) else None


@dataclass(frozen=True)
class FloorInWords:
    """A number that stands in `column` as a text is at least the floor of `whose`; what is no number is told in words."""

    column: str
    whose: str

    def problem(self, frame: pd.DataFrame, floors: Floors) -> str | None:
        k = floors.get(self.whose)
        if k is None:
            return f"has counts for which the release names no floor ({self.whose})"
        is_small = (pd.to_numeric(frame[self.column], errors="coerce") < k).any()
        return f"tells a number below {k} in {self.column}" if is_small else None


@dataclass(frozen=True)
class OneName:
    """A code has one name in all columns that are called alike, whatever table they are delivered in."""

    column: str
    code: str
    label: str

    def problem(self, frame: pd.DataFrame, floors: Floors) -> str | None:
        del floors
        alike = frame[self.column].str.rsplit(".", n=1).str[-1]
        names = frame.groupby([alike, frame[self.code]])[self.label].nunique()
        several = names[names > 1]
        return f"calls the code {several.index[0][1]} of {several.index[0][0]} by two names" if len(several) else None
