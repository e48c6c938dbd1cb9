"""Intelligence that agencies shared: all items over time, and who gave to whom by the year.

Acted on and not acted on are at least k in every figure. What does not reach k is told like nothing at all: a period at either end, and a
pair of agencies. Pairs that are not named stand together; where they are too few, or none, they stand with the last pair that is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data_loaders.safety.attack.meet import every_union
from data_loaders.safety.calendar import Calendar, month_end, month_number, month_start
from data_loaders.safety.floor import Floor, Ints
from data_loaders.themes.practice.records import months_of

SHARING = ["view", "from_agency", "to_agency", "unit", "period_start", "period_end", "items", "acted_on"]
UNITS = ("month", "quarter", "half_year", "year", "all")
REST = "OTHER_FLOWS"
AND_REST = f" + {REST}"  # after the one to whom the last named pair gave
ANY = "ALL"
Pair = tuple[str, str]
Period = tuple[int, int]
Rows = NDArray[np.bool_]


def sharing_table(
    frame: pd.DataFrame, covered: Period, year_starts: int, k: int, before: pd.DataFrame | None = None
) -> pd.DataFrame:
    """`covered`: the first and last whole month that was delivered. `before`: what is out, which goes on by its names and units until a
    period of one of them falls short."""
    items, out = _Items.of(frame, k), pd.DataFrame(columns=SHARING) if before is None else before
    total = _Told.out(out[out["view"] == "total"]) or _begun(items, Calendar(*covered, year_starts))
    if total is None:
        return pd.DataFrame(columns=SHARING)
    total = _gone_on(items, total, Calendar(*covered, year_starts))
    # No year is told of which a shorter time is not: what all gave less the periods that are told would be of few.
    years = Calendar(total.periods[0][0], total.periods[-1][1], year_starts)
    flows = _Told.out(out[out["view"] == "flow"])
    flows = _flows(items, years, total.periods) if flows is None else _gone_on(items, flows, years, total.periods)
    return pd.DataFrame([*items.rows("total", total), *items.rows("flow", flows)], columns=SHARING)


@dataclass(frozen=True)
class _Told:
    """Names, each of which is told of these periods; of each period its unit."""

    names: tuple[Pair, ...]
    units: tuple[str, ...]
    periods: tuple[Period, ...]

    @classmethod
    def out(cls, rows: pd.DataFrame) -> _Told | None:
        """What is out, or None."""
        if rows.empty:
            return None
        times = rows.drop_duplicates(["period_start", "period_end"]).sort_values("period_start")
        names = dict.fromkeys(zip(rows["from_agency"], rows["to_agency"], strict=True))
        spans = zip(times["period_start"], times["period_end"], strict=True)
        return cls(tuple(names), tuple(times["unit"]), tuple((month_number(a), month_number(b)) for a, b in spans))

    @property
    def holds_all(self) -> bool:
        """Whether each pair of agencies is in one of the names, those too that nobody has thought of."""
        return any(giver == ANY or taker.endswith(REST) for giver, taker in self.names)


@dataclass(frozen=True)
class _Items:
    month: NDArray[np.int64]
    pair: tuple[Pair, ...]
    acted: NDArray[np.int64]
    left: NDArray[np.int64]
    k: int

    @classmethod
    def of(cls, frame: pd.DataFrame, k: int) -> _Items:
        acted, items = (frame[column].to_numpy(dtype=np.int64) for column in ("acted_on_n", "items_n"))
        pair = tuple(zip(frame["from_agency"], frame["to_agency"], strict=True))
        return cls(months_of(frame["period"]).to_numpy(), pair, acted, items - acted, k)

    def of_names(self, names: Sequence[Pair]) -> list[Rows]:
        """For each name the rows that it holds."""
        plain = [(giver, taker.removesuffix(AND_REST)) for giver, taker in names]
        is_other = self.of_pairs({*self.pair} - {*plain})
        every = np.ones(len(self.pair), dtype=bool)
        return [
            every if name[0] == ANY else self.of_pairs({own}) | (is_other & name[1].endswith(REST))
            for name, own in zip(names, plain, strict=True)
        ]

    def of_pairs(self, pairs: set[Pair]) -> Rows:
        return np.fromiter((pair in pairs for pair in self.pair), bool, len(self.pair))

    def sums(self, own: Rows, period: Period) -> tuple[int, int]:
        """How many items were acted on, and how many not."""
        inside = own & (self.month >= period[0]) & (self.month <= period[1])
        return int(self.acted[inside].sum()), int(self.left[inside].sum())

    def reach(self, own: Rows, periods: Iterable[Period]) -> bool:
        return all(Floor(self.k).is_reached(self.sums(own, period)) for period in periods)

    def may_tell(self, names: Sequence[Rows], periods: Sequence[Period], shorter: Sequence[Period]) -> bool:
        """Whether each of these reaches k in each period, and what some of them must have, of some shorter times in it, is k or nothing."""
        unions = [np.any(np.array(names)[union > 0], axis=0) for union in every_union(len(names))]
        return all(self.reach(own, periods) for own in names) and not any(
            self._few_in_some(own, parts)
            for parts in (_parted(period, shorter) for period in periods)
            for rows in unions
            for own in (rows, ~rows)
        )

    def _few_in_some(self, own: Rows, parts: Sequence[Period]) -> bool:
        """Of items acted on, left, and both."""
        mine, theirs = (
            np.array([[*sums, sum(sums)] for sums in (self.sums(rows, part) for part in parts)]) for rows in (own, ~own)
        )
        return any(few_in_some(mine[:, of], theirs[:, of], self.k) for of in range(mine.shape[1]))

    def rows(self, view: str, told: _Told | None) -> list[tuple[object, ...]]:
        made = list[tuple[object, ...]]()
        for name, own in zip(told.names, self.of_names(told.names), strict=True) if told is not None else ():
            for unit, period in zip(told.units, told.periods, strict=True) if told is not None else ():
                acted, left = self.sums(own, period)
                days = (pd.Timestamp(d).as_unit("s") for d in (month_start(period[0]), month_end(period[1])))
                made.append((view, *name, unit, *days, acted + left, acted))
        return made


def _begun(items: _Items, calendar: Calendar) -> _Told | None:
    """All items at the finest unit of which no period is short between the first that is not and the last."""
    every = np.ones(len(items.pair), dtype=bool)
    for unit in UNITS:
        periods = calendar.periods(unit)
        enough = [at for at, period in enumerate(periods) if items.reach(every, [period])]
        if enough and len(enough) == enough[-1] - enough[0] + 1:
            told = periods[enough[0] : enough[-1] + 1]
            return _Told(((ANY, ANY),), (unit,) * len(told), tuple(told))
    return None


def _flows(items: _Items, calendar: Calendar, shorter: Sequence[Period]) -> _Told | None:
    """Each pair that is large enough in every period; the others added up, with the last of the large where they are too few.

    `shorter`: the periods of which all items together are told. What a pair must have given in one of them is k, or the pair stands with the others.
    """
    for unit in ("year", "all"):
        periods = calendar.periods(unit)
        large = [pair for pair in sorted({*items.pair}) if periods and items.reach(items.of_pairs({pair}), periods)]
        while names := _with_rest(items, large, periods):
            rows = items.of_names(names)
            if not large or items.may_tell(rows, periods, shorter):
                return _Told(tuple(names), (unit,) * len(periods), tuple(periods))
            fails = [n for n, own in zip(names, rows, strict=True) if not items.may_tell([own], periods, shorter)]
            # Of several the last by name; where the others alone fail, or but some together, the last that is named joins them.
            own = [pair for pair in large if pair in fails]
            large.remove(own[-1] if own else large[-1])
    return None


def _with_rest(items: _Items, large: list[Pair], periods: Sequence[Period]) -> list[Pair]:
    """The names of these pairs and of all others."""
    if periods and items.reach(items.of_pairs({*items.pair} - {*large}), periods):
        return [*large, (REST, REST)]
    # The last by name: the least of them would be a choice that tells which it was.
    return [*large[:-1], (large[-1][0], large[-1][1] + AND_REST)] if large else []


def few_in_some(mine: Ints, theirs: Ints, k: int) -> bool:
    """Whether some parts together must hold one to k − 1 of mine, where of each part only the sum of both is told, and mine over all.

    What the others have in the parts outside of them is fewer then: parts in which the others have k − 1 and more are never outside.
    `found[w]`: how many of mine can be outside, a bit for each number, where the others have w there.
    """
    found, whole = [1, *[0] * (k - 2)], int(mine.sum())
    for own, other in zip(mine.tolist(), theirs.tolist(), strict=True):
        for outside in range(k - 2 - other, -1, -1):
            found[outside + other] |= found[outside] << own
    return any(found[w] >> v & 1 for w in range(k - 1) for v in range(max(whole - k + 1, 0), whole - w))


def _parted(period: Period, shorter: Sequence[Period]) -> list[Period]:
    """The shorter times inside a period, and what they leave of it at either end."""
    inside = [part for part in shorter if period[0] <= part[0] and part[1] <= period[1]]
    if not inside:
        return [period]
    ends = (period[0], inside[0][0] - 1), (inside[-1][1] + 1, period[1])
    return [*inside, *(end for end in ends if end[0] <= end[1])]


def _gone_on(items: _Items, told: _Told, calendar: Calendar, shorter: Sequence[Period] = ()) -> _Told:
    """With the periods after those that are out, before the first in which one of the names is short.

    Where every pair had a name of its own, what is in none of them would follow from all items: it ends.
    """
    after, unit = told.periods[-1][1] + 1, "year" if told.units[-1] == "all" else told.units[-1]
    if not told.holds_all or calendar.first > after:
        return told
    own, following = items.of_names(told.names), Calendar(after, calendar.last, calendar.year_starts).periods(unit)
    later = list(takewhile(lambda period: items.may_tell(own, [period], shorter), following))
    return _Told(told.names, (*told.units, *(unit for _ in later)), (*told.periods, *later))
