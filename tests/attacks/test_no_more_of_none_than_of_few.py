"""Found from outside: what stood beside a figure told of few, or that there is one at all.

Each world has a twin in which the few are not there, or are enough: of the few no more may be told than of none.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from test_themes_subtracted import POLICY, K, told_after, world

from data_loaders.policy import Policy, load_policy
from data_loaders.published import TABLES
from data_loaders.published.recount import Evidence, recount_check
from data_loaders.themes.audits import audits
from data_loaders.themes.contexts import contexts
from data_loaders.themes.place.repeats import repeats_table
from data_loaders.themes.place.strengths import guardian_table

Tables = dict[str, pd.DataFrame]


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_policy(POLICY, "partnership")


# ----------------------------------------------------------------- six points less the decisions of two auditors


def read_twice(inside: int) -> Tables:
    """Fifty records of one standard: the decision was another in ten; of the forty so many were rated differently all the same."""
    ratings = [(2, 2)] * 10 + [(2, 5)] * 5 + [(5, 2)] * 5 + [(5, 5)] * (30 - inside) + [(5, 4)] * inside
    rows = [
        {"audit_id": f"{record}{rater}", "round": "Spring", "record_pseudo_id": f"r{record:02d}", "team_band": "Early help",
         "sampled_dt": pd.Timestamp("2025-11-05"), "item_id": "A-1", "rater": rater, "rating": points, "is_blind": "Y"}
        for record, pair in enumerate(ratings) for rater, points in zip("AB", pair, strict=True)
    ]  # fmt: skip
    items = {
        "item_id": "A-1",
        "domain": "1",
        "level": "L1",
        "practice_area": "Area A",
        "wording": "An invented standard",
        "quality_indicator": "",
    }
    rounds = {"round": "Spring", "held_on": pd.Timestamp("2025-11-01"), "frame_n": 400, "drawn": "all"}
    return {
        "audit_ratings": pd.DataFrame(rows),
        "audit_items": pd.DataFrame([items]),
        "audit_rounds": pd.DataFrame([rounds]),
    }


@pytest.mark.parametrize(("inside", "is_told"), [(0, True), (1, False), (3, False), (4, False), (5, True), (9, True)])
def test_those_decided_alike_and_rated_differently_are_nobody_or_enough(
    policy: Policy, inside: int, is_told: bool
) -> None:
    """Raw agreement of 0.7 of fifty is 13 to 17 rated differently; ten of these stand in the table of decisions."""
    tables = read_twice(inside)
    made = audits(tables, policy, None).tables
    assert len(made["audit_pairs"]) > 0, "decisions that are not told leave nothing to take away"
    six = made["audit_agreement"].query("scale == 'six_points'")
    assert set(six["status"]) == {"shown" if is_told else "withheld"}
    assert set(six.loc[six["status"] == "withheld", "reason"]) <= {"Hidden to protect children."}
    for name in ("audit_pairs", "audit_agreement"):
        evidence = Evidence(delivered=tables, published=made, previous={}, policy=policy, covered={})
        assert recount_check(TABLES[name], evidence).status == "passed", name


# ----------------------------------------------------------------- measures of a context that is shown by itself


def felt_safe(value: float, scale: str, measure: str = "YP_FEEL_SAFE") -> Tables:
    rows = [("case0", measure, pd.Timestamp("2025-10-01"), value, scale)]
    made = pd.DataFrame(rows, columns=["case_id", "measure", "measured_dt", "value", "scale"])
    return world(6, shown=1, pooled=40, closed_pooled=20) | {"context_measures": made}


@pytest.mark.parametrize(
    ("value", "scale", "measure", "told"),
    [
        (3.0, "COUNT", "YP_FEEL_SAFE", "fewer than 5"),
        (4.0, "COUNT_A_MONTH", "PEER_NORMS", "fewer than 5"),
        (8.0, "COUNT", "YP_FEEL_SAFE", "8"),
        (3.0, "COUNT", "PARTNER_ACTION", "3.0"),  # of nobody
        (12 / 13 * 100, "PER_CENT", "YP_FEEL_SAFE", "92.0"),
        (6.283, "ZERO_TO_TEN", "ENVIRONMENT", "6.3"),
    ],
)
def test_a_number_of_people_is_told_as_few_whatever_is_measured(
    policy: Policy, value: float, scale: str, measure: str, told: str
) -> None:
    tables = felt_safe(value, scale, measure)
    made = contexts(tables, policy, None).tables
    row = made["context_measures"].iloc[0]
    assert row["told"] == told
    assert np.isnan(row["value"]) if told.startswith("fewer") else row["value"] == float(told)
    evidence = Evidence(delivered=tables, published=made, previous={}, policy=policy, covered={})
    assert recount_check(TABLES["context_measures"], evidence).status == "passed"


def test_a_number_of_people_stays_where_it_would_move_by_few(policy: Policy) -> None:
    *_, last = told_after([felt_safe(9.0, "COUNT"), felt_safe(8.0, "COUNT")], policy)
    assert last["context_measures"]["told"].tolist() == ["9"]


# ----------------------------------------------------------------- nothing at all


def test_contexts_that_are_all_homes_are_told_as_few_are(policy: Policy) -> None:
    few = world(3, shown=0, pooled=3, closed_pooled=1)
    none = few | {"context_cases": few["context_cases"].assign(context_type="HOME")}
    one, other = (contexts(tables, policy, None).tables for tables in (few, none))
    for name, frame in one.items():
        pd.testing.assert_frame_equal(frame, other[name])
    assert len(one["context_pooled"]) > 0
    for tables, made in ((few, one), (none, other)):
        evidence = Evidence(delivered=tables, published=made, previous={}, policy=policy, covered={})
        assert recount_check(TABLES["context_pooled"], evidence).status == "passed"


def test_a_context_that_was_shown_before_pooled_figures_began_is_in_none_of_them(policy: Policy) -> None:
    """A school is shown, and closed; then it is said to be sensitive, and of five closed ones it would be one."""
    first = world(9, shown=1, pooled=4, closed_pooled=4)
    first["context_cases"].loc[0, ["stage", "closure_outcome"]] = ["CLOSED", "SAFER"]
    then = world(9, shown=1, pooled=30, closed_pooled=4)
    then["context_cases"].loc[0, ["stage", "closure_outcome", "is_sensitive"]] = ["CLOSED", "SAFER", "Y"]
    before, after = told_after([first, then], policy)
    assert set(before["context_pooled"]["status"]) == {"withheld"}
    assert len(before["context_shown"]) == 1
    rows = after["context_pooled"].query("status == 'shown'")
    assert set(
        rows.loc[rows["question"].isin(["chair", "parents", "young_people"]), ["question", "n"]]
        .groupby("question")["n"]
        .sum()
    ) == {30}
    assert not {n for n in rows["n"] if n < K}


def test_no_incident_with_a_place_is_told_as_one_is() -> None:
    one, none = (pd.DataFrame({"group": ["g1", "g2"], "cell": [cell, ""]}) for cell in ("8a1972685507fff", ""))
    pd.testing.assert_frame_equal(repeats_table(one, K, None), repeats_table(none, K, None))


def test_no_guardian_is_told_as_one_is() -> None:
    areas = pd.DataFrame({"area_code": ["C"], "area_name": ["All"], "area_level": ["COUNCIL"], "geometry": [""]})
    club = {"kind": "YOUTH_CLUB", "label": "Invented club", "lat": 55.8, "lon": -4.0, "opening": ""}
    none = pd.DataFrame([club])
    one = pd.DataFrame([club, club | {"kind": "GUARDIAN", "label": ""}])
    of_one, of_none = (guardian_table(a, areas, pooled=("GUARDIAN",), k=K, previous=None) for a in (one, none))
    pd.testing.assert_frame_equal(of_one, of_none)
    assert of_none["status"].tolist() == ["withheld"]
