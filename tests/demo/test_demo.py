"""The invented deliveries tell the story they say they tell."""

from __future__ import annotations

import hashlib
import itertools
import json
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data_loaders.deliveries import TABLES
from data_loaders.demo import write_demo

# Every table that the product knows; answers of a survey come from pupils here, not counted already.
FILES = {f"{name}.csv" for name in TABLES if name != "survey_results"} | {"truth.json"}


def read(folder, name):
    return pd.read_csv(folder / f"{name}.csv", keep_default_na=False, dtype="str")


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    folder = tmp_path_factory.mktemp("small")
    return folder, write_demo(folder, seed=3)


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """Twenty times as many rows, so that chance cannot hide what was planted."""
    folder = tmp_path_factory.mktemp("large")
    write_demo(folder, seed=5, scale=20)
    return folder


@pytest.fixture(scope="module")
def flat(tmp_path_factory):
    folder = tmp_path_factory.mktemp("flat")
    write_demo(folder, seed=5, scale=20, world="flat")
    return folder


def step(folder, unit, month):
    """Rows of ten months ÷ those of the same months a year before, so that the season cancels."""
    rows = read(folder, "missing_episodes")
    counts = rows.loc[rows["counting_unit"] == unit, "start_dt"].str[:7].value_counts()
    after = pd.period_range(month, periods=10, freq="M")
    return counts[after.astype(str)].sum() / counts[(after - 12).astype(str)].sum()


def locality_excess(folder):
    """Share of episodes ÷ share of young people, for each locality."""
    areas = read(folder, "ref_area").set_index("area_code")["parent_code"]
    people = read(folder, "ref_population").query("sex == 'ALL' and year == '2024'")
    people = people["population"].astype(int).groupby(people["area_code"].map(areas).map(areas)).sum()
    rows = read(folder, "missing_episodes").query("counting_unit == 'EPISODE' and area_from != 'NK'")
    episodes = rows["area_from"].map(areas).map(areas).value_counts()
    return (episodes / episodes.sum()) / (people / people.sum())


def in_time(folder):
    """Share of ended episodes with a discussion arranged within 72 hours, before and from November 2024."""
    rows = read(folder, "missing_episodes").query("counting_unit == 'EPISODE' and end_dt != ''")
    rows = rows.merge(read(folder, "return_discussions"), on="episode_id", how="left")
    hours = (
        pd.to_datetime(rows["arranged_dt"].replace("", None)) - pd.to_datetime(rows["end_dt"])
    ).dt.total_seconds() / 3600
    return (hours <= 72).groupby(rows["start_dt"] >= "2024-11").mean()


def test_every_file_is_written_and_the_truth_is_returned(small):
    folder, truths = small
    assert {file.name for file in folder.iterdir()} == FILES
    assert json.loads((folder / "truth.json").read_text()) == truths


def test_units_have_the_sizes_that_are_promised(small):
    counts = read(small[0], "missing_episodes")["counting_unit"].value_counts()
    assert counts.to_dict() == {"EPISODE": 2400, "REPORT": 3000, "INVESTIGATION": 1300}


def test_the_manifest_describes_each_file(small):
    folder, _ = small
    manifest = read(folder, "manifest")
    for row in manifest.itertuples():
        assert row.sha256 == hashlib.sha256((folder / row.file).read_bytes()).hexdigest()
        assert int(row.rows) == len(read(folder, row.table))
    assert set(manifest["is_synthetic"]) == {"Y"}
    assert {f"{name}.csv" for name in manifest["table"]} == FILES - {"manifest.csv", "truth.json"}


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(small, tmp_path):
    folder, _ = small
    write_demo(tmp_path / "again", seed=3)
    write_demo(tmp_path / "other", seed=4)
    for name in FILES:
        assert (folder / name).read_bytes() == (tmp_path / "again" / name).read_bytes()
    assert (folder / "missing_episodes.csv").read_bytes() != (tmp_path / "other" / "missing_episodes.csv").read_bytes()


