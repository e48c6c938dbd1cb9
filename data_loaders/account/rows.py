"""Rows in = rows counted + rows named. Each delivered row of a counted table has exactly one fate, and the fate has a sentence.

A row that is nowhere stops the river: 150 episodes shifted by a year once left without a word. Exact numbers of rows stand
in the data manager's report alone and never cross the lock.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from data_loaders.account.shared import DATES, is_shared
from data_loaders.facts.overlaps import episode_of_rows
from data_loaders.problem import Problem, rows_in_words, stop
from data_loaders.safety.calendar import month_number, whole_months
from data_loaders.sources import Collected
from data_loaders.sources.delivered import LeftOut
from data_loaders.sources.origin import covered

COUNTED, BEFORE, AFTER, PART_MONTH, JOINED, NO_EPISODE, UNREAD, LEFT_OUT, HELD = (
    "counted", "before", "after", "part month", "joined", "no episode", "unread", "left out", "held",
)  # fmt: skip
CURES = {
    BEFORE: "If they belong to this delivery, correct period_start in the manifest; else leave them out at the source.",
    AFTER: "If they belong to this delivery, correct period_end in the manifest; else leave them out at the source.",
    PART_MONTH: "Nothing has to be done: they are counted once the whole month has been delivered.",
    JOINED: "Merge them at the source, or leave it as it is: one episode is counted.",
    NO_EPISODE: "Nothing has to be done, if their episodes were meant not to be counted.",
    LEFT_OUT: "Nothing has to be done, if this is what the mapping is for.",
    HELD: "Read them and let them through, or correct them (python -m data_loaders let-through --help).",
}
IN_WORDS = {
    COUNTED: "counted", BEFORE: "before the period", AFTER: "after the period", PART_MONTH: "waiting for the rest of their month",
    JOINED: "joined to an earlier episode", NO_EPISODE: "of an episode that is not counted", UNREAD: "without a date that can be read",
}  # fmt: skip


@dataclass(frozen=True)
class RowAccount:
    """The rows of one table: `fates` has one fate for each row that came through; `left_out` are those that the mapping left
    out, with why, and `held` those that wait to be read. `shared`: how many of those counted begin on a day that several files cover."""

    table: str
    delivered: int
    fates: pd.Series
    files: np.ndarray
    period: tuple[date, date] | None
    left_out: tuple[LeftOut, ...] = ()
    shared: int = 0

    @property
    def held(self) -> int:
        return self.delivered - len(self.fates) - sum(len(one.rows) for one in self.left_out)

    @property
    def counted(self) -> int:
        return int((self.fates == COUNTED).sum())

    @property
    def in_words(self) -> tuple[str, str, str]:
        """Table, rows delivered, and the parts that make them up, to the row."""
        parts = [(int((self.fates == fate).sum()), words) for fate, words in IN_WORDS.items()]
        reasons = dict.fromkeys(one.why for one in self.left_out)
        parts += [
            (sum(len(one.rows) for one in self.left_out if one.why == why), f"left out ({why})") for why in reasons
        ]
        parts.append((self.held, "held until somebody has read them"))
        several = f"; of those counted, {self.shared:,} begin on days that several files cover" if self.shared else ""
        return (
            self.table,
            f"{self.delivered:,}",
            (" + ".join(f"{n:,} {words}" for n, words in parts if n) or "none") + several,
        )


def account_of(collected: Collected) -> tuple[RowAccount, ...]:
    """The account of every delivered table: of those whose rows are counted by month, by month; of others, whether they came
    through."""
    fates: dict[str, np.ndarray] = {}
    for table, column in DATES.items():
        if table not in collected.tables or not any(o.table == table and o.period_start for o in collected.origins):
            continue
        rows = collected.tables[table]
        fates[table] = fates_by_date(rows[column], covered(collected, table))
        if table == "missing_episodes":
            first = episode_of_rows(rows)
            fates[table][first != np.arange(len(rows))] = JOINED
    if "missing_episodes" in fates and "return_discussions" in collected.tables:
        fates["return_discussions"] = _by_episode(collected, fates["missing_episodes"])
    made = [_account(collected, table, own) for table, own in fates.items()]
    others = [table for table in collected.tables if table not in fates]
    return (*made, *(_came_through(collected, table) for table in others))


def _account(collected: Collected, table: str, fates: np.ndarray) -> RowAccount:
    rows, of = collected.tables[table], table if table in DATES else "missing_episodes"
    files = collected.row_files.get(table, np.full(len(rows), table, dtype=object))
    shared = int((is_shared(collected, table) & (fates == COUNTED)).sum()) if table in DATES else 0
    return RowAccount(table, _delivered(collected, table), pd.Series(fates, index=rows.index), files, covered(collected, of), _left_out(collected, table), shared)  # fmt: skip


def _came_through(collected: Collected, table: str) -> RowAccount:
    """A row that became several, as one of a pupil does with a column a question, is one row still; and rows of several files
    that describe one area together (its name here, its boundary there) are a row each."""
    if table not in collected.row_files:
        left = sum(len(one.rows) for one in _left_out(collected, table))
        index = pd.RangeIndex(_delivered(collected, table) - left)
        files = np.full(len(index), table, dtype=object)
        return RowAccount(table, _delivered(collected, table), pd.Series(COUNTED, index=index, dtype=object), files, None, _left_out(collected, table))  # fmt: skip
    frame, files = collected.tables[table], collected.row_files[table]
    is_first = ~pd.MultiIndex.from_arrays([files, frame.index]).duplicated()
    fates = pd.Series(COUNTED, index=frame.index[is_first], dtype=object)
    return RowAccount(table, _delivered(collected, table), fates, files[is_first], None, _left_out(collected, table))


def _delivered(collected: Collected, table: str) -> int:
    return sum(o.rows for o in collected.origins if o.table == table)


def _left_out(collected: Collected, table: str) -> tuple[LeftOut, ...]:
    return tuple(one for one in collected.left_out if one.table == table and one.rows)


def fates_by_date(days: pd.Series, period: tuple[date, date]) -> np.ndarray:
    """Where a record falls: into a whole month that is covered, into a part of one, or outside."""
    plain = days.dt.tz_localize(None) if days.dt.tz is not None else days
    month = (plain.dt.year * 12 + plain.dt.month - 1).to_numpy(dtype=float)
    first, last = whole_months(*period)
    start, end = (pd.Timestamp(day) for day in period)
    is_early, is_late = (plain < start).to_numpy(), (plain >= end + pd.Timedelta(days=1)).to_numpy()
    is_whole = (month >= first) & (month <= last)
    cases = [plain.isna().to_numpy(), is_early, is_late, is_whole]
    return np.select(cases, [UNREAD, BEFORE, AFTER, COUNTED], default=PART_MONTH).astype(object)


def _by_episode(collected: Collected, fates: np.ndarray) -> np.ndarray:
    """A discussion is counted with its episode."""
    episodes = collected.tables["missing_episodes"]
    counted = set(episodes["episode_id"].to_numpy()[np.isin(fates, [COUNTED, JOINED])])
    own = collected.tables["return_discussions"]["episode_id"].map(lambda name: name in counted)
    return np.where(own.to_numpy(dtype=bool), COUNTED, NO_EPISODE).astype(object)


def reconcile(collected: Collected) -> list[Problem]:
    """A sentence for every fate that is not "counted", and a stop where the parts do not make the whole."""
    problems: list[Problem] = []
    for account in account_of(collected):
        if {*account.files} - {account.table, *(o.file for o in collected.origins)}:
            continue  # of a file without a row in the manifest nobody knows the time, and that is told
        problems += _named(account)
        named = sum(int((account.fates == fate).sum()) for fate in IN_WORDS)
        if named != len(account.fates) or account.held < 0:
            problems.append(stop(account.table, account.table, "rows do not add up",
                                 f"{account.table}: {account.delivered:,} rows were delivered and {named:,} are accounted for.",
                                 "This is a fault of the product: please report it with this sentence."))  # fmt: skip
        if (
            account.table in DATES
            and account.period
            and account.delivered
            and not set(account.fates) & {COUNTED, UNREAD}
        ):
            problems.append(stop(account.table, account.table, "nothing to count",
                                 f"{account.table}: none of {account.delivered:,} rows lies in a whole month of the period "
                                 f"{account.period[0]} to {account.period[1]}.",
                                 "Correct the dates, or the period in the manifest."))  # fmt: skip
    return problems


def words_of_fates(period: tuple[date, date] | None) -> dict[str, str]:
    """What is said of rows that are not counted."""
    start, end = period or ("", "")
    return {
        BEFORE: f"begin before {start} and are not counted",
        AFTER: f"begin after {end} and are not counted",
        PART_MONTH: f"lie in a month of which the period {start} to {end} covers only a part, and wait for the rest of it",
        JOINED: "overlap an earlier episode of the same child and are counted with it, as one",
        NO_EPISODE: "belong to an episode that is not counted",
    }


def _named(account: RowAccount) -> Iterator[Problem]:
    for fate, words in words_of_fates(account.period).items():
        is_own = (account.fates == fate).to_numpy()
        for file in dict.fromkeys(account.files[is_own]):
            rows = account.fates.index[is_own & (account.files == file)]
            yield said_of_rows(account.table, str(file), fate, words, rows)
    for one in account.left_out:
        yield said_of_rows(account.table, one.file, LEFT_OUT, f"are left out: {one.why}", one.rows)
    if account.held > 0:
        rows = "1 row waits" if account.held == 1 else f"{account.held:,} rows wait"
        yield Problem("warn", account.table, account.table, None, None, HELD,
                      f"{account.table}: {rows} for somebody to read a text, and no figure counts them.", CURES[HELD])  # fmt: skip


def said_of_rows(table: str, file: str, fate: str, words: str, rows: Collection[int]) -> Problem:
    said = f"{len(rows):,} rows {words}" if len(rows) != 1 else f"1 row {_one(words)}"
    return Problem("warn", table, file, None, None, fate, f"{file}: {said} ({rows_in_words(rows)}).", CURES[fate])


def _one(words: str) -> str:
    """The same said of one row."""
    swaps = (("begin ", "begins "), ("lie ", "lies "), ("overlap ", "overlaps "), ("belong ", "belongs "),
             ("are not counted", "is not counted"), ("are counted", "is counted"), ("are left", "is left"), ("and wait", "and waits"))  # fmt: skip
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
