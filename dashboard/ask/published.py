"""Practice, contexts, places, language, indicators: what one published table holds, as it stands."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from data_loaders.release import Release

# Columns by which some tables are read before it is known whether a release has them.
READ_BY = ("dimension", "band", "label", "column", "code", "position")

# Contexts that are counted together: of one day, and beside it, a year or more later, those that came since. A question is answered of
# the latest day, or of the one that is asked for; days never mix, since each context stands in the figures of one of them.
POOLED, CURVES = "context_pooled", "context_curves"


def tables_with(release: Release, columns: frozenset[str]) -> list[pd.DataFrame]:
    """Every table that has these columns, by name."""
    return [release.table(name) for name, frame in sorted(release.frames.items()) if columns <= set(frame.columns)]


def rows_of(release: Release, table: str) -> pd.DataFrame:
    """The rows of one published table; a release that is older than a table does not have it. Why there are none the catalogue
    knows, which asks no finding whose sources were not delivered."""
    return release.table(table) if table in release.frames else pd.DataFrame(columns=list(READ_BY))


def days_counted(release: Release) -> list[pd.Timestamp]:
    """The days on which contexts were counted together, the latest first."""
    rows = pd.concat([rows_of(release, POOLED), rows_of(release, CURVES)])
    return sorted(rows["as_at"].dropna().unique(), reverse=True) if "as_at" in rows else []


def until(release: Release, day: str) -> Release:
    """The release as if later days had not been counted yet. day: as in a link, `2026-04-20`; any other leaves it as it is."""
    on = pd.to_datetime(day, errors="coerce")
    if on not in days_counted(release):
        return release
    counts, curves = rows_of(release, POOLED), rows_of(release, CURVES)
    frames = {POOLED: counts[counts["as_at"] <= on], CURVES: curves[curves["as_at"] <= on]}
    return replace(release, frames={**release.frames, **frames})


def latest(release: Release, table: str) -> pd.DataFrame:
    """The rows of the latest day alone."""
    rows, days = rows_of(release, table), days_counted(release)
    return rows[rows["as_at"] == days[0]] if days and len(rows) else rows
