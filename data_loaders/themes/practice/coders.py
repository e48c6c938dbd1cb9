"""Where two coders agree: what both found in the contributions that both read, held against each other theme by theme.

A theme that one coder alone found in 49 contributions, and 45 of these in which the other found a certain other theme, leave four. So
no two tables may show that few are in a cell of both: who has more cells than there are contributions meets in the rest of them. The
same is asked beside all that is shown of who named a theme, and when (`together`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations, product

import numpy as np
import pandas as pd

from data_loaders.facts import Tables
from data_loaders.safety.attack.meet import few_meet
from data_loaders.safety.floor import Bools, Floor, Ints, distinct
from data_loaders.themes.practice.together import Key, Table, Together
from data_loaders.themes.practice.views import Scene

AGREEMENT = ["theme_code", "both", "one", "neither"]
MIXED = ["theme_a", "theme_b", "n"]
OTHERS = "OTHERS"
AGREED, APART = "agreed", "apart"


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

    read: pd.DataFrame  # of `double_read`, what can be counted
    voice: Ints
    floor: Floor
    at: Ints  # which of all records these are
    together: Together
    out: list[Apart] = field(default_factory=list)

    def may_join(self, key: Key, table: Apart) -> bool:
        if any(few_meet(table.cell, other.cell, self.voice, self.floor) for other in self.out):
            return False
        if not self.together.may_join(key, [self._placed(key, table)]):
            return False
        self.out.append(table)
        return True

    def hold(self, key: Key, table: Apart) -> None:
        """What is out already, whatever it tells."""
        self.together.hold(key, [self._placed(key, table)])
        self.out.append(table)

    def _placed(self, key: Key, table: Apart) -> Table:
        """Among all records, those that no two coders read in a cell of their own."""
        cell = np.zeros(len(self.together.data.frame), dtype=np.int64)
        cell[self.at] = table.cell + 1
        return Table(key, cell)

    def may_hold(self, code: str, alone: Bools) -> bool:
        """Whether no two disagreements tell of few in all that one coder alone found this theme in."""
        inside = [table.cell[alone] for table in self.out if code in table.themes]
        return not any(few_meet(*two, self.voice[alone], self.floor) for two in combinations(inside, 2))


def reading_of(scene: Scene, read: pd.DataFrame, agreement: pd.DataFrame, disagreements: pd.DataFrame) -> Reading:
    """With what is out already of both tables, as it counts today."""
    frame = scene.data.frame
    read = read[
        read["contribution_id"].isin(frame.index)
    ]  # whoever said what was not delivered is nobody that can be counted
    at = frame.index.get_indexer(read["contribution_id"])
    reading = Reading(read, frame["voice"].to_numpy(dtype=np.int64)[at], scene.floor, at, scene.together)
    apart = _pairs_apart(read)
    for pair in zip(disagreements["theme_a"], disagreements["theme_b"], strict=True):
        if pair in apart:
            reading.hold((APART, *pair), _mixed_up(read, pair, apart[pair]))
    for code in agreement["theme_code"]:
        if code != OTHERS:
            reading.hold((AGREED, code, ""), Apart(_times(read, code)))
    return reading


def agreement_table(reading: Reading, leaves: Sequence[str]) -> pd.DataFrame:
    """In how many contributions both found a theme, one of the two, neither; those that are not shown are added up."""
    rows, rest = list[tuple[object, ...]](), list[Ints]()
    for code in leaves:
        times = _times(reading.read, code)
        held = [len(distinct(reading.voice[times == t])) for t in (2, 1, 0)]
        is_enough = reading.floor.is_reached(held) and reading.may_hold(code, times == 1)
        if is_enough and reading.may_join((AGREED, code, ""), Apart(times)):
            rows.append((code, *(int((times == t).sum()) for t in (2, 1, 0))))
        else:
            rest.append(times)
    pooled = [[times == t for times in rest] for t in (2, 1, 0)]
    if len(rest) > 1 and reading.floor.is_reached([_voices_in_any(reading, parts) for parts in pooled]):
        rows.append((OTHERS, *(sum(int(part.sum()) for part in parts) for parts in pooled)))
    return pd.DataFrame(rows, columns=AGREEMENT)


def disagreement_table(reading: Reading) -> pd.DataFrame:
    """The pairs of themes of which one coder found the one and the other the other: those that are shown, in order of their names; the others are added up. One alone would be no sum."""
    rows, rest = list[tuple[object, ...]](), list[Bools]()
    for pair, at in sorted(_pairs_apart(reading.read).items()):
        table = _mixed_up(reading.read, pair, at)
        found = table.cell > 0
        is_enough = reading.floor.is_reached(len(distinct(reading.voice[found])))
        if is_enough and reading.may_join((APART, *pair), table):
            rows.append((*pair, len(at)))
        else:
            rest.append(found)
    if len(rest) > 1 and reading.floor.is_reached(_voices_in_any(reading, rest)):
        rows.append((OTHERS, OTHERS, sum(int(found.sum()) for found in rest)))
    return pd.DataFrame(rows, columns=MIXED)


def _times(read: pd.DataFrame, code: str) -> Ints:
    """How many of the two found this theme."""
    return np.array(
        [(code in a) + (code in b) for a, b in zip(read["first"], read["second"], strict=True)], dtype=np.int64
    )


def _mixed_up(read: pd.DataFrame, pair: tuple[str, str], at: Sequence[int]) -> Apart:
    found = np.zeros(len(read), dtype=np.int64)
    found[list(at)] = 1
    return Apart(found, frozenset(pair))


def _pairs_apart(read: pd.DataFrame) -> dict[tuple[str, str], list[int]]:
    found: dict[tuple[str, str], list[int]] = {}
    for at, row in enumerate(read.itertuples()):
        for one, other in product(row.first - row.second, row.second - row.first):
            found.setdefault((min(one, other), max(one, other)), []).append(at)
    return found


def _voices_in_any(reading: Reading, parts: Sequence[Bools]) -> int:
    return len(distinct(reading.voice[np.logical_or.reduce(parts)])) if parts else 0
