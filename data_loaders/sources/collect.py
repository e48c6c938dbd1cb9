"""Reading a folder of deliveries: find the files, name the columns, type the values, remember what was done."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from data_loaders.deliveries import TABLES, Column, Table
from data_loaders.problem import Problem, rows_problem, stop
from data_loaders.release import digest
from data_loaders.sources.files import SUFFIXES, read_file
from data_loaders.sources.kinds import moments, numbers, with_offset
from data_loaders.sources.mapping import TableMapping, read_mapping
from data_loaders.sources.names import chosen_columns, plain, recoded, renamed
from data_loaders.sources.origin import Origin
from data_loaders.sources.periods_in_words import fill_periods
from data_loaders.sources.shapes import UnreadableError

SAID_CODES = 12  # sentences about codes of one column, before the rest is only counted


@dataclass(frozen=True)
class Delivered:
    """One file as it came, all text; `ours` names the column of ours that each used column of theirs became."""

    file: str
    text: pd.DataFrame
    ours: dict[str, str]


@dataclass(frozen=True)
class Collected:
    """Tables with our names and kinds; index = the row of the file. `raw` is the same as text, for the identity guard.

    `row_files` names the file of each row of a table, where the table's rows are those of its files.
    """

    tables: dict[str, pd.DataFrame]
    raw: dict[str, list[Delivered]]
    row_files: dict[str, np.ndarray]
    origins: tuple[Origin, ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]


def collect(folder: Path) -> Collected:
    """Read all deliveries of a folder. Nothing is raised for bad input: `problems` says what is wrong."""
    mappings, sentence = read_mapping(folder)
    problems = [stop("mapping", "mapping.toml", "mapping", sentence, "Correct the mapping.")] if sentence else []
    parts: dict[str, list[pd.DataFrame]] = {}
    raw: dict[str, list[Delivered]] = {}
    files: list[tuple[str, Path, int]] = []
    each_row: dict[Path, tuple[str, ...]] = {}
    notes: list[str] = []
    for table, file, mapping in deliveries_in(folder, mappings):
        try:
            text = read_file(file, table.name)
        except UnreadableError as error:
            problems.append(stop(table.name, file.name, "unreadable", str(error), "Deliver the file again."))
            continue
        if text.empty:
            problems.append(
                stop(
                    table.name,
                    file.name,
                    "no rows",
                    f"{file.name} holds no rows.",
                    "Deliver it with its rows, or leave it out.",
                )
            )
            continue
        notes += [f"{file.name}: {note}" for note in text.attrs.get("notes", [])]
        ours = {theirs: mine for mine, theirs in chosen_columns(text, table, dict(mapping.columns))[0].items()}
        raw.setdefault(table.name, []).append(Delivered(file.name, text, ours))
        frame, said, wrong = typed(text, table, mapping, file.name)
        parts.setdefault(table.name, []).append(frame)
        files.append((table.name, file, len(text)))
        each_row[file] = mapping.each_row
        notes += [f"{file.name}: {s}" for s in said]
        problems += wrong
    tables = {name: joined(name, frames) for name, frames in parts.items()}
    row_files = {name: _files_of(raw[name], frames) for name, frames in parts.items() if name in tables}
    row_files = {name: own for name, own in row_files.items() if len(own) == len(tables[name])}
    origins, missing = _origins(files, tables.pop("manifest", pd.DataFrame()), mappings)
    named = {file.name: columns for file, columns in each_row.items()}
    origins = [replace(origin, each_row=named[origin.file]) for origin in origins]
    return Collected(tables, raw, row_files, tuple(origins), (*problems, *missing), tuple(notes))


def _files_of(delivered: list[Delivered], frames: list[pd.DataFrame]) -> np.ndarray:
    names = np.array([one.file for one in delivered], dtype=object)
    return names.repeat([len(frame) for frame in frames])


def deliveries_in(folder: Path, mappings: dict[str, TableMapping]) -> list[tuple[Table, Path, TableMapping]]:
    """Files by mapping first, then by name: missing_episodes.csv, 'Missing episodes 2024.xlsx'.

    A mapping that names files is for those alone; one that names none is for the table's files as they are found.
    """
    found: list[tuple[Table, Path, TableMapping]] = []
    taken: set[Path] = set()
    for name, mapping in mappings.items():
        for pattern in mapping.files:
            for file in sorted(folder.glob(pattern)):
                found.append((TABLES[name], file, mapping))
                taken.add(file)
    for file in sorted(folder.iterdir()) if folder.is_dir() else []:
        if file in taken or file.suffix.lower() not in SUFFIXES or file.name.startswith((".", "~")):
            continue
        stem = plain(file.stem)
        names = [n for n in TABLES if stem.startswith(plain(n))]
        if names:
            name = max(names, key=len)
            mapping = mappings.get(name, TableMapping())
            found.append((TABLES[name], file, TableMapping() if mapping.files else mapping))
    return found


def typed(
    text: pd.DataFrame, table: Table, mapping: TableMapping, file: str
) -> tuple[pd.DataFrame, list[str], list[Problem]]:
    """One file with our names, codes and kinds; sentences on what was mapped; what could not be read."""
    delivered = len(text)
    for theirs, kept in mapping.where.items():
        text = text[text[theirs].isin(kept)] if theirs in text else text.iloc[:0]
    frame, notes = renamed(text, table, dict(mapping.columns))
    if mapping.where:
        notes.append(f"{len(text):,} of {delivered:,} rows were kept by the mapping's 'where'.")
    problems: list[Problem] = []
    for name, value in mapping.constants.items():
        frame[name] = value
    for name in mapping.each_row:
        frame[name] = [f"row{n}-{file}" for n in frame.index]
    for column in table.columns:
        if column.name not in frame:
            if column.is_required:
                problems.append(stop(table.name, file, "missing column", f"{file} has no column '{column.name}'.",
                                     f"Add it ({column.meaning[0].lower()}{column.meaning[1:]}) or map it in mapping.toml.", column=column.name))  # fmt: skip
            frame[column.name] = pd.Series("", index=frame.index, dtype="str")
        codes = mapping.codes.get(column.name, {})
        given, said = _coded(frame[column.name].astype("str"), column, codes)
        notes += said
        frame[column.name], unread = _as_kind(given, column, codes)
        problems += rows_problem(unread, table.name, file, column.name, "unreadable value",
                                 f"is no {column.kind} that can be read", "Correct it in the source and deliver again.")  # fmt: skip
    if table.name == "cpc_indicators":
        frame = fill_periods(frame)
    return frame[[c.name for c in table.columns]], notes, problems


def _coded(text: pd.Series, column: Column, codes: dict[str, str]) -> tuple[pd.Series, list[str]]:
    if column.kind != "code":
        return text, []
    made, said = recoded(text, column, codes)
    more = len(said) - SAID_CODES
    rest = [f"{column.name}: {more} more codes were read through the mapping."] if more > 0 else []
    return made, [*said[:SAID_CODES], *rest]


def _as_kind(text: pd.Series, column: Column, codes: dict[str, str]) -> tuple[pd.Series, pd.Series]:
    if column.kind == "code":
        return text, pd.Series(False, index=text.index)
    if column.kind in ("number", "integer"):
        return numbers(text)
    if column.kind == "date":
        made, unread = moments(text)
        return made.dt.normalize(), unread
    if column.kind == "datetime":
        return with_offset(text)
    return (text.map(lambda v: codes.get(v, codes.get("*", v))) if codes else text).str.strip(), pd.Series(
        False, index=text.index
    )


def joined(name: str, frames: list[pd.DataFrame]) -> pd.DataFrame:
    """Several files of one table: one below the other; areas are completed by code, so that boundaries can come apart."""
    has_twice = any(frame["area_code"].duplicated().any() for frame in frames) if name == "ref_area" else False
    if name != "ref_area" or len(frames) == 1 or has_twice:  # an area that is there twice is for the checks to tell
        return pd.concat(frames)
    whole = frames[0].set_index("area_code")
    for more in frames[1:]:
        more = more.set_index("area_code")
        for column in whole.columns:
            mine, theirs = whole[column], more[column].reindex(whole.index)
            is_blank = mine.isna() | (mine == "") if column not in ("lat", "lon") else mine.isna()
            whole[column] = mine.where(~is_blank, theirs)
        whole = pd.concat([whole, more.loc[more.index.difference(whole.index)]])
    for column in ("area_level", "area_name", "parent_code", "geometry", "code_vintage"):
        whole[column] = whole[column].fillna("")
    made = whole.reset_index()
    made.index = pd.RangeIndex(2, len(made) + 2)
    return made


def _origins(
    files: list[tuple[str, Path, int]], manifest: pd.DataFrame, mappings: dict[str, TableMapping]
) -> tuple[list[Origin], list[Problem]]:
    made, problems = [], []
    said = {(str(r.table), str(r.file)): r for r in manifest.itertuples()}
    for table, file, rows in files:
        if table == "manifest":
            continue
        row = said.get((table, file.name)) or _mapped(mappings.get(table))
        if row is None:
            problems.append(stop(table, file.name, "no manifest row", f"{file.name} has no row in manifest.csv.",
                                 "Add it: python -m data_loaders manifest --help says how."))  # fmt: skip
            continue
        made.append(_origin(table, file, rows, row))
    return made, problems


def _mapped(mapping: TableMapping | None) -> Any:
    if mapping is None or not mapping.manifest:
        return None
    text = pd.DataFrame([mapping.manifest]).astype("str")
    frame, _, _ = typed(text, TABLES["manifest"], TableMapping(), "mapping.toml")
    return next(frame.itertuples())


def _origin(table: str, file: Path, rows: int, row: object) -> Origin:
    def day(name: str) -> date | None:
        value = getattr(row, name)
        return None if pd.isna(value) else value.date()

    declared = getattr(row, "rows")  # noqa: B009 - an attribute of a named tuple whose type is not known here
    made = Origin(
        table, file.name, digest(file.read_bytes()), rows, str(getattr(row, "supplier_agency", "")),
        day("extract_date") or date.min, day("period_start"), day("period_end"),
        str(getattr(row, "definition_version", "")), str(getattr(row, "sharing_agreement", "")), day("retention_date"),
        str(getattr(row, "audience", "")), str(getattr(row, "is_synthetic", "")) == "Y", None, str(getattr(row, "sha256", "")),
    )  # fmt: skip
    return made if pd.isna(declared) else replace(made, declared_rows=int(declared))
