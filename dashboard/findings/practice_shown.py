"""What findings about practice share: the labels of themes and bands, and how a figure that is not there is told."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from dashboard.findings.finding import FigureFinding as Finding
from dashboard.findings.finding import withheld_finding
from dashboard.measures.theme_shares import latest_codebook
from data_loaders.release import Release


def labels_of(release: Release) -> dict[str, str]:
    book = latest_codebook(table_of(release, "practice_codebook"))
    return dict(zip(book["theme_code"], book["label"], strict=True)) if len(book) else {}


def leaves_of(release: Release) -> dict[str, str]:
    """Theme → its label, without the three roots."""
    book = latest_codebook(table_of(release, "practice_codebook"))
    return {r.theme_code: r.label for r in book.itertuples() if r.theme_code != r.root}


def bands_of(release: Release, dimension: str) -> dict[str, str]:
    rows = table_of(release, "practice_bands")
    rows = rows[rows["dimension"] == dimension]
    return dict(zip(rows["band"], rows["label"], strict=True))


def table_of(release: Release, name: str) -> pd.DataFrame:
    """A table of practice; empty where a release is older than it."""
    return release.table(name) if name in release.frames else pd.DataFrame(columns=["dimension", "band", "label"])


def least(release: Release, name: str = "k") -> int:
    """The least number of voices ("k") or of reviews ("reviews_k") behind a figure of this release."""
    limits = table_of(release, "practice_limits")
    return int(limits.loc[limits["name"] == name, "value"].iloc[0])


def not_shown(release: Release, *, key: str, title: str, reason: str) -> Finding:
    return replace(withheld_finding(release, key=key, title=title, reason=reason), headline="Not shown.")
