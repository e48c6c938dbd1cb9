"""Rules on one table: keys, required values, codes, plausible ranges. One sentence for one kind, and one kind for one cell."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from data_loaders.deliveries import TABLES, Column, Table
from data_loaders.guard.repeating import WHOLE_DAY, may_be_repeated
from data_loaders.problem import Problem, nearest, rows_problem
from data_loaders.sources.days_of_codes import DAY_OF_A_CODE
from data_loaders.sources.heads import is_total
from data_loaders.sources.no_values import says_nothing
from data_loaders.sources.turns import BAND, is_age

RANGES = {"lat": (49.0, 61.5), "lon": (-9.0, 2.5), "year": (1990, 2100), "population": (0, 10_000_000)}
SAID_CODES = 12  # unknown codes that a sentence lists, the most frequent first
FILL_DOWN = "It may stand in the first row of each alone, as in a report: ask for the records themselves, or fill it down at the source."
MOST = 0.5  # of the rows
FEWEST_NEEDED = 4  # required columns: of fewer a record with a blank or two has next to nothing too
LONGEST_TEXT = 20_000  # characters of one cell: far more than a contribution of a forum, far less than a file in a cell
LONGEST_NAME = 400  # characters of a name: one line of a page
NAMES = ("area_name", "label", "indicator", "term", "course", "wording", "short")
MARKUP = r"<[A-Za-z/!]|&(?:amp|lt|gt|quot|apos|nbsp|#[0-9]{2,5});"
# UTF-8 that was read as Windows or Latin letters, and what programs put where they could not read a letter.
GARBLED = "\u00c3[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]|\u00c2[\u00a0-\u00bf]|\u00e2\u20ac|\ufffd"
NO_PLAIN_TEXT = (  # what stands in the text, the rule, what is said of it, the cure
    (MARKUP, "markup", "holds marks of a web page (<…> or &…;)", "Deliver the plain text."),
    (
        GARBLED,
        "garbled letters",
        "has letters that were read in a wrong encoding on their way, like Ã© for é",
        "Save it at the source as CSV in UTF-8, and deliver again.",
    ),
)
OF_A_SPREADSHEET = (
    "A spreadsheet made days of codes (10-12 became 12-Oct): format the column as text and deliver again, or "
)
CORRECT = "Correct it in the source and deliver again."


def check_table(name: str, frame: pd.DataFrame, unread: Mapping[str, np.ndarray] | None = None) -> list[Problem]:
    """`unread` says, for each column, in which rows a cell could not be read: those are told already, and are not blank."""
    table = TABLES[name]
    no_records = _no_records(table, frame, unread or {})
    problems = [
        *_duplicates(table, frame, unread or {}),
        *_totals(table, frame),
        *_said_of_no_records(table, no_records),
    ]
    for column in table.columns:
        problems += (
            _blank(table, column, frame, _told(unread or {}, column.name, no_records))
            + _code(table, column, frame)
            + _range(table, column, frame)
        )
        problems += _long(table, column, frame)
    return problems


def _told(unread: Mapping[str, np.ndarray], column: str, no_records: pd.Series) -> np.ndarray:
    """Cells of a column of which something is said already."""
    found: np.ndarray = no_records.to_numpy(dtype=bool)
    own = unread.get(column)
    return found | own if own is not None and len(own) == len(found) else found


def _no_records(table: Table, frame: pd.DataFrame, unread: Mapping[str, np.ndarray]) -> pd.Series:
    """Rows in which next to nothing stands, or is understood, of what a record of the table must have."""
    delivered = [c.name for c in table.columns if c.is_required and not _is_absent(unread.get(c.name))]
    if len(delivered) < FEWEST_NEEDED:
        return pd.Series(False, index=frame.index)
    filled, understood = pd.Series(0, index=frame.index), pd.Series(0, index=frame.index)
    for name in delivered:
        values, told = frame[name], unread.get(name)
        is_there = values.notna() & (values != "") if values.dtype == "str" else values.notna()
        codes = table.column(name).codes
        understood += (is_there & values.isin([*codes]) if codes else is_there).astype(int)
        filled += (is_there | told if told is not None and len(told) == len(is_there) else is_there).astype(int)
    thin = (filled * 2 < len(delivered)) & (understood * 3 < len(delivered))
    return thin | (filled * 3 < len(delivered))


def _is_absent(unread: np.ndarray | None) -> bool:
    return unread is not None and len(unread) > 0 and bool(unread.all())


def _said_of_no_records(table: Table, found: pd.Series) -> list[Problem]:
    what = "next to nothing stands in the row: it is a heading, a note, a sum or the end of a report, and no record"
    cure = 'Take it out at the source; or write leave_out = ["notes"] in mapping.toml, which leaves out rows with one filled cell.'
    return rows_problem(found, table.name, table.name, "all columns", "no record", what, cure, of="")


def _blank(table: Table, column: Column, frame: pd.DataFrame, told: np.ndarray | None) -> list[Problem]:
    if not column.is_required:
        return []
    values = frame[column.name]
    blank = values.isna() | (values == "") if column.kind in ("text", "code") else values.isna()
    if told is not None and len(told) == len(blank):
        blank = blank & ~told
    cure = (
        f"Fill it at the source, or say in mapping.toml what a blank means, under [{table.name}.codes.{column.name}]."
    )
    if not column.codes:
        cure = FILL_DOWN if column.kind == "text" and _stands_once(values, blank) else CORRECT
    return rows_problem(blank, table.name, table.name, column.name, "blank", "is blank, and must not be", cure)


def _stands_once(values: pd.Series, blank: pd.Series) -> bool:
    """As reports are laid out: what holds for several rows stands in the first of them alone."""
    return bool(blank.mean() > MOST and not blank.iloc[0] and values[~blank].is_unique)


def _code(table: Table, column: Column, frame: pd.DataFrame) -> list[Problem]:
    if not column.codes:
        return []
    values = frame[column.name]
    strange = ~values.isin([*column.codes, ""])
    if not strange.any():
        return []
    what = f"is none of {', '.join(column.codes)}{strangers(values[strange].value_counts(), column)}"
    cure = f"map it in mapping.toml under [{table.name}.codes.{column.name}]."
    is_day = any("-" in code for code in column.codes) and values[strange].str.fullmatch(DAY_OF_A_CODE.pattern).any()
    silent = sorted({str(code) for code in values[strange].unique() if says_nothing(str(code))})
    if silent and len(silent) == values[strange].nunique() and column.may_be_unknown:
        ours = "NK" if "NK" in column.codes else "NA"
        lines = ", ".join(f'"{code}" = "{ours}"' for code in silent[:SAID_CODES])
        cure = f"If it says that nothing is known, leave it as it is and write in mapping.toml under [{table.name}.codes.{column.name}]: {lines}."
    elif is_day:
        cure = OF_A_SPREADSHEET + cure
    elif any(map(BAND.match, column.codes)) and values[strange].map(is_age).all():
        cure = f'If they are ages in years, write in mapping.toml under [{table.name}]: ages = {{ {column.name} = "…" }}, with the name of their column.'
    elif values[strange].str.fullmatch(WHOLE_DAY).any():
        cure = "Whole days stand there, and are not repeated: deliver the code instead, and no day of birth."
    else:
        cure = f"Correct it in the source, or {cure}"
    return rows_problem(strange, table.name, table.name, column.name, "value", what, cure)


def strangers(delivered: pd.Series, column: Column) -> str:
    """The different unknown codes, how often each came, and the nearest of ours. What could be a person's is left out.

    `delivered`: how often, by the code as it came.
    """
    labels = {**{label: code for code, label in column.codes.items()}, **{code: code for code in column.codes}}
    return strangers_among(delivered, labels)


def strangers_among(delivered: pd.Series, labels: Mapping[str, str]) -> str:
    """`labels`: what ours are called → our code; the nearest is proposed."""
    counted = (
        delivered.groupby(delivered.index.str.strip(), sort=False).sum().sort_values(ascending=False, kind="stable")
    )
    codes = [(str(code), int(n)) for code, n in counted.items() if may_be_repeated(str(code))][:SAID_CODES]
    if not codes or len(counted) > max(SAID_CODES, int(delivered.sum()) // 2):
        return ""  # as many values as rows: no codes, and nobody's business to read here
    near = {code: nearest(code, labels) for code, _ in codes}
    said = [
        f"'{code}' {'once' if n == 1 else f'{n:,} times'}"
        + (f" (nearest: {labels[hit]})" if (hit := near[code]) else "")
        for code, n in codes
    ]
    rest = len(counted) - len(codes)
    return f"; delivered are {', '.join(said)}" + (f" and {rest} others" if rest else "")


def _range(table: Table, column: Column, frame: pd.DataFrame) -> list[Problem]:
    if column.name not in RANGES:
        return []
    low, high = RANGES[column.name]
    values = frame[column.name]
    outside = values.notna() & ~values.between(low, high)
    return rows_problem(outside, table.name, table.name, column.name, "value",
                        f"lies outside {low:,} to {high:,}" if column.name != "year" else f"lies outside {low} to {high}",
                        _cure_of_places(values[outside], column.name))  # fmt: skip


def _cure_of_places(outside: pd.Series, name: str) -> str:
    """Of degrees that cannot be: most are the other degree, or metres of a national grid."""
    other = {"lat": "lon", "lon": "lat"}.get(name)
    if other is None or outside.empty:
        return CORRECT
    if outside.between(*RANGES[other]).all():
        return f"Latitude and longitude may stand in each other's column: exchange them in mapping.toml, under [columns], {name} = the column of {other}."
    if name == "lon" and (-outside).between(*RANGES["lon"]).all():
        return "West of Greenwich is below 0: a minus may have been lost. " + CORRECT
    if (outside.abs() > 1000).all():
        return "It may be an easting or northing in metres: deliver latitude and longitude (WGS 84), or a GeoPackage, which says its projection."
    return CORRECT


def _long(table: Table, column: Column, frame: pd.DataFrame) -> list[Problem]:
    if column.kind != "text" or column.name == "geometry" or table.name == "manifest":
        return []
    values, name = frame[column.name], table.name
    most = LONGEST_NAME if column.name in NAMES else LONGEST_TEXT
    problems = rows_problem(values.str.len() > most, name, name, column.name, "long text",
                            f"is longer than {most:,} characters", "Put one record into one row.")  # fmt: skip
    for pattern, rule, what, cure in NO_PLAIN_TEXT:
        found = values.str.contains(pattern, regex=True).fillna(False)
        problems += rows_problem(found, name, name, column.name, rule, what, cure)
    return problems


def _duplicates(table: Table, frame: pd.DataFrame, unread: Mapping[str, np.ndarray]) -> list[Problem]:
    """Rows of which a part of the key could not be read are told already, and are alike in that alone."""
    if not table.key:
        return []
    again = frame.duplicated(list(table.key))
    for name in table.key:
        told = unread.get(name)
        again &= ~told if told is not None and len(told) == len(again) else True
    return rows_problem(again, table.name, table.name, ", ".join(table.key), "duplicate",
                        "stands in an earlier row too", _cure_of_twice(table, frame, again))  # fmt: skip


def _cure_of_twice(table: Table, frame: pd.DataFrame, again: pd.Series) -> str:
    """Where children never come again and episodes do, each stands in the other's column."""
    if table.name == "missing_episodes" and again.mean() > MOST and frame["child_pseudo_id"].is_unique:
        return "episode_id and child_pseudo_id may stand in each other's column: exchange them in mapping.toml, under [missing_episodes], columns; else deliver each row once."
    return "Deliver each row once."


def _totals(table: Table, frame: pd.DataFrame) -> list[Problem]:
    """A row of totals would be counted as one more record."""
    text = [c.name for c in table.columns if c.kind == "text" and c.name in table.key]
    found = pd.Series(False, index=frame.index)
    for column in text:
        different = frame[column].drop_duplicates()
        found |= frame[column].isin(different[different.map(is_total)])
    cure = f'Remove rows of totals, or write leave_out = ["totals"] in mapping.toml under [{table.name}].'
    return rows_problem(found, table.name, table.name, ", ".join(text), "total row", "belongs to a row of totals", cure)
