"""Small measures of the pages about places, each against a value worked out by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from dashboard.measures.answered import answered_in_all, answered_shares
from dashboard.measures.changes import by_half_year, by_year, times_own_average, year_changes
from dashboard.measures.design_effect import ONE_EACH
from dashboard.measures.places_near import assets_inside, day_by_time, feelings_inside, rows_of_leaf
from dashboard.measures.safety_maps import asked_about, of_one_map


def quarters(values: dict[str, list[int]], group: str = "Y") -> pd.DataFrame:
    starts = pd.date_range("2023-04-01", periods=len(next(iter(values.values()))), freq="QS-APR")
    return pd.concat(
        [
            pd.DataFrame({"period_start": starts, "period_end": starts + pd.offsets.QuarterEnd(0), "area_block": a, "area": a.upper(), "group_block": group, "n": n})
            for a, n in values.items()
        ],
        ignore_index=True,
    )  # fmt: skip


def test_a_year_against_the_year_before() -> None:
    made = year_changes(quarters({"a": [10] * 4 + [30] * 4, "b": [50] * 8}), design_effect=ONE_EACH).set_index("area")
    assert made.loc["A", ["before", "latest", "ratio"]].tolist() == [40, 120, 3.0]
    assert made["is_beyond_chance"].to_dict() == {"A": True, "B": False}
    assert year_changes(quarters({"a": [10] * 4, "b": [5] * 4}), design_effect=ONE_EACH).empty


def test_half_years_are_sums_of_the_quarters_that_fill_them() -> None:
    made = by_half_year(quarters({"a": [1, 2, 3, 4, 5], "b": [10] * 5}))
    assert made["half"].nunique() == 2  # the fifth quarter fills no half-year
    assert made.loc[made["area"] == "A", "n"].tolist() == [3, 7]
    assert times_own_average(made).loc[made["area"] == "A", "times"].tolist() == pytest.approx([0.6, 1.4])


def test_years_are_twelve_months_back_from_the_last_quarter() -> None:
    made = by_year(quarters({"a": [100, 1, 2, 3, 4, 5, 6, 7, 8], "b": [10] * 9}))
    assert [f"{d:%Y-%m}" for d in made["year"].unique()] == ["2024-07", "2023-07"]  # the first quarter fills no year
    assert made.loc[made["area"] == "A", "n"].tolist() == [26, 10]
    own = times_own_average(made)
    assert own.loc[own["area"] == "A", "times"].round(3).tolist() == [1.444, 0.556]
    assert own.loc[own["area"] == "A", "step"].tolist() == [3, 0]
    assert own.loc[own["area"] == "B", "step"].tolist() == [2, 2]
    assert by_year(quarters({"a": [1, 2, 3]})).empty


def test_the_share_with_an_answer() -> None:
    frame = pd.concat([quarters({"a": [3] * 8, "b": [6] * 8}, "Y"), quarters({"a": [9] * 8, "b": [6] * 8}, "N")])
    made = answered_shares(frame, {"Y"}).query("year == 'latest'").set_index("group")
    assert made["share_pct"].round(1).to_dict() == {"A": 25.0, "B": 50.0}
    assert made["base"].to_dict() == {"A": 48, "B": 48}
    assert (made["lower_pct"] < made["share_pct"]).all()
    assert answered_in_all(answered_shares(frame, {"Y"}), "latest") == (36, 96)
    assert (answered_shares(frame, {"nothing"})["n"] == 0).all()


def test_rows_of_one_place_are_those_of_the_block_that_holds_it() -> None:
    frame = pd.DataFrame(
        {"area_block": ["x", "x", "y"], "area": ["X", "X", "Y"], "group": ["g", "g", "g"], "n": [1, 2, 4]}
    )
    leaves = {"x": frozenset({"1", "2"}), "y": frozenset({"3"})}
    assert rows_of_leaf(frame, leaves, "2")["n"].tolist() == [3]


def test_what_lies_in_a_place() -> None:
    import h3

    cell = h3.latlng_to_cell(55.85, -4.0, 8)
    assets = pd.DataFrame(
        {"lat": [55.85, 56.2], "lon": [-4.0, -4.0], "label": ["", "far"], "kind_label": ["Library", "School"]}
    )
    assert assets_inside(assets, [cell]) == ["Library"]
    maps = pd.DataFrame({"place": [cell] * 3, "period": pd.to_datetime(["2025-04-01", "2025-10-01", "2025-10-01"]), "time_of_day": ["Evening", "Evening", "Afternoon"], "feeling": ["mostly red", "", "mixed"], "label": "p", "geometry": ""})  # fmt: skip
    assert feelings_inside(maps, [cell]) == [
        ("young people, evening", "withheld: coloured by too few"),
        ("young people, afternoon", "mixed"),
    ]
    assert list(asked_about(maps)) == ["2025-10-01|Afternoon", "2025-10-01|Evening", "2025-04-01|Evening"]
    assert of_one_map(maps, "2025-04-01|Evening")["feeling"].tolist() == ["mostly red"]
    assert of_one_map(maps, "no such map").empty


def test_shares_of_day_and_time_add_up() -> None:
    frame = pd.DataFrame({"also": ["d", "d", "e"], "group": ["t", "t", "t"], "n": [1, 2, 7]})
    assert day_by_time(frame)["share_pct"].tolist() == [30.0, 70.0]
