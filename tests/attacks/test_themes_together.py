"""Themes taken together, three to five at once: what follows from all their published pairs, by linear programming.

Scored with the delivered rows; shares nothing with what chose the pairs. A cell (named these, not those) that 1 to k−1 voices
stand behind is forced if every table that fits the pairs has somebody there and none puts k more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations, product
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from mutants import FORCING
from scipy.optimize import linprog

from data_loaders.release import Release

pytestmark = pytest.mark.attack
K, NEAR = 5, 1e-6
YES_NO = ((1, 1), (1, 0), (0, 1), (0, 0))
Pairs = Mapping[tuple[str, str], tuple[int, ...]]


def named_by_contribution(deliveries: Path) -> pd.DataFrame:
    """day, voice, themes: what the first reader of each contribution found in it."""
    said, meetings, codings = (
        pd.read_csv(deliveries / f"{t}.csv", dtype="str", keep_default_na=False)
        for t in ("forum_contributions", "forum_sessions", "theme_codings")
    )
    themes: dict[str, tuple[str, str, set[str]]] = {}
    for row in codings.sort_values(["coded_dt", "coder"], kind="stable").itertuples():
        first = themes.setdefault(row.contribution_id, (row.contribution_id, row.coder, set()))
        if row.coder == first[1]:
            first[2].add(row.theme_code)
    day = dict(zip(meetings["session_id"], meetings["date"], strict=True))
    return pd.DataFrame(
        {
            "day": pd.to_datetime(said["session_id"].map(day)),
            "voice": said["session_id"] + "|" + said["agency_band"] + "|" + said["role_band"],
            "themes": [themes[c][2] if c in themes else set() for c in said["contribution_id"]],
        }
    )


def periods_of(release: Release, deliveries: Path) -> Iterator[tuple[Pairs, dict[str, np.ndarray], np.ndarray]]:
    """For each period that pairs are published for: the pairs, who named each theme, and the voices."""
    rows, said = release.table("practice_pairs"), named_by_contribution(deliveries)
    for (start, end), own in rows.groupby(["period_start", "period_end"]):
        inside = said[(said["day"] >= start) & (said["day"] <= end)]
        pairs = {(r.theme_a, r.theme_b): (r.both, r.only_a, r.only_b, r.neither) for r in own.itertuples()}
        names = sorted({name for pair in pairs for name in pair})
        yield pairs, {t: np.array([t in s for s in inside["themes"]]) for t in names}, inside["voice"].to_numpy()


def forced(pairs: Pairs, named: dict[str, np.ndarray], voices: np.ndarray, size: int) -> Iterator[tuple[str, int]]:
    """Every cell of `size` themes with 1 to k−1 voices: what it is, and 1 if it is forced, else 0."""
    cells = np.array(list(product((1, 0), repeat=size)))
    for chosen in combinations(sorted(named), size):
        known = [(i, j) for i, j in combinations(range(size), 2) if (chosen[i], chosen[j]) in pairs]
        if len(known) < 3:
            continue
        rows = [(cells[:, i] == a) & (cells[:, j] == b) for i, j in known for a, b in YES_NO]
        totals = [n for i, j in known for n in pairs[chosen[i], chosen[j]]]
        where = np.ravel_multi_index([1 - named[t].astype(int) for t in chosen], (2,) * size)
        for cell in np.unique(where):
            if len(set(voices[where == cell])) < K:
                weights = np.zeros(len(cells))
                weights[cell] = 1.0
                low, high = (
                    sign * linprog(sign * weights, A_eq=np.array(rows, float), b_eq=totals, bounds=(0, None)).fun
                    for sign in (1.0, -1.0)
                )
                yield f"{chosen} {cells[cell].tolist()}", int(low >= 1 - NEAR and high - low < K - NEAR)


def test_published_pairs_are_the_slow_counts(release: Release, deliveries: Path) -> None:
    seen = 0
    for pairs, named, _ in periods_of(release, deliveries):
        for (a, b), counts in pairs.items():
            one, other = named[a], named[b]
            assert counts == ((one & other).sum(), (one & ~other).sum(), (~one & other).sum(), (~one & ~other).sum())
            seen += 1
    assert seen > 20


@pytest.mark.parametrize("size", [3, *(pytest.param(size, marks=pytest.mark.long) for size in (4, 5))])
def test_no_few_voices_follow_from_several_themes_at_once(
    release: Release, deliveries: Path, size: int, tell: Callable[[str], None]
) -> None:
    found = [cell for period in periods_of(release, deliveries) for cell in forced(*period, size)]
    tell(f"{len(found):,} cells of {size} themes with fewer than {K} voices: {sum(f for _, f in found)} forced")
    assert len(found) > 20
    assert [cell for cell, is_forced in found if is_forced] == []


def test_the_attack_finds_what_three_pairs_force() -> None:
    """Of these contributions two name all three themes; the pairs leave that between 1 and 5 (see the mutants' margins)."""
    rows = np.array([cell for cell, n in FORCING.items() for _ in range(n)], dtype=bool)
    named = dict(zip("abc", rows.T, strict=True))
    pairs = {
        (a, b): tuple(int(((named[a] == x) & (named[b] == y)).sum()) for x, y in YES_NO)
        for a, b in combinations("abc", 2)
    }
    found = dict(forced(pairs, named, np.arange(len(rows)), 3))
    assert found["('a', 'b', 'c') [1, 1, 1]"] == 1
