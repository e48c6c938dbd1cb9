"""Invented assets, safety maps and interventions: strengths beside risks, and one thing that works beside one that does not."""

from __future__ import annotations

import h3
import numpy as np
import pyarrow as pa

from data_loaders.demo.children import identifiers
from data_loaders.demo.incidents import DOES_NOT, WORKS
from data_loaders.demo.places import Places
from data_loaders.demo.story import Story

ASSETS, GUARDIANS = 60, 66
KINDS = ("YOUTH_CLUB", "SCHOOL", "LIBRARY", "SPORTS", "SAFE_PLACE")
OPENING = ("after school", "evenings", "weekends", "every day")
PERIODS = ("2025-04-01", "2025-10-01")
TIMES = ("AFTERNOON", "EVENING")
SCALE_KM = 0.008  # degrees that assets lie round the middle of their ward
RECENT = "2026-02-01"


def in_contexts(interventions: pa.Table, cases: pa.Table, places: Places) -> pa.Table:
    """The interventions, each with the first context in its locality that many people use and that was open when it began."""
    locality = dict(zip(places.wards, places.localities[places.locality_of], strict=True))
    open_to_many = [c for c in cases.to_pylist() if c["size_band"] == "50_OR_MORE" and c["is_sensitive"] == "N" and c["screen_decision"] == "LEVEL_2"]  # fmt: skip
    found = [
        next((c["case_id"] for c in open_to_many if locality[c["area_code"]] == area and c["plan_date"] and c["plan_date"] <= begins), "")
        for area, begins in zip(interventions["area_code"].to_pylist(), interventions["start_date"].to_pylist(), strict=True)
    ]  # fmt: skip
    return interventions.set_column(interventions.schema.get_field_index("case_id"), "case_id", pa.array(found))


def place_action_tables(story: Story, places: Places) -> dict[str, pa.Table]:
    """The tables `assets`, `safety_maps` and `interventions`."""
    rng = story.rng(21)
    return {
        "assets": _assets(rng, places),
        "safety_maps": _safety_maps(rng, places),
        "interventions": _interventions(rng, places),
    }


def _middles(places: Places) -> tuple[np.ndarray, np.ndarray]:
    located = places.frame.set_index("area_code").loc[places.wards]
    return located["lat"].to_numpy(dtype=float), located["lon"].to_numpy(dtype=float)


def _assets(rng: np.random.Generator, places: Places) -> pa.Table:
    count = ASSETS + GUARDIANS
    kind = np.concatenate([rng.choice(KINDS, ASSETS), np.full(GUARDIANS, "GUARDIAN")])
    ward = np.concatenate([rng.integers(0, len(places.wards), ASSETS), np.arange(GUARDIANS) % len(places.wards)])
    lat, lon = _middles(places)
    names = [
        f"Invented {str(k).lower().replace('_', ' ')} {i + 1}" if k != "GUARDIAN" else "" for i, k in enumerate(kind)
    ]
    return pa.table({
        "asset_id": np.array(identifiers(rng, "a", count)), "kind": kind, "label": names,
        "lat": np.round(lat[ward] + rng.normal(0, SCALE_KM, count), 5), "lon": np.round(lon[ward] + rng.normal(0, SCALE_KM, count), 5),
        "opening": rng.choice(OPENING, count),
    })  # fmt: skip


def _safety_maps(rng: np.random.Generator, places: Places) -> pa.Table:
    """Hexagons round the middle of each ward, coloured by invented groups of young people; some groups are small."""
    lat, lon = _middles(places)
    columns: dict[str, list[object]] = {
        n: []
        for n in (
            "hex",
            "area_code",
            "period",
            "n_participants",
            "n_red",
            "n_amber",
            "n_green",
            "age_band",
            "time_of_day",
        )
    }
    for ward in range(len(places.wards)):
        for cell in sorted(h3.grid_disk(h3.latlng_to_cell(lat[ward], lon[ward], 8), 1))[:4]:
            mood = rng.dirichlet((1.2, 1.2, 1.6))
            for period in PERIODS:
                people = int(rng.integers(4, 34))
                for time in TIMES:
                    shift = mood if time == "AFTERNOON" else mood * (1.7, 1.1, 0.6)
                    red, amber, green = rng.multinomial(people, shift / shift.sum())
                    row = (cell, "", period, people, red, amber, green, "13-15", time)
                    for name, value in zip(columns, row, strict=True):
                        columns[name].append(value)
    table = pa.table(columns)
    keys = list(zip(*(columns[n] for n in ("hex", "period", "time_of_day")), strict=True))
    first = np.array([keys.index(key) == at for at, key in enumerate(keys)])  # neighbours of two wards are asked once
    return table.filter(pa.array(first))


def _interventions(rng: np.random.Generator, places: Places) -> pa.Table:
    """One that works, one that does not, one too recent to tell, and one in a few hexagons."""
    lat, lon = _middles(places)
    scopes = [str(code) for code in places.localities]
    ward = int(np.flatnonzero(places.locality_of == 0)[0])
    cells = ";".join(sorted(h3.grid_disk(h3.latlng_to_cell(lat[ward], lon[ward], 8), 1))[:3])
    others = [code for code in scopes if code not in (WORKS["scope"], DOES_NOT["scope"])]
    rows = [
        ("YOUTH_WORK", WORKS["scope"], "", WORKS["start"], "", others[0], others[1], "CLD_YOUTH"),
        ("LIGHTING", DOES_NOT["scope"], "", DOES_NOT["start"], "2025-09-30", others[2], others[1], "COMMUNITY"),
        ("MENTORS", others[1], "", RECENT, "", others[3], "", "EDUCATION"),
        ("GUARDIANS", "", cells, "2025-01-01", "", others[2], "", "SOCIAL_WORK"),
    ]
    names = (
        "type",
        "area_code",
        "hexes",
        "start_date",
        "end_date",
        "comparison_area",
        "displacement_area",
        "lead_agency",
    )
    made = {name: [row[i] for row in rows] for i, name in enumerate(names)}
    return pa.table(
        {"intervention_id": np.array(identifiers(rng, "v", len(rows))), "case_id": [""] * len(rows), **made}
    )
