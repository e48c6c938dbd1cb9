"""Vintages: against the previous release of an audience no published cell changes; closed periods are only added."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from data_loaders.privacy.dataset import Countable
from data_loaders.privacy.finder import Grid, counted
from data_loaders.privacy.views import view_table
from data_loaders.release import Check, Release, ViewEntry


@dataclass(frozen=True)
class Continued:
    """A view's table with its new periods, those periods alone, and what had to be held back."""

    table: pd.DataFrame
    added: pd.DataFrame
    held_records: int
    is_paused: bool


def continue_view(data: Countable, grid: Grid, published: pd.DataFrame) -> Continued:
    """Keep what was published, add the whole periods after it while they are safe, stop at the first that is not."""
    found = counted(data, grid)
    now = view_table(data, grid, found)
    now["is_unsafe"] = found.fails(data.k, data.policy.dominance)
    keys = ["period_start", "period_end", *grid.cut]
    both = published[[*keys, "n"]].merge(now[[*keys, "n"]], on=keys, how="left", suffixes=("", "_now"))
    held = int((both["n_now"].fillna(0) - both["n"]).abs().sum())
    later = now[now["period_start"] > published["period_end"].max()] if grid.unit != "all" else now.iloc[:0]
    unsafe = later.loc[later["is_unsafe"], "period_start"].min()
    added = later if pd.isna(unsafe) else later[later["period_start"] < unsafe]
    added = added[[c for c in published.columns]]
    return Continued(pd.concat([published, added], ignore_index=True), added, held, not pd.isna(unsafe))


def held_words(records: int) -> str:
    """How much waits for the next re-basing, in bands: an exact small number would say too much."""
    if records == 0:
        return "Nothing is held back."
    band = "Fewer than 5" if records < 5 else "5 to 19" if records < 20 else "20 or more"
    return f"{band} late or corrected records are held back until the series is deliberately begun afresh (re-based)."


def check_vintage(
    previous: Release | None, entries: list[ViewEntry], tables: dict[str, pd.DataFrame], rebase: str | None
) -> Check:
    """Compare every cell that both releases have."""
    if previous is None or rebase is not None:
        why = (
            "There is no previous release of this audience."
            if previous is None
            else f"Re-based on purpose: {rebase}. Earlier releases are withdrawn from the store."
        )
        return Check(name="vintage", subject="previous release", status="not applicable", reason=why)
    changed = tried = 0
    for entry in entries:
        before = previous.frames.get(entry.table)
        if entry.status != "published" or before is None:
            continue
        keys = ["period_start", "period_end", *entry.dimensions]
        both = before.merge(tables[entry.table], on=keys, how="left", suffixes=("", "_now"))
        changed += int((both["n"] != both["n_now"]).sum())
        tried += len(both)
    reason = (
        f"None of the {tried} cells published in {previous.id} has changed; whole periods were only added."
        if not changed
        else f"{changed} cells differ from {previous.id}. Publish with --rebase and a reason."
    )
    return Check(
        name="vintage",
        subject=previous.id,
        status="failed" if changed else "passed",
        reason=reason,
        tried=tried,
    )
