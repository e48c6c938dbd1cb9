"""What programs write in the place of a value: that there is none, that a formula failed, or that it had not been fetched yet."""

from __future__ import annotations

import re

import pandas as pd

from data_loaders.sources.written import written

# What databases write where a cell is empty. NA and NR are codes of ours, and belong to the columns that have them.
NULLS = r"^(?:NULL|null|Null|\(null\)|\[null\]|<NULL>|<null>|<NA>|NaT|\\N)$"
# Excel, Google Sheets and LibreOffice where a formula failed or a column was too narrow; Power Query where a step failed or a
# cell holds a table of its own; a sheet that was saved before its cells were fetched.
ERRORS = (
    r"^(?:#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!|FIELD!|ERROR!|BLOCKED!|UNKNOWN!|CONNECT!|BUSY!|EXTERNAL!|PYTHON!"
    r"|GETTING_DATA|TIMEOUT!|#+)|Err:\d{3}|\[?Error\]?|\[(?:Record|Table|List|Function|Binary|Value)\]|Loading\.\.\.|Loading\u2026)$"
)
WHAT = "is an error of a spreadsheet's formula, of a query, or of a column that was too narrow"
CURE = "Correct the formula or the query, or widen the column, and save again."
# What systems and people write where they do not know: of persons it would make one of all, of codes it is none.
NOBODY = re.compile(
    r"unk|unknown|not (known|recorded|stated|given)|n/?[akr]|none|null|nil|nan|no id|tb[ac]|anon(ymous)?|unidentified|[-?.*\u2013\u2014]+|xx+"
)


def says_nothing(text: str) -> bool:
    return NOBODY.fullmatch(text.strip().lower()) is not None


def are_nulls(texts: pd.Series) -> pd.Series:
    return written(texts.str.strip(), NULLS)


def are_errors(texts: pd.Series) -> pd.Series:
    return written(texts.str.strip(), ERRORS)
