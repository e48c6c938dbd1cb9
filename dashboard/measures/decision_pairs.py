"""Two auditors' decisions from the published table of both: where they part, and which way."""

from __future__ import annotations

import pandas as pd

GOOD_FROM = 4


def disagreements(pairs: pd.DataFrame) -> pd.DataFrame:
    """How often both decide alike, the first higher, the second higher, for each group, most apart first.

    pairs: group, first_low, second_low, n (published bands that part at good). A decision is good or better, or not. Columns:
    group, records, n_alike, n_first_higher, n_second_higher, apart_pct. Reference: McNemar (1947), Psychometrika 12:153, for
    looking at the two ways apart.
    """
    first, second = pairs["first_low"] >= GOOD_FROM, pairs["second_low"] >= GOOD_FROM
    parts = {"n_alike": first == second, "n_first_higher": first & ~second, "n_second_higher": ~first & second}
    counted = {
        name: pairs["n"].where(part, 0).groupby(pairs["group"], sort=False).sum() for name, part in parts.items()
    }
    made = pd.DataFrame(counted).astype("int64")
    made.insert(0, "records", made.sum(axis=1))
    made["apart_pct"] = (made["records"] - made["n_alike"]) / made["records"] * 100
    return made.sort_values(["apart_pct"], ascending=False, kind="stable").rename_axis("group").reset_index()
