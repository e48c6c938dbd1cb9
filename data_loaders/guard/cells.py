"""Whole columns read by the guard: each different value once, and only those that can hold anything at all."""

from __future__ import annotations

import re
from functools import lru_cache

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from data_loaders.guard.finding import Finding, doubtful
from data_loaders.guard.reading import Holds, read_text

MONTH = r"(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
NAMED_DAY = rf"(?:(?i:mon|tue|wed|thu|fri|sat|sun)[a-z]{{0,6}}\.?,? +)?(?:\d{{1,2}}(?:st|nd|rd|th)?[ -]{MONTH}[ ,-]+\d{{4}}|{MONTH}\.? +\d{{1,2}}(?:st|nd|rd|th)?,? +\d{{4}})"
DATE = rf"{NAMED_DAY}|\d{{4}}-\d{{2}}(?:-\d{{2}})?(?:[T ][0-9:.,+Z -]*)?|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}(?:[ ][0-9:]*)?"
FIGURE = rf"^\s*(?:{DATE}|[+-]?\d{{0,8}}(?:[.,]\d*)?(?:[eE][+-]?\d+)?)\s*$"
# A day with an hour has as many digits as a health number, and is none; a day alone may be one of birth, and is read.
DAY = rf"(?:\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}[/.\-]\d{{1,2}}[/.\-]\d{{4}}|{NAMED_DAY})"
CLOCK = r"\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[AaPp]\.?[Mm]\.?)?"
MOMENT = rf"^\s*(?:{DAY}(?:T|,? ){CLOCK}|{CLOCK},? (?:on )?{DAY})\s*$"
# A random identifier: no long run of digits or letters, long enough to be no postcode or plate, and no sign but the usual.
RANDOM = r"^(?:[A-Za-z]{1,2}\d{1,5}){3,40}[A-Za-z]{0,2}$"
SHORTEST_RANDOM = 9
LONGEST = 20_000  # characters of a cell that are read: far more than a contribution of a forum
# A row of signs in which no word ends takes the square of its length to read; the longest address of the web has 300.
LONGEST_WORD = 400
NO_WORDS = rf"[^\s;,|]{{{LONGEST_WORD},}}"
TOO_LONG = doubtful("a text too long to be read")
WORDS = re.compile(r"[A-Za-z]{2,}[ ,]+\S|\S+[ ,]+[A-Za-z]{2,}")


def findings_in(
    values: pd.Series, holds: Holds, *, public: frozenset[str], known: frozenset[str]
) -> dict[str, Finding]:
    """Different value → what was found in it. `known` are values that are codes of ours and need no reading."""
    different = pc.unique(pa.array(values, type=pa.large_string(), from_pandas=True)).drop_null()
    found = {str(text): TOO_LONG for text in _too_long(different)}
    if found:
        different = different.filter(pc.invert(pc.is_in(different, pa.array([*found], type=different.type))))
    for text in _worth_reading(different, holds).to_pylist():
        if text and text.strip().lower() not in known and (made := _read(text, _kind_of(text, holds), public)):
            found[text] = made
    return found


def _too_long(values: pa.Array) -> list[str]:
    long = values.filter(pc.greater_equal(pc.utf8_length(values), LONGEST_WORD))
    if not len(long):  # to make this expression ready takes longer than to read a column of short texts
        return []
    is_long = pc.or_(pc.greater(pc.utf8_length(long), LONGEST), pc.match_substring_regex(long, NO_WORDS))
    return list(map(str, long.filter(is_long).to_pylist()))


def _worth_reading(values: pa.Array, holds: Holds) -> pa.Array:
    values = values.filter(pc.invert(pc.match_substring_regex(values, r"^\s*[+-]?\d{0,8}\s*$")))
    values = values.filter(pc.invert(pc.match_substring_regex(values, MOMENT)))
    if holds == "figure":
        return values.filter(pc.invert(pc.match_substring_regex(values, FIGURE)))
    if holds == "identifier":
        is_random = pc.and_(
            pc.match_substring_regex(values, RANDOM), pc.greater_equal(pc.utf8_length(values), SHORTEST_RANDOM)
        )
        return values.filter(pc.invert(is_random))
    return values


def _kind_of(text: str, holds: Holds) -> Holds:
    """What stands in a column of codes, numbers or identifiers and is written in words is read as words."""
    return "text" if holds in ("figure", "code", "identifier") and WORDS.search(text) else holds


@lru_cache(maxsize=1 << 15)
def _read(text: str, holds: Holds, public: frozenset[str]) -> Finding | None:
    return read_text(text, holds, public)
