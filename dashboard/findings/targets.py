"""Targets that bodies of the partnership have set: which hold, and a sentence beside what they are set for."""

from __future__ import annotations

import pandas as pd

from dashboard.ask.labels import code_labels
from dashboard.ask.published import rows_of
from dashboard.words import targets as words
from data_loaders.release import Release


def in_force(release: Release) -> pd.DataFrame:
    """Of each measure the last target that has begun by the day of the release, by its code."""
    rows = rows_of(release, "committee_targets")
    if rows.empty:
        return pd.DataFrame(columns=["target", "from_dt", "decided_by"])
    begun = rows[rows["from_dt"] <= pd.Timestamp(release.manifest.as_at)]
    return begun.sort_values("from_dt", kind="stable").drop_duplicates("measure", keep="last").set_index("measure")


def share_target(release: Release, measure: str) -> float | None:
    """The share that is to be reached at least; None where no target holds."""
    held = in_force(release)
    return float(held.at[measure, "target"]) if measure in held.index else None


def target_sentence(release: Release, measure: str) -> str:
    """Beside a finding: the target that holds for what it shows, or that none was delivered."""
    held = in_force(release)
    if measure not in held.index:
        return words.NO_TARGET
    row = held.loc[measure]
    return words.target_words(
        measure, float(row["target"]), row["from_dt"], code_labels(release, "targets.decided_by")[row["decided_by"]]
    )
