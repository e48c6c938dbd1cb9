"""Turning a file of theirs into rows of ours, by its mapping: fixes, joins, columns that become rows, day and hour apart, ages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path

import pandas as pd

from data_loaders.deliveries import Column
from data_loaders.problem import did_you_mean, rows_in_words
from data_loaders.sources.layout import Layout
from data_loaders.sources.mapping import CodeList, Join, Long, Section
from data_loaders.sources.unreadable import UnreadableError

HOUR = re.compile(r"^(\d{1,2})[:.]?(\d{2})(?:[:.](\d{2}))?$")
# An hour alone has a day in databases: the one on which they begin to count, or that on which somebody asked.
NO_DAY = re.compile(
    r"^(?:\d{4}-\d{2}-\d{2}[T ]|(?:30/12/1899|12/30/1899|31/12/1899|0?[01]/0?1/1900|0?1/0?1/1904|0?1/0?1/1970) )"
)
# 14, 14.25, 14y, 14 yrs, 14 years old, 14y 3m, 14 years and 3 months
YEARS = re.compile(r"^(\d{1,2})(?:\.\d+|\s*y(?:ea)?r?s?(?: old)?(?:[ ,]*(?:and )?\d{1,2}\s*m(?:on)?(?:th)?s?)?)?$")
BAND = re.compile(r"^(\d+)-(\d+)$")


def tell_names(file: str, names: Iterable[str], section: Section, section_name: str) -> None:
    """Every column that a mapping names is in the file, as it is written there."""
    have = list(names)
    wanted = [
        *(n for of in section.sources.values() for n in of),
        *section.where,
        *section.skip,
        *(fix.column for fix in section.fixes),
    ]
    if section.long is not None:
        wanted = [n for n in wanted if n not in (section.long.into, section.long.value)]
        wanted += [pattern for pattern in section.long.columns if not _matching(pattern, have)]
    lost = [name for name in dict.fromkeys(wanted) if name not in have]
    if lost:
        near = "".join(did_you_mean(name, have) for name in lost)
        named = ", ".join(f"'{name}'" for name in lost)
        raise UnreadableError(f"{file} has no column {named}.{near} mapping.toml names it under [{section_name}].")


def _matching(pattern: str, names: Iterable[str]) -> list[str]:
    return [name for name in names if name == pattern or fnmatchcase(name, pattern)]


def fixed(text: pd.DataFrame, section: Section) -> tuple[pd.DataFrame, list[str]]:
    """The supplier's known mistakes put right, each with its reason in the report."""
    made, said = text, []
    for fix in section.fixes:
        wrong = made[fix.column].str.strip() == fix.theirs
        made = made.assign(**{fix.column: made[fix.column].where(~wrong, fix.ours)})
        said.append(f"{int(wrong.sum()):,} cells of '{fix.column}' were put right: {fix.because}")
    return made, said


def with_events(file: str, text: pd.DataFrame, other: pd.DataFrame, join: Join) -> tuple[pd.DataFrame, list[str]]:
    """Each row with the columns of the one row of the other file that it belongs to. A row that belongs to none stops."""
    (mine, theirs) = (join.on, join.on) if isinstance(join.on, str) else next(iter(join.on.items()))
    for names, name, of in ((text.columns, mine, file), (other.columns, theirs, join.file)):
        if name not in names:
            raise UnreadableError(f"{of} has no column '{name}'.{did_you_mean(name, names)} mapping.toml joins by it.")
    twice = other.index[other[theirs].duplicated()]
    if len(twice):
        raise UnreadableError(f"{join.file}, {rows_in_words(twice)}, {theirs}: stands in an earlier row too, so that the join would double rows.")  # fmt: skip
    lost = text.index[~text[mine].isin(set(other[theirs]))]
    if len(lost):
        raise UnreadableError(
            f"{file}, {rows_in_words(lost)}, {mine}: belongs to no row of {join.file}. Deliver both from one extract."
        )
    wanted = list(join.columns) or [name for name in other.columns if name != theirs and name not in text.columns]
    found = other.set_index(theirs).loc[text[mine], wanted].set_axis(text.index)
    unused = len(set(other[theirs]) - set(text[mine]))
    note = [f"{unused:,} rows of {join.file} belong to no row of this file."] if unused else []
    return pd.concat([text.drop(columns=[n for n in wanted if n in text]), found], axis=1), note


def long_rows(file: str, text: pd.DataFrame, long: Long) -> pd.DataFrame:
    """One row for each of the columns of one row: its name (or what the mapping calls it), and what stands in it."""
    called = {name: what or name for pattern, what in long.columns.items() for name in _matching(pattern, text.columns)}
    if not called:
        raise UnreadableError(f"{file}: mapping.toml names no columns that become rows.")
    rest = text.drop(columns=list(called))
    parts = [rest.assign(**{long.into: what, long.value: text[name]}) for name, what in called.items()]
    return pd.concat(parts).sort_index(kind="stable")


def moment_text(days: pd.Series, hours: pd.Series) -> pd.Series:
    """A day and an hour of two columns as one text. An hour that cannot be read stays, for the kinds to refuse."""
    day = days.str.strip().str.replace(r"[T ]00:00(:00)?$", "", regex=True)
    hour = hours.str.strip().map(_clock)
    return day.where((hour == "") | (day == ""), day + " " + hour)


def _clock(text: str) -> str:
    bare = NO_DAY.sub("", text)
    match = HOUR.match(bare if ":" in bare or "." in bare or not bare.isdigit() else bare.zfill(4))
    return f"{int(match[1]):02d}:{match[2]}" + (f":{match[3]}" if match[3] else "") if match else text


def is_age(text: str) -> bool:
    return text.isascii() and YEARS.match(text.strip().lower()) is not None


def banded(ages: pd.Series, column: Column) -> pd.Series:
    """Single years (14, 14.25, 14y 3m, 14 yrs) as our bands; blank is not known; what fits no band stays, for the checks to refuse."""
    bands = {code: (int(m[1]), int(m[2])) for code in column.codes if (m := BAND.match(code))}

    def band(text: str) -> str:
        clean = text.strip()
        if not clean:
            return "NK"
        years = YEARS.match(clean.lower()) if is_age(clean) else None
        if years is None:
            return clean
        return next((code for code, (low, high) in bands.items() if low <= int(years[1]) <= high), f"age {years[1]}")

    return ages.map({text: band(text) for text in ages.unique()}).astype("str")


def listed_codes(folder: Path, codes: CodeList) -> dict[str, str]:
    """Theirs = ours, from a file beside the mapping."""
    from data_loaders.sources.files import read_file

    if not (folder / codes.file).is_file():
        raise UnreadableError(f"There is no file {codes.file}, which mapping.toml names as a list of codes.")
    frame = read_file(folder / codes.file, Layout()).frame
    for name in (codes.theirs, codes.ours):
        if name not in frame:
            raise UnreadableError(
                f"{codes.file} has no column '{name}'.{did_you_mean(name, frame.columns)} mapping.toml names it."
            )
    pairs = frame[[codes.theirs, codes.ours]].drop_duplicates()
    twice = pairs.index[pairs[codes.theirs].duplicated()]
    if len(twice):
        raise UnreadableError(f"{codes.file}, {rows_in_words(twice)}: gives a second code for the same text.")
    return {theirs.strip(): ours.strip() for theirs, ours in pairs.itertuples(index=False)}
