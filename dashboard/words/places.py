"""Areas beside each other: which lie beyond chance, never which comes first."""

from __future__ import annotations

import pandas as pd


def funnel_sentence(rows: pd.DataFrame, counts: str) -> str:
    """Names the areas outside the outer lines, in the order of their names."""
    told = []
    average = rows["n"].sum() / rows["population"].sum() * 1000
    for side, word in (("higher", "more"), ("lower", "fewer")):
        names = sorted(
            str(r.area) for r in rows.itertuples() if r.is_signal and (r.rate_per_1000 > average) == (side == "higher")
        )
        if names:
            told.append(f"{word} {counts} for its size than chance explains: {', '.join(names)}")
    if not told:
        return f"No area differs from the others by more than its size and chance would explain ({average:.0f} per 1,000 over all)."
    first = "; ".join(told)
    return f"{first[:1].upper()}{first[1:]}. The others lie within chance of {average:.0f} per 1,000."


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
