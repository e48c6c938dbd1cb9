"""Places in words: never a rank, never a person."""

from __future__ import annotations

import pandas as pd


def density_sentence(rows: pd.DataFrame, counts: str) -> str:
    """How many places hold far more for their size; the table names them all, and the map shows them."""
    strong = rows[rows["times_average"] >= 4]
    drawn = rows[rows["times_average"].notna()]
    if strong.empty:
        return f"No place holds four times as many {counts} for its size as the average."
    share = strong["n"].sum() / rows["n"].sum()
    return (
        f"{len(strong)} of {len(drawn)} places hold four times as many {counts} for their size as the average, or more: "
        f"{share:.0%} of all on {strong['km2'].sum() / drawn['km2'].sum():.0%} of the ground drawn."
    )


def through_sentence(rows: pd.DataFrame) -> str:
    """How many places rest on one agency's records, and some of them in the order of their names."""
    one = rows[rows["known"] == "one"]
    if one.empty:
        return "Every place that can be shown is known through the records of several agencies."
    told = "; ".join(
        f"{r.area} ({r.share_pct:.0f} % through {r.through})" for r in one.sort_values("area").head(3).itertuples()
    )
    more = f"; and {len(one) - 3} more" if len(one) > 3 else ""
    return f"{len(one)} of {len(rows)} places are mostly known through one agency’s records: {told}{more}."


def year_sentence(latest: int, before: int | None, counts: str, span: str) -> str:
    """One year and the year before as they are, with the place where chance is weighed."""
    beside = f", after {before:,} in the year before" if before is not None else ""
    return f"{latest:,} {counts} in all districts, {span}{beside}. “Change by district” says what is beyond chance."
