"""What stands beside incidents on a map, worked out again from the deliveries."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping

import h3
import pandas as pd
import shapely

from data_loaders.deliveries.place_actions import ASSET_KINDS, INTERVENTION_TYPES, TIMES_OF_DAY
from data_loaders.deliveries.places import AGENCIES
from data_loaders.facts import FACTS
from data_loaders.published.recount.comparison import Recount
from data_loaders.published.recount.evidence import Evidence, Frame
from data_loaders.published.recount.geography import areas as shaped_areas
from data_loaders.published.recount.hexagons import (
    centre,
    coarser,
    geojson,
    hexagon,
    name_of_places,
    nearest_area,
)

POPULATION_CELLS = 8  # resolution of the hexagons over which people are spread, and in which repeats are counted
TOUCHES = 0.012  # degrees: a hexagon that touches an area has its centre within these
MOSTLY = 0.5  # share of a hexagon that areas must cover for it to be shown
ENOUGH = 100  # records with a place below which a mean over them could tell of somebody
PLACE_DIGITS = 4  # decimals of a point that is public: about ten metres


def _shapes(evidence: Evidence) -> Frame:
    return shaped_areas(evidence).set_index("area_code") if evidence.has("ref_area") else pd.DataFrame()


def _has_incidents(evidence: Evidence) -> bool:
    return "efh_incidents" in evidence.delivered and "incidents" in evidence.policy.datasets


def people_cells(evidence: Evidence) -> Frame:
    """Each area's young people of the latest year spread evenly over its shape, and gathered by hexagon."""
    population, shapes = evidence.table("ref_population"), _shapes(evidence)
    if not _has_incidents(evidence) or population.empty:
        return pd.DataFrame()
    latest = population[population["year"] == population["year"].max()]
    latest = latest[latest["sex"] == "ALL"] if (latest["sex"] == "ALL").any() else latest
    young = latest.groupby("area_code")["population"].sum()
    known = shapes[(shapes["geometry"] != "") & shapes.index.isin(young.index)]
    if known.empty:
        return pd.DataFrame()
    level = known["area_level"].value_counts().index[0]
    shares: dict[str, list[tuple[float, str, float]]] = defaultdict(list)  # cell → people, area, part of it covered
    for code, row in known[known["area_level"] == level].sort_index().iterrows():
        shape = shapely.make_valid(shapely.from_geojson(row["geometry"]))
        cells = sorted(h3.geo_to_cells(shapely.geometry.mapping(shape.buffer(TOUCHES)), POPULATION_CELLS))
        pieces = {cell: hexagon(cell).intersection(shape).area for cell in cells}
        whole = sum(pieces.values())
        for cell, size in pieces.items():
            if size > 0:
                shares[cell].append((float(young[code]) * size / whole, str(code), size / hexagon(cell).area))
    rows = []
    for cell, parts in sorted(shares.items()):
        cover = sum(part[2] for part in parts)
        if cover >= MOSTLY:
            largest = min(parts, key=lambda part: (-part[0], part[1]))
            rows.append((cell, *centre(cell), largest[1], sum(part[0] for part in parts) / min(cover, 1.0)))
    return pd.DataFrame(rows, columns=["cell", "lat", "lon", "area_code", "people"])


def repeats(evidence: Evidence) -> Frame:
    """Record by record: squares of what one group has in one hexagon, over all records, rounded up to a tenth."""
    if not _has_incidents(evidence):
        return pd.DataFrame()
    facts = FACTS["incidents"][2](dict(evidence.delivered))
    together = Counter[tuple[str, str]]()
    for number, (group, cell) in enumerate(zip(facts["group"], facts["cell"], strict=True)):
        if cell:
            together[
                str(group) if group != "not known" else f"row {number}", str(h3.cell_to_parent(cell, POPULATION_CELLS))
            ] += 1
    records, extra = together.total(), [n * (n - 1) for n in together.values()]
    if not records:
        return pd.DataFrame()
    if records < ENOUGH:
        row = (math.nan, "withheld", f"Fewer than {ENOUGH} incidents have a place.")
    elif sum(extra) and max(extra) > evidence.policy.datasets["incidents"].dominance * sum(extra):
        row = (math.nan, "withheld", "One group of children accounts for most of it.")
    else:
        factor = sum(n * n for n in together.values()) / records
        row = (math.ceil(factor * 10 - 1e-9) / 10, "published", "")
    return pd.DataFrame([row], columns=["factor", "status", "reason"])


