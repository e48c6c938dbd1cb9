"""Numbers of different children do not add: parts less whole is how many were in several parts, and that can be one child.

What such a difference tells is a range: `spare` records or memberships above the least that the children could have are
those of `spare` children with one more each, or of as few as hold them all. A range is harmless if it begins at k, or if it
is at least k wide (the same measure as for sums of published cells); else the finer view keeps its counts and withholds its
numbers of children.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from data_loaders.privacy.dataset import Countable
    from data_loaders.privacy.finder import Grid


def is_telling(spare: int, *, most_each: int, children: int, k: int) -> bool:
    """Whether it follows that somebody is apart from the rest, and that they are few or nearly how many they are."""
    fewest, at_most = -(-spare // max(most_each, 1)), min(spare, children)
    return spare > 0 and fewest < k and at_most - fewest < k


def repeat_problem(table: pd.DataFrame, *, k: int) -> str | None:
    """Why the numbers of children of a view may not stand beside its counts, or None.

    Counts less children bound how many children were counted more than once: 42 of 40 are one child or two.
    """
    for n, children in zip(table["n"], table["children"], strict=True):
        if is_telling(n - children, most_each=n, children=children, k=k):
            return f"beside the counts they would show that fewer than {k} were counted again"
    return None


def overlap_problem(whole: pd.DataFrame, parts: pd.DataFrame, *, shared: list[str], k: int) -> str | None:
    """Why the numbers of children of `parts` may not stand beside those of `whole`, or None.

    `shared` are the dimensions that both have. Only periods of the whole that the parts make up exactly can be compared.
    """
    starts, ends = set(parts["period_start"]), set(parts["period_end"])
    comparable = whole[whole["period_start"].isin(starts) & whole["period_end"].isin(ends)]
    for cell in comparable.itertuples():
        inside = (parts["period_start"] >= cell.period_start) & (parts["period_end"] <= cell.period_end)
        for dimension in shared:
            inside &= parts[dimension] == getattr(cell, dimension)
        children = int(str(cell.children))
        excess = int(parts.loc[inside, "children"].sum()) - children
        if is_telling(excess, most_each=int(inside.sum()) - 1, children=children, k=k):
            return f"together with the whole they would show an overlap of fewer than {k}"
    return None


def bands_problem(data: Countable, grid: Grid, table: pd.DataFrame) -> str | None:
    """Why the numbers of children of a view by how often they were counted may not stand beside its counts, or None.

    In a band of two or three times, 41 records of 20 children are one child with three. So in every cell the records above
    the least that its children could have, and those below the most, must tell of nobody or of enough. Bands are of one
    year: over a longer time a child can be in several, and nothing follows.
    """
    for dimension, step in grid.cut.items():
        times = data.policy.dimensions[dimension].times
        if not times:
            continue
        if grid.unit != "year":
            return "the bands are of one year and the figures are not"
        hierarchy = data.hierarchies[dimension]
        for block in hierarchy.steps[step]:
            bounds = [times[hierarchy.leaves[leaf].code] for leaf in block]
            least, most = min(low for low, _ in bounds), max(high or 10**9 for _, high in bounds)
            rows = table[table[dimension] == data.block_id(dimension, block)]
            for n, children in zip(rows["n"], rows["children"], strict=True):
                spares = (n - least * children, most * children - n)
                if any(is_telling(s, most_each=most - least, children=children, k=data.k) for s in spares):
                    return f"beside the counts they would show that fewer than {data.k} were counted more or less often than the rest"
    return None


def banded_whole(data: Countable, grid: Grid, table: pd.DataFrame) -> pd.DataFrame | None:
    """All children of each period, where each is in exactly one band of it: a whole that the bands give by adding up."""
    if len(grid.cut) != 1 or not all(data.policy.dimensions[d].times for d in grid.cut):
        return None
    return table.groupby(["period_start", "period_end"], as_index=False)[["n", "children"]].sum()
