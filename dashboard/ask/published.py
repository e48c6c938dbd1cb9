"""Practice, contexts, places, language, indicators: questions that one published table answers as it stands."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from dashboard.ask.answer import Answer, Reason
from dashboard.ask.asking import ask
from dashboard.ask.delivered import THEMES, is_delivered
from data_loaders.release import Release

# Columns by which some tables are read before it is known whether a release has them.
READ_BY = ("dimension", "band", "label", "column", "code", "position")


@dataclass(frozen=True)
class Published:
    """The rows of one published table."""

    table: str

    def answered(self, release: Release) -> Answer:
        theme = THEMES.get(self.table)
        is_there = self.table in release.frames  # a release that is older than a table does not have it
        frame = release.table(self.table) if is_there else pd.DataFrame(columns=list(READ_BY))
        if len(frame) or theme is None:
            return Answer(frame=frame, whom=theme.whom if theme else "")
        if not is_delivered(release, theme):
            return Answer(
                frame=frame, reason=Reason.NOT_DELIVERED, why=f"No {theme.title} was delivered for this release."
            )
        return Answer(frame=frame, reason=Reason.NOT_COVERED, why="What was delivered is not yet enough for a figure.")


def tables_with(release: Release, columns: frozenset[str]) -> list[pd.DataFrame]:
    """Every table that has these columns, by name."""
    return [rows_of(release, name) for name, frame in sorted(release.frames.items()) if columns <= set(frame.columns)]


def rows_of(release: Release, table: str) -> pd.DataFrame:
    """The rows of one published table, for those who need no reason where there are none."""
    return ask(release, Published(table)).frame