def test_areas_nest_in_three_levels(small):
    areas = read(small[0], "ref_area")
    assert areas["area_level"].value_counts().to_dict() == {
        "WARD": 21,
        "COMMUNITY": 9,
        "LOCALITY": 6,
        "COUNCIL": 1,
    }
    assert set(areas["parent_code"]) - {""} <= set(areas["area_code"])


def test_a_child_keeps_ward_sex_and_care_status_and_grows_older(small):
    rows = read(small[0], "missing_episodes")
    known = rows[rows["area_from"] != "NK"]
    for column in ("area_from", "sex", "care_status"):
        assert known.groupby("child_pseudo_id")[column].nunique().max() == 1
    aged = rows[rows["age_band"] != "NK"].sort_values("start_dt", kind="stable")
    assert aged.groupby("child_pseudo_id")["age_band"].agg(lambda bands: bands.is_monotonic_increasing).all()


def test_identifiers_differ_and_hold_no_run_of_digits(small):
    rows = read(small[0], "missing_episodes")
    assert rows["episode_id"].is_unique
    assert all(re.fullmatch(r"c([a-f]\d){6}", value) for value in rows["child_pseudo_id"].unique())


def test_every_local_time_exists(large):
    tables = (read(large, "missing_episodes"), read(large, "return_discussions"))
    for table in tables:
        for column in (name for name in table if name.endswith("_dt")):
            moments = pd.to_datetime(table.loc[table[column] != "", column], format="%Y-%m-%dT%H:%M")
            # raises for a time that the change to summer time leaves out
            assert moments.dt.tz_localize("Europe/London", ambiguous=np.ones(len(moments), dtype=bool)).notna().all()


def test_steps_of_a_discussion_are_in_order_and_follow_ended_episodes(small):
    rows = read(small[0], "missing_episodes")
    discussions = read(small[0], "return_discussions").merge(rows, on="episode_id", validate="one_to_one")
    assert set(discussions["counting_unit"]) == {"EPISODE"}
    assert (rows["end_dt"].eq("") | (rows["end_dt"] >= rows["start_dt"])).all()
    order = ["end_dt", "offered_dt", "arranged_dt", "completed_dt"]
    assert (discussions["end_dt"] != "").all()
    for earlier, later in itertools.pairwise(order):
        assert (discussions[later].eq("") | (discussions[earlier] <= discussions[later])).all()


def test_episodes_rise_by_45_per_cent_from_october_2024(large):
    assert step(large, "EPISODE", "2024-10") == pytest.approx(1.45, rel=0.04)


def test_reports_step_in_june_2025_and_episodes_do_not(large):
    assert step(large, "REPORT", "2025-06") == pytest.approx(1.40, rel=0.04)
    rows = read(large, "missing_episodes").query("counting_unit == 'EPISODE'")
    counts = rows["start_dt"].str[:7].value_counts()
    # both within the raised period: October to March, a year apart
    later, earlier = (
        counts[pd.period_range(first, periods=6, freq="M").astype(str)].sum() for first in ("2025-10", "2024-10")
    )
    assert later / earlier == pytest.approx(1, rel=0.04)


def test_one_locality_lies_at_1_6_times_expected(large):
    excess = locality_excess(large)
    assert excess["LOC-COATBRIDGE"] == pytest.approx(1.6, rel=0.03)
    assert excess.drop("LOC-COATBRIDGE").max() < 1


def test_discussions_are_arranged_sooner_from_november_2024(large):
    before, after = in_time(large)
    assert before == pytest.approx(0.45, abs=0.02)
    assert after == pytest.approx(0.75, abs=0.02)


def test_three_children_in_a_hundred_make_a_fifth_of_the_episodes(large):
    times = read(large, "missing_episodes").query("counting_unit == 'EPISODE'")["child_pseudo_id"].value_counts()
    # 252 is 3 % of 8,400 children; some are frequent by chance alone, so the share may exceed a fifth
    assert 0.19 < times.head(252).sum() / times.sum() < 0.30


