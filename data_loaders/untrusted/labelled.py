"""SPSS and Stata: values as they are stored, with the words that stand for them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyreadstat

from data_loaders.untrusted.bounds import check_cells
from data_loaders.untrusted.cells import text_of


def read_labelled(file: Path) -> list[dict[str, Any]]:
    """One sheet: its first row are the names of the variables; `labels` has, by variable, the words for each value."""
    read = pyreadstat.read_dta if file.suffix.lower() == ".dta" else pyreadstat.read_sav
    _, meta = read(str(file), metadataonly=True)
    check_cells(file.name, int(meta.number_rows or 0) + 1, int(meta.number_columns or 1))
    columns, meta = read(str(file), output_format="dict", user_missing=True)
    names = list(columns)
    rows = [names, *([text_of(cell) for cell in row] for row in zip(*(_plain(columns[n]) for n in names), strict=True))]
    labels = {n: {text_of(v): str(word) for v, word in of.items()} for n, of in meta.variable_value_labels.items()}
    return [{"name": file.stem, "is_hidden": False, "rows": rows, "merged": [], "labels": labels}]


def _plain(column: Any) -> list[Any]:
    return list(column.tolist() if hasattr(column, "tolist") else column)
