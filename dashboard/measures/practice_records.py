"""Case reviews, training and sharing: plain shares of what a release holds, with intervals where it is a sample of what might be.

Training is a census (every eligible member of staff is counted), so its shares carry no interval. Reviews and items of
intelligence are few and might have been others: Wilson (1927), JASA 22:209.
"""

from __future__ import annotations

import pandas as pd

from dashboard.measures.rates import with_share_pct


def review_shares(rows: pd.DataFrame) -> pd.DataFrame:
    """Reviews with a theme as a share of all of their kind, over the whole time that is shown: code, group, n, base, share_pct, …

    rows: code, group, period_start, period_end, n, base. Adds up published cells only. first, last: the time of each code.
    """
    made = rows.groupby(["code", "group"], sort=False, as_index=False).agg(
        n=("n", "sum"), base=("base", "sum"), first=("period_start", "min"), last=("period_end", "max")
    )  # fmt: skip
    return (
        with_share_pct(made, numerator="n", base="base")
        if len(made)
        else made.assign(share_pct=[], lower_pct=[], upper_pct=[])
    )


def apart(shares: pd.DataFrame) -> list[str]:
    """Codes whose kinds of review have intervals that do not meet. shares: as `review_shares` gives them."""
    return [
        str(code)
        for code, own in shares.groupby("code", sort=False)
        if len(own) > 1 and own["lower_pct"].max() > own["upper_pct"].min()
    ]


def coverage(training: pd.DataFrame) -> pd.DataFrame:
    """The latest period that is shown of each agency and course, with share_pct; NaN where none is. training: as published."""
    shown_last = training.assign(is_shown=training["trained"].notna()).sort_values(
        ["is_shown", "period_start"], kind="stable"
    )
    last = shown_last.drop_duplicates(["agency", "course"], keep="last").drop(columns="is_shown")
    return (
        last.assign(share_pct=100 * last["trained"] / last["eligible"])
        .sort_values(["course", "agency"], kind="stable")
        .reset_index(drop=True)
    )


def latest_flows(sharing: pd.DataFrame) -> pd.DataFrame:
    """Who gave to whom in the latest published period, with the share that was acted on and its interval."""
    flows = sharing[sharing["view"] == "flow"]
    last = flows[flows["period_end"] == flows["period_end"].max()].reset_index(drop=True)
    return with_share_pct(last, numerator="acted_on", base="items") if len(last) else last


def acted_on_series(sharing: pd.DataFrame) -> pd.DataFrame:
    """All items over time: period_start, period_end, n (acted on), base (items), share_pct, lower_pct, upper_pct."""
    rows = sharing[sharing["view"] == "total"].rename(columns={"acted_on": "n", "items": "base"}).reset_index(drop=True)
    return with_share_pct(rows, numerator="n", base="base") if len(rows) else rows