def test_nothing_is_planted_in_a_flat_world(flat):
    assert step(flat, "EPISODE", "2024-10") == pytest.approx(1, rel=0.04)
    assert step(flat, "REPORT", "2025-06") == pytest.approx(1, rel=0.04)
    assert locality_excess(flat).between(0.95, 1.05).all()
    before, after = in_time(flat)
    assert before == pytest.approx(after, abs=0.02)
    assert set(read(flat, "events")["kind"]) == {"POLICY"}


def test_one_child_makes_the_share_that_was_asked_for(tmp_path):
    heavy = write_demo(tmp_path, heavy_child=0.6)["heavy_child"]
    areas = read(tmp_path, "ref_area").set_index("area_code")["parent_code"]
    rows = read(tmp_path, "missing_episodes").query("counting_unit == 'EPISODE' and area_from != 'NK'")
    local = rows[rows["area_from"].map(areas).map(areas) == heavy["scope"]]
    assert local["child_pseudo_id"].value_counts(normalize=True).iloc[0] == pytest.approx(0.6, abs=0.02)


def test_a_small_delivery_is_possible(tmp_path):
    write_demo(tmp_path, scale=0.125)
    assert (read(tmp_path, "missing_episodes")["counting_unit"] == "EPISODE").sum() == 300


@pytest.mark.parametrize("wrong", [{"world": "rosy"}, {"scale": 0}, {"heavy_child": 1.2}])
def test_what_cannot_be_made_is_refused(tmp_path, wrong):
    with pytest.raises(ValueError, match=r"world|scale|share"):
        write_demo(tmp_path, **wrong)


def test_three_neighbourhoods_hold_three_times_their_share(tmp_path: Path) -> None:
    """Incidents for each location near a planted middle are three times those for each location elsewhere."""
    truth = write_demo(tmp_path, seed=4, scale=6.0)["places"]["threefold_places"]
    rows = pd.read_csv(tmp_path / "efh_incidents.csv", dtype="str", keep_default_na=False)
    rows = rows[rows["occurred_date"] < "2025-04-01"]  # before anything was done
    places = pd.read_csv(tmp_path / "locations.csv")
    count = rows["location_id"].value_counts().reindex(places["location_id"]).fillna(0).to_numpy()
    lat, lon = places["lat"].to_numpy(), places["lon"].to_numpy()
    near = [np.hypot(lat - t["lat"], (lon - t["lon"]) * np.cos(np.radians(t["lat"]))) * 111.2 < t["km"] for t in truth]
    assert len(near) == 3
    calm = count[~np.any(near, axis=0)].mean()
    assert all(count[inside].mean() / calm == pytest.approx(3, rel=0.2) for inside in near)
    assert (places.loc[places["context_type"] == "RESIDENTIAL", "is_sensitive"] == "Y").all()


def test_one_intervention_works_and_one_does_not(tmp_path: Path) -> None:
    """Placed incidents of the locality a day, after over before, against those of the one without an effect."""
    truth = write_demo(tmp_path, seed=4, scale=6.0)["places"]["interventions"]
    rows = pd.read_csv(tmp_path / "efh_incidents.csv", dtype="str", keep_default_na=False)
    places = pd.read_csv(tmp_path / "locations.csv").set_index("location_id")["area_code"]
    parent = pd.read_csv(tmp_path / "ref_area.csv", dtype="str").set_index("area_code")["parent_code"]
    locality = rows["location_id"].map(places).map(parent).map(parent)
    for name, keeps in (("works", 0.4), ("does_not", 1.0)):
        own = rows.loc[locality == truth[name]["scope"], "occurred_date"]
        start = truth[name]["start"]
        days = (
            (pd.Timestamp(start) - pd.Timestamp("2023-04-01")).days,
            (pd.Timestamp("2026-04-01") - pd.Timestamp(start)).days,
        )
        ratio = (own >= start).sum() / days[1] / ((own < start).sum() / days[0])
        assert ratio == pytest.approx(keeps, abs=0.12)


