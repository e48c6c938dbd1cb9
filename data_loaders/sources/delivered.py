"""One file of a delivery, read the way its section says."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from data_loaders.deliveries import Table
from data_loaders.problem import Problem, rows_in_words, stop
from data_loaders.sources.columns_found import Wanted
from data_loaders.sources.databases import read_database
from data_loaders.sources.files import read_file
from data_loaders.sources.folder import Reading
from data_loaders.sources.heads import Framed
from data_loaders.sources.layout import Layout
from data_loaders.sources.made_up import made_up_of
from data_loaders.sources.mapping import CodeList, Section
from data_loaders.sources.names import chosen_columns, wanted_names
from data_loaders.sources.plain import plain
from data_loaders.sources.turns import fixed, listed_codes, long_rows, tell_names, with_events
from data_loaders.sources.unreadable import UnreadableError
from data_loaders.sources.values import Typed, typed

LOOKED_AT = (
    2_000  # rows with an unread cell among which a second header is looked for: in more of them the fault is another
)
FEWEST_NAMES = 3  # of columns, in a row that is taken for a header


@dataclass(frozen=True)
class Delivered:
    """One file as it came, all text; `ours` names the column of ours that each used column of theirs became."""

    file: str
    text: pd.DataFrame
    ours: dict[str, str]


@dataclass(frozen=True)
class LeftOut:
    """Rows of a file that are no records of its table, with the reason."""

    table: str
    file: str
    why: str
    rows: tuple[int, ...]


@dataclass(frozen=True)
class Part:
    table: str
    file: Path
    section: Section
    rows: int
    typed: Typed
    frame: pd.DataFrame | None  # None: nothing of the file goes on
    delivered: tuple[Delivered, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = field(default=())


def framed_by(reading: Reading) -> Framed:
    """The file as a table of text; its header is looked for by the names of the table and of its section."""
    if reading.section.database:
        return read_database(reading.file.name, reading.section.database)
    return read_file(reading.file, layout_of(reading))


def layout_of(reading: Reading) -> Layout:
    section, table = reading.section, reading.table
    theirs = [
        *(name for of in section.sources.values() for name in of),
        *section.where,
        *(section.long.columns if section.long else ()),
    ]
    return section.layout(table.name, wanted_names(table, theirs))


def read_part(folder: Path, reading: Reading) -> Part:
    return part_of(folder, reading, framed_by(reading))


def part_of(folder: Path, reading: Reading, read: Framed) -> Part:
    """What was read, under our names, codes and kinds."""
    section, table, file = reading.section, reading.table, reading.file
    text, notes = read.frame, list(read.notes)
    left_out = [LeftOut(table.name, file.name, why, rows) for why, rows in read.left_out.items()]
    rows = len(text) + sum(len(one.rows) for one in left_out)
    if text.empty:
        return _without_rows(reading, text)
    raw, delivered = text, list[Delivered]()
    if section.join is not None and section.join.file == file.name:
        raise UnreadableError(f"{file.name} is joined to itself in mapping.toml, under [{reading.section_name}].")
    if section.join is not None:
        other = _joined_file(folder, section.join.file)
        text, said = with_events(file.name, text, other, section.join)
        notes += said
        delivered.append(Delivered(section.join.file, other, {}))
    _tell_header_again(file.name, text)
    tell_names(file.name, text.columns, section, reading.section_name)
    text, said = fixed(text, section)
    notes += said
    for theirs, kept in section.where.items():
        stays = text[theirs].str.strip().isin(kept)
        left_out.append(
            LeftOut(
                table.name, file.name, "not kept by the mapping's 'where'", tuple(int(n) for n in text.index[~stays])
            )
        )
        text = text[stays]
    if section.where:
        notes.append(f"{len(text):,} of {len(raw):,} rows were kept by the mapping's 'where'.")
        if text.empty:
            raise UnreadableError(
                f"{file.name}: the 'where' under [{reading.section_name}] in mapping.toml keeps none of its {len(raw):,} rows."
            )
    made_up = made_up_of(text) if section.each_row else None
    if section.long is not None:
        text = long_rows(file.name, text, section.long)
    codes = {ours: listed_codes(folder, of) if isinstance(of, CodeList) else of for ours, of in section.codes.items()}
    made = typed(text, Wanted(table, file.name, section, reading.section_name, codes), made_up)
    _tell_other_header(file.name, raw, made, table)
    left_out += [LeftOut(table.name, file.name, why, out) for why, out in made.left_out.items() if out]
    delivered.insert(0, Delivered(file.name, raw, ours_of(raw, reading)))
    return Part(table.name, file, section, rows, made, made.frame[[c.name for c in table.columns]], tuple(delivered),
                tuple(made.problems), (*notes, *made.notes), tuple(left_out))  # fmt: skip


def _tell_header_again(file: str, text: pd.DataFrame) -> None:
    """Two files that were put one below the other, each with its header."""
    again = pd.Series(len(text.columns) > 1, index=text.index)
    for name in text.columns:
        again &= text[name].str.strip() == name
        if not again.any():
            return
    raise UnreadableError(f"{file}, {rows_in_words(text.index[again])}: is the header again, as if several files had been put one below the other. Take it out.")  # fmt: skip


def _tell_other_header(file: str, raw: pd.DataFrame, made: Typed, table: Table) -> None:
    """Files one below the other of which the second calls its columns otherwise: looked for where a cell could not be read."""
    unread = pd.Series(False, index=made.frame.index)
    for column in made.unread.values():
        unread |= column if not column.all() else False
    known = wanted_names(table, map(str, raw.columns))
    rows = raw.loc[list(dict.fromkeys(unread.index[unread][:LOOKED_AT]))]
    cells = [[plain(cell) for cell in row if cell.strip()] for row in rows.itertuples(index=False)]
    named = [sum(cell in known for cell in row) for row in cells]
    at = [row for row, of, n in zip(rows.index, cells, named, strict=True) if n >= FEWEST_NAMES and 2 * n >= len(of)]
    if at:
        raise UnreadableError(f"{file}, {rows_in_words(at)}: is a header again, with other names than the first, as if several files had been put one below the other. Deliver each as a file of its own; or, where their columns are the same, take it out.")  # fmt: skip


def ours_of(raw: pd.DataFrame, reading: Reading) -> dict[str, str]:
    """Theirs → ours of the file as it came; columns that become rows hold what their value becomes."""
    section = reading.section
    chosen = chosen_columns(raw.columns, reading.table, section)
    ours = {theirs: mine for mine, of in chosen.items() for theirs in of if theirs in raw}
    if section.long is not None:
        long = long_rows(reading.file.name, raw.head(1), section.long)
        ours |= {name: section.long.value for name in raw.columns if name not in long.columns}
    return ours


def _joined_file(folder: Path, name: str) -> pd.DataFrame:
    if not (folder / name).is_file():
        raise UnreadableError(f"There is no file {name}, which mapping.toml joins.")
    return read_file(folder / name, Layout()).frame


def _without_rows(reading: Reading, text: pd.DataFrame) -> Part:
    """A template that nobody has filled is no delivery; any other file without rows is a delivery that failed."""
    name, table = reading.file.name, reading.table
    is_template = {plain(c) for c in text.columns} == {plain(c.name) for c in table.columns}
    sentence = (
        f"{name} holds no rows."
        if not is_template
        else f"{name} is an empty template: the table counts as not delivered."
    )
    cure = "Deliver it with its rows, or leave it out." if not is_template else "Fill it, or leave it."
    said = stop(table.name, name, "no rows", sentence, cure)
    if is_template:
        return Part(table.name, reading.file, reading.section, 0, Typed(text), None, notes=(sentence[len(name) + 1 :],))
    return Part(table.name, reading.file, reading.section, 0, Typed(text), None, problems=(said,))
