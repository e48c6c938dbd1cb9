"""Two auditors' decisions from the published table of both: where they part, and which way."""

from __future__ import annotations

import numpy as np
import pandas as pd

from dashboard.measures.families import found_together

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


def leanings(parted: pd.DataFrame, per_record: pd.Series) -> pd.DataFrame:
    """Where one of two auditors rates good more often than the other by more than chance, all groups paid for.

    parted: what `disagreements` gives. per_record: group → how many ratings of one record it may hold. These may all go one way
    together, so ratings count as that many fewer. Adds to `parted`: difference_pct (the second auditor's share good or better less
    the first's, in percentage points), lower_pct, upper_pct and is_found. Exact test of those decided differently (McNemar 1947),
    range after Clopper & Pearson (1934) given how many these are, as sure as all looks together ask (`found_together`). Where nothing
    was decided differently there is no look.
    """
    from scipy.special import betainc, betaincinv

    worth = parted["group"].map(per_record).astype(float).clip(lower=1.0).to_numpy()
    first, second = (parted[f"n_{who}_higher"].to_numpy(dtype=float) / worth for who in ("first", "second"))
    apart, fewer = first + second, np.minimum(first, second)
    p = np.where(apart > 0, np.minimum(2 * betainc(np.maximum(apart - fewer, 1e-9), fewer + 1, 0.5), 1.0), np.nan)
    held = found_together(p)
    tail = (1 - held["confidence"].to_numpy(dtype=float)) / 2
    low = np.where(second > 0, betaincinv(np.maximum(second, 1e-9), first + 1, tail), 0.0)
    high = np.where(first > 0, betaincinv(second + 1, np.maximum(first, 1e-9), 1 - tail), 1.0)
    part = parted["apart_pct"].to_numpy(dtype=float)
    ways = (parted["n_second_higher"] - parted["n_first_higher"]) / parted["records"] * 100
    return parted.assign(
        difference_pct=ways, lower_pct=part * (2 * low - 1), upper_pct=part * (2 * high - 1),
        p_value=p, is_found=held["is_found"].to_numpy(dtype=bool),
    )  # fmt: skip
