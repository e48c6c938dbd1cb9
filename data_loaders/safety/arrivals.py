"""When a record counts: in the month in which it happened, or, where that is out, in the one being published when it arrives.

What has counted once counts so ever after: a correction or an erasure changes what is delivered, not what is out, and not the
longer periods that hold what is out. So two releases have nothing between them that could be worked out by subtraction.

That rows do not come for a month says nothing of whose they are: a record and its child are the same when they come again, and
only who erases them ends that.
"""

from __future__ import annotations

import secrets
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from data_loaders.facts import AGAIN, FACTS, NOBODY, OF_THE_DAY
from data_loaders.keys import LENGTH, key_of
from data_loaders.safety.calendar import month_end, month_number, month_start
from data_loaders.safety.ledger import Counted

if TYPE_CHECKING:
    from data_loaders.facts import Tables

WEEKS = 4  # whole weeks that every month has
NEVER = -1  # before any month: nothing is out


def settled(period: tuple[date, date], extracted: date, months: int) -> tuple[date, date]:
    """The period without the months that have not settled: of each, so many whole months must lie before the extraction."""
    if not months:
        return period
    return period[0], min(period[1], month_end(month_number(extracted) - 1 - months))


def keyed(kind: str, facts: pd.DataFrame, secret: bytes) -> pd.DataFrame:
    """The records with keys in the place of their identifiers and of their children's."""
    person, _, _ = FACTS[kind]
    keys = {name: name if name in NOBODY else key_of(name, secret) for name in facts[person].fillna("").unique()}
    records = [key_of(name, secret) for name in facts["record"]]
    return facts.assign(**{"record": records, person: facts[person].fillna("").map(keys)})


def counted_records(kind: str, facts: pd.DataFrame, before: Counted | None, tables: Tables) -> pd.DataFrame:
    """All records as they count: those that have counted as they did, and the others in the first month that is not out."""
    if before is None:
        return facts
    is_known = facts["record"].isin(before.rows["record"])
    new = arrived(kind, facts[~is_known & ~facts["record"].isin(before.gone)], before.last + 1, tables)
    old = _with_columns(before.rows, facts)
    return AGAIN[kind](pd.concat([old, new], ignore_index=True), len(old), facts)


def arrived(kind: str, new: pd.DataFrame, first: int, tables: Tables) -> pd.DataFrame:
    """New records; one of a month that is out is moved to the same weekday and week of the first month that is not."""
    _, day, _ = FACTS[kind]
    when = new[day]
    local = when.dt.tz_localize(None)
    late = months_of(when) < first
    start = pd.Timestamp(month_start(first))
    week = ((local.dt.day - 1) // 7).clip(upper=WEEKS - 1)
    days = (local.dt.day_of_week - start.day_of_week) % 7 + 7 * week
    moved = start + pd.to_timedelta(days, unit="D") + (local - local.dt.normalize())
    if when.dt.tz is not None:
        moved = moved.dt.tz_localize(when.dt.tz, ambiguous=np.ones(len(moved), dtype=bool), nonexistent="shift_forward")
    made = new.assign(**{day: when.where(~late, moved.astype(when.dtype))})
    return made if not late.any() else on_its_day(kind, made, tables)


def on_its_day(kind: str, facts: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """What is known of a day follows the day on which a record counts."""
    return facts.assign(**OF_THE_DAY[kind](facts, tables))


def months_of(when: pd.Series) -> pd.Series:
    return when.dt.year * 12 + when.dt.month - 1


def next_state(kind: str, facts: pd.DataFrame, before: Counted | None, *, last: int) -> Counted:
    """What the ledger says once the months up to `last` are out."""
    last = max(last, before.last if before else NEVER)
    rows = facts[months_of(facts[FACTS[kind][1]]) <= last].reset_index(drop=True)
    return Counted(rows, last, before.gone if before else frozenset())


def forgotten(kind: str, counted: Counted, *, records: set[str], persons: set[str], delivered: set[str]) -> Counted:
    """What the ledger holds once these records and persons were erased: the values as they counted, and no key to them.

    `delivered`: keys of records that are delivered still, as an incident of which others are named. A person's others go as well.
    """
    rows = counted.rows
    theirs = rows[FACTS[kind][0]].isin(persons) & ~rows["record"].isin(delivered)
    is_left = rows["record"].isin({*records, ""}) | theirs
    gone = counted.gone | set(rows.loc[is_left, "record"])
    return Counted(_unlinked(kind, rows, is_left, persons), counted.last, frozenset(gone - {""}))


def _unlinked(kind: str, old: pd.DataFrame, is_left: pd.Series, lost: set[str]) -> pd.DataFrame:
    """Those that are left stand last, in an order of no meaning."""
    person, _, _ = FACTS[kind]
    token = {name: secrets.token_hex(LENGTH // 2) for name in lost - set(NOBODY)}
    old = old.assign(**{person: old[person].map(lambda name: token.get(name, name))})
    left = old[is_left].assign(record="")
    return pd.concat([old[~is_left], left.sort_values([*left.columns], ignore_index=True)], ignore_index=True)


def _with_columns(old: pd.DataFrame, facts: pd.DataFrame) -> pd.DataFrame:
    """A column that records have got since is as it is delivered today; nothing that is out was counted by it."""
    today = facts.set_index("record")
    new = {name: old["record"].map(today[name]).fillna("") for name in facts.columns if name not in old}
    return old.assign(**new)[list(facts.columns)]
