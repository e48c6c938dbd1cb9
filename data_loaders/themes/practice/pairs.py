"""Which themes are named together, and where two coders agree: small tables of whole years, each cell of them safe."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from data_loaders.facts import Tables
from data_loaders.safety.calendar import Calendar, month_end, month_start
from data_loaders.themes.practice.grids import ALL, Floor, safe_periods
from data_loaders.themes.practice.views import Scene, Shown

PAIRS = ["theme_a", "theme_b", "period_start", "period_end", "both", "only_a", "only_b", "neither"]
AGREEMENT = ["theme_code", "both", "one", "neither"]
MIXED = ["theme_a", "theme_b", "n"]
OTHERS = "OTHERS"


def pair_table(scene: Scene, shown: dict[str, Shown]) -> pd.DataFrame:
    """Pairs of themes with four safe cells over their common whole years; no three pairs may pin down a small number."""
    rows = []
    for one, other in combinations(sorted(code for code, s in shown.items() if s.span is not None), 2):
        row = _pair(scene, one, other, shown)
        if row is not None:
            rows.append(row)
    return without_telling_triples(pd.DataFrame(rows, columns=PAIRS), scene.floor.k)


def _pair(scene: Scene, one: str, other: str, shown: dict[str, Shown]) -> tuple[object, ...] | None:
    spans = [shown[code].span for code in (one, other)]
    assert spans[0] is not None
    assert spans[1] is not None
    common = Calendar(max(s.first for s in spans if s), min(s.last for s in spans if s), scene.calendar.year_starts)
    periods = common.periods(ALL) if common.first <= common.last else []
    # A theme that is shown in one figure for all its time may not be cut by a pair.
    if not periods or any(s is not None and s.unit == ALL and (s.first, s.last) != periods[0] for s in spans):
        return None
    frame = scene.data.frame
    a, b = (scene.marked([(code, "")]) for code in (one, other))
    together = pd.Series(np.where(a, "a", "") + np.where(b, "b", ""), index=frame.index).astype(str)
    everything = np.ones(len(frame), dtype=bool)
    inside = frame["month"].between(*periods[0]).to_numpy()
    is_safe = set(together[inside]) == {"ab", "a", "b", ""} and all(
        safe_periods(frame, everything, together, periods=periods, floor=scene.floor, halves=(True,))
    )
    if not is_safe:
        return None
    cells = [int((together[inside] == cell).sum()) for cell in ("ab", "a", "b", "")]
    start, end = (pd.Timestamp(day).as_unit("s") for day in (month_start(periods[0][0]), month_end(periods[0][1])))
    return (one, other, start, end, *cells)


def without_telling_triples(pairs: pd.DataFrame, k: int) -> pd.DataFrame:
    """Drop the pair with the smallest overlap of any three that pin a cell of their table of eight between 1 and k−1.

    Three pairs fix their table of eight but for one number t: each cell is a known number plus or minus t, and none is
    negative. So the lowest and highest value of each cell follow by hand, without a solver.
    """
    while (worst := next(telling_triples(pairs, k), None)) is not None:
        pairs = pairs.drop(index=worst).reset_index(drop=True)
    return pairs


def telling_triples(pairs: pd.DataFrame, k: int) -> Iterator[int]:
    """Index of the weakest pair of each telling three."""
    at: dict[tuple[str, str], Any] = {(r.theme_a, r.theme_b): r for r in pairs.itertuples()}
    for a, b, c in combinations(sorted({*pairs["theme_a"], *pairs["theme_b"]}), 3):
        three = [at.get(p) for p in ((a, b), (a, c), (b, c))]
        if any(p is None for p in three) or len({(p.period_start, p.period_end) for p in three if p}) != 1:
            continue
        if is_telling(*three, k=k):
            yield min((p for p in three if p), key=lambda p: (p.both, p.Index)).Index


def is_telling(ab: Any, ac: Any, bc: Any, *, k: int) -> bool:
    """Whether some cell of the table of eight must hold 1 to k−1."""
    total = ab.both + ab.only_a + ab.only_b + ab.neither
    na, nb, nc = ab.both + ab.only_a, ab.both + ab.only_b, ac.both + ac.only_b
    plus = {"abc": 0, "a": na - ab.both - ac.both, "b": nb - ab.both - bc.both, "c": nc - ac.both - bc.both}
    minus = {"ab": ab.both, "ac": ac.both, "bc": bc.both, "none": total - na - nb - nc + ab.both + ac.both + bc.both}
    low, high = max(-v for v in plus.values()), min(minus.values())
    ranges = [(v + low, v + high) for v in plus.values()] + [(v - high, v - low) for v in minus.values()]
    return any(lowest >= 1 and highest <= k - 1 for lowest, highest in ranges)


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


def agreement_table(scene: Scene, read: pd.DataFrame, leaves: list[str]) -> pd.DataFrame:
    """For each theme how many contributions both found it in, one of the two, neither; those too small are added up."""
    rows, small = [], np.zeros(3, dtype=int)
    voices = scene.data.frame["voice"].reindex(read["contribution_id"]).to_numpy()
    pooled: list[set[str]] = [set(), set(), set()]
    for code in leaves:
        times = np.array(
            [(code in a) + (code in b) for a, b in zip(read["first"], read["second"], strict=True)], dtype=int
        )
        cells = [int((times == t).sum()) for t in (2, 1, 0)]
        held = [set(voices[times == t]) for t in (2, 1, 0)]
        if min(len(v) for v in held) >= scene.floor.k:
            rows.append((code, *cells))
        else:
            small += cells
            pooled = [p | v for p, v in zip(pooled, held, strict=True)]
    if min(len(v) for v in pooled) >= scene.floor.k:
        rows.append((OTHERS, *(int(n) for n in small)))
    return pd.DataFrame(rows, columns=AGREEMENT)


def mixed_up(scene: Scene, read: pd.DataFrame) -> pd.DataFrame:
    """Pairs of themes of which one coder found the one and the other the other; the rare ones are added up."""
    voice = scene.data.frame["voice"]
    found: dict[tuple[str, str], list[str]] = {}
    for row in read.itertuples():
        for one in row.first - row.second:
            for other in row.second - row.first:
                found.setdefault((min(one, other), max(one, other)), []).append(voice[row.contribution_id])
    rows = [(a, b, len(v)) for (a, b), v in sorted(found.items()) if len(set(v)) >= scene.floor.k]
    rest = [v for voices in found.values() if len(set(voices)) < scene.floor.k for v in voices]
    if len(set(rest)) >= scene.floor.k:
        rows.append((OTHERS, OTHERS, len(rest)))
    return pd.DataFrame(rows, columns=MIXED)


def renewed(now: pd.DataFrame, before: pd.DataFrame, keys: list[str], values: list[str], floor: Floor) -> pd.DataFrame:
    """A table of counts as it was, row by row, unless each of its counts has changed by nothing or by at least k."""
    if before.empty:
        return now
    old = {tuple(r[k] for k in keys): r for r in before.to_dict("records")}
    rows = []
    for row in now.to_dict("records"):
        was = old.pop(tuple(row[k] for k in keys), None)
        moved = [] if was is None else [abs(row[v] - was[v]) for v in values]
        rows.append(row if was is None or all(m == 0 or m >= floor.k for m in moved) else was)
    return pd.DataFrame(rows + list(old.values()), columns=now.columns)
