"""Attacks across views: a cell of one view less the cells of another that lie inside it, and the overlap of children.

A *sum* is a view added up: over some of its dimensions, to the coarser blocks of another view, or over all its periods.
Where cells of another view lie, by what their blocks and dates say, inside a sum, the difference is an exact count of the
records that they leave over: nobody's business if it is 0, a violation if 1 to k−1 different children stand behind it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np
import pandas as pd
from shown import Scene, Shown, Violation, distinct

MOST_LISTED = 5  # for each pair of views
Partition = tuple[frozenset[str], ...]


@dataclass(frozen=True)
class Sum:
    """Cells of a view added up. `key` numbers the sums, record by record (−1: nowhere)."""

    view: Shown
    leaves: dict[str, Partition]
    block: dict[str, np.ndarray]
    spans: np.ndarray
    period: np.ndarray
    key: np.ndarray

    @property
    def label(self) -> str:
        kept = ", ".join(f"{d} ({len(b)})" for d, b in self.leaves.items())
        return f"{self.view.name} by {kept or 'nothing'} in {len(self.spans)} periods"


def subtract_views(scene: Scene, views: list[Shown]) -> list[Violation]:
    found = []
    for total in sums(views):
        for one in views:
            covered = contained(total, one)
            if covered is None or not covered.any():
                continue
            found += _left_over(scene, total, covered, f"{total.label} less {one.name}")
            if total.view is one or not _rest(total, covered).any():
                continue
            for other in views:  # only where one view leaves something over can a second one narrow it down
                more = contained(total, other)
                if more is not None and other is not one and (also := _apart(total, one, covered, other, more)).any():
                    found += _left_over(
                        scene, total, covered | also, f"{total.label} less {one.name} less {other.name}"
                    )
    return list(dict.fromkeys(found))


def sums(views: list[Shown]) -> Iterator[Sum]:
    """Every different sum of the views; two views that give the same one are tried once."""
    seen = set()
    for view in views:
        coarsened = {d: _coarsened(view.leaves[d], [v.leaves[d] for v in views if d in v.dims]) for d in view.dims}
        for size in range(len(view.dims) + 1):
            for kept in combinations(view.dims, size):
                for partitions in product(*(coarsened[d] for d in kept)):
                    for total in _in_time(view, dict(zip(kept, partitions, strict=True))):
                        blocks = tuple(sorted(total.leaves.items()))
                        identity = (total.spans.tobytes(), blocks, view.spans.tobytes(), view.counted.tobytes())
                        if identity not in seen:
                            seen.add(identity)
                            yield total


def _coarsened(own: Partition, others: list[Partition]) -> list[Partition]:
    """The view's own blocks, and the smallest unions of them that are unions of another view's blocks too."""
    made = {own: None}
    for other in others:
        groups = [set(block) for block in own]
        for block in other:
            touching = [g for g in groups if g & block]
            groups = [g for g in groups if not g & block] + ([set().union(*touching)] if touching else [])
        if len(groups) > 1:
            made[tuple(sorted((frozenset(g) for g in groups), key=sorted))] = None
    return list(made)


def _in_time(view: Shown, leaves: dict[str, Partition]) -> Iterator[Sum]:
    """By the view's own periods, and all of them together where no month is missing between them."""
    block = {}
    for dim, partition in leaves.items():
        up = np.array([next(i for i, b in enumerate(partition) if own <= b) for own in view.leaves[dim]] + [-1])
        block[dim] = up[view.block[dim]]
    spans = [(view.spans, view.period)]
    whole = np.array([[view.spans[:, 0].min(), view.spans[:, 1].max()]])
    if len(view.spans) > 1 and (view.spans[1:, 0] == view.spans[:-1, 1] + 1).all():
        spans.append((whole, np.where(view.period >= 0, 0, -1)))
    for own, period in spans:
        key = period
        for dim, partition in leaves.items():
            key = key * len(partition) + block[dim]
        yield Sum(view, leaves, block, own, period, np.where(view.row >= 0, key, -1))


