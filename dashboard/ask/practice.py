"""What answers about practice are read with: the labels of themes and bands, and the least number behind a figure."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dashboard.ask.published import rows_of
from dashboard.measures.theme_shares import latest_codebook
from data_loaders.release import Release


def labels_of(release: Release) -> dict[str, str]:
    book = latest_codebook(rows_of(release, "practice_codebook"))
    return dict(zip(book["theme_code"], book["label"], strict=True)) if len(book) else {}


def leaves_of(release: Release) -> dict[str, str]:
    """Theme → its label, without the three roots."""
    book = latest_codebook(rows_of(release, "practice_codebook"))
    return {r.theme_code: r.label for r in book.itertuples() if r.theme_code != r.root}


def bands_of(release: Release, dimension: str) -> dict[str, str]:
    rows = rows_of(release, "practice_bands")
    rows = rows[rows["dimension"] == dimension]
    return dict(zip(rows["band"], rows["label"], strict=True))


def least(release: Release, name: str = "k") -> int:
    """The least number of voices ("k") or of reviews ("reviews_k") behind a figure of this release."""
    limits = rows_of(release, "practice_limits")
    return int(limits.loc[limits["name"] == name, "value"].iloc[0])


def quotes_by_theme(quotes: pd.DataFrame, labels: Mapping[str, str], theme: str | None) -> pd.DataFrame:
    """Those of one theme; or the first of each, one that stands under several themes once. `themes` adds what they are called."""
    named = quotes.assign(themes=quotes["theme_code"].map(lambda code: str(labels.get(code, code))))
    if theme is not None:
        return named[named["theme_code"] == theme]
    each = named.drop_duplicates("theme_code")
    return each.assign(themes=each.groupby("text")["themes"].transform("; ".join)).drop_duplicates("text")
