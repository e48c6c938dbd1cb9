"""A table of two themes, or of two coders, beside what is printed of each theme by time and band: who must be in a cell of both?

Who is in a cell is in some cells of another table. Of those in one of these there are as many as they have in common, less all others
in the rest of these cells: that many cannot stand elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data_loaders.published.recount.contributions import read_by, records_of, roots, said_by
from data_loaders.published.recount.evidence import Evidence

Cells: TypeAlias = NDArray[np.int64]  # of each record the cell that it is in, from nought up
Some: TypeAlias = NDArray[np.bool_]
SERIES = ["split", "code", "kind"]
OTHERS = "OTHERS"


@dataclass(frozen=True)
class Beside:
    """All records of the forum in order of their days, and whatever is printed of them."""

    voice: Cells
    k: int
    everybody: Some
    of_root: dict[str, Some]
    series: tuple[tuple[str, Cells], ...]  # with the root that its theme is of; "" for all

    def tells(self, table: Cells, root: str = "", more: Iterable[tuple[str, Cells]] = ()) -> bool:
        """Whether a series, or one of `more`, shows that few voices are in a cell of both. `root`: of all themes of the table."""
        own = self.of_root.get(root, self.everybody)
        for of, other in chain(self.series, more):
            sums = [self.everybody, own, ~own] if root and of == root else [self.everybody]
            if any(self.tell(table, other, some) for some in sums):
                return True
        return False

    def tell(self, one: Cells, other: Cells, some: Some) -> bool:
        """Of two tables, among some of the records that both add up to."""
        if not some.any():
            return False
        one, other, voice = one[some], other[some], self.voice[some]
        return self._must_meet(one, other, voice) or self._must_meet(other, one, voice)

    def _must_meet(self, one: Cells, other: Cells, voice: Cells) -> bool:
        """Whether few of some cell of `one`, or of all but one, must be in certain cells of `other`."""
        shape = int(one.max()) + 1, int(other.max()) + 1
        met = np.bincount(one * shape[1] + other, minlength=shape[0] * shape[1]).reshape(shape)
        whole = met.sum(axis=0)
        held = np.concatenate([met, whole - met])
        others = np.where(held > 0, whole - held, 0).sum(axis=1)
        # There is a voice at least in each cell that comes in question: no choice has more records than the largest k - 1 of them.
        largest = np.sort(np.where(held > 0, whole, 0), axis=1)[:, -(self.k - 1) :].sum(axis=1)
        if not (others < largest).any():
            return False
        price = _prices(one, other, voice, shape)
        may_be_few = (held > 0) & (price < self.k)
        # All of them together are more records than any choice that fewer than k voices allow: seldom is more to be asked.
        return any(
            _fits(int(others[at]), price[at, may_be_few[at]].tolist(), whole[may_be_few[at]].tolist(), self.k)
            for at in np.flatnonzero(others < may_be_few @ whole)
        )


def _prices(one: Cells, other: Cells, voice: Cells, shape: tuple[int, int]) -> Cells:
    """How many voices are in each cell of both tables; beneath, how many are in the rest of each cell of the second."""
    height, width = shape
    # Each voice once in each cell of both, those of one voice in one cell of the second side by side.
    each = np.sort((other * (int(voice.max()) + 1) + voice) * height + one)
    each = each[np.append(True, each[1:] != each[:-1])]
    who, row = np.divmod(each, height)
    column = who // (int(voice.max()) + 1)
    is_new = np.append(True, who[1:] != who[:-1])
    is_alone = is_new & np.append(is_new[1:], True)
    place, size = row * width + column, height * width
    inside, alone = (np.bincount(at, minlength=size).reshape(shape) for at in (place, place[is_alone]))
    return np.concatenate([inside, np.bincount(column[is_new], minlength=width) - alone])


def _fits(others: int, price: list[int], whole: list[int], k: int) -> bool:
    """Whether cells in which fewer than k voices are in question have more records than all others that come in question."""
    best = [0] * k  # by the voices that are spent
    for cost, records in zip(price, whole, strict=True):
        for spent in range(k - 1, cost - 1, -1):
            best[spent] = max(best[spent], best[spent - cost] + records)
    return best[-1] > others


def beside(evidence: Evidence) -> Beside:
    return evidence.once("practice beside", _beside)


def where(evidence: Evidence, codes: set[str]) -> Some:
    """Which records name one of these themes at least, whatever was said of them."""
    return _named(evidence, {(code, "") for code in codes})


def _named(evidence: Evidence, marks: set[tuple[str, str]]) -> Some:
    records = records_of(evidence, "themes")
    return np.fromiter((not marks.isdisjoint(r.found) for r in records), np.bool_, len(records))


def within(evidence: Evidence, periods: list[tuple[pd.Timestamp, pd.Timestamp]]) -> Cells:
    """In which of these periods each record is, from one up; nought where it is in none."""
    days = pd.DatetimeIndex([r.day for r in records_of(evidence, "themes")])
    found = np.zeros(len(days), dtype=np.int64)
    for number, (start, end) in enumerate(periods, 1):
        found[(days >= start) & (days <= end + pd.Timedelta(hours=23))] = number
    return found


def _beside(evidence: Evidence) -> Beside:
    records, said, top = records_of(evidence, "themes"), said_by(evidence), roots(evidence)
    voices = np.unique([said[r.name] for r in records], return_inverse=True)[1].astype(np.int64)
    k = evidence.policy.practice.k[evidence.policy.audience]
    series = {(of, cells.tobytes()): (of, cells) for of, cells in _series(evidence)}
    in_root = {root: where(evidence, {root}) for root in set(top.values())}
    return Beside(voices, k, np.ones(len(records), dtype=np.bool_), in_root, tuple(series.values()))


def _series(evidence: Evidence) -> Iterator[tuple[str, Cells]]:
    """Of each series its theme by period, with those that do not name it; where people are divided also all of each band."""
    printed, top = evidence.published["practice_counts"], roots(evidence)
    for (split, code, kind), rows in printed[printed["view"] == "themes"].groupby(SERIES):
        periods = sorted(set(rows[["period_start", "period_end"]].itertuples(index=False, name=None)))
        bands = sorted(set(rows["group"]))
        cells = within(evidence, periods) * (len(bands) + 1)
        if split == "stance":
            for band in bands:
                yield top.get(code, ""), cells * 2 + _named(evidence, {(code, own) for own in band.split("+")})
            continue
        if split != "none":
            cells = cells + _banded(evidence, split, bands)
            yield "", cells
        marked = _named(evidence, {(code, kind)}) if code else np.ones(len(cells), dtype=np.bool_)
        yield top.get(code, ""), cells * 2 + marked


def _banded(evidence: Evidence, split: str, bands: list[str]) -> Cells:
    place = {leaf: number for number, band in enumerate(bands, 1) for leaf in band.split("+")}
    return np.array([place.get(r.leaves[split], 0) for r in records_of(evidence, "themes")], dtype=np.int64)


def coders(evidence: Evidence) -> Iterator[tuple[str, Cells]]:
    """What is printed of how two coders read, each table with all that they did not read in a cell of its own."""
    for code in evidence.published["practice_agreement"]["theme_code"]:
        if code != OTHERS:
            yield "", agreed(evidence, code)
    for row in evidence.published["practice_disagreements"].itertuples():
        if row.theme_a != OTHERS:
            yield "", apart(evidence, (row.theme_a, row.theme_b))


def agreed(evidence: Evidence, code: str) -> Cells:
    return _placed(
        evidence, {name: (code in one) + (code in other) for name, (one, other) in two_read(evidence).items()}
    )


def apart(evidence: Evidence, pair: tuple[str, str]) -> Cells:
    both = (pair, pair[::-1])
    return _placed(evidence, {
        name: any(a in one - other and b in other - one for a, b in both)
        for name, (one, other) in two_read(evidence).items()
    })  # fmt: skip


def two_read(evidence: Evidence) -> dict[str, tuple[set[str], set[str]]]:
    """The themes that the first and the second coder found, of each contribution that two read."""
    return {
        name: ({t for t, _ in r[0][1]}, {t for t, _ in r[1][1]}) for name, r in read_by(evidence).items() if len(r) > 1
    }


def _placed(evidence: Evidence, found: Mapping[str, int]) -> Cells:
    cell = {name: number + 1 for name, number in found.items()}
    return np.array([cell.get(r.name, 0) for r in records_of(evidence, "themes")], dtype=np.int64)


def pairs_before(evidence: Evidence) -> Iterator[tuple[str, Cells]]:
    """Pairs of themes that were out before, which come before what two coders found."""
    for row in evidence.previous.get("practice_pairs", pd.DataFrame()).itertuples():
        pair = row.theme_a, row.theme_b
        yield root_of(evidence, pair), pair_cells(evidence, pair, (row.period_start, row.period_end))


def pair_cells(evidence: Evidence, pair: tuple[str, str], span: tuple[pd.Timestamp, pd.Timestamp]) -> Cells:
    """Both, the one, the other or neither in the time of the pair, and all records of another time."""
    one, other = (where(evidence, {code}) for code in pair)
    return np.where(within(evidence, [span]) > 0, 1 + one + 2 * other.astype(np.int64), 0)


def root_of(evidence: Evidence, pair: tuple[str, str]) -> str:
    """The root that both are of, if there is one."""
    top = {roots(evidence).get(code, code) for code in pair}
    return top.pop() if len(top) == 1 else ""
