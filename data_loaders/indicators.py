"""Published indicators on their way through the lock: what their publisher withheld stays withheld, and small counts too."""

from __future__ import annotations

import pandas as pd

WITHHELD_BY_PUBLISHER = "withheld by its publisher"
TOO_SMALL = "too small to show"
PUBLISHED = "published"
FIGURES = ["numerator", "value", "lower", "upper"]


def publishable_indicators(delivered: pd.DataFrame, *, k: int) -> pd.DataFrame:
    """Drop the figures of every row whose count is below k: a rate with its base gives the count back to anybody."""
    rows = delivered.copy().reset_index(drop=True)
    rows["numerator_status"] = PUBLISHED
    rows.loc[rows["numerator"].isna(), "numerator_status"] = WITHHELD_BY_PUBLISHER
    small = rows["numerator"] < k
    rows.loc[small, FIGURES] = float("nan")
    rows.loc[small, "numerator_status"] = TOO_SMALL
    return rows