def test_assets_safety_maps_and_interventions_name_nobody(small) -> None:
    folder, _ = small
    assets, maps, done = (read(folder, n) for n in ("assets", "safety_maps", "interventions"))
    assert (assets.loc[assets["kind"] == "GUARDIAN", "label"] == "").all()
    assert assets.loc[assets["kind"] != "GUARDIAN", "label"].str.startswith("Invented").all()
    colours = maps[["n_red", "n_amber", "n_green"]].astype(int).sum(axis=1)
    assert (colours <= maps["n_participants"].astype(int)).all()
    assert {"", *done["comparison_area"]} - {""} <= set(read(folder, "ref_area")["area_code"])


def rated_good(folder, area):
    """Share of an area's ratings good or better, as the first and as the second auditor has them."""
    rows = read(folder, "audit_ratings")
    own = rows[rows["item_id"].str.startswith(f"{area}-")]
    return (own["rating"].astype(int) >= 4).groupby(own["rater"]).mean()


def test_one_auditor_rates_higher_in_one_area_of_practice(small, flat) -> None:
    folder, truths = small
    planted = truths["audits"]["second_auditor_higher"]
    areas = set(read(folder, "audit_items")["practice_area"])
    apart = {area: np.subtract(*rated_good(folder, area)[["B", "A"]]) for area in areas}
    assert apart.pop(planted["area"]) == pytest.approx(planted["share_more"], abs=0.02)
    assert max(map(abs, apart.values())) < 0.03  # elsewhere neither rates higher by anything to speak of
    assert np.subtract(*rated_good(flat, planted["area"])[["B", "A"]]) == pytest.approx(0, abs=0.02)


def test_about_one_in_six_of_the_closed_contexts_open_again_and_some_within_three_months(small) -> None:
    folder, truths = small
    cases, stages = read(folder, "context_cases"), read(folder, "context_stage_history")
    taken = cases.loc[cases["screen_decision"] == "LEVEL_2", "case_id"]
    closings = stages[(stages["stage"] == "CLOSED") & stages["case_id"].isin(taken)].sort_values("entered_dt")
    first = closings.groupby("case_id").head(1)
    left = first[first["left_dt"] != ""]
    days = (pd.to_datetime(left["left_dt"]) - pd.to_datetime(left["entered_dt"])).dt.days
    assert 1 / 8 <= len(left) / len(first) <= 1 / 5
    assert min(days) < 92 < max(days) < 366
    assert truths["contexts"]["opened_again"] == {
        "contexts": len(left),
        "of_closed": len(first),
        "days_after_closing": sorted(days),
    }
    again = stages[stages["case_id"].isin(left["case_id"])].sort_values(["case_id", "entered_dt"])
    assert set(again.groupby("case_id")["stage"].agg(lambda told: "/".join(told.tail(3)))) == {"CLOSED/REVIEW/CLOSED"}


def test_two_measures_of_the_minimum_dataset_go_their_own_way(small, flat) -> None:
    """Planning meetings in time get better, from below the comparator's to above it; registered again grows away from it."""
    folder, truths = small
    assert set(truths["minimum_dataset"]) == {"mds_planning_in_time", "mds_again"}

    def years(folder, name):
        rows = read(folder, "cpc_indicators").sort_values("period_start")
        rows = rows[rows["indicator_id"] == name]
        own = rows["area_code"] != "S92000003"
        return [rows.loc[part, "value"].astype(float).to_numpy() / 100 for part in (own, ~own)]

    for name, shares in truths["minimum_dataset"].items():
        own, other = years(folder, name)
        assert own == pytest.approx(shares, abs=0.005)
        assert (np.diff(own) > 0).all()
        assert own[-1] - other[-1] > 0.1
        own, other = years(flat, name)
        assert own == pytest.approx(other, abs=0.08)
    own, other = years(folder, "mds_planning_in_time")
    assert own[0] < other[0]
