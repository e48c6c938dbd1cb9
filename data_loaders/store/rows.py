"""The delivered rows of one child: found in every file before one of them is changed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from data_loaders.sources.delivered import framed_by, ours_of
from data_loaders.sources.files import TEXTS, read_file
from data_loaders.sources.folder import Reading, files_in
from data_loaders.sources.layout import Layout
from data_loaders.sources.mapping import read_mapping
from data_loaders.sources.text_files import rewritten
from data_loaders.store.journal import StoreRefusedError

PERSONS = ("child_pseudo_id", "pupil_pseudo_id", "record_pseudo_id")
SEVERAL, BETWEEN = "child_group_pseudo_ids", re.compile(r"\s*[;,|]\s*")  # several children of one incident
STANDS_ON = {"return_discussions": ("episode_id", "missing_episodes")}  # rows that go with a row of another table


@dataclass(frozen=True)
class Cut:
    """What becomes of one file: rows that go, cells in which other children stay, and how many rows are left."""

    reading: Reading
    rows: frozenset[int]
    left: int
    without: dict[int, tuple[str, str]] = field(
        default_factory=dict
    )  # row → its list of children, and the list without one
    identifiers: frozenset[str] = frozenset()

    @property
    def is_empty(self) -> bool:
        return not self.rows and not self.without


def cuts_of(deliveries: Path, child: str) -> list[Cut]:
    """Every file that holds the child, or what stands on a row of the child."""
    mapping = read_mapping(deliveries)
    readings = [one for one in files_in(deliveries, mapping).readings if one.table.name != "manifest"]
    own = [cut for cut in (_cut(deliveries, one, child) for one in readings) if not cut.is_empty]
    gone = {cut.reading.table.name: cut.identifiers for cut in own}
    more = [_standing(one, gone) for one in readings if one.table.name in STANDS_ON]
    made = [*own, *(cut for cut in more if not cut.is_empty)]
    for cut in made:
        if cut.reading.section.database:
            raise StoreRefusedError(
                f"{cut.reading.file.name} holds the child. Have the rows erased in the database first. Nothing was erased."
            )
        if cut.reading.file.suffix.lower() not in TEXTS:
            raise StoreRefusedError(
                f"{cut.reading.file.name} holds the child in {len(cut.rows) + len(cut.without)} rows and is no text file, which "
                "alone can be changed here. Have it delivered without them, or save it as CSV. Nothing was erased."
            )
    return made


def write_cuts(cuts: Iterable[Cut]) -> None:
    """Change the files: all are made first, then each is put in the place of the old one; one without rows is deleted."""
    made = {cut.reading.file: _content(cut) for cut in cuts}
    for file, content in made.items():
        if content is None:
            file.unlink()
        else:
            new = file.with_name(f".{file.name}.new")
            new.write_bytes(content)
            new.chmod(file.stat().st_mode)
            new.replace(file)


def _cut(deliveries: Path, reading: Reading, child: str) -> Cut:
    text = framed_by(reading).frame
    if reading.section.join is not None:
        _refuse_joined(deliveries / reading.section.join.file, child)
    theirs = {mine: name for name, mine in ours_of(text, reading).items()}
    is_own = pd.Series(False, index=text.index)
    for column in PERSONS:
        if column in theirs:
            is_own |= text[theirs[column]].str.strip() == child
    without: dict[int, tuple[str, str]] = {}
    if SEVERAL in theirs:
        for row, cell in text[theirs[SEVERAL]].items():
            ids = [one for one in BETWEEN.split(cell.strip()) if one]
            if ids == [child]:
                is_own[row] = True
            elif child in ids:
                without[int(row)] = (cell, ";".join(one for one in ids if one != child))
    keys = [theirs[key] for key in ("episode_id",) if key in theirs]
    identifiers = frozenset(text.loc[is_own, keys[0]].str.strip()) if keys else frozenset[str]()
    rows = frozenset(int(row) for row in text.index[is_own])
    return Cut(reading, rows, len(text) - len(rows), without, identifiers)


def _standing(reading: Reading, gone: dict[str, frozenset[str]]) -> Cut:
    """Rows that stand on rows of the child."""
    key, parent = STANDS_ON[reading.table.name]
    text = framed_by(reading).frame
    theirs = {mine: name for name, mine in ours_of(text, reading).items()}
    is_own = text[theirs[key]].str.strip().isin(gone.get(parent, frozenset())) if key in theirs else text.index < 0
    rows = frozenset(int(row) for row in text.index[is_own])
    return Cut(reading, rows, len(text) - len(rows))


def _refuse_joined(file: Path, child: str) -> None:
    text = read_file(file, Layout()).frame
    if (text == child).to_numpy().any():
        raise StoreRefusedError(f"{file.name}, which mapping.toml joins, holds the child. Delete the rows there, then erase again. Nothing was erased.")  # fmt: skip


def _content(cut: Cut) -> bytes | None:
    if not cut.left:
        return None
    section, table = cut.reading.section, cut.reading.table

    def change(row: int, cells: list[str]) -> list[str] | None:
        if row in cut.rows:
            return None
        old, new = cut.without.get(row, ("", ""))
        return [new if old and cell.strip() == old.strip() else cell for cell in cells]

    return rewritten(cut.reading.file, section.layout(table.name, frozenset()), change)
