"""What pages work out from published figures, against hand-worked numbers and slow second ways."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from dashboard.measures.survey_estimates import (
    comparable_questions,
    district_leaves,
    felt_and_recorded,
    once_each,
    same_areas,
    standing_out,
    took_part,
    unsafe_by_area,
    wave_change,
    wave_changes,
)


def test_a_change_between_waves_is_welchs() -> None:
    """With one pupil a cluster and equal weights it is Welch's test of two samples, as scipy works it out."""
    from scipy.stats import ttest_ind

    rng = np.random.default_rng(2)
    first, second = rng.integers(0, 2, 60).astype(float), (rng.random(90) < 0.7).astype(float)
    parts = [
        pd.Series({"share_pct": 100 * x.mean(), "se_pct": 100 * x.std(ddof=1) / len(x) ** 0.5, "degrees": len(x) - 1})
        for x in (first, second)
    ]
    made, slow = wave_change(*parts), ttest_ind(second, first, equal_var=False)
    span = slow.confidence_interval()
    assert made["difference_pct"] == pytest.approx(100 * (second.mean() - first.mean()))
    assert (made["lower_pct"], made["upper_pct"]) == pytest.approx((100 * span.low, 100 * span.high))
    assert made["p_value"] == pytest.approx(slow.pvalue)


def test_only_questions_put_the_same_way_are_compared() -> None:
    rows = pd.DataFrame(
        [("same", w, "One?", "Yes; No", "All") for w in ("2021", "2023", "2025")]
        + [("words", "2023", "One?", "Yes; No", "All"), ("words", "2025", "Other?", "Yes; No", "All")]
        + [("stages", "2023", "One?", "Yes; No", "All"), ("stages", "2025", "One?", "Yes; No", "S1")]
        + [("old words", "2021", "Other?", "Yes; No", "All"), ("old words", "2023", "One?", "Yes; No", "All"), ("old words", "2025", "One?", "Yes; No", "All")]
        + [("once", "2025", "One?", "Yes; No", "All")],
        columns=["question_id", "wave", "wording", "scale", "stages_asked"],
    )  # fmt: skip
    made = comparable_questions(rows).set_index("question_id")
    assert made.index[made["is_comparable"]].tolist() == ["same", "old words"]
    assert made.loc["words", "why"] == "its wording changed"
    assert made.loc["stages", "why"] == "the stages asked changed"
    assert made.loc["once", "why"] == "it was asked in one wave only"


@pytest.mark.long
def test_of_many_null_questions_few_are_said_to_have_changed(tell) -> None:
    """40 questions without a change, 200 times: any one named is false; a rule at 5 % a question would name one nearly always."""
    rng, named, alone = np.random.default_rng(4), 0, 0
    for _ in range(200):
        shares = 50 + rng.normal(0, 2, (2, 40))
        rows = pd.DataFrame({"question_id": np.tile(np.arange(40), 2), "wave": np.repeat(["1", "2"], 40), "side": "positive",
                             "share_pct": shares.ravel(), "se_pct": 2.0, "degrees": 500})  # fmt: skip
        made = wave_changes(rows)
        named += bool(made["is_beyond_chance"].any())
        assert ((made["lower_pct"] > 0) | (made["upper_pct"] < 0)).tolist() == made["is_beyond_chance"].tolist()
        alone += bool((made["p_value"] < 0.05).any())
    tell(
        f"40 questions without a change: {named} of 200 worlds name one ({alone} would without false-discovery control)"
    )
    assert named <= 20
    assert alone >= 150


def test_a_difference_stands_or_falls_with_how_many_were_looked_at() -> None:
    few = pd.DataFrame({"p_value": [0.02]})
    many = pd.DataFrame({"p_value": [0.02, *np.linspace(0.1, 1, 60)]})
    assert standing_out(few)["is_beyond_chance"].tolist() == [True]
    assert not standing_out(many)["is_beyond_chance"].any()


def test_who_took_part_is_set_against_who_lives_there() -> None:
    part = pd.DataFrame(
        {
            "pupils": [100, 300],
            "sample_pct": [25.0, 75.0],
            "population": [2000.0, 2000.0],
            "population_pct": [50.0, 50.0],
        }
    )
    made = took_part(part)
    assert made["response_pct"].tolist() == [5.0, 15.0]
    assert made["ratio"].tolist() == [0.5, 1.5]
    assert took_part(part.assign(population=np.nan))["ratio"].isna().all()


