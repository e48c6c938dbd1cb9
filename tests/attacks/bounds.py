"""Attack by linear programming: which small numbers follow from all published cells together, without being printed?

For a few dimensions at a time the unknown is a table of pieces (pieces.py); each published cell is an equation. A *target*
is a piece, or a sum of pieces, behind which there truly are 1 to k−1 children. It is a violation if every table that fits
holds at least one record there (lower bound ≥ 1) and no two such tables differ by k or more (upper − lower < k): then
whoever does the sums knows that somebody is there and, within less than k, how many records.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from ground_truth import SEVERAL
from pieces import Pieces, cut
from scipy import sparse
from scipy.optimize import linprog
from shown import Scene, Shown, Violation, distinct

WINDOWS = 6  # periods of the coarsest view that are attacked, drawn at random
TARGETS = 30  # for each table: half of them the simplest, half drawn at random
UNIONS = 30  # sums over some of the values of an axis, drawn at random
NEAR = 1e-6
UNBOUNDED = 3  # scipy's status for a sum without an upper limit
GROUPS = (
    ("area", "age", "sex"), ("area", "age", "repeat_band"), ("area", "found_area"), ("missing_from", "care_status"),
    ("weekday", "hour_band", "day_kind"), ("discussion", "provider"), ("discussion", "declined"),
    ("discussion", "duration"), ("arranged_clock", "duration"), ("repeat_band", "year_band"), ("age", "sex", "risk_level"),
    ("place", "harm"), ("place", "agency"), ("harm", "context"), ("harm", "ird"), ("harm", "context", "ird"),
    ("agency", "response"), ("harm", "ird", "agency"), ("place", "context"), ("place", "day_type", "time_band"),
    ("discussion", "declined", "offered_again"),
)  # fmt: skip


@dataclass(frozen=True)
class Target:
    label: str
    axes: int
    pieces: np.ndarray
    children: int


def force_targets(
    scene: Scene, views: list[Shown], rng: np.random.Generator, *, width: float | None = None
) -> list[Violation]:
    """`width`: how far apart two tables have to be to leave a number open. Infinite: that somebody is there is too much."""
    found = []
    for group in groups(views):
        own = [v for v in views if set(v.dims) <= set(group)]
        if len(own) > 1 and len(scene.records):
            found += _attack(scene, own, group, rng, scene.k if width is None else width)
    return found


def groups(views: list[Shown]) -> list[tuple[str, ...]]:
    present = {d for v in views for d in v.dims}
    several = [("discussion", d) for d in sorted(present) if d.startswith(tuple(SEVERAL))]
    kept = [_covered(g, views) for g in (*GROUPS, *several)]
    return [g for g in dict.fromkeys(kept) if g]


def _covered(group: tuple[str, ...], views: list[Shown]) -> tuple[str, ...]:
    """The dimensions of a group of which some view says something without saying anything of dimensions beyond it."""
    own = [v for v in views if set(v.dims) <= set(group)]
    return tuple(d for d in group if any(d in v.dims for v in own))


def _attack(
    scene: Scene, views: list[Shown], group: tuple[str, ...], rng: np.random.Generator, width: float
) -> list[Violation]:
    found = []
    outer = max(views, key=lambda v: (v.spans[:, 1] - v.spans[:, 0]).max() if v.dims else -1)
    drawn = outer.spans[np.sort(rng.permutation(len(outer.spans))[:WINDOWS])]
    for first, last in (*drawn, *_edges(views, outer)):
        table = cut(scene, views, group, int(first), int(last))
        rows, totals = _equations(table, views)
        targets = _targets(scene, table, views, rng)
        for target in forced(rows, totals, targets, width):
            what = f"{', '.join(v.name for v in views)} force {target.label} from month {first}"
            found.append(Violation("bounds", scene.dataset, what, target.children))
    return found


def _edges(views: list[Shown], outer: Shown) -> list[tuple[int, int]]:
    """Months that finer views have before and after those of the coarsest one."""
    ends = (min(v.spans[:, 0].min() for v in views), outer.spans[:, 0].min() - 1)
    starts = (outer.spans[:, 1].max() + 1, max(v.spans[:, 1].max() for v in views))
    return [(first, last) for first, last in (ends, starts) if first <= last]


def _equations(table: Pieces, views: list[Shown]) -> tuple[sparse.csr_matrix, np.ndarray]:
    """One row for each sum of published cells that is a set of pieces."""
    rows, totals = [], []
    for view in views:
        start = view.frame["period_start"].dt.year * 12 + view.frame["period_start"].dt.month - 1
        names = {d: sorted(view.frame[d].unique()) for d in view.dims}
        parent = {d: _parents(table.blocks[d], view.leaves[d]) for d in view.dims}
        for first, last in _usable_periods(table, view):
            cells = view.frame[(start >= first) & (start <= last)]
            sums = cells.groupby(list(view.dims), sort=False)["n"].sum() if view.dims else {(): cells["n"].sum()}
            when = (table.starts[table.at[""]] >= first) & (table.ends[table.at[""]] <= last)
            for key, n in sums.items():
                inside = when
                for dim, block in zip(view.dims, key if isinstance(key, tuple) else (key,), strict=True):
                    inside = inside & (parent[dim][table.at[dim]] == names[dim].index(block))
                rows.append(np.flatnonzero(inside))
                totals.append(float(n))
    column = np.concatenate(rows) if rows else np.empty(0, np.int64)
    number = np.repeat(np.arange(len(rows)), [len(r) for r in rows])
    shape = (len(rows), len(table.at[""]))
    return sparse.csr_matrix((np.ones(len(column)), (number, column)), shape=shape), np.array(totals)


def _usable_periods(table: Pieces, view: Shown) -> list[tuple[int, int]]:
    """Periods of the view that are periods of the table together; finer ones added up where they fill one of those."""
    first, last = table.starts[0], table.ends[-1]
    own = [(int(s), int(e)) for s, e in view.spans if s >= first and e <= last]
    usable = {(s, e) for s, e in own if s in table.starts and e in table.ends}
    for a, b in zip(table.starts, table.ends, strict=True):
        if sum(e - s + 1 for s, e in own if a <= s and e <= b) == b - a + 1:
            usable.add((int(a), int(b)))
    return sorted(usable)


def _parents(pieces: list[frozenset[str]], blocks: tuple[frozenset[str], ...]) -> np.ndarray:
    return np.array([next((i for i, b in enumerate(blocks) if piece <= b), -1) for piece in pieces])


def _targets(scene: Scene, table: Pieces, views: list[Shown], rng: np.random.Generator) -> list[Target]:
    """Sums that hold 1 to k−1 children in truth: the simplest, and others drawn at random."""
    inside, found = table.of_record >= 0, []
    for label, axes, key in (*_groupings(table, rng), *_rests(table, views)):
        taken = inside & (key[table.of_record] >= 0)
        number, children, _ = distinct(key[table.of_record[taken]], scene.child[taken])
        small = [(n, c) for n, c in zip(number, children, strict=True) if c < scene.k]
        found += [Target(f"{label} no. {n}", axes, np.flatnonzero(key == n), int(c)) for n, c in small]
    found.sort(key=lambda t: t.axes)
    rest = found[TARGETS // 2 :]
    return found[: TARGETS // 2] + [rest[i] for i in np.sort(rng.permutation(len(rest))[: TARGETS // 2])]


def _groupings(table: Pieces, rng: np.random.Generator) -> Iterator[tuple[str, int, np.ndarray]]:
    """Pieces numbered by their values on some axes; also with some values of one of those axes added up (−1: others)."""
    axes = [a for a, size in table.sizes.items() if size > 1]
    chosen = [kept for size in range(1, len(axes) + 1) for kept in combinations(axes, size)]
    for kept in chosen:
        yield " × ".join(a or "time" for a in kept), len(kept), _numbered(table, kept)
    for index in rng.integers(0, len(chosen), UNIONS if chosen else 0):
        added, *others = rng.permutation(chosen[index])
        some = np.flatnonzero(rng.random(table.sizes[added]) < 0.5)
        label = f"values {some.tolist()} of {added or 'time'}" + "".join(f" × {a or 'time'}" for a in others)
        yield label, len(others) + 1, np.where(np.isin(table.at[added], some), _numbered(table, tuple(others)), -1)


def _rests(table: Pieces, views: list[Shown]) -> Iterator[tuple[str, int, np.ndarray]]:
    """What is in a block beside the values of another axis that can go with it alone: weekends less the weekend days.

    Blocks as they are published, over the whole table and in each of its periods.
    """
    blocks = {(d, v.leaves[d]): _parents(table.blocks[d], v.leaves[d])[table.at[d]] for v in views for d in v.dims}
    for (dim, _), own in blocks.items():
        for (other, _), beside in {("", ()): table.at[""], **blocks}.items():
            if other == dim:
                continue
            seen = np.zeros((beside.max() + 1, own.max() + 1), dtype=bool)
            here = (beside >= 0) & (own >= 0)
            seen[beside[here], own[here]] = True
            is_rest = (own >= 0) & ~((seen.sum(axis=1) == 1)[beside] & (beside >= 0))
            label = f"what {other or 'time'} leaves of {dim}"
            yield label, 1, np.where(is_rest, own, -1)
            yield f"{label} × time", 1, np.where(is_rest, own * table.sizes[""] + table.at[""], -1)


def _numbered(table: Pieces, kept: tuple[str, ...]) -> np.ndarray:
    key = np.zeros(len(table.at[""]), dtype=np.int64)
    for axis in kept:
        key = key * table.sizes[axis] + table.at[axis]
    return key


def forced(rows: sparse.csr_matrix, totals: np.ndarray, targets: list[Target], width: float) -> list[Target]:
    """Targets that no table which fits can clear. Every solution is kept: it may clear the targets after it as well."""
    low, high = np.full(len(targets), np.inf), np.full(len(targets), -np.inf)

    def is_clear(number: int) -> bool:
        return bool(low[number] < 1 - NEAR or high[number] - low[number] >= width - NEAR)

    found = []
    for number, target in enumerate(targets):
        for sign in (1.0, -1.0):
            if is_clear(number):
                break
            weights = np.zeros(rows.shape[1])
            weights[target.pieces] = sign
            solved = linprog(weights, A_eq=rows, b_eq=totals, bounds=(0, None), method="highs")
            if solved.status == UNBOUNDED:  # nothing published holds some of its pieces
                high[number] = np.inf
                continue
            if solved.status != 0:
                raise AssertionError(f"The attack's own program was not solved: {solved.message}")
            held = np.array([solved.x[t.pieces].sum() for t in targets])
            low, high = np.minimum(low, held), np.maximum(high, held)
        if not is_clear(number):
            found.append(target)
    return found
