"""Places in words: never a rank, never a person."""

from __future__ import annotations

import pandas as pd

from dashboard.words.form import number_of

BLAMELESS = "Records say what agencies came to know. No place is the fault of the young in it."


def placed_sentence(total: int, drawn: int, counts: str, span: str) -> str:
    """How many there are, and how many of them lie somewhere that can be drawn."""
    rest = f" and {total - drawn:,} are elsewhere or not located" if total > drawn else ""
    return f"{total:,} {counts}, {span}; {drawn:,} are on the map{rest}."


def range_title(most: int, least: int, counts: str) -> str:
    return f"Between {least:,} and {most:,} {counts} in the places that can be shown"


def through_title(rows: pd.DataFrame) -> str:
    """How many places rest on one agency's records."""
    one = int((rows["known"] == "one").sum())
    if not one:
        return "Every place that can be shown is known through several agencies"
    are = "one place is" if one == 1 else f"{one} places are"
    return f"Of {number_of(len(rows), 'place', 'places')}, {are} mostly known through one agency"


def year_title(latest: int, before: int | None, counts: str) -> str:
    """One year and the year before as they are; chance is weighed where change by district is told."""
    after = f", after {before:,} the year before" if before is not None else ""
    return f"{latest:,} {counts} in all districts{after}"
