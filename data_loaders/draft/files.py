"""The files of a folder as a draft sees them: rows of totals and notes found, a day and its hour as one, persons beside events."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import Literal

import pandas as pd

from data_loaders.deliveries import TABLES
from data_loaders.problem import Problem, stop
from data_loaders.sources.days import DayOrder, days_of, is_day_alone, plainly, shown_order
from data_loaders.sources.figures import GROUPED
from data_loaders.sources.files import SUFFIXES, read_file
from data_loaders.sources.folder import OWN, SIDECARS
from data_loaders.sources.heads import is_total
from data_loaders.sources.kinds import BLANKS
from data_loaders.sources.layout import Layout
from data_loaders.sources.mapping import Join
from data_loaders.sources.names import wanted_names
from data_loaders.sources.turns import HOUR, moment_text, with_events
from data_loaders.sources.unreadable import UnreadableError

MOST = 0.9  # of a column's filled cells: from here on the others are mistakes, and not another kind
DECIMAL_COMMA = r"^[+-]?\d+,\d+$"
WANTED = frozenset().union(*(wanted_names(table) for table in TABLES.values()))
LeftOut = Literal["totals", "notes"]


@dataclass(frozen=True)
class Looked:
    """`text`: the rows as they came, and a column more for each of `pairs` (a day and an hour, under both their names)."""

    file: Path
    text: pd.DataFrame
    notes: tuple[str, ...] = ()
    leave_out: tuple[LeftOut, ...] = ()
    pairs: dict[str, tuple[str, str]] = field(default_factory=dict)
    join: Join | None = None

    @property
    def theirs(self) -> list[str]:
        """Columns that can be one of ours: a day and an hour that belong together are one."""
        paired = {name for pair in self.pairs.values() for name in pair}
        return [str(name) for name in self.text.columns if name not in paired]


def looked_at(folder: Path) -> tuple[list[Looked], list[Problem]]:
    """Every file that can be a table; what cannot be read is told."""
    made, problems = list[Looked](), list[Problem]()
    for file in sorted(folder.iterdir()):
        suffix = file.suffix.lower()
        if not file.is_file() or file.name in OWN or suffix not in SUFFIXES or suffix in SIDECARS:
            continue
        if file.name.startswith(("manifest.", ".", "~$")):
            continue
        try:
            looked = _looked(file)
        except UnreadableError as error:
            cure = "Deliver the file again, or say in mapping.toml how it is laid out."
            problems.append(stop("draft", file.name, "unreadable", str(error), cure))
            continue
        if len(looked.text):
            made.append(looked)
    return made, problems


def _looked(file: Path) -> Looked:
    leave_out: tuple[LeftOut, ...] = ()
    try:
        read = read_file(file, Layout(wanted=WANTED))
    except UnreadableError:  # a line of one cell below the table is a note
        leave_out = ("totals", "notes")
        read = read_file(file, Layout(wanted=WANTED, leave_out=frozenset(leave_out)))
    found = (*(("totals",) if _has_totals(read.frame) else ()), *(("notes",) if _has_notes(read.frame) else ()))
    if found and not leave_out:
        leave_out = found
        read = read_file(file, Layout(wanted=WANTED, leave_out=frozenset(leave_out)))
    return with_pairs(Looked(file, read.frame, tuple(read.notes), leave_out))


def _has_totals(text: pd.DataFrame) -> bool:
    return any(text[name].drop_duplicates().map(is_total).any() for name in text.columns)


def _has_notes(text: pd.DataFrame) -> bool:
    filled = (text != "").sum(axis=1)
    return text.shape[1] > 2 and bool((filled == 1).any()) and bool(filled.median() > 2)


def with_pairs(looked: Looked) -> Looked:
    """Days without an hour beside hours: those whose names are alike but for the words for day and hour are one moment."""
    days, hours = [], []
    for name in map(str, looked.text.columns):
        cells = pd.Series(looked.text[name].str.strip().unique(), dtype="str")
        cells = cells[~cells.isin(BLANKS)]
        if len(cells) and is_day_alone(cells.str.replace(r"[T ]00:00(:00)?$", "", regex=True)).mean() >= MOST:
            days.append(name)
        elif (
            len(cells) and cells.map(lambda cell: HOUR.match(cell) is not None).mean() >= MOST and _is_called_hour(name)
        ):
            hours.append(name)
    pairs = {f"{day} + {hour}": (day, hour) for day, hour in _alike(days, hours)}
    more = {name: moment_text(looked.text[day], looked.text[hour]) for name, (day, hour) in pairs.items()}
    return replace(looked, text=looked.text.assign(**more), pairs=pairs)


def _is_called_hour(name: str) -> bool:
    return re.search(r"time|hour|clock", name, re.IGNORECASE) is not None


def _alike(days: list[str], hours: list[str]) -> Iterator[tuple[str, str]]:
    def stem(name: str) -> str:
        return re.sub(r"date|time|day|hour|clock|[^a-z]", "", name.lower())

    free = list(hours)
    for day in days:
        near = max(free, key=lambda hour: SequenceMatcher(None, stem(day), stem(hour)).ratio(), default=None)
        if near is not None and SequenceMatcher(None, stem(day), stem(near)).ratio() >= MOST:
            free.remove(near)
            yield day, near


def said_order(columns: list[pd.Series]) -> tuple[Literal["", "day first", "month first"], DayOrder]:
    """What a mapping has to say of the order of days, and the order in which they are read then."""
    shown = shown_order(columns)
    found = [days_of(plainly(column.str.strip())) for column in columns]
    if shown == "month shown":
        return "month first", "month first"
    if any(one.is_short.any() for one in found) or (not shown and any(one.is_doubtful.any() for one in found)):
        return "day first", "day first"
    return "", shown


def said_decimal(looked: pd.DataFrame) -> Literal["", ","]:
    """A comma, where a column is of numbers with one and some of them cannot be thousands."""
    for name in looked.columns:
        cells = looked[name].str.strip()
        filled = cells[~cells.isin(BLANKS)]
        if len(filled) and filled.str.match(DECIMAL_COMMA).mean() >= MOST and not filled.str.match(GROUPED).any():
            return ","
    return ""


def joined(one: Looked, others: list[Looked]) -> Iterator[Looked]:
    """The file with the columns of another that has one row for each value of a column of this: persons beside events."""
    for other in others:
        for on in [name for name in one.theirs if name in other.theirs and other is not one]:
            theirs = other.text[on]
            if (
                theirs.is_unique
                and (theirs != "").all()
                and len(other.text) < len(one.text)
                and one.text[on].isin(theirs).all()
            ):
                join = Join(file=other.file.name, on=on)
                yield replace(one, text=with_events(one.file.name, one.text, other.text, join)[0], join=join)
