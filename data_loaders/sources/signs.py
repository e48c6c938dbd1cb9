"""Signs that nobody sees and everybody could be fooled by: taken out once, of every table, as it is read."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

# Control signs except tab and new lines; marks that turn the direction of writing; signs without width; tags.
HIDDEN = (
    r"[\x{00}-\x{08}\x{0b}\x{0c}\x{0e}-\x{1f}\x{7f}-\x{9f}\x{ad}\x{61c}\x{180e}\x{200b}-\x{200f}\x{2028}-\x{202e}\x{2060}-\x{2069}"
    r"\x{feff}\x{fff9}-\x{fffb}\x{e0000}-\x{e007f}]"
)
TAKEN_OUT = "in {:,} cells signs that cannot be seen were taken out (control signs, or marks that turn the writing)."


def without_hidden_signs(frame: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """The frame with text as a reader sees it, and in how many cells and column names something was taken out."""
    names = [clean_name(str(name)) for name in frame.columns]
    count = sum(name != str(old) for name, old in zip(names, frame.columns, strict=True))
    made = frame.set_axis(names, axis=1)
    for at in range(made.shape[1]):
        cells = pa.array(made.iloc[:, at], type=pa.large_string(), from_pandas=True)
        touched = int(pc.sum(pc.match_substring_regex(cells, HIDDEN)).as_py() or 0)
        if touched:
            clean = pc.replace_substring_regex(cells, HIDDEN, "").to_pandas().astype("str")
            made.isetitem(at, clean.set_axis(made.index))
            count += touched
    return made, count


def clean_name(name: str) -> str:
    return str(pc.replace_substring_regex(pa.array([name]), HIDDEN, "")[0].as_py()).strip()
