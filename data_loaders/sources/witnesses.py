"""Rows by which a file proves how its columns are meant: a day above the twelfth, an hour, a number below zero.

What one row proves holds for the whole file. A file that is read in parts shows these rows to each of its parts, so that a part
is read as the whole would be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pandas as pd

from data_loaders.deliveries import Table
from data_loaders.sources.days import is_day_alone, is_month_alone, plainly
from data_loaders.sources.figures import CODES_OF_PUBLISHERS, GROUPED, GROUPED_ALONE
from data_loaders.sources.kinds import BLANKS
from data_loaders.sources.written import written

DAY_OVER_12 = r"^(?:1[3-9]|[23]\d)[/.\-]"
MONTH_OVER_12 = r"^\d{1,2}[/.\-](?:1[3-9]|[23]\d)[/.\-]"
MIDNIGHT = r"(?:^|[T ])0?0[:.]00(?:[:.]00(?:\.0+)?)?$"


def witnesses(parts: Iterable[pd.DataFrame], ours: Mapping[str, str], table: Table) -> pd.DataFrame:
    """The first row of the file that proves each thing, numbered below zero: no row of a file is."""
    found: dict[tuple[str, str], pd.DataFrame] = {}
    columns = [(theirs, table.column(ours[theirs]).kind) for theirs in proving_columns(ours, table)]
    frame = pd.DataFrame()
    for frame in parts:
        for theirs, kind in columns:
            for what, at in _proofs(frame[theirs], kind):
                if (theirs, what) not in found:
                    found[theirs, what] = frame.iloc[[at]]
    kept = pd.concat(list(found.values())) if found else frame.iloc[:0]
    kept = kept[~kept.index.duplicated()]
    return kept.set_axis(pd.RangeIndex(-len(kept), 0), axis=0)


def proving_columns(ours: Mapping[str, str], table: Table) -> list[str]:
    """The columns of theirs that hold days or numbers."""
    return [theirs for theirs, mine in ours.items() if table.column(mine).kind in PROOFS]


def _proofs(column: pd.Series, kind: str) -> Iterator[tuple[str, int]]:
    """What the column proves, and the position of the first row that does."""
    different = pd.Series(column.unique(), dtype="str")
    clean = different.str.strip()
    for what, proves in PROOFS[kind](clean):
        if proves.any():
            yield what, int((column == different[proves.idxmax()]).to_numpy().argmax())


def _of_days(clean: pd.Series) -> Iterator[tuple[str, pd.Series]]:
    text = plainly(clean)
    filled, days, months = ~text.isin(BLANKS), is_day_alone(text) | written(text, r"^\d{5}$"), is_month_alone(text)
    yield "the day comes first", written(text, DAY_OVER_12)
    yield "the month comes first", written(text, MONTH_OVER_12)
    yield "days have hours", filled & ~days & ~months
    yield "not all at midnight", filled & ~days & ~months & ~text.str.contains(MIDNIGHT)
    yield "months alone", months


def _of_numbers(clean: pd.Series) -> Iterator[tuple[str, pd.Series]]:
    yield "commas between thousands", written(clean, GROUPED) & ~written(clean, GROUPED_ALONE)
    yield "below zero", written(clean, r"^-\.?\d") & ~written(clean, CODES_OF_PUBLISHERS)


PROOFS = {"date": _of_days, "datetime": _of_days, "number": _of_numbers, "integer": _of_numbers}
