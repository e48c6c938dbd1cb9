"""Shares with their range as a table: of whom, how many, of how many."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from dashboard.charts.rows import Range, Row, Words
from dashboard.charts.table import Table, TableColumn, heads
from dashboard.words.format import count, percent, span
from dashboard.words.number_format import COUNT, SHARE


def shares_table(rows: pd.DataFrame, names: Iterable[object], *, first: str, counted: str, base: str) -> Table:
    """rows: n, base, share_pct, lower_pct, upper_pct, one for each of `names`."""
    figures = rows[["n", "base", "share_pct", "lower_pct", "upper_pct"]].itertuples(index=False)
    return Table(
        heads(first, (counted, COUNT), (base, COUNT), *(TableColumn(c, SHARE) for c in ("share", "from", "to"))),
        tuple(
            (str(name), int(n), int(of), float(share), float(low), float(high))
            for name, (n, of, share, low, high) in zip(names, figures, strict=True)
        ),
    )  # fmt: skip


def share_lines(rows: pd.DataFrame, names: Iterable[object]) -> tuple[Row, ...]:
    """Each share as a dot with the range that would fit, of how many, and in figures. rows: as for `shares_table`."""
    figures = rows[["n", "base", "share_pct", "lower_pct", "upper_pct"]].itertuples(index=False)
    return tuple(
        Row((Words("", str(name), f"{count(n)} of {count(of)}"), Range(float(share), float(low), float(high)), Words(f" {span(low, high)}", percent(share))))
        for name, (n, of, share, low, high) in zip(names, figures, strict=True)
    )  # fmt: skip
