"""Everything that was written, as one text; and what of the deliveries stands in it."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
from worlds import read

PUBLIC = ["question_id", "survey_id", "item_id"]  # short names of questions and standards, which everybody may read


def raw_marks(deliveries: Path) -> set[str]:
    """Every identifier and every moment of the deliveries, as they are written there."""
    marks: set[str] = set()
    for table in (
        "missing_episodes", "return_discussions", "efh_incidents", "locations", "survey_responses", "audit_ratings",
        "forum_sessions", "forum_contributions", "case_reviews", "language_scans",
    ):  # fmt: skip
        frame = read(deliveries / f"{table}.csv")
        for column in frame.columns[frame.columns.str.endswith(("_id", "_ids", "_dt"))].difference(PUBLIC):
            marks |= set(frame[column].str.split(";").explode()) - {""}
    return marks


def records_in(text: str, deliveries: Path) -> set[str]:
    """Identifiers and moments of the deliveries that stand in a text, whichever way a moment is written."""
    words = set(re.findall(r"[A-Za-z0-9_]{6,}", text))
    moments = {m.replace(" ", "T") for m in re.findall(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d", text)}
    midnight = {m for m in moments if m.endswith("T00:00")}  # how a date is written in a column of dates
    return ((words | moments) - midnight) & raw_marks(deliveries)


def everything_in(folder: Path) -> str:
    """Every byte of a release as text, and every table read and written out."""
    text = "".join(file.read_bytes().decode("latin-1") for file in sorted(folder.rglob("*")) if file.is_file())
    for file in sorted(folder.rglob("*.parquet")):
        frame = pd.read_parquet(file)
        text += frame.to_csv() + str(frame.attrs) + str(frame.index.names)
    return text
