"""What every map of places stands on: the ground of the council, made once for a release, and the shapes of places."""

from __future__ import annotations

import pandas as pd

from dashboard.ask.cache import remembered
from dashboard.ask.months import leaves_of
from dashboard.ask.published import rows_of
from dashboard.maps.drawn import ground_of
from dashboard.measures.place_density import place_blocks, summed_by_place
from data_loaders.release import Release

DATASET = "incidents"
SCHEMATIC = "The shapes of the areas under the places are schematic: official boundaries were not delivered."


def base_ground(release: Release) -> object:
    return remembered(
        release,
        "ground",
        lambda: ground_of(rows_of(release, "areas"), tuple(rows_of(release, "places").get("geometry", ()))),
    )


def place_shapes(release: Release) -> pd.DataFrame:
    """What is known of each block of places: name, shapes, size; made once for a release."""
    return remembered(
        release,
        "place shapes",
        lambda: place_blocks(rows_of(release, "places"), leaves_of(release, DATASET, "place")),
    )


def named(release: Release, frame: pd.DataFrame) -> pd.DataFrame:
    """The same rows with short names: a block of many joined places by one of them and how many more."""
    blocks = place_shapes(release)
    return frame.assign(area=frame["area_block"].map(dict(zip(blocks["block"], blocks["name"], strict=True))))


def with_shapes(release: Release, frame: pd.DataFrame) -> pd.DataFrame:
    """One row for each published place: area_block, area, label, leaf, n, km2, has_shape, is_rest, shapes, pieces."""
    return summed_by_place(named(release, frame), place_shapes(release))


def schematic(release: Release) -> str:
    return SCHEMATIC if (rows_of(release, "areas")["shape"] == "schematic").any() else ""
