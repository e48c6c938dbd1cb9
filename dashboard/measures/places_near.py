"""What belongs to one place: rows of the block that holds it, and what lies in its hexagons."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import h3
import pandas as pd

from dashboard.measures.place_footprint import UNIT


def counts_of_blocks(frame: pd.DataFrame) -> pd.Series:
    """Counts over the time of a view, by the published block."""
    return frame.groupby("area_block")["n"].sum()


def rows_of_leaf(frame: pd.DataFrame, leaves: Mapping[str, Collection[str]], leaf: str) -> pd.DataFrame:
    """Counts over the time of a view for the published block that holds a leaf, one row for each group.

    frame: area_block, area, group, n. A leaf lies in exactly one block of a view. Columns: area, group, n.
    """
    own = frame[frame["area_block"].map(lambda block: leaf in leaves[block])]
    return own.groupby(["area", "group"], as_index=False, sort=False)["n"].sum()


def feelings_inside(maps: pd.DataFrame, cells: Collection[str]) -> list[tuple[str, str]]:
    """What young people felt in some of these hexagons in the latest period: (time of day, colour) for each shown one."""
    if maps.empty:
        return []
    own = maps[maps["place"].isin(set(cells)) & (maps["period"] == maps["period"].max())]
    return [
        (f"young people, {r.time_of_day.lower()}", r.feeling or "withheld: coloured by too few")
        for r in own.itertuples()
    ]


def assets_inside(assets: pd.DataFrame, cells: Collection[str]) -> list[str]:
    """Names of the assets that lie in some of these hexagons."""
    inside = set(cells)
    return [
        str(r.label or r.kind_label) for r in assets.itertuples() if h3.latlng_to_cell(r.lat, r.lon, UNIT) in inside
    ]


def hours_of(bands: Collection[str]) -> int:
    """How many hours of a day some bands fill: "18-21" is three, what is not known is none."""
    ends = [band.split("-") for band in bands if "-" in band]
    return sum(int(stop) - int(start) for start, stop in ends)


def day_by_time(frame: pd.DataFrame) -> pd.DataFrame:
    """Counts of each kind of day (`also`) and time of day (`group`) summed over areas and periods, with their share_pct."""
    rows = frame.groupby(["also", "group"], as_index=False, sort=False, observed=True)["n"].sum()
    return rows.assign(share_pct=rows["n"] / rows["n"].sum() * 100)
