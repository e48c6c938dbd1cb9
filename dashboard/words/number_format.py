"""Numbers as people read them: one format for page, chart, table, paper and file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Kind = Literal["count", "number", "share", "rate", "date", "text"]
NO_BREAK = "\u00a0"
EXACT = 9  # digits to which two ways of working out one figure agree
MINUS = "\u2212"


@dataclass(frozen=True)
class NumberFormat:
    """`share`: a percentage from 0 to 100. `rate`: so many for each 1,000, with one decimal unless `digits` says otherwise."""

    kind: Kind = "count"
    digits: int = 0

    @classmethod
    def as_fine_as(cls, step: float) -> NumberFormat:
        """A number with the decimals of the step that it was rounded to: 0.1 has one; what has no step (0) is exact, and has two."""
        exponent = Decimal(str(step)).normalize().as_tuple().exponent if step else -2
        return cls("number", max(0, -int(exponent)))

    def write(self, value: object) -> str:
        """The value in words and figures; nothing is an empty cell, never a zero."""
        if value is None or value != value:
            return ""
        if isinstance(value, date):
            return f"{value:%d %B %Y}".lstrip("0")
        if isinstance(value, str) or not isinstance(value, int | float):
            return str(value)
        text = f"{self.rounded(value):,.{self.digits}f}".replace("-", MINUS)
        return f"{text}{NO_BREAK}%" if self.kind == "share" else text

    def rounded(self, value: float) -> float:
        """As it is printed; a half is a half, however it was worked out (57.49999999999999 is 57.5)."""
        return round(round(value, EXACT), self.digits)


COUNT, SHARE, RATE, TEXT, DATE = (
    NumberFormat("count"), NumberFormat("share"), NumberFormat("rate", 1), NumberFormat("text"), NumberFormat("date"),
)  # fmt: skip
WHOLE, TENTH, HUNDREDTH = NumberFormat("number"), NumberFormat("number", 1), NumberFormat("number", 2)
SHARE_TENTH, RATE_HUNDREDTH = NumberFormat("share", 1), NumberFormat("rate", 2)