def contained(total: Sum, part: Shown) -> np.ndarray | None:
    """Which records lie in a cell of `part` that lies inside their cell of the sum. None: it has other dimensions."""
    if not set(total.leaves) <= set(part.dims):
        return None
    inside = (
        (total.period >= 0) & (np.min([b for b in total.block.values()] or [total.period], axis=0) >= 0) & part.inside()
    )
    own, theirs = total.spans[total.period], part.spans[part.period]
    inside &= (own[:, 0] <= theirs[:, 0]) & (theirs[:, 1] <= own[:, 1])
    for dim, partition in total.leaves.items():
        fits = np.array([[b <= a for b in part.leaves[dim]] for a in partition])
        inside &= fits[total.block[dim], part.block[dim]]
    return inside


def _rest(total: Sum, covered: np.ndarray) -> np.ndarray:
    return (total.key >= 0) & total.view.counted & ~covered


def _apart(total: Sum, one: Shown, covered: np.ndarray, other: Shown, more: np.ndarray) -> np.ndarray:
    """Records in cells of the other view whose dates lie wholly outside what the first view covers of the same sum."""
    spans: dict[int, list[np.ndarray]] = {}
    for key, period in {(int(k), int(p)) for k, p in zip(total.key[covered], one.period[covered], strict=True)}:
        spans.setdefault(key, []).append(one.spans[period])
    pairs = {(int(k), int(p)) for k, p in zip(total.key[more], other.period[more], strict=True)}
    free = {
        (k, p) for k, p in pairs
        if all(other.spans[p][1] < s[0] or s[1] < other.spans[p][0] for s in spans.get(k, []))
    }  # fmt: skip
    if not free:
        return np.zeros(len(more), dtype=bool)
    return more & np.array([(int(k), int(p)) in free for k, p in zip(total.key, other.period, strict=True)], dtype=bool)


def _left_over(scene: Scene, total: Sum, covered: np.ndarray, label: str) -> list[Violation]:
    """Records that the sum counts and the parts do not, and the other way about where one of them was frozen earlier."""
    touched = np.unique(total.key[covered])
    found = []
    for rest in (_rest(total, covered) & np.isin(total.key, touched), covered & ~total.view.inside()):
        number, children, _ = distinct(total.key[rest], scene.child[rest])
        small = (children > 0) & (children < scene.k)
        found += [
            Violation("views", scene.dataset, f"{label}, cell {c}", int(n))
            for c, n in zip(number[small], children[small], strict=True)
        ][:MOST_LISTED]
    return found


def overlap_children(scene: Scene, views: list[Shown]) -> list[Violation]:
    """|A| + |B| − |A∪B| where a cell of one view is exactly made up of cells of another and both show children.

    The excess of m parts is that of at most `excess` children in one part more each, at least of excess ÷ (m − 1).
    """
    found = []
    with_children = [v for v in views if "children" in v.frame]
    for whole, parts in [(a, b) for a in with_children for b in with_children if a is not b]:
        total = next(iter(_in_time(whole, whole.leaves)))
        covered = contained(total, parts)
        if covered is None:
            continue
        for cell in np.unique(total.key[covered]):
            mine = (total.key == cell) & whole.counted
            if (mine & ~covered).any():
                continue
            rows = np.unique(parts.row[mine])
            own = int(whole.frame["children"].iloc[whole.row[mine][0]])
            excess = int(parts.frame["children"].iloc[rows].sum()) - own
            seen = pd.DataFrame({"child": scene.child[mine], "part": parts.row[mine]}).drop_duplicates()
            truly = int((seen["child"].value_counts() > 1).sum())
            fewest, at_most = -(-excess // max(len(rows) - 1, 1)), min(excess, own)
            if 0 < truly < scene.k and fewest >= 1 and at_most - fewest < scene.k:
                label = f"{whole.name} cell {cell} and {len(rows)} cells of {parts.name}"
                found.append(Violation("overlap", scene.dataset, label, truly))
    return found
