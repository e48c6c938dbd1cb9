"""What the areas of a published indicator leave of the area around them: those without a row, and those who are in none.

Some publishers leave out the rows that are small. They would be what the others leave of the whole. And where all came, what
they leave are those whose area is not known; what they are too many, those who are counted in two.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from pandas.api.typing import DataFrameGroupBy


def did_not_come(rows: pd.DataFrame, areas: pd.DataFrame | None, times: pd.Series) -> pd.DataFrame:
    """A row of the same indicator and time for each area that lies in one that is counted, beside others of its level that came.

    rows: `indicator_id`, `area_code`, `numerator`, `is_out`, `is_own`; times: what tells the time of each. Of these rows only
    indicator, time and area are their own; they are neither out nor published.
    """
    if areas is None or "parent_code" not in areas or rows.empty:
        return rows.iloc[:0]
    above, level = (
        dict(zip(areas["area_code"], areas[of].fillna(""), strict=True)) for of in ("parent_code", "area_level")
    )
    lies_in = {code: _areas_around(code, above) for code in above}
    made = []
    for _, own in _by_time(rows, times):
        came, counted = set(own["area_code"]), set(own.loc[own["numerator"].notna(), "area_code"])
        beside = {(level[code], up) for code in came & set(level) for up in lies_in[code] if up in counted}
        gone = [code for code in level if code not in came and any((level[code], up) in beside for up in lies_in[code])]
        made.append(own.iloc[[0] * len(gone)].assign(area_code=gone, is_out=False, is_own=False))
    return pd.concat(made)


def leaving_few(rows: pd.DataFrame, areas: pd.DataFrame | None, times: pd.Series, k: int) -> pd.Series:
    """The areas of one level that all came, where they leave 1 to k−1 of the area around them, or are as many too many.

    rows: those that show a figure; of each, those in question, their base, and the others of the base are held against each other.
    """
    found = pd.Series(data=False, index=rows.index)
    if areas is None or "parent_code" not in areas or rows.empty:
        return found
    above, level = (
        dict(zip(areas["area_code"], areas[of].fillna(""), strict=True)) for of in ("parent_code", "area_level")
    )
    inside: dict[tuple[str, str], set[str]] = {}
    for code in above:
        for around in _areas_around(code, above):
            inside.setdefault((around, level[code]), set()).add(code)
    for _, own in _by_time(rows, times):
        came = set(own["area_code"])
        for around, parts in ((area, parts) for (area, _), parts in inside.items() if area in came and parts <= came):
            whole, held = own[own["area_code"] == around], own[own["area_code"].isin(parts)]
            if _leave_few(whole, held, k):
                found |= rows.index.isin(held.index)
    return found


def _leave_few(whole: pd.DataFrame, parts: pd.DataFrame, k: int) -> bool:
    """An area may have two figures, one here and one that others are shown: each is tried."""
    for counted in (whole["numerator"], whole["denominator"], whole["denominator"] - whole["numerator"]):
        name = counted.name or "others"
        of_parts = parts["denominator"] - parts["numerator"] if name == "others" else parts[name]
        by_area = of_parts.groupby(parts["area_code"])
        if of_parts.isna().any():
            continue
        left = [abs(n - total) for n in counted.dropna() for total in (by_area.min().sum(), by_area.max().sum())]
        if any(0 < n < k for n in left):
            return True
    return False


def _by_time(rows: pd.DataFrame, times: pd.Series) -> DataFrameGroupBy:
    return rows.groupby([rows["indicator_id"], times], sort=False)


def _areas_around(code: str, above: Mapping[str, str]) -> list[str]:
    """The area around an area, the one around that, and so on; an area that lies in itself ends them."""
    found = list[str]()
    while (code := above.get(code, "")) and code not in found:
        found.append(code)
    return found
