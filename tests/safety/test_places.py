"""The partition of places: fine where it can be, pooled where it must be, and the same for a later release."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import h3
import numpy as np
import pandas as pd
import pytest
import shapely

from data_loaders.facts.cells import cells_at
from data_loaders.facts.incidents import groups
from data_loaders.release import Release
from data_loaders.safety.floor import Floor
from data_loaders.safety.views.place_labels import direction, leaf_districts, place_labels, place_table
from data_loaders.safety.views.places import ELSEWHERE, REST, leaf_of_records, partition

RULE = Floor(5, 0.5)
AREAS = pd.DataFrame(
    {
        "area_code": ["C", "L1", "L2", "W1", "W2", "W3"], "area_level": ["COUNCIL", "LOCALITY", "LOCALITY", "WARD", "WARD", "WARD"],
        "area_name": ["Invented", "East", "West", "Upper", "Middle", "Lower"], "parent_code": ["", "C", "C", "L1", "L1", "L2"],
        "lat": [np.nan, np.nan, np.nan, 55.90, 55.85, 55.80], "lon": [np.nan, np.nan, np.nan, -4.0, -3.95, -4.1],
    }
)  # fmt: skip


def world(seed: int, *, incidents: int = 1500, sensitive: float = 0.03) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    spots = rng.normal([55.86, -4.0], [0.05, 0.08], (40, 2))
    at = spots[rng.choice(40, incidents, p=rng.dirichlet(np.full(40, 0.6)))] + rng.normal(0, 0.002, (incidents, 2))
    lat, lon = pd.Series(at[:, 0]), pd.Series(at[:, 1])
    lat[rng.random(incidents) < 0.1] = np.nan
    return cells_at(lat, lon), rng.random(incidents) < sensitive, rng.integers(0, 400, incidents)


@pytest.mark.parametrize("seed", range(6))
def test_every_place_holds_enough_children_none_of_whom_makes_most_of_it(seed: int) -> None:
    finest, sensitive, person = world(seed, incidents=300 * (seed + 1))
    leaves = partition(finest, sensitive, person, RULE)
    frame = pd.DataFrame({"leaf": leaf_of_records(finest, sensitive, leaves), "person": person})
    counted = frame.groupby("leaf")["person"].agg(["nunique", "size", lambda p: p.value_counts().iloc[0]])
    assert (counted["nunique"] >= 5).all()
    assert (counted.iloc[:, 2] <= 0.5 * counted["size"]).all()
    assert set(counted.index) | {ELSEWHERE} == set(leaves)


@pytest.mark.parametrize("seed", range(3))
def test_no_record_of_a_sensitive_place_lies_in_a_fine_hexagon(seed: int) -> None:
    finest, sensitive, person = world(seed, sensitive=0.2)
    leaves = partition(finest, sensitive, person, RULE)
    own = leaf_of_records(finest, sensitive, leaves)[sensitive]
    for leaf in set(own) - {ELSEWHERE}:
        assert h3.get_resolution(leaf.removesuffix(REST)) == 7


def test_detail_is_kept_where_there_is_enough(tell: Callable[[str], None]) -> None:
    finest, sensitive, person = world(3)
    leaves = partition(finest, sensitive, person, RULE)
    own = leaf_of_records(finest, sensitive, leaves)
    drawn = np.array([leaf != ELSEWHERE and not leaf.endswith(REST) for leaf in own])
    fine = np.array([h3.get_resolution(leaf.removesuffix(REST)) == 9 for leaf in own if leaf != ELSEWHERE])
    tell(
        f"places: {drawn[finest != ''].mean():.0%} of placed records in hexagons of their own, {fine.mean():.0%} in the finest"
    )
    assert drawn[finest != ""].mean() > 0.5


def test_a_later_record_lands_where_an_earlier_one_did() -> None:
    finest, sensitive, person = world(4)
    leaves = partition(finest, sensitive, person, RULE)
    again = leaf_of_records(finest[::-1], sensitive[::-1], leaves)[::-1]
    assert (again == leaf_of_records(finest, sensitive, leaves)).all()
    assert (
        list(leaf_of_records(np.array(["", h3.latlng_to_cell(57.5, -2.0, 9)], dtype=object), np.zeros(2, bool), leaves))
        == [ELSEWHERE] * 2
    )


def test_remainders_are_drawn_without_what_is_shown_apart() -> None:
    finest, sensitive, person = world(5)
    table = place_table(partition(finest, sensitive, person, RULE), AREAS).set_index("leaf")
    shapes = {leaf: shapely.from_geojson(text) for leaf, text in table["geometry"].items() if text}
    for leaf in (s for s in shapes if s.endswith(REST)):
        cell = leaf.removesuffix(REST)
        inside = [
            s
            for other, s in shapes.items()
            if other != leaf and h3.get_resolution(other.removesuffix(REST)) > h3.get_resolution(cell)
        ]
        assert max((shapes[leaf].intersection(s).area / s.area for s in inside), default=0) < 0.02
    assert (table.loc[table["kind"] != "elsewhere", "km2"] > 0).all()
    assert json.loads(table["geometry"].iloc[0])["type"] in ("Polygon", "MultiPolygon")


def test_places_are_named_by_the_nearest_area_and_gathered_by_its_district() -> None:
    near = [h3.latlng_to_cell(lat, lon, 8) for lat, lon in ((55.9, -4.0), (55.8, -4.1))]
    labels = place_labels([*near, ELSEWHERE], AREAS)
    assert [labels[c] for c in near] == ["Upper, centre", "Lower, centre"]
    assert labels[ELSEWHERE].startswith("elsewhere")
    assert [leaf_districts(near, AREAS)[c][0] for c in near] == ["L1", "L2"]


def test_a_place_is_named_by_its_side_and_a_second_one_by_a_number() -> None:
    north = sorted(h3.grid_disk(h3.latlng_to_cell(55.925, -4.0, 8), 1))[:2]
    labels = place_labels(north, AREAS)
    assert all(label.startswith("Upper, north") for label in labels.values())
    assert len(set(labels.values())) == 2
    assert direction((55.9, -4.0), (55.9, -3.9)) == "east"
    assert direction((55.9, -4.0), (55.87, -4.05)) == "south-west"
    assert direction((55.9, -4.0), (55.901, -4.001)) == "centre"


def test_incidents_that_share_a_child_are_one_group() -> None:
    """a with b, b with c: one group of three children. d alone: another. Nobody named: one unknown child for all of them."""
    made = groups(pd.Series(["a;b", "b, c", "d", "c", "", ""]), pd.Series([*"123456"]))
    assert made[0] == made[1] == made[3]
    assert len({made[0], made[2], made[4]}) == 3
    assert made[4] == made[5]


def test_where_no_child_is_named_at_all_each_record_stands_for_itself() -> None:
    assert len(set(groups(pd.Series(["", "", ""]), pd.Series([*"123"])))) == 3


def test_no_published_place_tells_of_few(deliveries: Path, release: Release) -> None:
    """Recounted from the delivered rows: children of each block of the place view, by an independent path."""
    view = next(v for v in release.manifest.views if v.table == "incidents.place")
    assert view.status == "published"
    incidents = pd.read_csv(deliveries / "efh_incidents.csv", dtype="str", keep_default_na=False)
    locations = pd.read_csv(deliveries / "locations.csv").set_index("location_id")
    blocks = release.table("blocks")
    blocks = blocks[(blocks["dataset"] == "incidents") & (blocks["dimension"] == "place")]
    used = set(release.table("incidents.place")["place"])
    block_of = {r.leaf: r.block for r in blocks.itertuples() if r.block in used}
    children: dict[str, set[str]] = {}
    for row in incidents.itertuples():
        leaf = _leaf(row.location_id, locations, set(block_of))
        children.setdefault(block_of[leaf], set()).update(row.child_group_pseudo_ids.split(";"))
    assert min(len(c) for c in children.values()) >= 5
    assert set(children) == used


def _leaf(location: str, locations: pd.DataFrame, leaves: set[str]) -> str:
    if not location:
        return ELSEWHERE
    place = locations.loc[location]
    steps = [7] if place["is_sensitive"] == "Y" else [9, 8, 7]
    for resolution in steps:
        cell = h3.cell_to_parent(h3.latlng_to_cell(place["lat"], place["lon"], 9), resolution)
        found = next((code for code in (cell, f"{cell}{REST}") if code in leaves), None)
        if found:
            return found
    return ELSEWHERE
