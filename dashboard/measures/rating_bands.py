"""Ratings on six points, from published bands: shares, means, and the change between rounds with its interval.

A group may be published in six points, four bands or two; what is put together is told at the finest banding that all of its
parts share. Several standards are read in one record, so ratings are not independent: intervals count each record once.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from dashboard.measures.comparison import Contrast, share_difference
from dashboard.measures.rates import wilson_interval

GOOD_FROM = 4


def joined_bands(cells: pd.DataFrame, by: list[str], parts: list[str]) -> pd.DataFrame:
    """Cells added up for each group of `by`, at the finest banding that its `parts` share.

    cells: `by`, `parts`, low, high, n. Returns `by`, low, high, n, base (ratings), share_pct, in the order met.
    """
    made = []
    for key, rows in cells.groupby(by, sort=False):
        edges = set.intersection(*(set(part["high"]) for _, part in rows.groupby(parts)))
        tops = np.array(sorted(edges))
        at = np.searchsorted(tops, rows["high"].to_numpy())
        n = rows["n"].groupby(at).sum()
        lows = [1, *(tops[:-1] + 1)]
        band = pd.DataFrame({"low": lows, "high": tops, "n": n.to_numpy()})
        for name, value in zip(by, key, strict=True):
            band[name] = value
        band["base"] = band["n"].sum()
        made.append(band)
    if not made:
        return pd.DataFrame(columns=[*by, "low", "high", "n", "base", "share_pct"])
    frame = pd.concat(made, ignore_index=True)[[*by, "low", "high", "n", "base"]]
    return frame.assign(share_pct=frame["n"] / frame["base"] * 100)


def largest_shares(bands: pd.DataFrame, by: str) -> tuple[float, float]:
    """The largest share_pct below good of any group, and the largest of the rest; 0 where there is none."""
    below = bands["high"] < GOOD_FROM
    low, high = (bands[side].groupby(by)["share_pct"].sum().max() if side.any() else 0.0 for side in (below, ~below))
    return float(low), float(high)


def independent_records(base: float, standards: float, *, read: float = np.nan, frame: float = np.nan) -> float:
    """How many independent records a share rests on: ratings over standards, as if each record were read once.

    With `frame` known and all `read` records rated, the finite population correction (Cochran 1977, §2.6) divides by
    1 − f; where all were read there is nothing left to chance, and a very large number says so.
    """
    records = base / standards
    if np.isnan(frame) or np.isnan(read) or records < read:
        return records
    left = 1 - read / frame
    return records / left if left > 0 else 1e9


def good_or_better(bands: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """The share rated good or better (4 to 6) of each group, with Wilson's interval; and the mean where six points are told.

    bands: `joined_bands` with a column `records` (`independent_records`). Groups whose bands do not part at good are left
    out. Columns: `by`, base, records, share_pct, lower_pct, upper_pct, mean (NaN without six points).
    """
    made = []
    for key, rows in bands.groupby(by, sort=False):
        if not ((rows["low"] == GOOD_FROM).any() and rows["high"].max() == 6):
            continue
        share = rows.loc[rows["low"] >= GOOD_FROM, "n"].sum() / rows["n"].sum()
        records = float(rows["records"].iloc[0])
        interval = wilson_interval([share * records], [records])
        mean = (rows["low"] * rows["n"]).sum() / rows["n"].sum() if (rows["low"] == rows["high"]).all() else np.nan
        made.append(
            (*key, int(rows["n"].sum()), records, share * 100, interval.lower[0] * 100, interval.upper[0] * 100, mean)
        )
    return pd.DataFrame(made, columns=[*by, "base", "records", "share_pct", "lower_pct", "upper_pct", "mean"])


def share_change(before: pd.Series, after: pd.Series, *, looks: int) -> Contrast:
    """The change of a share between two rounds; the interval is wider for each further look (Bonferroni): 95 % over all.

    before, after: rows of `good_or_better`. Newcombe (1998), method 10, on independent records.
    """
    return share_difference(
        before["share_pct"] / 100 * before["records"], before["records"],
        after["share_pct"] / 100 * after["records"], after["records"], confidence=1 - 0.05 / max(looks, 1),
    )  # fmt: skip


def changes_between(shares: pd.DataFrame, by: str, first: str, second: str) -> pd.DataFrame:
    """Each group's change from one round to another, in the order of `shares`.

    shares: `good_or_better` by round and `by`. Columns: `by`, before_pct, after_pct, change, lower, upper (in percentage
    points), is_beyond_chance, looks.
    """
    both = shares[shares["round"] == first].merge(
        shares[shares["round"] == second], on=by, suffixes=("_before", "_after")
    )
    made = []
    for _, row in both.iterrows():
        before, after = ({c: row[f"{c}_{when}"] for c in ("share_pct", "records")} for when in ("before", "after"))
        change = share_change(pd.Series(before), pd.Series(after), looks=len(both))
        made.append((row[by], before["share_pct"], after["share_pct"], change.value * 100, change.lower * 100, change.upper * 100,
                     change.is_beyond_chance, len(both)))  # fmt: skip
    return pd.DataFrame(
        made, columns=[by, "before_pct", "after_pct", "change", "lower", "upper", "is_beyond_chance", "looks"]
    )
