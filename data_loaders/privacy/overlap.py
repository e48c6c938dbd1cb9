"""Numbers of different children do not add: parts less whole is how many were in several parts, and that can be one child.

So where one view's cell is exactly the union of another's, the excess of the parts over the whole must be 0 or at least k;
else the finer view keeps its counts and withholds its numbers of children.
"""

from __future__ import annotations

import pandas as pd


def repeat_problem(table: pd.DataFrame, *, k: int) -> str | None:
    """Why the numbers of children of a view may not stand beside its counts, or None.

    Counts less children bound how many children were counted more than once: 42 of 40 are one child or two.
    """
    again = table["n"] - table["children"]
    return (
        f"beside the counts they would show that fewer than {k} were counted again"
        if ((again > 0) & (again < k)).any()
        else None
    )


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
        excess = int(parts.loc[inside, "children"].sum()) - int(str(cell.children))
        if 0 < excess < k:
            return f"together with the whole they would show an overlap of fewer than {k}"
    return None
