"""Areas beside each other: which lie beyond chance, never which comes first."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dashboard.measures.design_effect import UNKNOWN
from dashboard.words import format as written
from dashboard.words.form import Form, Found

HIGHER = Form(
    none="No area’s rate can be told from the average of {average} per 1,000: {of} looked at.",
    one="Beyond what chance would explain, of {of}: {found}. The average is {average} per 1,000.",
    many="Beyond what chance would explain, of {of}: {found}. The average is {average} per 1,000.",
    of=("area", "areas"),
    nothing="No area can be compared.",
)


def funnel_sentence(rows: pd.DataFrame, counts: str, *, not_compared: Sequence[str] = (), is_known: bool = True) -> str:
    """Names the areas outside the outer lines, in the order of their names; `is_known`: whether repeats are allowed for."""
    if not is_known:
        return f"Cannot tell whether the rate of {counts} differs between areas: {UNKNOWN}."
    average = rows["n"].sum() / rows["population"].sum() * 1000
    told = []
    for r in rows[rows["is_signal"]].sort_values("area").itertuples():
        side = "a higher rate" if r.rate_per_1000 > average else "a lower rate"
        told.append(f"{side} in {r.area} ({written.level(r.rate_per_1000)})")
    found = Found(told, len(rows), not_compared, "no population was delivered")
    return HIGHER.say(found, average=written.level(average))


def flow_sentence(rows: pd.DataFrame, counts: str) -> str:
    """How much stays in the same area, where both sides name it alike."""
    same = int(rows.loc[rows["area"] == rows["group"], "n"].sum())
    total = int(rows["n"].sum())
    if set(rows["area"]) != set(rows["group"]):
        return f"Of {total:,} {counts}, by where the child was missing from and where found; small groups are joined."
    return f"Of {total:,} {counts}, {100 * same / total:.0f} % ended in the same area."


def when_sentence(rows: pd.DataFrame, counts: str) -> str:
    """The block of the week that holds most for its length."""
    top = rows.loc[rows["times_even"].idxmax()]
    return (
        f"For the time it lasts, most {counts} begin {top['day']}, {top['hour']}: {top['times_even']:.1f} times as many "
        f"as if they were spread evenly over the week."
    )


def day_sentence(rows: pd.DataFrame, counts: str) -> str:
    """Counts a day for each kind of day, beside each other."""
    told = [f"{r.per_day:.2f} on a {str(r.group).lower()}" for r in rows.itertuples()]
    even = rows["n"].sum() / rows["days"].sum()
    spread = rows["per_day"].max() / rows["per_day"].min()
    close = "" if spread > 1.15 else " They hardly differ."
    return f"{counts.capitalize()} a day: {', '.join(told)} ({even:.2f} over all).{close}"
