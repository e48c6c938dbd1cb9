"""Contexts that are counted together: those of one day, and beside them, a year or more later, those that came since.

A release holds the figures of every such day. A question is answered of the latest, or of the one that is asked for; the days
never mix, since each context stands in the figures of one of them.
"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from dashboard.ask.published import rows_of
from data_loaders.release import Release

POOLED, CURVES = "context_pooled", "context_curves"


def days_counted(release: Release) -> list[pd.Timestamp]:
    """The days on which contexts were counted together, the latest first."""
    known = [rows["as_at"] for name in (POOLED, CURVES) if len(rows := rows_of(release, name))]
    return sorted(set(pd.concat(known)), reverse=True) if known else []


def code_of(day: pd.Timestamp) -> str:
    """The day as in a link."""
    return day.date().isoformat()


def until(release: Release, day: str) -> Release:
    """The release as if later days had not been counted yet. day: as in a link, `2026-04-20`; any other leaves it as it is."""
    if day not in map(code_of, days_counted(release)):
        return release
    frames = {name: own[own["as_at"] <= day] for name in (POOLED, CURVES) if len(own := rows_of(release, name))}
    return replace(release, frames={**release.frames, **frames})


def latest(release: Release, table: str) -> pd.DataFrame:
    """The rows of the latest day alone."""
    rows, days = rows_of(release, table), days_counted(release)
    return rows[rows["as_at"] == days[0]] if days and len(rows) else rows
