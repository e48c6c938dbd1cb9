"""Rows in = rows counted + rows named. Each delivered row of a counted table has exactly one fate, and the fate has a sentence.

A row that is nowhere stops the river: 150 episodes shifted by a year once left without a word. Exact numbers of rows stand
in the data manager's report alone and never cross the lock.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from data_loaders.facts.overlaps import episode_of_rows
from data_loaders.problem import Problem, rows_in_words, stop
from data_loaders.safety.calendar import month_number, whole_months
from data_loaders.sources import Collected
from data_loaders.sources.origin import covered

COUNTED, BEFORE, AFTER, PART_MONTH, JOINED, NO_EPISODE, LEFT_OUT, HELD = (
    "counted", "before", "after", "part month", "joined", "no episode", "left out", "held",
)  # fmt: skip
DATES = {"missing_episodes": "start_dt", "efh_incidents": "occurred_date"}
CURES = {
    BEFORE: "If they belong to this delivery, correct period_start in the manifest; else leave them out at the source.",
    AFTER: "If they belong to this delivery, correct period_end in the manifest; else leave them out at the source.",
    PART_MONTH: "Nothing has to be done: they are counted once the whole month has been delivered.",
    JOINED: "Merge them at the source, or leave it as it is: one episode is counted.",
    NO_EPISODE: "Nothing has to be done, if their episodes were meant not to be counted.",
    LEFT_OUT: "Nothing has to be done, if this is what the mapping is for.",
    HELD: "Read them and let them through, or correct them (python -m data_loaders let-through --help).",
}


@dataclass(frozen=True)
class RowAccount:
    """The rows of one table: `fates` has one fate for each row that was read; `unread` were left out while reading."""

    table: str
    delivered: int
    fates: pd.Series
    files: np.ndarray
    period: tuple[date, date]

    @property
    def unread(self) -> int:
        return self.delivered - len(self.fates)

    @property
    def counted(self) -> int:
        return int((self.fates == COUNTED).sum())


def account_of(collected: Collected) -> tuple[RowAccount, ...]:
    """The account of every delivered table whose rows are counted one by one into months."""
    made = []
    for table, column in DATES.items():
        if table not in collected.tables or not any(o.table == table and o.period_start for o in collected.origins):
            continue
        rows = collected.tables[table]
        fates = _by_date(rows[column], covered(collected, table))
        if table == "missing_episodes":
            first = episode_of_rows(rows)
            fates[first != np.arange(len(rows))] = JOINED
        made.append(_account(collected, table, fates))
        if table == "missing_episodes" and "return_discussions" in collected.tables:
            made.append(_account(collected, "return_discussions", _by_episode(collected, rows, fates), of=table))
    return tuple(made)


def _account(collected: Collected, table: str, fates: np.ndarray, *, of: str = "") -> RowAccount:
    rows = collected.tables[table]
    files = collected.row_files.get(table, np.full(len(rows), table, dtype=object))
    delivered = sum(o.rows for o in collected.origins if o.table == table)
    return RowAccount(table, delivered, pd.Series(fates, index=rows.index), files, covered(collected, of or table))


def _by_date(days: pd.Series, period: tuple[date, date]) -> np.ndarray:
    """Where a record falls: into a whole month that is covered, into a part of one, or outside."""
    plain = days.dt.tz_localize(None) if days.dt.tz is not None else days
    month = (plain.dt.year * 12 + plain.dt.month - 1).to_numpy(dtype=float)
    first, last = whole_months(*period)
    start, end = (pd.Timestamp(day) for day in period)
    is_early, is_late = (plain < start).to_numpy(), (plain >= end + pd.Timedelta(days=1)).to_numpy()
    is_whole = (month >= first) & (month <= last)
    return np.select([is_early, is_late, is_whole], [BEFORE, AFTER, COUNTED], default=PART_MONTH).astype(object)


def _by_episode(collected: Collected, episodes: pd.DataFrame, fates: np.ndarray) -> np.ndarray:
    """A discussion is counted with its episode."""
    counted = set(episodes["episode_id"].to_numpy()[np.isin(fates, [COUNTED, JOINED])])
    own = collected.tables["return_discussions"]["episode_id"].map(lambda name: name in counted)
    return np.where(own.to_numpy(dtype=bool), COUNTED, NO_EPISODE).astype(object)


def reconcile(collected: Collected) -> list[Problem]:
    """A sentence for every fate that is not "counted", and a stop where the parts do not make the whole."""
    problems: list[Problem] = []
    for account in account_of(collected):
        problems += _named(account)
        named = sum(int((account.fates == fate).sum()) for fate in (COUNTED, *CURES))
        if named != len(account.fates) or account.unread < 0:
            problems.append(stop(account.table, account.table, "rows do not add up",
                                 f"{account.table}: {account.delivered:,} rows were delivered and {named:,} are accounted for.",
                                 "This is a fault of the product: please report it with this sentence."))  # fmt: skip
        if account.delivered and account.counted == 0:
            problems.append(stop(account.table, account.table, "nothing to count",
                                 f"{account.table}: none of {account.delivered:,} rows lies in a whole month of the period "
                                 f"{account.period[0]} to {account.period[1]}.",
                                 "Correct the dates, or the period in the manifest."))  # fmt: skip
    return problems


def _named(account: RowAccount) -> Iterator[Problem]:
    start, end = account.period
    what = {
        BEFORE: f"begin before {start} and are not counted",
        AFTER: f"begin after {end} and are not counted",
        PART_MONTH: f"lie in a month of which the period {start} to {end} covers only a part, and wait for the rest of it",
        JOINED: "overlap an earlier episode of the same child and are counted with it, as one",
        NO_EPISODE: "belong to an episode that is not counted",
    }
    for fate, words in what.items():
        is_own = (account.fates == fate).to_numpy()
        for file in dict.fromkeys(account.files[is_own]):
            rows = account.fates.index[is_own & (account.files == file)]
            count = f"{len(rows):,} rows" if len(rows) != 1 else "1 row"
            said = words if len(rows) != 1 else _one(words)
            yield Problem("warn", account.table, str(file), None, None, fate,
                          f"{file}: {count} {said} ({rows_in_words(rows)}).", CURES[fate])  # fmt: skip
    if account.unread > 0:
        yield Problem("warn", account.table, account.table, None, None, LEFT_OUT,
                      f"{account.table}: {account.unread:,} of {account.delivered:,} rows were left out by the mapping, or are "
                      "held until somebody has read them.", CURES[LEFT_OUT])  # fmt: skip


def _one(words: str) -> str:
    """The same said of one row."""
    swaps = (("begin ", "begins "), ("lie ", "lies "), ("overlap ", "overlaps "), ("belong ", "belongs "),
             ("are not counted", "is not counted"), ("are counted", "is counted"), ("and wait", "and waits"))  # fmt: skip
    for many, one in swaps:
        words = words.replace(many, one)
    return words


def month_gaps(collected: Collected) -> list[Problem]:
    """Months between two files of a table that no file covers: they would be told as months in which nothing happened."""
    problems = []
    for table in DATES:
        own = [(o.period_start, o.period_end) for o in collected.origins if o.table == table]
        periods = [(s, e) for s, e in own if s and e]
        if table not in collected.tables or not periods:
            continue
        first, last = min(s for s, _ in periods), max(e for _, e in periods)
        days = pd.Series(False, index=pd.date_range(first, last))
        for start, end in periods:
            days.loc[pd.Timestamp(start) : pd.Timestamp(end)] = True
        missing = days.index[~days]
        months = sorted({month_number(day.date()) for day in missing})
        if months:
            names = ", ".join(f"{date(m // 12, m % 12 + 1, 1):%B %Y}" for m in months)
            problems.append(stop(table, table, "months not delivered",
                                 f"{table}: no file covers {names} (wholly), and it would look as if nothing had happened then.",
                                 "Deliver those months, correct the periods in the manifest, or leave out the files on one "
                                 "side of the gap."))  # fmt: skip
    return problems
