"""Every way in which a column of a table can be made wrong, generated from its values alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

SOMEBODY = "Master A. Example, 12 Example Street"


@dataclass(frozen=True)
class Corruption:
    """`frame` differs from what it should be in `column`, or in its rows (column ""), by what `kind` says."""

    table: str
    column: str
    kind: str
    frame: pd.DataFrame


def corruptions(table: str, frame: pd.DataFrame, seed: int = 1) -> Iterator[Corruption]:
    """Corruptions of one table; those that would change nothing are left out."""
    rng = np.random.default_rng(seed)
    if frame.empty:
        return
    at = int(rng.integers(len(frame)))
    yield Corruption(table, "", "row dropped", frame.drop(index=frame.index[at]).reset_index(drop=True))
    yield Corruption(table, "", "row twice", pd.concat([frame, frame.iloc[[at]]], ignore_index=True))
    for column in frame.columns:
        for kind, values in of_column(frame[column], rng):
            yield Corruption(table, column, kind, frame.assign(**{column: values}))


def of_column(values: pd.Series, rng: np.random.Generator) -> Iterator[tuple[str, pd.Series]]:
    made = dict(_changed(values, rng))
    for kind, changed in made.items():
        same = (changed == values) | (changed.isna() & values.isna())
        if not bool(same.all()):
            yield kind, changed


def _changed(values: pd.Series, rng: np.random.Generator) -> Iterator[tuple[str, pd.Series]]:
    if (pair := _two_that_differ(values, rng)) is not None:
        one, other = pair
        swapped = values.copy()
        swapped.iloc[[one, other]] = values.iloc[[other, one]].array
        yield "two rows exchanged", swapped
    known = np.flatnonzero(values.notna().to_numpy())
    if not len(known):
        return
    at = int(rng.choice(known))
    if pd.api.types.is_string_dtype(values.dtype):
        yield "names somebody", _with(values, at, SOMEBODY)
        yield "a control sign", _with(values, at, f"{values.iloc[at]}\x07")
        yield "markup", _with(values, at, f"{values.iloc[at]}<script>")
        yield "blank", _with(values, at, "")
    elif pd.api.types.is_datetime64_any_dtype(values.dtype):
        yield "a month later", _with(values, at, values.iloc[at] + pd.DateOffset(months=1))
        yield "a day later", _with(values, at, values.iloc[at] + pd.Timedelta(days=1))
    else:
        number = values.iloc[at]
        yield "set to 1", _with(values, at, 1)
        yield "one more", _with(values, at, number + 1)
        yield "doubled", _with(values, at, number * 2)
        yield "sign turned", _with(values, at, -number)
        if pd.api.types.is_float_dtype(values.dtype):
            yield "turned round", _with(values, at, 100 - number)
            yield "blank", _with(values, at, np.nan)


def _two_that_differ(values: pd.Series, rng: np.random.Generator) -> tuple[int, int] | None:
    one = int(rng.integers(len(values)))
    differ = np.flatnonzero(
        (values != values.iloc[one]).to_numpy() & (values.notna() | pd.notna(values.iloc[one])).to_numpy()
    )
    return (one, int(rng.choice(differ))) if len(differ) else None


def _with(values: pd.Series, at: int, value: object) -> pd.Series:
    changed = values.copy()
    changed.iloc[at] = value
    return changed
