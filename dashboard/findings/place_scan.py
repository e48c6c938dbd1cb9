"""Where harm is recorded more than chance, repeats and the young people living there explain."""

from __future__ import annotations

from dataclasses import dataclass

import h3
import numpy as np
import pandas as pd

from dashboard.ask.cache import remembered
from dashboard.ask.months import leaves_of
from dashboard.ask.published import rows_of
from dashboard.findings.place_ground import under
from dashboard.measures.place_footprint import footprint, records_at_risk, shown_places
from dashboard.measures.places_near import counts_of_blocks
from dashboard.measures.scan import KM_A_DEGREE, WORLDS, Concentration, circle_round, scan, variation
from dashboard.words.format import tenth
from dashboard.words.place_scan import circle_name
from data_loaders.release import Release

DATASET = "incidents"
HIDDEN = (
    "What is hidden is not read as nothing: a circle is credited with what is shown wholly inside it and charged with all young "
    "people in it, so hiding can conceal a cluster and cannot make one."
)
LIVING = (
    "How many young people live in each hexagon is not known: those of each area are spread evenly over it. A town centre that "
    "young people come to can stand out for that reason alone. It is a reason to go and look, not a verdict on a place."
)
NOBODY = "No children are identified in these records, so repeats by the same children cannot be allowed for: too much may be found."


@dataclass(frozen=True)
class Cluster:
    """One circle as it stands on the map and in the list: neighbourhoods first, each kind numbered from north to south."""

    number: int
    circle: Concentration
    lat: float
    lon: float
    km: float
    name: str

    @property
    def key(self) -> str:
        return f"circle:{self.number}"


def has_scan(release: Release) -> bool:
    return len(rows_of(release, "people_cells")) > 0


def concentrations(release: Release) -> tuple[Concentration, ...]:
    """The scan of this release, made once."""
    return remembered(release, "scan", lambda: _scanned(release))


def clusters(release: Release) -> tuple[Cluster, ...]:
    """Neighbourhoods beyond chance and single places, each from north to south; none where the search cannot be made."""
    return remembered(release, "clusters", lambda: _numbered(release))


def why_no_scan(release: Release) -> str:
    """Why places cannot be held against chance; empty where they can."""
    if not has_scan(release):
        return "How many young people live where was not delivered, so nothing can be held against chance."
    table = rows_of(release, "incident_repeats")
    if table.empty:
        return "How often the same children come back to a place was not published."
    is_there = table["status"].iloc[0] == "published"
    return "" if is_there else f"How often children come back is not published: {table['reason'].iloc[0]}"


def method_of(release: Release) -> str:
    """How the search was made, for those who ask."""
    varied = variation(*_searched(release), repeats=_repeats(release))
    return (
        f"Circles up to about three kilometres wide from the middle, held against {WORLDS} maps made by chance, in which incidents "
        f"fall where young people live and places differ by themselves as much as here ({tenth(varied)} times as much variation as "
        "single events). A circle of several hexagons counts only if it stands without any one of its places: one meeting place is "
        "no cluster; and if few maps have one as strong on which the places, strong and weak, are dealt out anew: two by chance side by "
        "side are none. Poisson circular scan (Kulldorff 1997); p is the share of maps made by chance with a circle as strong somewhere."
    )


def _numbered(release: Release) -> tuple[Cluster, ...]:
    if why_no_scan(release):
        return ()
    cells = rows_of(release, "people_cells")
    found = [(circle, *circle_round(circle.cells, cells)) for circle in concentrations(release)]
    found.sort(key=lambda each: (each[0].is_one_place, -each[1]))
    return tuple(
        Cluster(number, circle, lat, lon, km, _name(release, lat, lon, km, number))
        for number, (circle, lat, lon, km) in enumerate(found, start=1)
    )


def _name(release: Release, lat: float, lon: float, km: float, number: int) -> str:
    """After the published place whose middle lies nearest, and the nearest station within the circle, by which people know it."""
    places = rows_of(release, "places")
    places = places[places["kind"] == "cell"]
    stops = [(n.text, *n.at) for n in under(release).names if n.kind == "station" and n.text]
    stations = pd.DataFrame(stops, columns=["label", "lon", "lat"])
    label, _ = _nearest(places, lat, lon)
    station, away = _nearest(stations, lat, lon)
    return circle_name(label, number, station if away < km else "")


def _nearest(rows: pd.DataFrame, lat: float, lon: float) -> tuple[str, float]:
    """Which of label, lat, lon lies nearest, and how many km away; no name where there are none."""
    if rows.empty:
        return "", float("inf")
    apart = np.hypot(rows["lat"] - lat, (rows["lon"] - lon) * np.cos(np.radians(lat))) * KM_A_DEGREE
    return str(rows.loc[apart.idxmin(), "label"]), float(apart.min())


def _scanned(release: Release) -> tuple[Concentration, ...]:
    cells, shown, total = _searched(release)
    return scan(cells, shown, total, repeats=_repeats(release))


def _repeats(release: Release) -> float:
    """By how many times chance incidents vary because the same children come back."""
    return float(rows_of(release, "incident_repeats")["factor"].iloc[0])


def _searched(release: Release) -> tuple[pd.DataFrame, dict[tuple[str, ...], int], int]:
    """What the search is told: cells with people, the published places with their counts, and all records that may lie there."""
    # Of all the time of the view: one that goes on has the years after those it began with.
    counts = counts_of_blocks(rows_of(release, f"{DATASET}.place").rename(columns={"place": "area_block"})).to_dict()
    leaves = leaves_of(release, DATASET, "place")
    cells = rows_of(release, "people_cells")
    shown = shown_places(leaves, counts, _leaves(release))
    return cells, shown, records_at_risk(leaves, counts, _leaves(release), frozenset(cells["cell"]))


def cells_of_place(release: Release, leaf: str) -> frozenset[str]:
    """The hexagons of a kilometre that a hexagon of the map or a leaf lies in."""
    known = _leaves(release)
    if leaf in known or not h3.is_valid_cell(leaf):
        return footprint(leaf, known)
    return footprint(leaf, ())


def _leaves(release: Release) -> frozenset[str]:
    return frozenset(rows_of(release, "places")["leaf"])
