"""The guard at the door: every column of every delivered file is read before anything is counted.

What is certain stops the delivery. What is doubtful is held: its text goes no further until a person has read it, and the rest
goes on. A row whose text must be filled is left out whole, with the rows that stand on it. What is in a column that nothing
reads, or in one of codes and numbers, cannot cross the lock; a doubt about it is said and no more.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from data_loaders.deliveries import TABLES, Column
from data_loaders.guard.births import births_in_identifiers
from data_loaders.guard.cells import LONGEST, TOO_LONG, findings_in
from data_loaders.guard.columns import NOT_READ, holds
from data_loaders.guard.finding import Finding
from data_loaders.guard.people import person_in
from data_loaders.guard.public_places import public_phrases
from data_loaders.guard.reading import read_text
from data_loaders.guard.released import Cell, ReleasedRows, ReleasedRowsRefusedError, released_rows
from data_loaders.keys import SecretRefusedError
from data_loaders.problem import Problem, rows_in_words, stop
from data_loaders.sources import Collected, Delivered

REMOVE = "Remove it at the source and deliver again. The product keeps nothing of it."
MADE_OF_NOTHING = "Deliver identifiers that are made of nothing about the child: a number drawn by lot for each, the same in every delivery."
PERSONS = ("pseudo_id", "pseudo_ids")  # how columns end that tell persons apart
READ_IT = "Correct it at the source and deliver again, or read it and let it through: python -m data_loaders let-through --help."
LONGEST_NAME = 400  # characters of a place's name
LISTED = 20  # held texts of a column that are told one by one, each to be read; the rest is counted
CANNOT_BE_HELD = ("ref_area", "manifest")  # everything else stands on them
# Rows that stand on a row of another table: they go with it.
STANDS_ON = (
    ("theme_codings", "theme_code", "theme_codebook"), ("case_reviews", "theme_code", "theme_codebook"), ("actions", "theme_code", "theme_codebook"),
    ("audit_ratings", "item_id", "audit_items"), ("survey_responses", "question_id", "survey_questions"), ("survey_results", "question_id", "survey_questions"),
)  # fmt: skip


@dataclass(frozen=True)
class Doubt:
    """One cell whose text is held: where it stands, what it may be; the text is for its digest alone."""

    file: str
    row: int
    cell: Cell
    what: str


@dataclass(frozen=True)
class Guarded:
    collected: Collected
    doubts: tuple[Doubt, ...]


def guarded(collected: Collected, deliveries: Path) -> Guarded:
    """What was collected, without what is held; its problems say what was found and where, and never what it is."""
    try:
        released = released_rows(deliveries)
    except (ReleasedRowsRefusedError, SecretRefusedError) as error:
        refused = stop("released rows", "released_rows.toml", "released rows", str(error), "Correct it.")
        return Guarded(replace(collected, problems=(*collected.problems, refused)), ())
    public = public_names(collected)
    problems: list[Problem] = []
    doubts: list[Doubt] = []
    for table, parts in collected.raw.items():
        for number, one in enumerate(parts):
            problems += _headers(table, one, number)
            for column in one.text.columns:
                found, doubted = _column(table, one, str(column), public, released)
                problems += found
                doubts += doubted
    kept = _held_back(collected, doubts)
    return Guarded(replace(kept, problems=(*collected.problems, *problems, *doubts_said(doubts))), tuple(doubts))


def public_names(collected: Collected) -> frozenset[str]:
    """Names of places in the delivered references; one that reads like a person's own name is not taken for a place."""
    names: set[str] = set()
    for table, column in (("ref_area", "area_name"), ("assets", "label"), ("locations", "label")):
        if table in collected.tables:
            names |= {str(name) for name in collected.tables[table][column].unique() if name}
    return public_phrases(name for name in names if _is_place(name))


def _is_place(name: str) -> bool:
    if len(name) > LONGEST_NAME:
        return False  # no name of a place, and the checks say so
    found = read_text(name, "public place") or person_in(name)
    return found is None or (found.level == "doubtful" and len(name.split()) > 2)


def _headers(table: str, one: Delivered, number: int) -> list[Problem]:
    problems = []
    if read_text(Path(one.file).stem.replace("_", " "), "header"):
        problems.append(stop(table, f"file {number + 1} of {table}", "identity", f"The name of file {number + 1} of {table} identifies a person.",
                             "Give the file another name."))  # fmt: skip
    for at, column in enumerate(one.text.columns):
        if read_text(str(column), "header"):
            problems.append(stop(table, one.file, "identity", f"{one.file}, column {at + 1}: its name says that it identifies a person.",
                                 "Leave the column out at the source and deliver again.", column=str(column)))  # fmt: skip
    return problems


def _column(
    table: str, one: Delivered, column: str, public: frozenset[str], released: ReleasedRows
) -> tuple[list[Problem], list[Doubt]]:
    ours = one.ours.get(column)
    if f"{table}.{ours or column}" in NOT_READ:
        return [], []
    kind = holds(table, ours) if ours else "text"
    known = _codes(TABLES[table].column(ours)) if ours else frozenset[str]()
    if ours and ours.endswith(PERSONS) and births_in_identifiers(one.text[column]):
        return [_births(table, one, column, ours)], []
    found = findings_in(one.text[column], kind, public=public, known=known)
    if not found:
        return [], []
    rows = one.text.index[one.text[column].isin(found)]
    sure = [int(row) for row in rows if found[one.text.at[row, column]].level == "certain"]
    unsure = [int(row) for row in rows if found[one.text.at[row, column]].level == "doubtful"]
    problems = [_identity(table, one.file, column, ours, sure, "stop")] if sure else []
    long = [row for row in unsure if found[one.text.at[row, column]] is TOO_LONG]
    problems += [_too_long(table, one.file, column, long, is_ours=ours is not None)] if long else []
    unsure = [row for row in unsure if row not in long]
    can_be_held = ours is not None and kind not in ("code", "figure") and table not in CANNOT_BE_HELD
    if not unsure:
        return problems, []
    if not can_be_held:
        return [*problems, _identity(table, one.file, column, ours, unsure, "warn")], []
    return problems, _doubts(table, one, str(ours), column, unsure, found, released)


