"""What is said of published indicators: what each says, what is drawn, and what its publisher keeps back."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.words.form import capital, fitting, number_of
from dashboard.words.number_format import COUNT, NO_BREAK, TENTH

INVENTED = "Invented example: "  # said once, by the chip of every page and file
INTERVAL = "A range says how far chance alone could move the figure."
WITHHELD = "A count that its publisher withholds stays withheld here."
OTHER_SOURCES = (
    "Whom a figure is about and what it is a share of are its publisher’s to say: one under a like name elsewhere here (a survey, the "
    "Minimum Dataset or a published indicator) comes from another source, may be about other people or another base, and need not agree with it."
)
# The same in one line, where a reader of the one may have seen the other.
BESIDE_DATASET = "A like name in the Minimum Dataset is another publisher’s."
BESIDE_OTHERS = "A like name on the Overview is another publisher’s."
PER_CENT = "per cent"  # as deliveries write it
NO_EARLIER, NOT_GIVEN = "none", "not given"
NOT_DELIVERED = "not delivered"
APART = "They are different things and are not compared with each other."


def many_title(many: int) -> str:
    return capital(f"{number_of(many, 'indicator is', 'indicators are')} published for the area")


def one_title(row: Any) -> str:
    """The figure of the one that was chosen."""
    name, value = str(row.indicator).removeprefix("Invented example: "), TENTH.write(row.value)
    said = with_unit(value, str(row.unit)) if value else "no figure is published"
    return fitting(f"{name}: {said}", capital(said))


def subtitle(many: int, drawn: int, *, has_dataset: bool) -> str:
    """Which of them are drawn. `has_dataset`: the Minimum Dataset stands elsewhere, from another publisher."""
    return f"{_drawn(many, drawn)} {BESIDE_DATASET}" if has_dataset else _drawn(many, drawn)


def _drawn(many: int, drawn: int) -> str:
    if drawn == many:
        return "Each over its years, with the range that would fit the latest. Each small chart has its own scale."
    return f"Each over its years; {COUNT.write(drawn)} of them {'is' if drawn == 1 else 'are'} drawn, and the table holds all {COUNT.write(many)}."


def with_unit(figure: str, unit: str) -> str:
    """A figure and its unit as one writes them: "43 %"; "8.2 per 1,000 children"."""
    return f"{figure}{NO_BREAK}%" if unit == PER_CENT else f"{figure} {unit}".rstrip()


def signed(figure: str, unit: str) -> str:
    """The same where there is room for a sign alone; any other unit stands beside the name (`unit_beside`)."""
    return with_unit(figure, unit) if unit == PER_CENT else figure


def unit_beside(unit: str) -> str:
    """What is left to say of a unit whose sign stands at the figures: nothing of per cent."""
    return "" if unit == PER_CENT else unit


def figure(value: float | None, unit: str = "") -> str:
    return NOT_GIVEN if pd.isna(value) else signed(TENTH.write(value), unit)


def fit(low: float, high: float) -> str:
    """The ends of what chance alone would allow, as the publisher gives them."""
    return NOT_GIVEN if pd.isna(low) or pd.isna(high) else f"{TENTH.write(low)} to {TENTH.write(high)}"


def count(number: float, status: str) -> str:
    """The count behind a figure, or why there is none."""
    if status != "published":
        return status
    return NOT_GIVEN if pd.isna(number) else f"{number:,.0f}"
