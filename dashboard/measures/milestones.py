"""How many got how far along a path, from the published groups of its stages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice

import pandas as pd

from dashboard.measures.design_effect import ONE_EACH, DesignEffect
from dashboard.measures.latest_year import latest_or_whole, latest_years, years_back
from dashboard.measures.rates import with_share_pct


def reached(
    frame: pd.DataFrame,
    milestones: Mapping[str, frozenset[str]],
    leaves: Mapping[str, frozenset[str]],
    *,
    design_effect: DesignEffect = ONE_EACH,
) -> pd.DataFrame:
    """Of all in the latest year and the one before, how many reached each milestone, with share and Wilson interval.

    frame: period_start, period_end, group_block, n of one view; milestones: title → the stages that count as having reached
    it; leaves: block → its stages. A milestone that a published block cuts through is left out: it cannot be told.
    Columns: milestone, year, n, base, share_pct, lower_pct, upper_pct.
    """
    years = latest_years(frame, ["group_block"])
    rows: list[dict[str, object]] = []
    for year, part in years.groupby("year", sort=False):
        base = int(part["n"].sum())
        for title, stages in milestones.items():
            blocks = [b for b in part["group_block"] if leaves[b] <= stages]
            if any(leaves[b] & stages and not leaves[b] <= stages for b in part["group_block"]):
                continue
            n = int(part.loc[part["group_block"].isin(blocks), "n"].sum())
            rows.append({"milestone": title, "year": year, "n": n, "base": base})
    if not rows:
        return pd.DataFrame(columns=["milestone", "year", "n", "base", "share_pct", "lower_pct", "upper_pct"])
    return with_share_pct(pd.DataFrame(rows), numerator="n", base="base", design_effect=design_effect)


def in_time_by_group(
    frame: pd.DataFrame,
    leaves: Mapping[str, frozenset[str]],
    groups: Mapping[str, str],
    *,
    suffixes: Sequence[str],
    design_effect: DesignEffect = ONE_EACH,
) -> pd.DataFrame:
    """For groups whose codes come in pairs (X_IN_TIME, X_LATE): the share in time of each, as `latest_or_whole`.

    frame: period_start, period_end, group_block, n; leaves: block → codes; groups: code of the group → title; suffixes: that
    of "in time", then that of the rest. Groups whose two blocks are published together, or with others, are left out.
    """
    latest = latest_or_whole(frame, ["group_block"]).set_index("group_block")["n"]
    rows = []
    for code, title in groups.items():
        pair = [next((b for b in latest.index if leaves[b] == {f"{code}{s}"}), None) for s in suffixes]
        if None not in pair:
            inside, rest = (int(latest[block]) for block in pair)
            rows.append({"group": title, "n": inside, "base": inside + rest})
    if not rows:
        return pd.DataFrame(columns=["group", "n", "base", "share_pct", "lower_pct", "upper_pct"])
    return with_share_pct(pd.DataFrame(rows), numerator="n", base="base", design_effect=design_effect)


def named_shares(
    named: Mapping[str, pd.DataFrame],
    held: pd.DataFrame,
    held_blocks: Sequence[str],
    *,
    design_effect: DesignEffect = ONE_EACH,
) -> pd.DataFrame:
    """Of the discussions held in the latest year, the share that named each factor: group, n, base, year_start, year_end and
    Wilson interval.

    named: factor → rows period_start, period_end, n of those that named it, of any unit; held: rows of the view by stage,
    held_blocks: its blocks that were held. Their latest year is that of all factors: views reach differently far, and what a
    factor's view holds after it waits. A factor whose periods do not fill that year is left out. Sorted by how often it is named.
    """
    rows = []
    for start, end, inside in islice(years_back(held[held["group_block"].isin(held_blocks)]), 1):
        for factor, part in named.items():
            own = next((rows for first, _, rows in years_back(part[part["period_end"] <= end]) if first == start), None)
            if own is not None:
                rows.append({"group": factor, "n": int(own["n"].sum()), "base": int(inside["n"].sum()), "year_start": start, "year_end": end})  # fmt: skip
    if not rows:
        return pd.DataFrame(columns=["group", "n", "base", "share_pct", "lower_pct", "upper_pct"])
    table = pd.DataFrame(rows).sort_values("n", ascending=False, kind="stable", ignore_index=True)
    return with_share_pct(table, numerator="n", base="base", design_effect=design_effect)


def held_by_others(
    frame: pd.DataFrame, leaves: Mapping[str, frozenset[str]], told: int, *, suffixes: Sequence[str]
) -> int | None:
    """Of the same time as `in_time_by_group`, how many were held beside those `told`; None where a published block holds others, too."""
    latest = latest_or_whole(frame, ["group_block"])
    ends = tuple(suffixes)
    held = [[code.endswith(ends) for code in leaves[block]] for block in latest["group_block"]]
    if any(any(own) and not all(own) for own in held):
        return None
    return int(latest.loc[[all(own) for own in held], "n"].sum()) - told
