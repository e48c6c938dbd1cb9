"""Which rows of practice must be the ones that were out before: those of a view of which nothing came this time."""

from __future__ import annotations

import pandas as pd

from data_loaders.published.recount.contributions import has_forum, has_reviews
from data_loaders.published.recount.evidence import Evidence, Frame


def views_delivered(evidence: Evidence) -> list[str]:
    return ["themes"] * has_forum(evidence) + ["reviews"] * has_reviews(evidence)


def stayed(evidence: Evidence, table: str) -> Frame:
    """Of the release before: the rows of the one view, where the other alone was delivered."""
    before, here = evidence.previous.get(table, pd.DataFrame()), views_delivered(evidence)
    if not here or before.empty:
        return before.iloc[:0]
    if "view" in before:
        return before[~before["view"].isin(here)]
    return before[(before["dimension"] == "review") != ("reviews" in here)] if len(here) == 1 else before.iloc[:0]
