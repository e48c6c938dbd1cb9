"""Practice, contexts, places, language, indicators: what one published table holds, as it stands."""

from __future__ import annotations

import pandas as pd

from data_loaders.release import Release

# Columns by which some tables are read before it is known whether a release has them.
READ_BY = ("dimension", "band", "label", "column", "code", "position")


def tables_with(release: Release, columns: frozenset[str]) -> list[pd.DataFrame]:
    """Every table that has these columns, by name."""
    return [release.table(name) for name, frame in sorted(release.frames.items()) if columns <= set(frame.columns)]


def rows_of(release: Release, table: str) -> pd.DataFrame:
    """The rows of one published table; a release that is older than a table does not have it. Why there are none the catalogue
    knows, which asks no finding whose sources were not delivered."""
    return release.table(table) if table in release.frames else pd.DataFrame(columns=list(READ_BY))
