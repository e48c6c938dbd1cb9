"""What a column of a published table may hold: each kind is a class that finds what is wrong with values of it.

A kind says two things: the type of its values (`dtype`), and a rule that every value keeps, whoever wrote the file. The
rules need nothing but the table and the floors of the release, so the same rule holds when a release is published and when
one is opened.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import pandas as pd

Floors = Mapping[str, int]  # whose floor → the least number that may be shown
DTYPES = {"text": "str", "number": "float64", "whole": "int64", "date": "datetime64[s]"}
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
MARKUP = re.compile(r"<\s*[/!?a-zA-Z]|javascript:|\]\(|!\[", re.IGNORECASE)
# A street address, or a title before a name: what no label of a code, an area or a question ever holds.
PERSON = re.compile(
    r"\b(?:Master|Miss|Mr|Mrs|Ms)\b\.? +[A-Z]"
    r"|\b\d{1,4}[a-z]?,? +[A-Z]\w+ +(?:Street|Road|Avenue|Drive|Lane|Crescent|Place|Terrace|Court|Close|Gardens|Way)\b"
)
DAY = pd.Timestamp(2100, 1, 1)  # a release tells of what was; only plans lie ahead, and none so far


@dataclass(frozen=True, kw_only=True)
class Column:
    """Any column. `is_key`: with the other keys of its table it names a row, once."""

    dtype: ClassVar[str] = "text"
    is_key: bool = False

    def problem(self, values: pd.Series, frame: pd.DataFrame, floors: Floors) -> str | None:
        del frame, floors
        if values.isna().any():
            return "has a missing text"
        written = values.unique()
        together = "\n".join(written)  # one search instead of one a text; what it finds may lie across two of them
        for pattern, what in ((CONTROL, "a control character"), (MARKUP, "markup"), (PERSON, "what may be a person")):
            if pattern.search(together) and any(pattern.search(text) for text in written):
                return f"holds {what}"
        return None


@dataclass(frozen=True, kw_only=True)
class Key(Column):
    """A name of a row: an identifier, or the code of what the row is about."""

    is_key: bool = True


@dataclass(frozen=True, kw_only=True)
class Block(Column):
    """The group of a split of which the row counts; a name of the row too."""

    is_key: bool = True


@dataclass(frozen=True, kw_only=True)
class Label(Column):
    """What a code is called, or a name that the partnership gave: short, on one line."""

    most: int = 400

    def problem(self, values: pd.Series, frame: pd.DataFrame, floors: Floors) -> str | None:
        if found := Column.problem(self, values, frame, floors):
            return found
        if values.str.contains("\n", regex=False).any() or (values.str.len() > self.most).any():
            return f"is longer than one line of {self.most} signs"
        return None


@dataclass(frozen=True, kw_only=True)
class Text(Column):
    """Sentences in somebody's own words, read by the identity guard when the release is published."""


@dataclass(frozen=True, kw_only=True)
class Code(Column):
    """One of a closed list."""

    allowed: tuple[str, ...]

    def problem(self, values: pd.Series, frame: pd.DataFrame, floors: Floors) -> str | None:
        del frame, floors
        strange = sorted(set(values) - set(self.allowed))
        return f"holds '{strange[0]}', which is none of its codes" if strange else None


@dataclass(frozen=True, kw_only=True)
class Reason(Column):
    """Why something is withheld: a sentence wherever `status` is one of `when`, blank elsewhere."""

    status: str
    when: tuple[str, ...] = ("withheld",)

    def problem(self, values: pd.Series, frame: pd.DataFrame, floors: Floors) -> str | None:
        if found := Column.problem(self, values, frame, floors):
            return found
        asked = frame[self.status].isin(self.when)
        return "gives a reason where none is due, or none where one is" if ((values != "") != asked).any() else None


@dataclass(frozen=True, kw_only=True)
class Shape(Column):
    """GeoJSON of a polygon, or blank."""

    def problem(self, values: pd.Series, frame: pd.DataFrame, floors: Floors) -> str | None:
        del frame, floors
        for text in values.drop_duplicates():
            if text and not _is_shape(text, ("Polygon", "MultiPolygon")):
                return "holds a shape that is no polygon"
        return None


