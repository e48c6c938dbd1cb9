"""What a release says beside the one before it: whoever has both can subtract them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

import pandas as pd

from data_loaders.lock.manifest import Check
from data_loaders.published.recount.evidence import fresh_rows
from data_loaders.published.table import GoesOn, PublishedTable


class Before(Protocol):
    """The release in force: all that is asked of it here."""

    @property
    def id(self) -> str: ...
    @property
    def frames(self) -> dict[str, pd.DataFrame]: ...


STAYS = (GoesOn.APPEND, GoesOn.KEEP)


def check_vintage(
    declared: Mapping[str, PublishedTable], tables: Mapping[str, pd.DataFrame], previous: Before | None, rebase: str | None
) -> Check:  # fmt: skip
    """Every row of the release before, where its table is declared to stay, stands in this one word for word."""
    if previous is None or rebase is not None:
        why = (
            "There is no previous release of this audience."
            if previous is None
            else f"Re-based on purpose: {rebase}. Earlier releases are withdrawn from the store."
        )
        return Check(name="vintage", subject="previous release", status="not applicable", reason=why)
    before = {
        name: f
        for name, f in previous.frames.items()
        if name in declared and declared[name].goes_on in STAYS and len(f)
    }
    changed = {name: n for name, f in before.items() if name in tables and (n := _gone(f, tables[name]))}
    gone = sorted(set(previous.frames) - set(tables))
    wrong = [f"{n} rows of {name}" for name, n in changed.items()] + [f"all of {name}" for name in gone]
    rows = sum(map(len, before.values()))
    reason = (
        f"Not as in {previous.id}: {', '.join(wrong[:5])}. Publish with --rebase and a reason."
        if wrong
        else f"None of the {rows} rows published in {previous.id} that are to stay has changed; whole periods were only added."
    )
    return Check(name="vintage", subject=previous.id, status="failed" if wrong else "passed", reason=reason, tried=rows)


def _gone(before: pd.DataFrame, now: pd.DataFrame) -> int:
    """How many rows of the earlier table are not in the later one."""
    return len(fresh_rows(before, now)) if len(now) else len(before)
