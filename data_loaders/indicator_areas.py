"""Areas of which a published indicator came without a row, though the area around them and others like them came.

Some publishers leave out the rows that are small. They would be what the others leave of the whole.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd


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
    for _, own in rows.groupby([rows["indicator_id"], times], sort=False):
        came, counted = set(own["area_code"]), set(own.loc[own["numerator"].notna(), "area_code"])
        beside = {(level[code], up) for code in came & set(level) for up in lies_in[code] if up in counted}
        gone = [code for code in level if code not in came and any((level[code], up) in beside for up in lies_in[code])]
        made.append(own.iloc[[0] * len(gone)].assign(area_code=gone, is_out=False, is_own=False))
    return pd.concat(made)


def _areas_around(code: str, above: Mapping[str, str]) -> list[str]:
    """The area around an area, the one around that, and so on; an area that lies in itself ends them."""
    found = list[str]()
    while (code := above.get(code, "")) and code not in found:
        found.append(code)
    return found
