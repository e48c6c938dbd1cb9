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
from data_loaders.release import Release
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
    told = made.set_index("place")
    assert told.loc[h3.cell_to_parent(CELL, 8), ["feeling", "participants"]].tolist() == ["mostly red", 12]
    assert told.loc["W2", "feeling"] == "mixed"
    assert "W1" not in told.index
    assert set(made["status"]) == {"published"}
    assert not {"n_red", "n_amber", "n_green"} & set(made)


@pytest.mark.parametrize(
    ("ages", "times"),
    [(("13-15", "ALL"), ("EVENING", "EVENING")), (("ALL", ""), ("ALL", "ALL")), (("ALL", "ALL"), ("ALL", ""))],
)
def test_all_beside_ages_and_a_blank_beside_all_are_the_same_young_people(
    ages: tuple[str, str], times: tuple[str, str]
) -> None:
    """Six young people who stand in two rows are six, and fewer than ten."""
    twice = maps(*((CELL, "", 6, 6, 0, 0, time) for time in times)).assign(age_band=ages)
    assert safety_map_table(twice, AREAS, k=10, finest=8, previous=None).empty
    others = maps(*((CELL, "", 6, 6, 0, 0, "EVENING") for _ in ages)).assign(age_band=("13-15", "16-17"))
    assert safety_map_table(others, AREAS, k=10, finest=8, previous=None)["participants"].tolist() == [12]


def of_times(*participants: int) -> pd.DataFrame:
    """What is published of one hexagon that so many coloured at each time of day, at a floor of ten."""
    times = ("AFTERNOON", "EVENING", "NIGHT")[: len(participants)]
    rows = [(CELL, "", n, n, 0, 0, time) for time, n in zip(times, participants, strict=True)]
    return safety_map_table(maps(*rows), AREAS, k=10, finest=8, previous=None)


def test_two_times_of_day_do_not_tell_who_coloured_a_place_at_one_of_them() -> None:
    """26 in the afternoon and 24 in the evening are the same people: a number for each would be two who were there in one."""
    assert of_times(26, 24)["participants"].tolist() == [24, 24]


@pytest.mark.parametrize(
    ("participants", "status"),
    [
        (
            (12, 9),
            [],
        ),  # hidden is nine at most: three of the twelve would be known to have coloured it at the other time only
        ((18, 9), []),
        ((19, 9), ["published", "withheld"]),
        ((19, 1), ["published", "withheld"]),
        ((19, 9, 9), []),  # nine and nine others leave one
        ((28, 9, 9), ["published", "withheld", "withheld"]),
        ((28, 30, 9), ["published", "published", "withheld"]),
        ((12, 30, 9), []),
    ],
)
def test_a_time_that_is_hidden_leaves_as_many_of_every_other_as_the_floor_asks(
    participants: tuple[int, ...], status: list[str]
) -> None:
    crowd = tuple((("", "W1", n, n, 0, 0, time)) for time, n in (("AFTERNOON", 90), ("EVENING", 90), ("NIGHT", 90)))
    made = of_times(*participants)
    assert made.loc[made["status"] == "published", "time_of_day"].size == status.count("published")
    beside = [(CELL, "", n, n, 0, 0, t) for t, n in zip(("AFTERNOON", "EVENING", "NIGHT"), participants, strict=False)]
    other = h3.latlng_to_cell(55.88, -4.05, 9)
    full = [(other, "", 90, 90, 0, 0, t) for t in ("AFTERNOON", "EVENING", "NIGHT")[: len(participants)]]
    told = safety_map_table(maps(*beside, *full, *crowd), AREAS, k=10, finest=8, previous=None)
    own = told[told["place"] == h3.cell_to_parent(CELL, 8)].sort_values("time_of_day")
    assert own["status"].tolist() == status


def test_mostly_is_more_than_half_of_those_who_took_part_and_of_ten() -> None:
    """One red of twelve who coloured nothing else; and two who coloured six other parts of the hexagon red."""
    assert set(
        safety_map_table(maps((CELL, "", 12, 1, 0, 0, "ALL")), AREAS, k=10, finest=8, previous=None)["feeling"]
    ) == {"mixed"}
    others = [c for c in h3.cell_to_children(h3.cell_to_parent(CELL, 8), 9) if c != CELL]
    parts = [(CELL, "", 11, 0, 5, 6, "ALL"), *((c, "", 2, 2, 0, 0, "ALL") for c in others)]
    assert safety_map_table(maps(*parts), AREAS, k=10, finest=8, previous=None)["feeling"].tolist() == ["mostly green"]
    two = [(CELL, "", 11, 8, 0, 0, "ALL"), (others[0], "", 11, 0, 8, 0, "ALL")]
    assert safety_map_table(maps(*two), AREAS, k=10, finest=8, previous=None)["feeling"].tolist() == ["mixed"]


def test_the_same_young_people_in_two_hexagons_are_not_counted_twice() -> None:
    other = next(c for c in h3.cell_to_children(h3.cell_to_parent(CELL, 8), 9) if c != CELL)
    delivered = maps((CELL, "", 6, 6, 0, 0, "ALL"), (other, "", 7, 7, 0, 0, "ALL"))
    made = safety_map_table(delivered, AREAS, k=10, finest=8, previous=None)
    assert made.empty


def test_published_safety_maps_stay_and_new_periods_are_added(release: Release) -> None:
    previous = release
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
    made = repeats_table(records, 5, None)
    assert made["factor"].tolist() == [1.9]
    assert repeats_table(records.head(60), 5, None)["status"].tolist() == ["withheld"]


@pytest.mark.parametrize("k", [5, 10])
def test_fewer_than_the_floor_who_are_met_again_are_told_by_nothing(k: int) -> None:
    """300 incidents in one hexagon: nobody twice, one child twice, one forty times, k − 1 children twice; then k."""
    nobody = repeats_table(facts([*range(300)]), k, None)
    assert nobody["status"].tolist() == ["withheld"]
    for few in ([0] * 2, [0] * 40, [*range(k - 1)] * 2):
        pd.testing.assert_frame_equal(repeats_table(facts([*few, *range(1000, 1300 - len(few))]), k, None), nobody)
    enough = [*range(k)] * 2
    assert repeats_table(facts([*enough, *range(1000, 1300 - len(enough))]), k, None)["factor"].tolist() == [1.1]


def test_how_often_fewer_than_the_floor_are_met_is_not_seen() -> None:
    """Two groups thirty times, eighteen twice, 300 once. Each record weighs two at most: (60·2 + 36·2 + 300)/396 = 1.24."""
    records = facts([*[0] * 30, *[1] * 30, *list(range(2, 20)) * 2, *range(100, 400)])
    assert repeats_table(records, 5, None)["factor"].tolist() == [1.3]


def test_a_child_in_two_hexagons_is_met_again_in_neither() -> None:
    far = h3.latlng_to_cell(55.88, -4.05, 9)
    records = pd.concat([facts([*range(200)]), facts([*range(100)]).assign(cell=far)], ignore_index=True)
    assert repeats_table(records, 5, None)["status"].tolist() == ["withheld"]


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


def test_nothing_delivered_gives_empty_tables_and_a_release_all_the_same(release: Release) -> None:
    bare: Release = replace(release, frames={})
    assert safety_map_table(pd.DataFrame(columns=["period"]), AREAS, k=10, finest=8, previous=bare).empty
    assert intervention_table(pd.DataFrame(), AREAS, 8).empty
