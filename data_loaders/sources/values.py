"""One file under our names, codes and kinds."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache

import numpy as np
import pandas as pd

from data_loaders.deliveries import Column
from data_loaders.problem import Problem, nearest, rows_problem, stop
from data_loaders.sources.columns_found import Wanted, column_notes, column_problems
from data_loaders.sources.days import DayOrder, shown_order
from data_loaders.sources.figures import numbers
from data_loaders.sources.kinds import Reading, Wrong, alike, dates, datetimes, texts, with_statuses
from data_loaders.sources.lists import joined_otherwise
from data_loaders.sources.made_up import MadeUp, identifiers, pupils_alike
from data_loaders.sources.names import chosen_columns, level_of, listed, recoded
from data_loaders.sources.no_values import CURE, WHAT, are_errors, are_nulls
from data_loaders.sources.periods_in_words import fill_periods
from data_loaders.sources.turns import banded, moment_text
from data_loaders.sources.unreadable import UnreadableError
from data_loaders.sources.withheld import LEFT_OUT, filled_from_base

PERSONS = "pseudo_id"  # how columns end that tell persons apart
SAID_CODES = 12  # sentences about codes of one column, before the rest is only counted
PIVOT = re.compile(
    r"(?i)row labels$|column labels$|(?:count|sum|average|max|min) of "
)  # as spreadsheets call what they made
NOT_YET = (
    "Leave it blank where it has not happened yet or is not known; else correct it in the source and deliver again."
)
PERIOD = ("Write it like '2021/22 financial year' or '2021 calendar year', deliver period_start and period_end, "
          "or say the kind of year in mapping.toml: constants = { year_type = \"financial year\" }.")  # fmt: skip


@dataclass
class Typed:
    frame: pd.DataFrame
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unread: dict[str, np.ndarray] = field(default_factory=dict)
    statuses: dict[str, np.ndarray] = field(default_factory=dict)
    known_to: str = ""  # how exactly the coarsest of its moments are known
    left_out: dict[str, tuple[int, ...]] = field(default_factory=dict)  # why → rows


def typed(text: pd.DataFrame, wanted: Wanted, made_up: MadeUp | None = None) -> Typed:
    """text: a row for each of ours. made_up: identifiers by row of theirs, made before its columns became rows; None where none are asked for."""
    table, section = wanted.table, wanted.section
    chosen = chosen_columns(text.columns, table, section)
    if not chosen and len(table.columns) > 2:
        raise UnreadableError(_not_the_records(text, wanted.file) or f"{wanted.file}: no name in its header is a column of {table.name}, or it has no header row. Write the names of the columns into its first row, say header_row in mapping.toml, or map them.")  # fmt: skip
    made = Typed(pd.DataFrame(index=text.index))
    made.problems += column_problems(text, chosen, wanted)
    made.notes += column_notes(text, chosen, section)
    plain_text = {ours: _text_of(text, ours, theirs, wanted) for ours, theirs in chosen.items()}
    plain_text |= {ours: pd.Series(value, index=text.index, dtype="str") for ours, value in section.constants.items()}
    if made_up is not None:
        plain_text |= {name: identifiers(made_up, text.index, name, wanted) for name in section.each_row}
        told, problems = pupils_alike(made_up, wanted)
        made.notes += told
        made.problems += problems
    if "area_level" not in plain_text and table.name == "ref_area" and (level := level_of(text.columns)):
        plain_text["area_level"] = pd.Series(level, index=text.index, dtype="str")
    order = section.dates or shown_order(
        plain_text[c.name] for c in table.columns if c.kind in ("date", "datetime") and c.name in plain_text
    )
    for column in table.columns:
        given = plain_text.get(column.name, pd.Series("", index=text.index, dtype="str"))
        _add(made, column, given, order, wanted)
        if column.name not in plain_text:
            made.unread[column.name] = np.ones(len(text), dtype=bool)  # that the column is missing is told
    if made.known_to:
        made.frame["times_known_to"] = pd.Series(made.known_to, index=text.index, dtype="str")
    if table.name == "cpc_indicators":
        made.frame, lost = fill_periods(made.frame)
        made.problems += rows_problem(
            lost, table.name, wanted.file, "period", "period", "names no period that is wholly understood", PERIOD
        )
    if table.name == "survey_results" and "n" in made.statuses:
        _without_withheld(made)
    return made


def _not_the_records(text: pd.DataFrame, file: str) -> str:
    """What else than a table with other names it is, where its names tell: lines in one cell each, or a table of counts."""
    names = [str(name) for name in text.columns]
    if len(names) == 1 and any(names[0].count(sign) > 1 for sign in ",;\t|"):
        return f"{file}: each row stands whole in one cell. Import the text into the spreadsheet with its delimiter (not by opening it), or deliver the text file as the system wrote it."
    if any(PIVOT.match(name) for name in names):
        return f"{file} holds a pivot table: counts, and not the records that it counts. Deliver the sheet with the records; or map the counts as published indicators."
    return ""


def _without_withheld(made: Typed) -> None:
    withheld = made.statuses["n"] != ""
    made.frame, goes_on = filled_from_base(made.frame, withheld)
    follows = int((withheld & goes_on).sum())
    if follows:
        made.notes.append(f"n: {follows:,} of these counts follow from the base of their group, and are shown with other answers or not at all.")  # fmt: skip
    made.left_out[LEFT_OUT] = tuple(int(row) for row in made.frame.index[~goes_on])
    made.frame = made.frame[goes_on]
    made.unread = {name: rows[goes_on] for name, rows in made.unread.items()}
    made.statuses = {name: rows[goes_on] for name, rows in made.statuses.items()}


def _text_of(text: pd.DataFrame, ours: str, theirs: tuple[str, ...], wanted: Wanted) -> pd.Series:
    if ours in wanted.section.ages:
        return banded(text[theirs[0]], wanted.table.column(ours))
    return moment_text(text[theirs[0]], text[theirs[1]]) if len(theirs) > 1 else text[theirs[0]].astype("str")


def _add(made: Typed, column: Column, given: pd.Series, order: DayOrder, wanted: Wanted) -> None:
    name, file = column.name, wanted.file
    bare, statuses = with_statuses(given, wanted.section.statuses.get(name, {}))
    if wanted.section.statuses.get(name):
        made.statuses[name] = statuses.to_numpy()
        made.notes += [
            f"{name}: {n:,} cells are {status}." for status, n in statuses[statuses != ""].value_counts().items()
        ]
    coded, said, lost = _coded(bare, column, wanted.codes.get(name, {}))
    coded, nulls = _without_nulls(coded, column)
    made.notes += said
    made.notes += (
        [f"{name}: {nulls:,} cells hold NULL, as databases write an empty one, and are blank."] if nulls else []
    )
    made.problems += [
        stop(
            wanted.table.name,
            "mapping.toml",
            "mapping",
            f"mapping.toml, [{wanted.section_name}.codes.{name}]: {one}",
            "Correct the mapping.",
        )
        for one in lost
    ]
    reading = _read(coded, column, order, wanted)
    if column.kind in ("date", "datetime") and not column.is_required:
        reading = replace(reading, wrong=tuple(_or_blank(one) for one in reading.wrong))
    made.frame[name] = reading.values
    told = (statuses != "").to_numpy(dtype=bool, copy=True)  # what is said to be no figure is not blank
    for wrong in reading.wrong:
        told |= wrong.at.to_numpy(dtype=bool)
        made.problems += rows_problem(wrong.at, wanted.table.name, file, name, wrong.rule, wrong.what, wrong.cure)
    for one in reading.doubtful:
        made.problems += rows_problem(
            one.at, wanted.table.name, file, name, one.rule, one.what, one.cure, severity="warn"
        )
    made.unread[name] = told
    if reading.known_to and "times_known_to" in {c.name for c in wanted.table.columns}:
        _know(made, name, reading.known_to, wanted)


def _or_blank(wrong: Wrong) -> Wrong:
    """Words in the place of a day that has not come yet ("still missing") are no mistake of typing."""
    return replace(wrong, cure=NOT_YET) if wrong.rule == "unreadable value" else wrong


def _without_nulls(text: pd.Series, column: Column) -> tuple[pd.Series, int]:
    """Blanks where a database says that a cell is empty, and how many. A person who is called so is for the checks to refuse."""
    if column.kind == "text" and column.is_required:
        return text, 0
    different = pd.Series(text.unique(), dtype="str")
    nulls = different[are_nulls(different)]
    at = text.isin(nulls) if len(nulls) else None
    return (text, 0) if at is None else (text.mask(at, ""), int(at.sum()))


def _know(made: Typed, name: str, known_to: str, wanted: Wanted) -> None:
    """Times of a file in which no row has an hour: the days count, hours and clocks are not known."""
    made.known_to = "MONTH" if "MONTH" in (known_to, made.known_to) else known_to
    unit = "a month" if known_to == "MONTH" else "a day"
    sentence = f"{wanted.file}, {name}: every row is {unit} without an hour. Hours, durations and clocks are not known, and no figure by them is made of this table."  # fmt: skip
    made.problems.append(
        Problem(
            "warn",
            wanted.table.name,
            wanted.file,
            None,
            name,
            "no hour",
            sentence,
            "Deliver moments with their hour, if they are recorded.",
        )
    )


def _read(text: pd.Series, column: Column, order: DayOrder, wanted: Wanted) -> Reading:
    """Each different text is read once; moments row by row, since how many have an hour decides what they are."""
    place, different = pd.factorize(text, use_na_sentinel=False)
    if column.kind != "code" and list(different) == [""]:
        return _of_nothing(column.kind).spread(place, text.index)
    once = pd.Series(different, dtype="str")
    failed = are_errors(once)
    once = once.mask(failed, "")
    if column.kind == "datetime":
        kept = pd.Series(once.array.take(place), index=text.index) if failed.any() else text
        reading = datetimes(kept, order, wanted.section_name)
    else:
        reading = _read_once(once, column, order, wanted).spread(place, text.index)
    if not failed.any():
        return reading
    at = pd.Series(failed.array.take(place), index=text.index)
    return replace(reading, wrong=(Wrong(at, "formula error", WHAT, CURE), *reading.wrong))


@cache
def _of_nothing(kind: str) -> Reading:
    """A blank cell, which is the same in all columns of a kind: most columns of a delivery are not in it."""
    blank = pd.Series([""], dtype="str")
    if kind in ("number", "integer"):
        return numbers(blank, "", is_whole=kind == "integer")
    return {"date": dates, "datetime": datetimes}[kind](blank, "", "") if kind in ("date", "datetime") else texts(blank)


def _read_once(text: pd.Series, column: Column, order: DayOrder, wanted: Wanted) -> Reading:
    if column.kind == "code":
        at = f"[{wanted.section_name}.codes.{column.name}]"
        return listed(
            text,
            column,
            f"If it means something else, say what in mapping.toml under {at}; else nothing is to be done.",
        )
    if column.kind in ("number", "integer"):
        return numbers(
            text,
            column.name,
            is_whole=column.kind == "integer",
            decimal=wanted.section.decimal,
            section=wanted.section_name,
        )
    if column.kind == "date":
        return dates(text, order, wanted.section_name)
    made = texts(text)
    if column.name.endswith(PERSONS):
        made = replace(made, doubtful=alike(made.values))
    other = joined_otherwise(made.values, column)
    if not other.any():
        return made
    wrong = Wrong(
        other, "joined otherwise", "holds several codes joined by another sign than ;", "Write ; between them."
    )
    return replace(made, wrong=(*made.wrong, wrong))


def _coded(text: pd.Series, column: Column, codes: dict[str, str]) -> tuple[pd.Series, list[str], list[str]]:
    """Text with our codes, what was read as what, and codes of a mapping that may be misspelt."""
    if column.kind not in ("code", "text") or (column.kind == "text" and not codes):
        return text, [], []
    have = {value.strip() for value in text.unique()}
    absent = [code for code in codes if code not in ("*", "") and code not in have]
    free = [value for value in have if value and value not in codes and len(value) <= 60]
    lost = [f"'{code}' stands in no row. Did you mean '{near}'?" for code in absent if (near := nearest(code, free))]
    if column.kind == "text":
        return text.map(lambda value: codes.get(value.strip(), codes.get("*", value))), [], lost
    made, said = recoded(text, column, codes)
    more = len(said) - SAID_CODES
    rest = [f"{column.name}: {more} more codes were read through the mapping."] if more > 0 else []
    return made, [*said[:SAID_CODES], *rest], lost
