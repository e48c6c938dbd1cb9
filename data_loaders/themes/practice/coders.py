"""Where two coders agree: what both found in the contributions that both read, held against each other theme by theme.

A theme that one coder alone found in 49 contributions, and 45 of these in which the other found a certain other theme, leave four. So
no two tables may show that few are in a cell of both: who has more cells than there are contributions meets in the rest of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product

import numpy as np
import pandas as pd

from data_loaders.facts import Tables
from data_loaders.safety.attack.meet import few_meet
from data_loaders.safety.floor import Bools, Floor, Ints, distinct
from data_loaders.themes.practice.views import Scene

AGREEMENT = ["theme_code", "both", "one", "neither"]
MIXED = ["theme_a", "theme_b", "n"]
OTHERS = "OTHERS"


def double_read(tables: Tables) -> pd.DataFrame:
    """Contributions that two coders read: contribution_id, and the themes that the first and the second found as sets."""
    codings = tables["theme_codings"]
    each = codings.groupby(["contribution_id", "coder"], sort=True).agg(
        day=("coded_dt", "min"), found=("theme_code", frozenset)
    )
    ordered = each.reset_index().sort_values(["contribution_id", "day", "coder"], kind="stable")
    two = ordered.groupby("contribution_id")["found"].agg(list)
    two = two[two.map(len) >= 2]
    return pd.DataFrame({"contribution_id": two.index, "first": [f[0] for f in two], "second": [f[1] for f in two]})


@dataclass(frozen=True)
class Apart:
    """A table over all contributions that two coders read: the cell of each, and the themes that one coder alone found in it."""

    cell: Ints
    themes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Reading:
    """What is shown of the contributions that two coders read, a table at a time: what they took for each other comes first."""

    voice: Ints
    floor: Floor
    out: list[Apart] = field(default_factory=list)

    def may_join(self, table: Apart) -> bool:
        if any(few_meet(table.cell, other.cell, self.voice, self.floor) for other in self.out):
            return False
        self.out.append(table)
        return True

    def may_hold(self, code: str, alone: Bools) -> bool:
        """Whether no two disagreements tell of few in all that one coder alone found this theme in."""
        inside = [table.cell[alone] for table in self.out if code in table.themes]
        return not any(few_meet(*two, self.voice[alone], self.floor) for two in combinations(inside, 2))


def coder_tables(scene: Scene, read: pd.DataFrame, leaves: Sequence[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What both coders found of each theme, and the pairs of themes of which one found the one and the other the other."""
    voice = scene.data.frame["voice"]
    read = read[
        read["contribution_id"].isin(voice.index)
    ]  # whoever said what was not delivered is nobody that can be counted
    reading = Reading(voice.loc[read["contribution_id"]].to_numpy(dtype=np.int64), scene.floor)
    mixed_up = _mixed_up(reading, read)
    return _agreement(reading, read, leaves), mixed_up


def _agreement(reading: Reading, read: pd.DataFrame, leaves: Sequence[str]) -> pd.DataFrame:
    """In how many contributions both found a theme, one of the two, neither; those that are not shown are added up."""
    rows, rest = list[tuple[object, ...]](), list[Ints]()
    for code in leaves:
        times = np.array([(code in a) + (code in b) for a, b in zip(read["first"], read["second"], strict=True)], dtype=np.int64)  # fmt: skip
        held = [len(distinct(reading.voice[times == t])) for t in (2, 1, 0)]
        is_enough = reading.floor.is_reached(held) and reading.may_hold(code, times == 1)
        if is_enough and reading.may_join(Apart(times)):
            rows.append((code, *(int((times == t).sum()) for t in (2, 1, 0))))
        else:
            rest.append(times)
    pooled = [[times == t for times in rest] for t in (2, 1, 0)]
    if len(rest) > 1 and reading.floor.is_reached([_voices_in_any(reading, parts) for parts in pooled]):
        rows.append((OTHERS, *(sum(int(part.sum()) for part in parts) for parts in pooled)))
    return pd.DataFrame(rows, columns=AGREEMENT)


def _mixed_up(reading: Reading, read: pd.DataFrame) -> pd.DataFrame:
    """The pairs that are shown, in order of their names; the others are added up. One alone would be no sum."""
    rows, rest = list[tuple[object, ...]](), list[Bools]()
    for (one, other), at in sorted(_pairs_apart(read)):
        found = np.zeros(len(read), dtype=bool)
        found[at] = True
        is_enough = reading.floor.is_reached(len(distinct(reading.voice[found])))
        if is_enough and reading.may_join(Apart(found.astype(np.int64), frozenset({one, other}))):
            rows.append((one, other, len(at)))
        else:
            rest.append(found)
    if len(rest) > 1 and reading.floor.is_reached(_voices_in_any(reading, rest)):
        rows.append((OTHERS, OTHERS, sum(int(found.sum()) for found in rest)))
    return pd.DataFrame(rows, columns=MIXED)


def _pairs_apart(read: pd.DataFrame) -> Iterator[tuple[tuple[str, str], list[int]]]:
    found: dict[tuple[str, str], list[int]] = {}
    for at, row in enumerate(read.itertuples()):
        for one, other in product(row.first - row.second, row.second - row.first):
            found.setdefault((min(one, other), max(one, other)), []).append(at)
    yield from found.items()


def _voices_in_any(reading: Reading, parts: Sequence[Bools]) -> int:
    return len(distinct(reading.voice[np.logical_or.reduce(parts)])) if parts else 0
