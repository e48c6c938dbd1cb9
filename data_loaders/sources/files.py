"""Files as text: nothing is guessed, so '007', 'NA' and 1e5 stay what they are until a column's description types them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.csv as arrow_csv

from data_loaders.sources.shapes import SHAPES, UnreadableError, read_shapes
from data_loaders.sources.signs import without_hidden_signs

SUFFIXES = (".csv", ".txt", ".xlsx", ".parquet", *SHAPES)


def read_file(file: Path, table: str) -> pd.DataFrame:
    """A frame of text, index = row number as a spreadsheet shows it (the header is row 1)."""
    readers = {
        ".csv": _csv,
        ".txt": _csv,
        ".xlsx": _xlsx,
        ".parquet": _parquet,
        **dict.fromkeys(SHAPES, read_shapes),
    }
    try:
        frame = readers[file.suffix.lower()](file, table)
    except UnreadableError:
        raise
    except Exception as error:
        raise UnreadableError(
            f"{file.name} cannot be read as {file.suffix[1:].upper()} ({type(error).__name__}). Save it again."
        ) from error
    notes = [*frame.attrs.get("notes", [])]
    frame, hidden = without_hidden_signs(frame)
    if hidden:
        notes.append(
            f"in {hidden:,} cells signs that cannot be seen were taken out (control signs, or marks that turn the writing)."
        )
    if frame.columns.has_duplicates:
        raise UnreadableError(f"{file.name} has two columns of the same name in row 1. Rename one.")
    frame.index = pd.RangeIndex(2, len(frame) + 2)
    frame.attrs["notes"] = notes
    return frame


def _csv(file: Path, _: str) -> pd.DataFrame:
    raw = file.read_bytes()
    try:
        raw.decode("utf-8-sig")
        encoding = "utf-8"
    except UnicodeDecodeError:
        encoding = "cp1252"
    head = raw[:65536].decode(encoding, errors="replace").removeprefix("\ufeff")
    if not head.strip():
        raise UnreadableError(f"{file.name} is empty. Deliver it with a header row and rows.")
    names = next(csv.reader(io.StringIO(head), delimiter=_delimiter(head)))
    if len(set(names)) != len(names):
        raise UnreadableError(f"{file.name} has two columns of the same name in row 1. Rename one.")
    table = arrow_csv.read_csv(
        io.BytesIO(raw),
        read_options=arrow_csv.ReadOptions(encoding=encoding),
        parse_options=arrow_csv.ParseOptions(delimiter=_delimiter(head), newlines_in_values=True),
        convert_options=arrow_csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
        ),
    )
    return table.to_pandas().astype("str")


def _delimiter(head: str) -> str:
    first = head.splitlines()[0]
    return max(",;\t", key=first.count)


def _xlsx(file: Path, table: str) -> pd.DataFrame:
    with pd.ExcelFile(file, engine="openpyxl") as book:
        sheet = next((s for s in book.sheet_names if str(s).lower() == table), book.sheet_names[0])
        frame = pd.read_excel(book, sheet_name=sheet, dtype=object, keep_default_na=False)
    return frame.map(_cell).astype("str")


def _cell(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, pd.Timestamp) or hasattr(value, "isoformat"):
        return str(value.isoformat())
    return "" if value is None else str(value)


def _parquet(file: Path, _: str) -> pd.DataFrame:
    frame = pd.read_parquet(file)
    return frame.map(lambda v: "" if v is None or v is pd.NaT or v != v else _cell(v)).astype("str")
