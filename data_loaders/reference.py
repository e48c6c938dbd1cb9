"""Tables that are about places, dates and published figures, not about anybody: they cross the lock as they are."""

from __future__ import annotations

from datetime import date
from functools import cache

import pandas as pd

from data_loaders.facts import Tables
from data_loaders.facts.school_days import days_by_kind
from data_loaders.indicators import publishable_indicators
from data_loaders.published import TABLES
from data_loaders.published.kinds import DTYPES
from data_loaders.schematic import with_schematic_shapes

DELIVERED_AS = {
    "areas": "ref_area",
    "ground": "ground",
    "population": "ref_population",
    "events": "events",
    "indicators": "cpc_indicators",
}


def reference_tables(
    tables: Tables,
    *,
    k: int,
    covered: tuple[date, date] | None,
    indicators_out: pd.DataFrame | None = None,
    indicators_of_others: pd.DataFrame | None = None,
) -> dict[str, pd.DataFrame]:
    """Every reference table of the lock, empty where nothing was delivered. indicators_out: those that are out, for this audience
    and for others."""
    made = {}
    for name, delivered in DELIVERED_AS.items():
        frame = tables.get(delivered, pd.DataFrame()).copy()
        if name == "areas" and len(frame):
            geometry = frame["geometry"].fillna("") if "geometry" in frame else pd.Series("", index=frame.index)
            frame["geometry"] = geometry
            frame["shape"] = geometry.map(lambda text: "official" if text else "none")
            frame = with_schematic_shapes(frame) if {"lat", "lon"} <= set(frame) else frame
        if name == "indicators" and len(frame):
            frame = publishable_indicators(
                frame, k=k, before=indicators_out, others=indicators_of_others, areas=tables.get("ref_area")
            )
        elif name == "indicators" and indicators_out is not None:
            frame = indicators_out
        made[name] = contracted(frame, name)
    days = pd.DataFrame() if covered is None else days_by_kind(*covered, tables.get("school_terms"))
    made["calendar"] = contracted(days, "calendar")
    return made


def contracted(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """Exactly the columns and kinds that the lock expects; text is never missing, only empty."""
    return _contracted(frame, name) if len(frame) else _nothing_of(name).copy()


@cache
def _nothing_of(name: str) -> pd.DataFrame:
    """Without a row, as most tables are of a partner who delivers little."""
    return _contracted(pd.DataFrame(), name)


def _contracted(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    columns = {}
    for column, kind in TABLES[name].columns.items():
        values = frame[column] if column in frame else pd.Series([None] * len(frame), index=frame.index)
        if kind.dtype == "text":
            values = values.fillna("")
        columns[column] = values.astype(DTYPES[kind.dtype])
    return pd.DataFrame(columns).reset_index(drop=True)
