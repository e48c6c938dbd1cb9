"""Parquet as text: rows are numbered as a spreadsheet would show them, and several values of one cell stand with ; between them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as parquet

from data_loaders.sources.heads import Framed
from data_loaders.sources.layout import Layout
from data_loaders.untrusted.bounds import check_cells
from data_loaders.untrusted.cells import text_of


def _cell(value: object) -> str:
    """As text; several values of one cell with ; between them."""
    if value is pd.NaT or value is pd.NA:
        return ""
    return text_of(value.tolist() if isinstance(value, np.ndarray) else value)


def read_parquet(file: Path, _: Layout) -> Framed:
    about = parquet.read_metadata(file)
    check_cells(file.name, about.num_rows, about.num_columns)
    frame = pd.read_parquet(file)
    frame = frame.reset_index() if frame.index.name else frame
    text = frame.map(_cell).astype("str")
    text.columns = pd.Index([str(name) for name in text.columns])
    text.index = pd.RangeIndex(2, len(text) + 2)
    return Framed(text)
