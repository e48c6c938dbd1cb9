"""The identity guard: what may never stand in a delivery, in any column, free text included.

It looks for shapes (addresses, numbers with a check digit) and for the names of columns; it cannot know every name, so it
is the last guard and not the only one. It says where something stands, never what.
"""

from __future__ import annotations

import re
from datetime import date

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

MOST_ROWS = 50
COLUMN_NAMES = re.compile(
    r"^(fore|first|last|sur|family|given|full|child|pupil|known)[\s_]*names?$|^(dob|date[\s_]*of[\s_]*birth|birth[\s_]*date)$"
    r"|^(home[\s_]*)?address(_?line)?\d?$|^post[\s_]*code$|^(chi|nhs|ni|upn)([\s_]*(number|no))?$|^e?mail$|^(mobile|phone|telephone)",
    re.IGNORECASE,
)
PATTERNS = {
    "email": r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+\.[A-Za-z]{2,}",
    "postcode": r"(?:^|[^A-Za-z0-9])[A-Za-z]{1,2}[0-9][A-Za-z0-9]? ?[0-9][ABD-HJLNP-UW-Zabd-hjlnp-uw-z]{2}(?:$|[^A-Za-z0-9])",
    "telephone": r"(?:^|[^A-Za-z0-9.\-])(?:\+44 ?|0)(?:7\d{3}|1\d{2,3}|2\d|3\d{2})[ -]?\d{3}[ -]?\d{3,4}(?:$|[^A-Za-z0-9.\-])",
    "national insurance": r"(?:^|[^A-Za-z0-9])[A-CEGHJ-PR-TW-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D](?:$|[^A-Za-z0-9])",
    "street": r"(?i)(?:^|[^a-z0-9])\d{1,4}[a-z]?,? +(?:[a-z'’-]+ +){1,3}(?:street|st|road|rd|avenue|ave|drive|crescent|terrace|close|gardens|lane|court)(?:$|[^a-z])",
    "titled person": r"(?:^|[^A-Za-z])(?:Mr|Mrs|Ms|Miss|Dr)\.? [A-Z][a-z]+",
    "upn": r"(?:^|[^A-Za-z0-9])[A-HJ-NP-RT-Z]\d{11}[0-9A-HJ-NP-RT-Z](?:$|[^A-Za-z0-9])",
}
TEN_DIGITS = r"(?:^|[^0-9A-Za-z.\-])\d{3} ?\d{3} ?\d{4}(?:$|[^0-9A-Za-z.\-])"
ANY = "|".join(p for p in PATTERNS.values() if not p.startswith("(?i)"))


def find_identifiers(frame: pd.DataFrame) -> dict[str, list[int]]:
    """Column → rows (as the index of the frame numbers them) in which something identifies a person.

    A column whose name alone tells is listed with no rows.
    """
    found: dict[str, list[int]] = {c: [] for c in frame.columns if COLUMN_NAMES.match(str(c).strip())}
    for column in frame.select_dtypes("str"):
        rows = _rows(frame[column])
        if rows:
            found[str(column)] = rows
    return found


def _rows(values: pd.Series) -> list[int]:
    """Different values only: a column of codes costs nothing, however many rows it has."""
    different = pc.unique(pa.array(values, type=pa.large_string(), from_pandas=True)).drop_null()
    suspicious = pc.or_(
        pc.match_substring_regex(different, ANY), pc.match_substring_regex(different, PATTERNS["street"])
    )
    bad = set(different.filter(suspicious).to_pylist())
    for text in different.filter(pc.match_substring_regex(different, TEN_DIGITS)).to_pylist():
        if any(_is_health_number(re.sub(r"\D", "", match)) for match in re.findall(TEN_DIGITS, f" {text} ")):
            bad.add(text)
    return [int(row) for row in values.index[values.isin(bad)][:MOST_ROWS]] if bad else []


def _is_health_number(digits: str) -> bool:
    """NHS and CHI numbers carry a check digit modulo 11; a CHI number begins with a date of birth."""
    weighted = sum(int(d) * w for d, w in zip(digits[:9], range(10, 1, -1), strict=True))
    return (11 - weighted % 11) % 11 == int(digits[9]) or _begins_with_a_date(digits)


def _begins_with_a_date(digits: str) -> bool:
    try:
        date(2000 + int(digits[4:6]), int(digits[2:4]), int(digits[:2]))
    except ValueError:
        return False
    return True