def assets(evidence: Evidence) -> Frame:
    pooled = evidence.policy.places.pooled_kinds
    rows = [
        (a.kind, ASSET_KINDS[a.kind], a.label, a.opening, a.lat, a.lon)
        for a in evidence.table("assets").itertuples()
        if a.kind not in pooled
    ]
    columns = ["kind", "kind_label", "label", "opening", "lat", "lon"]
    return pd.DataFrame(
        sorted(rows, key=lambda r: (r[0], r[2], round(r[4], PLACE_DIGITS), round(r[5], PLACE_DIGITS))), columns=columns
    )


def guardians(evidence: Evidence) -> Frame:
    """At the level that is shown every area is counted again, person by person, with the shape it is drawn with."""
    own, shapes = evidence.published["guardians"], _shapes(evidence)
    delivered = evidence.table("assets")
    people = delivered[delivered["kind"].isin(evidence.policy.places.pooled_kinds)] if len(delivered) else delivered
    columns = ["area_code", "area_name", "guardians", "status", "reason", "geometry"]
    if people.empty:
        return pd.DataFrame(columns=columns)
    shown = [code for code in own.loc[own["status"] == "published", "area_code"] if code in shapes.index]
    if not shown:
        row = ("", "Whole area", math.nan, "withheld", "", "")
        return pd.DataFrame([row], columns=columns)
    level = shapes[shapes["area_level"] == shapes.loc[shown[0], "area_level"]].sort_index()
    return pd.DataFrame(
        [(code, row["area_name"], _inside(people, row["geometry"]), "published", "", row["geometry"]) for code, row in level.iterrows()],
        columns=columns,
    )  # fmt: skip


def _inside(people: Frame, geometry: str) -> float:
    if not geometry:
        return float(len(people))  # a council without a boundary holds everybody
    shape = shapely.make_valid(shapely.from_geojson(geometry))
    return float(sum(shape.intersects(shapely.Point(p.lon, p.lat)) for p in people.itertuples()))


def safety_maps(evidence: Evidence) -> Frame:
    """Place by place: ages are different people and add up, hexagons inside a coarser one are not and do not."""
    settings, shapes = evidence.policy.places, _shapes(evidence)
    k, finest = settings.safety_map_k[evidence.policy.audience], settings.finest_resolution
    people: dict[tuple[pd.Timestamp, str, str], Counter[str]] = defaultdict(Counter)
    colours: dict[tuple[pd.Timestamp, str, str], Counter[str]] = defaultdict(Counter)
    old = set(evidence.previous["safety_maps"]["period"]) if "safety_maps" in evidence.previous else set()
    for m in evidence.table("safety_maps").itertuples():
        time = "ALL" if m.time_of_day in ("", "NK") else m.time_of_day
        key = (m.period, coarser(m.hex, finest) if m.hex else m.area_code, time)
        if m.period not in old:
            people[key][m.hex] += m.n_participants
            for colour in ("red", "amber", "green"):
                colours[key][colour] += getattr(m, f"n_{colour}")
    asked = list(_asked(people, k))  # a place that few coloured is not listed, so it has no number either
    hexes = sorted({place for _, place, _ in asked if place not in shapes.index})
    labels = name_of_places(hexes, evidence.table("ref_area"))
    rows = []
    for key in asked:
        period, place, time = key
        least = float(max(people[key].values(), default=0))
        is_shown, is_area = least >= k, place in shapes.index
        rows.append((
            period, place, shapes.loc[place, "area_name"] if is_area else labels.get(place, ""),
            TIMES_OF_DAY.get(time, "All day"), least if is_shown else math.nan, _felt(colours[key]) if is_shown else "",
            "published" if is_shown else "withheld", "",
            shapes.loc[place, "geometry"] if is_area else geojson(shapely.set_precision(hexagon(place), 1e-4)),
        ))  # fmt: skip
    columns = ["period", "place", "label", "time_of_day", "participants", "feeling", "status", "reason", "geometry"]
    return pd.DataFrame(rows, columns=columns)


