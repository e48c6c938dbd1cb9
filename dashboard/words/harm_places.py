"""Places in words: never a rank, never a person."""

from __future__ import annotations

import pandas as pd


def density_sentence(rows: pd.DataFrame, counts: str) -> str:
    strong = rows[rows["times_average"] >= 4]
    if strong.empty:
        return f"No place holds four times as many {counts} for its size as the average."
    names = "; ".join(sorted(str(a) for a in strong["area"])[:6])
    more = f"; and {len(strong) - 6} more" if len(strong) > 6 else ""
    return f"Four times as many {counts} for their size as the average, or more: {names}{more}."


def through_sentence(rows: pd.DataFrame) -> str:
    one = rows[rows["is_one"]]
    if one.empty:
        return "Every place that can be shown is known through the records of several agencies."
    told = "; ".join(
        f"{r.area} ({r.share_pct:.0f} % through {r.through})" for r in one.sort_values("area").head(5).itertuples()
    )
    more = f"; and {len(one) - 5} more" if len(one) > 5 else ""
    return f"Mostly known through one agency’s records: {told}{more}."
