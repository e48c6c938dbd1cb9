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


STAYS = (GoesOn.APPEND, GoesOn.KEEP, GoesOn.YEARLY)
OF_A_SERIES = ("places", "blocks")  # what views are made of; with them they begin anew


def kept_by(previous: Before, rebase: str | None) -> dict[str, pd.DataFrame]:
    """The tables of the release before that this one goes on with: all, or all but those of the series that begins anew."""
    return {name: frame for name, frame in previous.frames.items() if rebase is None or not _is_of_a_series(name)}


def check_vintage(
    declared: Mapping[str, PublishedTable], tables: Mapping[str, pd.DataFrame], previous: Before | None, rebase: str | None,
    left_out: Mapping[str, pd.DataFrame] | None = None,
) -> Check:  # fmt: skip
    """Every row of the release before, where its table is declared to stay, stands in this one word for word.

    A new series has nothing of a period that is out: each view of it begins after the last figure of its dataset before, also
    where that was in an earlier release and not in the last one (`left_out`).
    """
    if previous is None:
        why = "There is no previous release of this audience."
        return Check(name="vintage", subject="previous release", status="not applicable", reason=why)
    kept = kept_by(previous, rebase)
    stays = {name: table for name, table in declared.items() if table.goes_on in STAYS}
    before = {name: f for name, f in kept.items() if name in stays and stays[name].tells(f)}
    told = {name: tables[name] for name in before if name in tables and _is_told(stays[name], tables[name])}
    changed = {name: n for name, now in told.items() if (n := _gone(before[name], now))}
    gone = sorted(set(kept) - set(tables))
    again = _counted_again({**(left_out or {}), **(previous.frames if rebase is not None else {})}, tables)
    wrong = [f"{n} rows of {name}" for name, n in changed.items()] + [f"all of {name}" for name in [*gone, *again]]
    rows = sum(map(len, before.values()))
    goes_on = "whole periods were only added" if rebase is None else "a new series begins after what is out"
    reason = (
        f"Not as in {previous.id}: {', '.join(wrong[:5])}. Nothing that is out may change."
        if wrong
        else f"None of the {rows:,} rows published in {previous.id} that are to stay has changed; {goes_on}."
    )
    return Check(name="vintage", subject=previous.id, status="failed" if wrong else "passed", reason=reason, tried=rows)


def _is_told(table: PublishedTable, now: pd.DataFrame) -> bool:
    """Whether a table has to say what it said before."""
    return len(now) > 0 or not table.may_be_left_out


def _is_of_a_series(name: str) -> bool:
    return "." in name or name in OF_A_SERIES


def _counted_again(before: Mapping[str, pd.DataFrame], now: Mapping[str, pd.DataFrame]) -> list[str]:
    """Views that count a period of their dataset again."""
    out = dict[str, pd.Timestamp]()
    for name, frame in before.items():
        if "." in name and len(frame):
            dataset, end = name.split(".")[0], frame["period_end"].max()
            out[dataset] = max(out.get(dataset, end), end)
    views = {name: frame for name, frame in now.items() if "." in name and len(frame)}
    return sorted(n for n, f in views.items() if (d := n.split(".")[0]) in out and f["period_start"].min() <= out[d])


def _gone(before: pd.DataFrame, now: pd.DataFrame) -> int:
    """How many rows of the earlier table are not in the later one."""
    return len(fresh_rows(before, now)) if len(now) else len(before)
