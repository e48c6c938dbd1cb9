"""Which themes are named together: small tables of whole years, each cell of them safe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from data_loaders.safety.attack.moves import can_be_empty
from data_loaders.safety.calendar import Calendar, month_end, month_number, month_start
from data_loaders.safety.floor import is_few, tally
from data_loaders.safety.spans import ALL
from data_loaders.themes.practice.together import EVERYTHING, Table
from data_loaders.themes.practice.views import Scene, Series

PAIR = "pair"
PAIRS = ["theme_a", "theme_b", "period_start", "period_end", "both", "only_a", "only_b", "neither"]


def pair_table(scene: Scene, shown: dict[str, Series]) -> pd.DataFrame:
    """Pairs of themes with four safe cells over their common whole years, of which nobody follows beside all that is shown by now;
    no three pairs may pin down a small number."""
    rows = []
    for one, other in combinations(sorted(code for code, s in shown.items() if s.span is not None), 2):
        if (period := _common(scene, shown[one], shown[other])) and (cells := _cells(scene, one, other, period)):
            days = (pd.Timestamp(day).as_unit("s") for day in (month_start(period[0]), month_end(period[1])))
            if scene.together.may_join((PAIR, one, other), [_table(scene, (one, other), period)]):
                rows.append((one, other, *days, *cells))
    return without_telling_triples(pd.DataFrame(rows, columns=PAIRS), scene)


def hold_pairs(scene: Scene, out: pd.DataFrame) -> None:
    for row in out.itertuples():
        pair, period = (
            (row.theme_a, row.theme_b),
            (month_number(row.period_start.date()), month_number(row.period_end.date())),
        )
        scene.together.hold((PAIR, *pair), [_table(scene, pair, period)])


def _table(scene: Scene, pair: tuple[str, str], period: tuple[int, int]) -> Table:
    named, inside = _named(scene, pair, period)
    roots = {scene.together.roots.get(code, code) for code in pair}
    wholes = [EVERYTHING, *((root, "") for root in roots if len(roots) == 1)]
    return Table((PAIR, *pair), np.where(inside, named + 1, 0), tuple(wholes))


def _common(scene: Scene, one: Series, other: Series) -> tuple[int, int] | None:
    spans = [series.span for series in (one, other) if series.span is not None]
    both = Calendar(max(s.first for s in spans), min(s.last for s in spans), scene.calendar.year_starts)
    periods = both.periods(ALL) if both.first <= both.last else []
    # A theme that is shown in one figure for all its time may not be cut by a pair.
    if not periods or any(s.unit == ALL and (s.first, s.last) != periods[0] for s in spans):
        return None
    return periods[0]


def _cells(scene: Scene, one: str, other: str, period: tuple[int, int]) -> tuple[int, ...] | None:
    """Both, the one alone, the other alone, neither; None where one of them is not safe."""
    named, inside = _named(scene, [one, other], period)
    found = tally(np.where(inside, named, -1), scene.data.frame["voice"].to_numpy(), cells=4, people=_voices(scene))
    return tuple(int(found.n[cell]) for cell in (3, 1, 2, 0)) if scene.floor.holds(found) else None


def _named(scene: Scene, codes: Sequence[str], period: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
    """Which of these themes each record names, as a number of one bit for each; and whether it lies in the period."""
    bits = sum(scene.marked([(code, "")]).astype(np.int64) << at for at, code in enumerate(codes))
    return np.asarray(bits), scene.data.frame["month"].between(*period).to_numpy()


def _voices(scene: Scene) -> int:
    return int(scene.data.frame["voice"].max()) + 1


def without_telling_triples(pairs: pd.DataFrame, scene: Scene) -> pd.DataFrame:
    """Drop the pair with the smallest overlap of any three of which somebody must be in a small cell of their table of eight."""
    while (worst := next(_telling_triples(pairs, scene), None)) is not None:
        pairs = pairs.drop(index=worst).reset_index(drop=True)
    return pairs


def _telling_triples(pairs: pd.DataFrame, scene: Scene) -> Iterator[int]:
    """Index of the weakest pair of each telling three."""
    at: dict[tuple[str, str], Any] = {(r.theme_a, r.theme_b): r for r in pairs.itertuples()}
    for codes in combinations(sorted({*pairs["theme_a"], *pairs["theme_b"]}), 3):
        three = [at[pair] for pair in combinations(codes, 2) if pair in at]
        if len(three) < 3 or len({(p.period_start, p.period_end) for p in three}) != 1:
            continue
        period = tuple(month_number(day.date()) for day in (three[0].period_start, three[0].period_end))
        named, inside = _named(scene, codes, (period[0], period[1]))
        if is_telling(np.bincount(named[inside], minlength=8), scene.floor.k):
            yield min(three, key=lambda p: (p.both, p.Index)).Index


def is_telling(eight: np.ndarray, k: int) -> bool:
    """Whether a cell of one to k − 1 of the table of eight must hold somebody, given the tables of its three pairs."""
    table = eight.reshape(2, 2, 2)
    small = np.argwhere(is_few(table, k))
    return any(
        not can_be_empty(table, (int(a), int(b), int(c))) for a, b, c in small
    )  # there is but one move, and its reverse
