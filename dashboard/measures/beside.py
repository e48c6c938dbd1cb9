"""Shares of one place beside those of another, several of them looked at together."""

from __future__ import annotations

import numpy as np
import pandas as pd

from dashboard.measures.comparison import share_difference
from dashboard.measures.families import as_sure_as, found_together, p_of_difference

FIGURES = ["n", "base", "other_n", "other_base"]


def shares_beside(pairs: pd.DataFrame) -> pd.DataFrame:
    """Which shares differ from those of another place by more than chance, all of them paid for.

    pairs: n, base, other_n, other_base, one row for each measure. Returns, by the same index, difference_pct (own less other, in
    percentage points), lower_pct, upper_pct and is_beyond_chance: differences of shares (Newcombe 1998, method 10), each range as
    sure as all looks together ask (`found_together`). What lacks a number or a base, or counts more than its base, is missing and
    no look.
    """
    known = pairs[pairs[FIGURES].notna().all(axis=1)]
    known = known[
        (known["base"] > 0) & (known["other_base"] > 0)
        & known["n"].between(0, known["base"]) & known["other_n"].between(0, known["other_base"])
    ]  # fmt: skip
    alone = {r.Index: share_difference(r.other_n, r.other_base, r.n, r.base) for r in known.itertuples()}
    held = found_together([p_of_difference(change) for change in alone.values()])
    rows = {}
    for (at, change), one in zip(alone.items(), held.itertuples(), strict=True):
        sure = as_sure_as(change, float(one.confidence))
        rows[at] = (100 * sure.value, 100 * sure.lower, 100 * sure.upper, bool(one.is_found))
    columns = ["difference_pct", "lower_pct", "upper_pct", "is_beyond_chance"]
    told = pd.DataFrame([rows.get(at, (np.nan, np.nan, np.nan, False)) for at in pairs.index], columns=columns)
    return told.set_axis(pairs.index)
