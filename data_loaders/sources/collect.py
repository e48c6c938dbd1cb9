"""Reading a folder of deliveries: find the files, name the columns, type the values, remember what was done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

from data_loaders.deliveries import TABLES
from data_loaders.problem import Problem, stop
from data_loaders.sources.delivered import Delivered, LeftOut, Part, read_part
from data_loaders.sources.folder import Reading, files_in
from data_loaders.sources.mapping import Mapping, read_mapping
from data_loaders.sources.origin import Origin, origins_of
from data_loaders.sources.unreadable import UnreadableError


@dataclass(frozen=True)
class Collected:
    """Tables with our names and kinds; index = the row of the file. `raw` is the same as text, for the identity guard.

    `row_files` names the file of each row of a table, where the table's rows are those of its files. `unread` says, by table
    and column, which cells are told already; `statuses` what stands in place of a figure; `left_out` which rows are no
    records of the table, and why; `manifest` what suppliers say of their files.
    """

    tables: dict[str, pd.DataFrame]
    raw: dict[str, list[Delivered]]
    row_files: dict[str, np.ndarray]
    origins: tuple[Origin, ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]
    unread: dict[str, dict[str, np.ndarray]] = field(default_factory=dict)
    statuses: dict[str, pd.DataFrame] = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()
    manifest: pd.DataFrame = field(default_factory=pd.DataFrame)


def collect(folder: Path) -> Collected:
    """Read all deliveries of a folder. Nothing is raised for bad input: `problems` says what is wrong."""
    mapping = read_mapping(folder)
    found = files_in(folder, mapping)
    parts, problems = parts_of(folder, found.readings)
    # Where the mapping cannot be used, nothing is known of the files that it would have taken.
    problems = [*(mapping.problems or found.problems), *problems]
    return put_together(parts, mapping, problems, found.notes)


def parts_of(folder: Path, readings: Iterable[Reading]) -> tuple[list[Part], list[Problem]]:
    """Each file read, or why it cannot be."""
    parts, problems = list[Part](), list[Problem]()
    for reading in readings:
        try:
            parts.append(read_part(folder, reading))
        except UnreadableError as error:
            problems.append(unreadable(reading, error))
    return parts, problems


def unreadable(reading: Reading, error: UnreadableError) -> Problem:
    return stop(reading.table.name, reading.file.name, "unreadable", str(error), "Deliver the file again, or correct the mapping.")  # fmt: skip


def put_together(parts: list[Part], mapping: Mapping, problems: list[Problem], notes: list[str]) -> Collected:
    seen = {part.file.name for part in parts} | {problem.file for problem in problems}
    by_table = {name: [p for p in parts if p.table == name and p.frame is not None] for name in TABLES}
    tables = {
        name: joined(name, [p.frame for p in own if p.frame is not None]) for name, own in by_table.items() if own
    }
    row_files = {
        n: np.repeat(
            np.array([p.file.name for p in by_table[n]], dtype=object), [len(p.typed.frame) for p in by_table[n]]
        )
        for n in tables
    }
    row_files = {name: files for name, files in row_files.items() if len(files) == len(tables[name])}
    manifest = tables.pop("manifest", pd.DataFrame())
    origins, missing = origins_of(parts, manifest, mapping, seen)
    raw: dict[str, list[Delivered]] = {}
    for part in parts:
        raw.setdefault(part.table, []).extend(part.delivered)
    said = [f"{part.file.name}: {note}" for part in parts for note in part.notes]
    return Collected(
        tables, raw, row_files, tuple(origins),
        (*problems, *(one for part in parts for one in part.problems), *missing), (*notes, *said),
        {name: _by_column(name, own) for name, own in by_table.items() if name in row_files},
        {name: _statuses(name, own) for name, own in by_table.items() if name in row_files and any(p.typed.statuses for p in own)},
        tuple(one for part in parts for one in part.left_out), manifest,
    )  # fmt: skip


def _by_column(name: str, parts: list[Part]) -> dict[str, np.ndarray]:
    return {c.name: np.concatenate([part.typed.unread[c.name] for part in parts]) for c in TABLES[name].columns}


def _statuses(name: str, parts: list[Part]) -> pd.DataFrame:
    blank = [np.full(len(part.typed.frame), "", dtype=object) for part in parts]
    return pd.DataFrame({
        c.name: np.concatenate([part.typed.statuses.get(c.name, none) for part, none in zip(parts, blank, strict=True)])
        for c in TABLES[name].columns
    })  # fmt: skip


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