def test_the_four_cases_are_told_by_intervals_and_not_by_points() -> None:
    sides = pd.DataFrame({"block": list("abcde"), "label": list("ABCDE"), "side": "negative", "share_pct": [40.0, 40, 20, 20, 30],
                          "lower_pct": [35.0, 35, 15, 15, 15], "upper_pct": [45.0, 45, 25, 25, 45]})  # fmt: skip
    good = pd.DataFrame(
        {
            "block": list("abcde"),
            "difference_pct": [-15.0, -15, 10, 10, -5],
            "lower_pct": [-20.0, -20, 5, 5, -20],
            "upper_pct": [-10.0, -10, 15, 15, 10],
        }
    )
    felt = unsafe_by_area(sides, good)
    assert felt["difference_lower_pct"].tolist()[0] == 10.0
    recorded = pd.DataFrame({"block": list("abcde"), "rate_per_1000": [30.0, 12, 30, 12, 22], "lower_per_1000": [25.0, 9, 25, 9, 15],
                             "upper_per_1000": [35.0, 15, 35, 15, 30], "average_per_1000": 20.0})  # fmt: skip
    made = felt_and_recorded(felt, recorded).set_index("label")
    assert made["case"].to_dict() == {
        "A": "felt less safe, recorded more",
        "B": "felt less safe, not recorded more",
        "C": "recorded more, not felt less safe",
        "D": "neither",
        "E": "neither",
    }
    assert made.loc["E", "felt"] == "like elsewhere"
    assert made.loc["B", "known"] == "less"


def test_areas_are_matched_only_where_they_are_the_same() -> None:
    survey = {"L1": frozenset({"L1", "C1", "W1", "W2"}), "L2": frozenset({"L2", "C2", "W3"})}
    records = {"b0": frozenset({"W1", "W2", "L1:NK"}), "b1": frozenset({"W3", "W4"})}
    assert same_areas(survey, records) == {"b0": "L1"}


def test_places_are_put_with_an_area_only_where_no_block_is_cut() -> None:
    areas = pd.DataFrame(
        [("X", "COUNCIL", ""), ("L1", "LOCALITY", "X"), ("L2", "LOCALITY", "X"), ("C1", "COMMUNITY", "L1"), ("C2", "COMMUNITY", "L1"),
         ("C3", "COMMUNITY", "L2"), ("W1", "WARD", "C1"), ("W2", "WARD", "C2"), ("W3", "WARD", "C3")],
        columns=["area_code", "area_level", "parent_code"],
    )  # fmt: skip
    places = pd.DataFrame({"leaf": ["p1", "p2", "p3", "elsewhere"], "area_code": ["W1", "W2", "W3", ""]})
    blocks = {"north": frozenset({"p1", "p2"}), "south": frozenset({"p3", "elsewhere"})}
    assert district_leaves(places, blocks, areas, "LOCALITY") == {
        "north": frozenset({"W1", "W2"}),
        "south": frozenset({"W3"}),
    }
    assert district_leaves(places, blocks, areas, "COMMUNITY") == {}


def test_a_difference_seen_from_two_sides_is_looked_at_once() -> None:
    rows = pd.DataFrame(
        [("q", "sex", "F", 5.0), ("q", "sex", "M", -5.0), ("r", "sex", "F", 1.0), ("r", "sex", "M", -1.0),
         ("q", "COMMUNITY", "C1", 9.0), ("q", "COMMUNITY", "C2", 3.0), ("q", "COMMUNITY", "C3", -8.0), ("q", "LOCALITY", "L1", 9.0),
         ("q", "LOCALITY", "L2", 2.0), ("q", "LOCALITY", "L3", -9.5)],
        columns=["question_id", "split", "block", "difference_pct"],
    ).assign(lower_pct=0.0, upper_pct=0.0, p_value=0.5)  # fmt: skip
    kept = once_each(rows)
    assert kept["block"].tolist() == ["F", "F", "C2", "C3", "L1", "L2", "L3"]


def test_where_no_area_differs_none_is_named_more_often_than_a_list_may() -> None:
    """Three hundred worlds of six areas in which nothing differs: an area is named in about one of twenty, not in two of five."""
    rng, named = np.random.default_rng(4), 0
    for _ in range(300):
        apart, rate = rng.normal(0, 5, 6), 20 * np.exp(rng.normal(0, 0.2, 6))
        felt = pd.DataFrame({"block": list("abcdef"), "difference_pct": apart, "difference_lower_pct": apart - 1.96 * 5,
                             "difference_upper_pct": apart + 1.96 * 5, "share_pct": 30.0, "lower_pct": 26.0, "upper_pct": 34.0})  # fmt: skip
        recorded = pd.DataFrame({"block": list("abcdef"), "rate_per_1000": rate, "lower_per_1000": rate * np.exp(-1.96 * 0.2),
                                 "upper_per_1000": rate * np.exp(1.96 * 0.2), "average_per_1000": 20.0})  # fmt: skip
        made = felt_and_recorded(felt, recorded)
        named += bool((made[["felt", "known"]] != "like elsewhere").any(axis=None))
    assert 3 <= named <= 30
