"""What stands beside incidents on a map, worked out again from the deliveries."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

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
Asked = tuple[pd.Timestamp, str, str]  # period, place, time of day
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
    """Record by record: squares of what one group has in one hexagon, over all records, rounded up to a tenth.

    Where a group has more in one hexagon than the group in k-th place has in any, the rest of its own does not weigh.
    """
    if not _has_incidents(evidence):
        return pd.DataFrame()
    k, facts = evidence.policy.k("incidents"), FACTS["incidents"][2](dict(evidence.delivered))
    together = Counter[tuple[str, str]]()
    for number, (group, cell) in enumerate(zip(facts["group"], facts["cell"], strict=True)):
        if cell:
            together[
                str(group) if group != "not known" else f"row {number}", str(h3.cell_to_parent(cell, POPULATION_CELLS))
            ] += 1
    records = together.total()
    most = defaultdict[str, int](int)
    for (group, _), n in together.items():
        most[group] = max(most[group], n)
    of_kth = sorted(most.values(), reverse=True)[k - 1] if len(most) >= k else 0
    if records < ENOUGH or of_kth < 2:
        row = (math.nan, "withheld", "Few incidents have a place, or few children come again.")
    else:
        row = (
            math.ceil(sum(n * min(n, of_kth) for n in together.values()) / records * 10 - 1e-9) / 10,
            "published",
            "",
        )
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
    columns = ["area_code", "area_name", "guardians", "status", "reason", "geometry"]
    if delivered.empty:
        return pd.DataFrame(columns=columns)
    people = delivered[delivered["kind"].isin(evidence.policy.places.pooled_kinds)]
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
    """Place by place: ages are different people and add up, hexagons inside a coarser one are the same people and do not."""
    settings, shapes = evidence.policy.places, _shapes(evidence)
    k, finest = settings.safety_map_k[evidence.policy.audience], settings.finest_resolution
    parts: dict[Asked, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    old = set(evidence.previous["safety_maps"]["period"]) if "safety_maps" in evidence.previous else set()
    for (period, hexagon_of, area, time), ages in _asked_once(evidence.table("safety_maps")).items():
        if period not in old:
            for m in [ages["ALL"]] if "ALL" in ages else ages.values():
                own = parts[period, coarser(hexagon_of, finest) if hexagon_of else area, time][hexagon_of]
                own.update({"people": m.n_participants, "red": m.n_red, "amber": m.n_amber, "green": m.n_green})
    people = {key: max(part["people"] for part in of_key.values()) for key, of_key in parts.items()}
    least = _least_of_places(people, shapes.index, k)
    hexes = sorted({place for _, place, _ in least if place not in shapes.index})
    labels = name_of_places(hexes, evidence.table("ref_area"))
    rows = []
    for key in sorted(least):
        period, place, time = key
        is_shown, is_area = people.get(key, 0) >= k, place in shapes.index
        rows.append((
            period, place, shapes.loc[place, "area_name"] if is_area else labels.get(place, ""),
            TIMES_OF_DAY.get(time, "All day"), float(least[key]) if is_shown else math.nan,
            _felt(parts[key], people[key]) if is_shown else "", "published" if is_shown else "withheld", "",
            shapes.loc[place, "geometry"] if is_area else geojson(shapely.set_precision(hexagon(place), 1e-4)),
        ))  # fmt: skip
    columns = ["period", "place", "label", "time_of_day", "participants", "feeling", "status", "reason", "geometry"]
    return pd.DataFrame(rows, columns=columns)


def _asked_once(maps: Frame) -> dict[tuple[pd.Timestamp, str, str, str], dict[str, Any]]:
    """Of each hexagon or area and time its ages, each once: a blank is all, and of two rows of the same the larger holds."""
    found: dict[tuple[pd.Timestamp, str, str, str], dict[str, Any]] = defaultdict(dict)
    for m in maps.itertuples():
        time = "ALL" if m.time_of_day in ("", "NK") else m.time_of_day
        ages, age = found[m.period, m.hex, "" if m.hex else m.area_code, time], m.age_band or "ALL"
        if age not in ages or ages[age].n_participants < m.n_participants:
            ages[age] = m
    return found


def _least_of_places(people: Mapping[Asked, int], areas: pd.Index, k: int) -> dict[Asked, int]:
    """Every place of which something is shown, at each time that any place of its kind shows → the least number of those shown.

    Each time of a place that is not shown can have been coloured by k − 1, so without them k of the least must be left.
    """
    times: dict[tuple[pd.Timestamp, bool], set[str]] = defaultdict(set)
    for period, place, time in people:
        times[period, place in areas].add(time)
    least: dict[tuple[pd.Timestamp, str], int] = {}
    for period, place in {key[:2] for key in people}:
        at = [people.get((period, place, time), 0) for time in times[period, place in areas]]
        large = [n for n in at if n >= k]
        if large and min(large) - (len(at) - len(large)) * (k - 1) >= k:
            least[period, place] = min(large)
    told = {
        (period, place in areas, time)
        for (period, place, time), n in people.items()
        if n >= k and (period, place) in least
    }
    return {(when, place, time): n for (when, place), n in least.items() for period, is_area, time in told
            if period == when and is_area == (place in areas)}  # fmt: skip


def _felt(parts: Mapping[str, Counter[str]], people: int) -> str:
    """The colour of more than half of the people, in each of the parts that as many coloured."""
    in_parts = [
        {colour for colour in ("red", "amber", "green") if 2 * part[colour] > people}
        for part in parts.values()
        if part["people"] == people
    ]
    alike = set.intersection(*in_parts)
    return f"mostly {alike.pop()}" if alike else "mixed"


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
