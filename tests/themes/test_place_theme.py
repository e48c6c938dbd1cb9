"""What stands beside incidents: safe tables made of small invented deliveries, the checks that can fail, the policy's floors."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import h3
import numpy as np
import pandas as pd
import pytest

from data_loaders.checks.place_relations import (
    assets_name_no_person,
    incidents_have_their_locations,
    interventions_fit,
    safety_maps_add_up,
)
from data_loaders.policy import PolicyRefusedError, load_policy
from data_loaders.release import Release, open_release
from data_loaders.themes.place.interventions import intervention_table
from data_loaders.themes.place.people_cells import people_cells
from data_loaders.themes.place.repeats import repeats_table
from data_loaders.themes.place.safety_maps import safety_map_table
from data_loaders.themes.place.strengths import asset_table, guardian_table

POLICY = Path(__file__).resolve().parents[2] / "assets" / "policy.toml"
CELL = h3.latlng_to_cell(55.85, -4.0, 9)
SQUARES = [(-4.1, -4.0), (-4.0, -3.9)]
AREAS = pd.DataFrame(
    {
        "area_code": ["C", "W1", "W2"], "area_level": ["COUNCIL", "WARD", "WARD"], "area_name": ["Invented", "Upper", "Lower"],
        "parent_code": ["", "C", "C"], "lat": [55.85] * 3, "lon": [-4.0, -4.05, -3.95],
        "geometry": ["", *(f'{{"type":"Polygon","coordinates":[[[{w},55.8],[{e},55.8],[{e},55.9],[{w},55.9],[{w},55.8]]]}}' for w, e in SQUARES)],
    }
)  # fmt: skip


def maps(*rows: tuple[str, str, int, int, int, int, str]) -> pd.DataFrame:
    """hex, area_code, participants, red, amber, green, time_of_day; all of one period."""
    frame = pd.DataFrame(
        rows, columns=["hex", "area_code", "n_participants", "n_red", "n_amber", "n_green", "time_of_day"]
    )
    return frame.assign(period=pd.Timestamp("2025-04-01"), age_band="13-15")


def test_a_colour_needs_ten_young_people_and_says_only_what_most_felt() -> None:
    made = safety_map_table(
        maps((CELL, "", 12, 8, 2, 2, "EVENING"), ("", "W1", 9, 9, 0, 0, "EVENING"), ("", "W2", 20, 8, 6, 6, "ALL")),
        AREAS,
        k=10,
        finest=8,
        previous=None,
    )
    told, hidden = (made[made["status"] == status].set_index("place") for status in ("published", "withheld"))
    assert told.loc[h3.cell_to_parent(CELL, 8), ["feeling", "participants"]].tolist() == ["mostly red", 12]
    assert told.loc["W2", "feeling"] == "mixed"
    assert "W1" not in set(made["place"])
    assert hidden["participants"].isna().all()
    assert set(hidden["feeling"]) == {""}
    assert not {"n_red", "n_amber", "n_green"} & set(made)


def test_the_same_young_people_in_two_hexagons_are_not_counted_twice() -> None:
    other = next(c for c in h3.cell_to_children(h3.cell_to_parent(CELL, 8), 9) if c != CELL)
    delivered = maps((CELL, "", 6, 6, 0, 0, "ALL"), (other, "", 7, 7, 0, 0, "ALL"))
    made = safety_map_table(delivered, AREAS, k=10, finest=8, previous=None)
    assert made.empty


def test_published_safety_maps_stay_and_new_periods_are_added(store: Path) -> None:
    previous = open_release(store)
    before = previous.table("safety_maps")
    later = maps(("", "W1", 14, 1, 1, 12, "ALL")).assign(period=pd.Timestamp("2026-04-01"))
    changed = maps(("", "W1", 30, 30, 0, 0, "ALL")).assign(period=before["period"].iloc[0])
    made = safety_map_table(pd.concat([changed, later]), AREAS, k=10, finest=8, previous=previous)
    pd.testing.assert_frame_equal(made.head(len(before)), before, check_dtype=False)
    assert made["feeling"].iloc[-1] == "mostly green"
    assert len(made) == len(before) + 1


def assets(guardians: int) -> pd.DataFrame:
    lon = np.where(np.arange(guardians) % 2, -4.05, -3.95)
    people = pd.DataFrame({"kind": "GUARDIAN", "label": "", "lat": 55.85, "lon": lon, "opening": ""})
    club = pd.DataFrame(
        {"kind": ["YOUTH_CLUB"], "label": ["Invented club"], "lat": [55.86], "lon": [-4.05], "opening": ["evenings"]}
    )
    return pd.concat([people, club], ignore_index=True)


@pytest.mark.parametrize(("guardians", "areas"), [(12, ["W1", "W2"]), (7, ["C"]), (4, [""])])
def test_guardians_are_numbers_of_areas_that_hold_enough(guardians: int, areas: list[str]) -> None:
    delivered, pooled = assets(guardians), ("GUARDIAN",)
    points = asset_table(delivered, pooled)
    table = guardian_table(delivered, AREAS, pooled=pooled, k=5, previous=None)
    assert points["label"].tolist() == ["Invented club"]
    assert table["area_code"].tolist() == areas
    assert (table["status"] == ("withheld" if areas == [""] else "published")).all()


def facts(groups: list[int]) -> pd.DataFrame:
    return pd.DataFrame({"group": [f"g{g}" for g in groups], "cell": CELL})


def test_repeats_are_one_rounded_number_of_many_records() -> None:
    """50 groups twice and 20 once in one hexagon: (50·4 + 20)/120 = 1.83, rounded up to 1.9."""
    records = facts([*range(50), *range(50), *range(100, 120)])
    made = repeats_table(records, 0.5, None)
    assert made["factor"].tolist() == [1.9]
    assert repeats_table(records.head(60), 0.5, None)["status"].tolist() == ["withheld"]
    heavy = facts([0] * 40 + list(range(1, 100)))
    assert repeats_table(heavy, 0.5, None)["status"].tolist() == ["withheld"]


def test_young_people_are_spread_evenly_and_an_edge_is_no_concentration() -> None:
    """Two squares of equal size, 900 and 100 people: every hexagon of one has nine times the people of every one of the other."""
    population = pd.DataFrame(
        {"area_code": ["W1", "W2"], "year": 2024, "sex": "ALL", "age_band": "13-15", "population": [900, 100]}
    )
    made = people_cells({"ref_area": AREAS, "ref_population": population})
    own = {code: made.loc[made["area_code"] == code, "people"] for code in ("W1", "W2")}
    assert own["W1"].median() / own["W2"].median() == pytest.approx(9, rel=0.02)
    assert own["W1"].max() / own["W1"].median() < 1.05
    assert made["people"].sum() == pytest.approx(1000, rel=0.1)
    assert set(made["cell"].map(h3.get_resolution)) == {8}
    assert people_cells({"ref_area": AREAS}).empty


def test_an_intervention_in_hexagons_is_drawn_no_finer_than_allowed() -> None:
    row = {"intervention_id": "v", "type": "LIGHTING", "area_code": "", "hexes": CELL, "start_date": pd.Timestamp("2025-01-01"),
           "end_date": pd.NaT, "comparison_area": "W2", "displacement_area": "", "lead_agency": "POLICE", "case_id": "secret"}  # fmt: skip
    made = intervention_table(pd.DataFrame([row]), AREAS, 8)
    assert "secret" not in made.to_csv()
    assert made["comparison"].tolist() == ["Lower"]
    assert made["geometry"].iloc[0].count("[") <= 10  # one hexagon: seven points


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"safety_map_k": {"partnership": 9, "public": 10}}, "safety_map_k.partnership"),
        ({"guardian_k": {"partnership": 5, "public": 5}}, "guardian_k.public"),
        ({"guardian_k": {"partnership": 5}}, "says nothing for the audience 'public'"),
        ({"finest_resolution": 9}, "finest_resolution"),
        ({"pooled_kinds": []}, "GUARDIAN"),
        ({"unknown": 1}, "unknown"),
    ],
)
def test_a_policy_weaker_than_its_floor_is_refused(tmp_path: Path, change: dict[str, object], words: str) -> None:
    text = POLICY.read_text(encoding="utf-8")
    places = {**tomllib.loads(text)["places"], **change}
    lines = "\n".join(f"{key} = {_toml(value)}" for key, value in places.items())
    start, end = text.index("[places]"), text.index("# ----", text.index("[places]"))
    (tmp_path / "policy.toml").write_text(f"{text[:start]}[places]\n{lines}\n\n{text[end:]}", encoding="utf-8")
    with pytest.raises(PolicyRefusedError, match=words):
        load_policy(tmp_path / "policy.toml", "partnership")


def _toml(value: object) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{k} = {v}" for k, v in value.items()) + " }"
    return str(value).replace("'", '"')


def test_what_does_not_fit_together_is_told() -> None:
    tables = {"ref_area": AREAS, "assets": assets(2).assign(label="A person")}
    [guardians] = assets_name_no_person(tables)
    assert guardians.rule == "guardian with a name"
    assert len(guardians.rows) == 2
    wrong = maps(
        (CELL, "W1", 3, 2, 2, 2, "ALL"),
        ("", "", 3, 1, 1, 1, "ALL"),
        ("not a hexagon", "", 3, 1, 1, 1, "ALL"),
        ("", "W9", 3, 1, 1, 1, "ALL"),
    )
    told = {p.rule for p in safety_maps_add_up({"ref_area": AREAS, "safety_maps": wrong})}
    assert told == {"more colours than people", "no place", "no hexagon", "unknown area"}
    done = pd.DataFrame(
        [
            {
                "area_code": "",
                "hexes": "",
                "start_date": pd.Timestamp("2025-02-01"),
                "end_date": pd.Timestamp("2025-01-01"),
                "comparison_area": "W9",
                "displacement_area": "",
            }
        ]
    )
    told = {p.rule for p in interventions_fit({"ref_area": AREAS, "interventions": done})}
    assert told == {"end before start", "no place", "unknown area"}
    incidents = {
        "efh_incidents": pd.DataFrame({"location_id": ["l1", "", "l2"]}),
        "locations": pd.DataFrame({"location_id": ["l1"]}),
    }
    assert len(incidents_have_their_locations(incidents)) == 1
    assert interventions_fit({}) == safety_maps_add_up({}) == assets_name_no_person({}) == []


def test_nothing_delivered_gives_empty_tables_and_a_release_all_the_same(store: Path) -> None:
    bare: Release = replace(open_release(store), frames={})
    assert safety_map_table(pd.DataFrame(columns=["period"]), AREAS, k=10, finest=8, previous=bare).empty
    assert intervention_table(pd.DataFrame(), AREAS, 8).empty
