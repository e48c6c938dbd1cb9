"""How a division of a year is told."""

from __future__ import annotations

import pandas as pd


def year_words(shares: pd.DataFrame) -> dict[str, str]:
    """ "latest" and "before" → the months they span."""
    spans = shares.drop_duplicates("year")
    return {r.year: f"{r.year_start:%B %Y} to {r.year_end:%B %Y}" for r in spans.itertuples()}
