"""Attacks on one view: recount every cell, and subtract filters from filters."""

from __future__ import annotations

import numpy as np
import pandas as pd
from incidents_truth import ELSEWHERE, place_of
from shown import Scene, Shown, Violation, distinct

TRIALS = 12  # for each number of filters, in each view
TIMES = {"ONCE": (1, 1), "2_TO_3": (2, 3), "4_TO_9": (4, 9), "10_OR_MORE": (10, 366)}
FEWEST = 5  # the partition is one for all audiences, so it has the lowest of their floors


def recount(scene: Scene, view: Shown) -> list[Violation]:
    """Each cell has the number it says, at least k children, none of whom makes more than half of it; no cell is missing."""
    subject, found = f"{scene.dataset}.{view.name}", []
    inside = view.inside()
    true_n = np.bincount(view.row[inside], minlength=len(view.frame))
    children, top = np.zeros(len(view.frame), dtype=np.int64), np.zeros(len(view.frame), dtype=np.int64)
    number, different, most = distinct(view.row[inside], scene.child[inside])
    children[number], top[number] = different, most
    shown_n = view.frame["n"].to_numpy()
    for what, wrong in {
        "another number than the records": shown_n != true_n,
        f"fewer than {scene.k} children": children < scene.k,
        "mostly one child": 2 * top > true_n,
    }.items():
        found += [Violation("recount", subject, f"cell {i}: {what}", int(children[i])) for i in np.flatnonzero(wrong)]
    if "children" in view.frame:
        wrong = view.frame["children"].to_numpy() != children
        found += [
            Violation("recount", subject, f"cell {i}: wrong children", int(children[i])) for i in np.flatnonzero(wrong)
        ]
    lost = (view.period >= 0) & (view.row < 0) & view.counted
    if lost.any():
        found.append(Violation("recount", subject, "a hole in the grid", len(np.unique(scene.child[lost]))))
    return found


def recount_places(scene: Scene, views: list[Shown], leaves: set[str]) -> list[Violation]:
    """Each place of the published partition, merged in a view or not: that it was made says that k children were there."""
    placed = next((v for v in views if "place" in v.dims), None)
    if placed is None:
        return []
    rows = scene.records[placed.inside()]
    counted = rows.groupby(rows["cells"].map(lambda cells: place_of(cells, leaves)))["child"].nunique()
    told = counted.reindex(sorted(leaves - {ELSEWHERE}), fill_value=0)
    return [
        Violation("places", scene.dataset, f"the partition has {leaf}", int(n))
        for leaf, n in told.items()
        if n < FEWEST
    ]


def count_times(scene: Scene, view: Shown) -> list[Violation]:
    """How many children of a band of times in a year went missing more than its least, or less than its most.

    c children with n episodes, each `least` to `most` times: s = n − c × least episodes are spare, so between
    s ÷ (most − least) and s children have more than the least. From the other end the same. In a view without bands every
    child has one at least, and nothing is known of the most.
    """
    if "children" not in view.frame:
        return []
    is_banded = view.dims == ("year_band",)
    found, inside = [], view.inside()
    episodes = pd.Series(scene.child[inside]).groupby(view.row[inside]).value_counts().rename("times").reset_index()
    episodes.columns = pd.Index(["row", "child", "times"])
    names = sorted(view.frame["year_band"].unique()) if is_banded else []
    for row, cell in enumerate(view.frame.itertuples()):
        leaves = view.leaves["year_band"][names.index(cell.year_band)] if is_banded else ()
        bands = [TIMES[leaf] for leaf in leaves] or [(1, int(cell.n))]
        least, most = min(b[0] for b in bands), max(b[1] for b in bands)
        own = episodes.loc[episodes["row"] == row, "times"]
        for spare, truly in (
            (int(cell.n) - least * int(cell.children), int((own > least).sum())),
            (most * int(cell.children) - int(cell.n), int((own < most).sum())),
        ):
            fewest, at_most = -(-spare // max(most - least, 1)), min(spare, int(cell.children))
            if 0 < truly < scene.k and fewest >= 1 and at_most - fewest < scene.k:
                found.append(
                    Violation(
                        "times", f"{scene.dataset}.{view.name}", f"cell {row}: children apart from the rest", truly
                    )
                )
    return found


def subtract_filters(scene: Scene, view: Shown, rng: np.random.Generator) -> list[Violation]:
    """Pairs, triples and quads of filters: every region that inclusion and exclusion can single out.

    Filters are what a page offers (some periods × some blocks of each dimension) and arbitrary sets of cells. With m of
    them, up to 2^m − 1 regions can be computed exactly; each must hold nobody or at least k children.
    """
    found = []
    for filters in (2, 3, 4):
        for _ in range(TRIALS):
            signature = sum(_filter(view, rng).astype(np.int64) << i for i in range(filters))
            inside = view.inside()
            region = np.asarray(signature)[view.row[inside]]
            number, children, _ = distinct(region, scene.child[inside])
            # What the attacker reads off: sums of published numbers, region by region.
            numbers = pd.Series(view.frame["n"].to_numpy()).groupby(np.asarray(signature)).sum()
            bad = [(r, c) for r, c in zip(number, children, strict=True) if r and c < scene.k]
            bad += [(r, n) for r, n in numbers.items() if r and 0 < n < scene.k]
            subject = f"{scene.dataset}.{view.name}"
            found += [Violation("filters", subject, f"{filters} filters, region {r:b}", int(c)) for r, c in bad]
    return found


def _filter(view: Shown, rng: np.random.Generator) -> np.ndarray:
    """Which cells a filter takes."""
    frame = view.frame
    if rng.random() < 0.3:
        return rng.random(len(frame)) < rng.uniform(0.1, 0.9)
    first, last = sorted(rng.choice(frame["period_start"].unique(), 2))
    taken = ((frame["period_start"] >= first) & (frame["period_start"] <= last)).to_numpy()
    for dim in view.dims:
        blocks = frame[dim].unique()
        chosen = rng.choice(blocks, rng.integers(1, len(blocks) + 1), replace=False)
        taken = taken & frame[dim].isin(chosen).to_numpy()
    return taken
