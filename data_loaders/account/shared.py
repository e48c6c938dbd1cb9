"""Days that several files of one table cover. Each may tell of other events, or all of the same ones: that is for a person to know.

Files that hold the same events under other identifiers are refused (`last.py`). What is left may be right: the police know of one
episode, social work of another. Nothing in the rows tells, so nothing is taken out, and it is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np
import pandas as pd

from data_loaders.problem import Problem
from data_loaders.sources import Collected

DATES = {
    "missing_episodes": "start_dt",
    "efh_incidents": "occurred_date",
}  # tables whose rows are counted by the month of a day
# What tells of one event, whatever it is called.
EVENTS = {
    "missing_episodes": ("counting_unit", "start_dt", "age_band", "sex", "area_from"),
    "efh_incidents": ("occurred_date", "time_band", "harm_type", "context_type", "lat", "lon", "location_id", "area_code"),
}  # fmt: skip
MOST = 4  # stretches of days that are told one by one
CURE = (
    "If each file tells of other events, nothing is to be done: all are counted. If they tell of the same ones, leave these days "
    "out of all files but one, and correct the periods in the manifest. A child whom each file calls otherwise counts as two."
)


@dataclass(frozen=True)
class Stretch:
    """Days that the same several files cover, first and last, and how many of the rows of each begin then."""

    first: date
    last: date
    rows: dict[str, int]
    alike: int  # events that stand in more than one of the files
    children: int | None  # children who do, where the table names them


def events_of(rows: pd.DataFrame, table: str) -> np.ndarray:
    """A number for each row: the same for two rows that tell of one event."""
    columns = [name for name in EVENTS[table] if name in rows]
    return np.asarray(pd.util.hash_pandas_object(rows[columns].astype("str"), index=False))


def is_shared(collected: Collected, table: str) -> np.ndarray:
    """For each row of a table, whether its day is covered by more than one file."""
    days = _days(collected, table)
    found = np.zeros(len(days), dtype=bool)
    for first, last, _ in _covered_by_several(collected, table):
        found |= ((days >= first) & (days <= last)).to_numpy(dtype=bool)
    return found


def shared_days(collected: Collected) -> list[Problem]:
    """A sentence for each table of which several files cover the same days and have rows there."""
    problems = []
    for table in DATES:
        if table not in collected.tables or table not in collected.row_files or collected.tables[table].empty:
            continue
        found = [one for one in _stretches(collected, table) if sum(n > 0 for n in one.rows.values()) > 1]
        if not found:
            continue
        who = {o.file: o.supplier_agency for o in collected.origins if o.table == table}
        said = "; ".join(_said(one, who) for one in found[:MOST])
        more = f" And so in {len(found) - MOST} other stretches of days." if len(found) > MOST else ""
        problems.append(
            Problem(
                "warn",
                table,
                table,
                None,
                None,
                "days in several files",
                f"{table}: several files cover the same days. {said}.{more}",
                CURE,
            )
        )
    return problems


def _said(one: Stretch, who: dict[str, str]) -> str:
    rows = ", ".join(f"{file} ({who.get(file) or 'supplier not said'}) {n:,} rows" for file, n in one.rows.items())
    children = "" if one.children is None else f"; the same child in two of them: {one.children:,}"
    return (
        f"{one.first:%-d %B %Y} to {one.last:%-d %B %Y}: {rows}; the same event in two of them: {one.alike:,}{children}"
    )


def _stretches(collected: Collected, table: str) -> Iterator[Stretch]:
    rows, files, days = collected.tables[table], collected.row_files[table], _days(collected, table)
    for first, last, names in _covered_by_several(collected, table):
        inside = ((days >= first) & (days <= last)).to_numpy(dtype=bool)
        own = pd.DataFrame({"file": files[inside], "event": events_of(rows[inside], table)})
        alike = int((own.groupby("event")["file"].nunique() > 1).sum())
        children = None
        if "child_pseudo_id" in rows:
            own["child"] = rows["child_pseudo_id"].to_numpy()[inside]
            children = int((own.groupby("child")["file"].nunique() > 1).sum())
        counted = {name: int((own["file"] == name).sum()) for name in names}
        yield Stretch(first.date(), last.date(), counted, alike, children)


def _days(collected: Collected, table: str) -> pd.Series:
    days = collected.tables[table][DATES[table]]
    return (days.dt.tz_localize(None) if days.dt.tz is not None else days).dt.normalize()


def _covered_by_several(collected: Collected, table: str) -> list[tuple[pd.Timestamp, pd.Timestamp, tuple[str, ...]]]:
    """First and last day of each stretch that the same two or more files cover, by their manifest rows."""
    periods = [
        (o.file, pd.Timestamp(o.period_start), pd.Timestamp(o.period_end))
        for o in collected.origins
        if o.table == table and o.period_start and o.period_end
    ]
    ends = sorted({start for _, start, _ in periods} | {end + pd.Timedelta(days=1) for _, _, end in periods})
    made = []
    for first, after in pairwise(ends):
        names = tuple(file for file, start, end in periods if start <= first and end >= after - pd.Timedelta(days=1))
        if len(names) > 1:
            made.append((first, after - pd.Timedelta(days=1), names))
    return made
