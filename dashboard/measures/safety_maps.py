"""Safety maps of a release: which there are, and the rows of one."""

from __future__ import annotations

import pandas as pd


def asked_about(maps: pd.DataFrame) -> dict[str, tuple[pd.Timestamp, str]]:
    """Key → period and time of day of each map, newest period first.

    maps: period (first day), time_of_day. A key is "2025-04-01|Evening".
    """
    different = maps[["period", "time_of_day"]].drop_duplicates()
    ordered = different.sort_values(["period", "time_of_day"], ascending=[False, True])
    return {f"{p.date().isoformat()}|{t}": (p, t) for p, t in ordered.itertuples(index=False)}


def of_one_map(maps: pd.DataFrame, key: str) -> pd.DataFrame:
    """The rows of one map by name of place, with `leaf` and `shapes` for drawing; empty for an unknown key.

    maps: period, time_of_day, place, label, geometry and what else there is.
    """
    period, time = asked_about(maps).get(key, (None, ""))
    rows = maps[(maps["period"] == period) & (maps["time_of_day"] == time)]
    ordered = rows.sort_values("label", kind="stable").reset_index(drop=True)
    return ordered.assign(leaf=ordered["place"], shapes=[(g,) for g in ordered["geometry"]])