def _births(table: str, one: Delivered, column: str, ours: str) -> Problem:
    rows = tuple(int(row) for row in one.text.index[one.text[column].str.strip() != ""])
    said = (
        f"{one.file}, column '{column}': most of its identifiers hold a day of birth, by which a person may be known."
    )
    return Problem("stop", table, one.file, rows[0], ours, "identity", said, MADE_OF_NOTHING, rows=rows)


def _too_long(table: str, file: str, column: str, rows: list[int], *, is_ours: bool) -> Problem:
    said = (f"{file}, {rows_in_words(rows)}, column '{column}': the text is longer than {LONGEST:,} signs, or holds 400 in which no word ends, "
            f"so that nobody can tell what stands in it.{'' if is_ours else ' It is read no further.'}")  # fmt: skip
    return Problem("stop" if is_ours else "warn", table, file, rows[0], column, "long text", said, "Put one record into one row, or leave the column out at the source.")  # fmt: skip


def _doubts(
    table: str,
    one: Delivered,
    ours: str,
    column: str,
    rows: list[int],
    found: dict[str, Finding],
    released: ReleasedRows,
) -> list[Doubt]:
    keys = [theirs for theirs, mine in one.ours.items() if mine in TABLES[table].key]
    made = []
    for row in rows:
        text = str(one.text.at[row, column])
        key = " / ".join(str(one.text.at[row, theirs]) for theirs in keys) or f"row {row}"
        doubt = Doubt(one.file, row, Cell(table, ours, key, text), found[text].what)
        if not released.holds(doubt.cell):
            made.append(doubt)
    return made


def _codes(column: Column) -> frozenset[str]:
    return frozenset(t.lower() for t in (*column.codes, *column.codes.values(), *column.code_synonyms))


def _identity(table: str, file: str, column: str, ours: str | None, rows: list[int], severity: str) -> Problem:
    more = f" and {len(rows) - 1} more rows" if len(rows) > 1 else ""
    what = "this looks like something" if severity == "stop" else "this may be something"
    goes_no_further = "" if severity == "stop" else " It is read no further."
    return Problem(
        "stop" if severity == "stop" else "warn", table, file, rows[0], ours or column, "identity",
        f"{file}, row {rows[0]}, column '{column}'{more}: {what} that identifies a person.{goes_no_further}", REMOVE,
        rows=tuple(rows),
    )  # fmt: skip


def doubts_said(doubts: list[Doubt]) -> list[Problem]:
    """A sentence for each held text, the first ones of a column by row and the rest counted."""
    problems: list[Problem] = []
    columns = dict.fromkeys((d.file, d.cell.table, d.cell.column) for d in doubts)
    for file, table, column in columns:
        own = [d for d in doubts if (d.file, d.cell.table, d.cell.column) == (file, table, column)]
        what_follows = (
            "the row is left out" if _must_be_filled(table, column) else "the row is counted without its text"
        )
        for doubt in own[:LISTED]:
            problems.append(Problem("warn", table, file, doubt.row, column, "held",
                                    f"{file}, row {doubt.row}, {column}: held, since this may be {doubt.what}; {what_follows}.", READ_IT))  # fmt: skip
        if len(own) > LISTED:
            problems.append(Problem("warn", table, file, None, column, "held",
                                    f"{file}, {column}: … and {len(own) - LISTED} more rows are held.", READ_IT))  # fmt: skip
    if doubts:
        problems.append(Problem("warn", "", "", None, None, "held", f"{len(doubts)} texts are held. Everything else goes on.", READ_IT))  # fmt: skip
    return problems


def _must_be_filled(table: str, column: str) -> bool:
    return TABLES[table].column(column).is_required


def _held_back(collected: Collected, doubts: list[Doubt]) -> Collected:
    tables, files = dict(collected.tables), dict(collected.row_files)
    for table in dict.fromkeys(d.cell.table for d in doubts):
        frame, out = tables[table].copy(), pd.Series(False, index=range(len(tables[table])))
        for column in dict.fromkeys(d.cell.column for d in doubts if d.cell.table == table):
            at = _positions(
                frame, files[table], [d for d in doubts if (d.cell.table, d.cell.column) == (table, column)]
            )
            if _must_be_filled(table, column):
                out |= at
            else:
                frame[column] = frame[column].mask(at.to_numpy(), "")
        gone = frame[out.to_numpy()]
        tables[table], files[table] = frame[~out.to_numpy()], files[table][~out.to_numpy()]
        _take_along(tables, files, table, gone)
    return replace(collected, tables=tables, row_files=files)


def _positions(frame: pd.DataFrame, files: np.ndarray, doubts: list[Doubt]) -> pd.Series:
    wanted = {(d.file, d.row) for d in doubts}
    return pd.Series([(file, int(row)) in wanted for file, row in zip(files, frame.index, strict=True)])


def _take_along(tables: dict[str, pd.DataFrame], files: dict[str, np.ndarray], table: str, gone: pd.DataFrame) -> None:
    for dependent, column, parent in STANDS_ON:
        if parent == table and dependent in tables and len(gone):
            lost = set(gone[column]) - set(tables[table][column])
            stays = ~tables[dependent][column].isin(lost).to_numpy()
            tables[dependent] = tables[dependent][stays]
            files[dependent] = files[dependent][stays]
