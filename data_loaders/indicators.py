"""Published indicators on their way through the lock: what their publisher withheld stays withheld, and small counts too."""

from __future__ import annotations

import pandas as pd

WITHHELD_BY_PUBLISHER = "withheld by its publisher"
TOO_SMALL = "too small to show"
BESIDE_SMALL = "not shown beside one too small to show"
PUBLISHED = "published"
FIGURES = ["numerator", "denominator", "value", "lower", "upper"]
# Units whose figures are no numbers of people: rates, and times. Whole words, since "persons" and "under 18 years" are counted.
# Whatever has none of them, a blank unit too, is taken for a count.
NO_COUNT = (
    r"%|\bper\b|\bper ?cent|\b(?:rates?|ratios?|shares?|proportions?|index|scores?|means?|averages?|medians?)\b"
    r"|^(?:hour|day|week|month|year)s?\b"
)


def publishable_indicators(delivered: pd.DataFrame, *, k: int) -> pd.DataFrame:
    """Drop the figures of every row that would tell of 1 to k−1, and what would give them back.

    A rate with its base gives a count back, so both go; the others of a base are looked at too (798 of 800 are two who are
    not). A whole figure that is no rate is its own count, also where its supplier leaves the count blank. A count that its
    publisher withholds loses its base here, so that its rate, which is public, does not return it.
    Where one area is too small, or its supplier withholds the figure itself, its neighbours go as well: only the largest, which
    holds the others, stays. So do figures of a longer time of the same area, from which the other months could be taken.
    """
    rows = delivered.copy().reset_index(drop=True)
    for optional in ("numerator", "denominator"):
        if optional not in rows:
            rows[optional] = float("nan")
    kept_back = rows["numerator"].isna() & rows["value"].isna()
    rows["numerator"] = rows["numerator"].fillna(rows["value"].where(_is_count(rows)))
    rows["numerator_status"] = PUBLISHED
    withheld = rows["numerator"].isna()
    rows.loc[withheld, "numerator_status"] = WITHHELD_BY_PUBLISHER
    rows.loc[withheld, "denominator"] = float("nan")
    others = rows["denominator"] - rows["numerator"]
    small = (rows["numerator"] < k) | ((others > 0) & (others < k))
    beside = _given_away(rows, small | kept_back) & ~small & ~kept_back
    rows.loc[beside, "numerator_status"] = BESIDE_SMALL
    rows.loc[small, "numerator_status"] = TOO_SMALL
    rows.loc[small | beside, FIGURES] = float("nan")
    return rows


def _is_count(rows: pd.DataFrame) -> pd.Series:
    """Rows of which the published figure itself is a number of people, cases or things."""
    unit = rows["unit"].fillna("") if "unit" in rows else pd.Series("", index=rows.index)
    return (rows["value"] % 1 == 0) & ~unit.str.casefold().str.contains(NO_COUNT)


def _given_away(rows: pd.DataFrame, hidden: pd.Series) -> pd.Series:
    """What must go with the hidden rows, and with what goes with those, until nothing more follows."""
    while True:
        more = hidden | _beside(rows, hidden) | _around(rows, hidden)
        if more.equals(hidden):
            return hidden
        hidden = more


def _around(rows: pd.DataFrame, hidden: pd.Series) -> pd.Series:
    """Counts of the same indicator and area whose time holds that of a hidden row, and more."""
    found = pd.Series(False, index=rows.index)
    if not {"period_start", "period_end"} <= set(rows):
        return found
    for _, own in rows.groupby(["indicator_id", "area_code"]):
        inner = own[hidden[own.index]]
        start, end = own["period_start"].to_numpy()[:, None], own["period_end"].to_numpy()[:, None]
        first, last = inner["period_start"].to_numpy(), inner["period_end"].to_numpy()
        holds = (start <= first) & (last <= end) & ((start < first) | (last < end))
        found[own.index] = holds.any(axis=1) & own["numerator"].notna().to_numpy()
    return found


def _beside(rows: pd.DataFrame, small: pd.Series) -> pd.Series:
    """Rows of the same indicator and time as a small one, the largest of them left out."""
    keys = [column for column in ("indicator_id", "period", "period_start", "period_end") if column in rows]
    same = rows.groupby(keys, dropna=False)
    has_small = small.groupby([rows[key] for key in keys], dropna=False).transform("any")
    largest = rows["numerator"] == same["numerator"].transform("max")
    return has_small & ~small & ~largest
