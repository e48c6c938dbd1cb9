"""Assets as points, as they are public; guardians, who are persons, as numbers of areas large enough to hold several."""

from __future__ import annotations

import math

import pandas as pd
import shapely

from data_loaders.deliveries.place_actions import ASSET_KINDS
from data_loaders.release import Release
from data_loaders.safety.floor import Floor
from data_loaders.safety.grid import hidden

LEVELS = ("WARD", "CLUSTER", "COMMUNITY", "LOCALITY", "COUNCIL")  # finest first
PLACES = 4
ASSET_COLUMNS = ["kind", "kind_label", "label", "opening", "lat", "lon"]
GUARDIAN_COLUMNS = ["area_code", "area_name", "guardians", "status", "reason", "geometry"]


def asset_table(assets: pd.DataFrame, pooled: tuple[str, ...]) -> pd.DataFrame:
    """Every asset that is not pooled, at about ten metres."""
    shown = assets[~assets["kind"].isin(pooled)] if len(assets) else assets
    if shown.empty:
        return pd.DataFrame(columns=ASSET_COLUMNS)
    made = shown.assign(
        kind_label=shown["kind"].map(ASSET_KINDS), lat=shown["lat"].round(PLACES), lon=shown["lon"].round(PLACES)
    )
    return made.sort_values(["kind", "label", "lat", "lon"], kind="stable")[ASSET_COLUMNS].reset_index(drop=True)


def guardian_table(
    assets: pd.DataFrame, areas: pd.DataFrame, *, pooled: tuple[str, ...], k: int, previous: Release | None
) -> pd.DataFrame:
    """Numbers at the finest level whose every area holds at least k; of assets without one of them no more is told than of few. What
    was published stays until a re-basing."""
    if previous is not None and len(previous.frames.get("guardians", ())):
        return previous.table("guardians")
    if assets.empty:
        return pd.DataFrame(columns=GUARDIAN_COLUMNS)
    people = assets[assets["kind"].isin(pooled)]
    for level in LEVELS:
        own = areas[areas["area_level"] == level]
        counts = _counted(people, own) if len(own) else pd.Series(dtype="int64")
        if len(counts) == len(own) > 0 and Floor(k).is_reached(counts):
            return pd.DataFrame(
                [(r.area_code, r.area_name, float(counts[r.area_code]), "published", "", r.geometry) for r in own.sort_values("area_code").itertuples()],
                columns=GUARDIAN_COLUMNS,
            )  # fmt: skip
    row = ("", "Whole area", math.nan, "withheld", hidden("people"), "")
    return pd.DataFrame([row], columns=GUARDIAN_COLUMNS)


def _counted(people: pd.DataFrame, areas: pd.DataFrame) -> pd.Series:
    """Guardians of each area by its shape; one outside every shape belongs to none. A council without a shape holds all."""
    if not (areas["geometry"] != "").all():
        return pd.Series({areas["area_code"].iloc[0]: len(people)}) if len(areas) == 1 else pd.Series(dtype="int64")
    shapes = shapely.make_valid(shapely.from_geojson(areas["geometry"].to_numpy()))
    points = shapely.points(people["lon"].to_numpy(dtype=float), people["lat"].to_numpy(dtype=float))
    _, at = shapely.STRtree(shapes).query(points, predicate="intersects")
    return areas["area_code"].iloc[at].value_counts()