@dataclass(frozen=True, kw_only=True)
class Drawing(Column):
    """GeoJSON of a line, an area or a point that is there for orientation."""

    def problem(self, values: pd.Series, frame: pd.DataFrame, floors: Floors) -> str | None:
        del frame, floors
        for text in values.drop_duplicates():
            if not _is_shape(text, ("Point", "LineString", "MultiLineString", "Polygon", "MultiPolygon")):
                return "holds a shape that is no point, line or area"
        return None


@dataclass(frozen=True, kw_only=True)
class Date(Column):
    """A day. `may_be_blank`: not known, or not yet."""

    dtype: ClassVar[str] = "date"
    may_be_blank: bool = False

    def problem(self, values: pd.Series, frame: pd.DataFrame, floors: Floors) -> str | None:
        del frame, floors
        if values.isna().any() and not self.may_be_blank:
            return "has a missing day"
        return "has a day out of all reason" if (values > DAY).any() or (values.dt.year < 1900).any() else None


@dataclass(frozen=True, kw_only=True)
class Figure(Column):
    """A number that counts nobody who is protected: a place on the map, a position, an estimate, words of a document."""

    dtype: ClassVar[str] = "number"
    low: float = float("-inf")
    high: float = float("inf")
    may_be_blank: bool = False
    places: int | None = None  # decimals to which it was rounded; None: as it came

    def problem(self, values: pd.Series, frame: pd.DataFrame, floors: Floors) -> str | None:
        del frame, floors
        if values.isna().any() and not self.may_be_blank:
            return "has a missing number"
        out = (values < self.low) | (values > self.high)
        return f"holds a number that is not from {self.low:g} to {self.high:g}" if out.any() else None


@dataclass(frozen=True, kw_only=True)
class Whole(Figure):
    """The same as a whole number that is always there."""

    dtype: ClassVar[str] = "whole"


@dataclass(frozen=True, kw_only=True)
class Share(Figure):
    """A share in per cent. With `count` and `base` it follows from two counts of its row."""

    low: float = 0.0
    high: float = 100.0
    count: str = ""
    base: str = ""
    places: int | None = 1

    def problem(self, values: pd.Series, frame: pd.DataFrame, floors: Floors) -> str | None:
        if found := Figure.problem(self, values, frame, floors):
            return found
        if not self.count:
            return None
        apart = (values - 100 * frame[self.count] / frame[self.base]).abs()
        reach = 0.51 * 10 ** -(self.places or 1)
        return f"does not follow from {self.count} and {self.base}" if (apart > reach).any() else None


@dataclass(frozen=True, kw_only=True)
class Count(Column):
    """How many of those whom the floor of `whose` protects: `of`, in the plural. Never 1 to k − 1.

    `least_zero`: nobody at all may be said. `blank_when`: codes of `status` with which the number is withheld.
    """

    dtype: ClassVar[str] = "whole"
    of: str
    whose: str
    least_zero: bool = False
    status: str = ""
    blank_when: tuple[str, ...] = ()

    def problem(self, values: pd.Series, frame: pd.DataFrame, floors: Floors) -> str | None:
        k = floors.get(self.whose)
        if k is None:
            return f"has a count for which the release names no floor ({self.whose})"
        nowhere = pd.Series(data=False, index=frame.index)
        withheld = frame[self.status].isin(self.blank_when) if self.status else nowhere
        hidden = values == 0 if self.dtype == "whole" else values.isna()
        if (withheld & ~hidden).any() or (self.dtype == "number" and (hidden & ~withheld).any()):
            return "is withheld without a status, or has a status and is not withheld"
        shown = values[~withheld]
        small = (shown < k) & ~((shown == 0) & self.least_zero)
        if small.any() or (shown % 1 != 0).any():
            return f"holds a number of {self.of} below {k}"
        return None


@dataclass(frozen=True, kw_only=True)
class CountOrBlank(Count):
    """A count that is blank where it is withheld, and only there."""

    dtype: ClassVar[str] = "number"


def _is_shape(text: str, kinds: tuple[str, ...]) -> bool:
    try:
        shape = json.loads(text)
    except ValueError:
        return False
    return (
        isinstance(shape, dict)
        and set(shape) == {"type", "coordinates"}
        and shape["type"] in kinds
        and not re.search(r"[A-Za-z]", json.dumps(shape["coordinates"]).replace("e-", ""))
    )
