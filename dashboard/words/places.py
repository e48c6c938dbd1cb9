"""Areas beside each other: which lie beyond chance, never which comes first."""

from __future__ import annotations

from collections.abc import Sequence
from math import isinf

import pandas as pd

from dashboard.measures.design_effect import UNKNOWN
from dashboard.words import format as written
from dashboard.words.form import fitting, listed, number_of


def funnel_sentence(
    rows: pd.DataFrame,
    counts: str,
    *,
    not_compared: Sequence[str] = (),
    is_known: bool = True,
    found_at: float | None = None,
) -> str:
    """Names the areas outside the outer lines, in the order of their names; what would have been found, of areas that are not.

    is_known: whether repeats are allowed for. found_at: as `smallest_found` gives it.
    """
    if not is_known:
        return f"Cannot tell whether the rate of {counts} differs between areas: {UNKNOWN}."
    average = average_of(rows)
    told = []
    for r in rows[rows["is_signal"]].sort_values("area").itertuples():
        side = "a higher rate" if r.rate_per_1000 > average else "a lower rate"
        told.append(f"{side} in {r.area} ({written.level(r.rate_per_1000)})")
    left = f" Without a rate: {listed(not_compared)} (no population was delivered)." if not_compared else ""
    if rows.empty:
        return f"No area can be compared.{left}"
    of = f"{number_of(len(rows), 'area', 'areas')}{' that can be compared' if not_compared else ''}"
    if not told:
        each = f"any of the {of}" if len(rows) > 1 else f"the {of}"
        return f"The rate cannot be told from the average of {written.level(average)} per 1,000 in {each}.{left}{_would_be_named(found_at)}"
    rest = len(rows) - len(told)
    others = f" This cannot be said of the other{'' if rest == 1 else f' {rest:,}'}." if rest else ""
    return f"Beyond what chance would explain, of {of}: {listed(told)}. The average is {written.level(average)} per 1,000.{others}{left}{_would_be_named(found_at)}"


def _would_be_named(found_at: float | None) -> str:
    if found_at is None:
        return ""
    if isinf(found_at):
        return " Even ten times the rate of the others would seldom be told from chance here."
    return f" In four of five such years an area of middle size would be named at {written.tenth(found_at)} times the rate of the others."


def average_of(rows: pd.DataFrame) -> float:
    """Of all areas together, per 1,000; 0 where there is none."""
    return 1000 * float(rows["n"].sum()) / float(rows["population"].sum()) if len(rows) else 0.0


def flow_sentence(rows: pd.DataFrame, counts: str) -> str:
    """How much stays in the same area, where both sides name it alike."""
    same = int(rows.loc[rows["area"] == rows["group"], "n"].sum())
    total = int(rows["n"].sum())
    if not total:
        return f"No {counts} can be shown by where children were found"
    if set(rows["area"]) != set(rows["group"]):
        return f"{total:,} {counts}, by where children were missing from and where they were found"
    return f"Of {total:,} {counts}, {written.percent(100 * same / total)} ended in the same area"


MANY = (
    "A few children with many episodes can lift an area, so the limits are widened by how far a few children make the figures. An area is "
    "named only where its rate stands out among all the areas looked at by more than chance would give."
)
LINES = (
    "The line is the rate of all areas together; nearly all areas lie inside the shaded limits if they do not really differ. "
    "“From” and “to” in the table say what an area’s own rate could be; they are not these limits."
)
WHERE_FROM = "People are counted where they were missing from, not where they live."
DOTS = "The larger the dot, the more; small groups are joined."


def funnel_title(rows: pd.DataFrame, *, is_known: bool) -> str:
    """The areas beyond the limits, in the order of their names, with their rates; or that none is."""
    if not is_known:
        return "We cannot tell whether the rate differs between areas"
    if rows.empty:
        return "No area can be compared"
    average = average_of(rows)
    beyond = rows[rows["is_signal"]].sort_values("area")
    if beyond.empty:
        return f"No area’s rate can be told from the average of {written.level(average)} per 1,000"
    told = [
        f"{r.area}: a {'higher' if r.rate_per_1000 > average else 'lower'} rate, {written.level(r.rate_per_1000)}"
        for r in beyond.itertuples()
    ]
    mean = f"{written.level(average)} per 1,000"
    differ = "differs" if len(told) == 1 else "differ"
    counted = f"{written.count(len(told))} of {number_of(len(rows), 'area', 'areas')} {differ} from {mean} by more than chance"
    return fitting(f"{'; '.join(told)}; the average is {mean}", counted)


def joined_areas(level: str) -> str:
    """Before the rest of a subtitle, since a reader who chose wards looks for their names."""
    return f"Where a {level.lower()} alone would hold too few, several stand together under the name of what is around them. "
