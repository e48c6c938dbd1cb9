"""Places in words: never a rank, never a person."""

from __future__ import annotations

import pandas as pd

from dashboard.words.form import in_words, number_of
from dashboard.words.format import span

BLAMELESS = "Records say what agencies know. No place is the fault of the young in it."


def placed_sentence(total: int, drawn: int, counts: str, when: str) -> str:
    """How many there are, and how many of them lie somewhere that can be drawn."""
    away = total - drawn
    how_many = "all" if drawn and not away else f"{drawn:,}" if drawn else "none"
    on_map = f"{how_many} {'is' if drawn < 2 and away else 'are'} on the map"
    rest = f" and {away:,} {'is' if away == 1 else 'are'} elsewhere or not located" if away else ""
    return f"{total:,} {counts}, {when}; {on_map}{rest}."


def range_title(most: int, least: int, counts: str) -> str:
    if least == most:
        return f"{span(least, most)} {counts} in each place that can be shown"
    return f"Between {least:,} and {most:,} {counts} in the places that can be shown"


def through_title(rows: pd.DataFrame) -> str:
    """How many places rest on one agency's records."""
    one, joined = (int((rows["known"] == how).sum()) for how in ("one", "others"))
    if rows.empty:
        return "No place can be shown with the agencies that know of it"
    if not one and joined:
        return f"No place is clearly known through one agency alone; of {number_of(joined, 'place', 'places')} we cannot tell"
    if not one:
        return "Every place that can be shown is known through several agencies"
    if len(rows) == 1:
        return "The one place that can be shown is mostly known through one agency"
    return f"Of {len(rows):,} places, {in_words(one)} {'is' if one == 1 else 'are'} mostly known through one agency"


def year_total(latest: int, before: int | None, counts: str) -> str:
    """One year and the year before as they are; chance is weighed where change by district is told."""
    after = f", after {before:,} the year before" if before is not None else ""
    return f"{latest:,} {counts} in all districts{after}"
