"""How a file is laid out, as a mapping says it; what a mapping leaves open is found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Layout:
    sheet: str = ""  # of a workbook; the layer of a file of boundaries
    header_rows: tuple[int, ...] = ()
    last_row: int | None = None
    encoding: str = ""
    delimiter: str = ""
    leave_out: frozenset[str] = frozenset()  # "totals", "notes"
    fill_down: bool = False  # each cell of merged ones holds what the merged cell shows
    values: str = "labels"  # of SPSS and Stata: "labels" or "codes"
    wanted: frozenset[str] = frozenset()  # plain names by which a header row is known
    table: str = ""


FOUND = Layout()