def _asked(people: Mapping[tuple[pd.Timestamp, str, str], Counter[str]], k: int) -> list[tuple[pd.Timestamp, str, str]]:
    """Every place of which something is shown, at every time of day that was asked about in its period."""
    shown = {key[:2] for key, hexes in people.items() if max(hexes.values()) >= k}
    times = {(period, time) for period, _, time in people}
    return sorted((period, place, time) for period, place in shown for when, time in times if when == period)


def _felt(colours: Mapping[str, float]) -> str:
    whole = sum(colours.values())
    most = [colour for colour, n in colours.items() if whole and 2 * n > whole]
    return f"mostly {most[0]}" if most else "mixed"


def interventions(evidence: Evidence) -> Frame:
    shapes, finest, rows = _shapes(evidence), evidence.policy.places.finest_resolution, []
    areas = evidence.table("ref_area")
    name = {"": "", **(dict(shapes["area_name"]) if len(shapes) else {})}
    for i in evidence.table("interventions").itertuples():
        cells = sorted({coarser(cell, finest) for cell in re.split(r"\s*[;,|]\s*", i.hexes) if cell})
        where, geometry = i.area_code, shapes["geometry"].get(i.area_code, "") if len(shapes) else ""
        place = name.get(i.area_code, "") or ", ".join(name_of_places(cells, areas).values())
        if cells:
            geometry = geojson(shapely.set_precision(shapely.union_all([hexagon(cell) for cell in cells]), 1e-4))
            where = where or _district(cells[0], areas)
        rows.append((
            i.intervention_id, INTERVENTION_TYPES.get(i.type, i.type), where, place, i.start_date, i.end_date, i.comparison_area,
            name.get(i.comparison_area, ""), i.displacement_area, name.get(i.displacement_area, ""),
            AGENCIES.get(i.lead_agency, ""), geometry,
        ))  # fmt: skip
    columns = ["intervention_id", "type", "area_code", "place", "start_date", "end_date", "comparison_area", "comparison",
               "displacement_area", "displacement", "lead_agency", "geometry"]  # fmt: skip
    return pd.DataFrame(rows, columns=columns).sort_values(["start_date", "intervention_id"], kind="stable")


def _district(cell: str, areas: Frame) -> str:
    """The coarsest area below the council in which the area nearest to a hexagon lies."""
    level = dict(zip(areas["area_code"], areas["area_level"], strict=True))
    parent = dict(zip(areas["area_code"], areas["parent_code"].fillna(""), strict=True))
    code = nearest_area([cell], areas).get(cell, (cell, ""))[0]
    while level.get(parent.get(code, ""), "COUNCIL") != "COUNCIL":
        code = parent[code]
    return code


PLACE = {
    "people_cells": Recount("Spread again over the shapes of the areas, hexagon by hexagon.", people_cells),
    "incident_repeats": Recount("Counted again record by record.", repeats),
    "assets": Recount("Compared with the delivered assets; none of a kind that is counted by area.", assets),
    "guardians": Recount("Counted again person by person in the shape of each area.", guardians),
    "safety_maps": Recount("Counted again from the delivered rows, place by place.", safety_maps),
    "interventions": Recount(
        "Compared with the delivered interventions, no finer than the policy allows.", interventions
    ),
}
