"""Somebody holds what two audiences were shown of contexts and of audits. What the second is shown is worked out from tables alone."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest
from test_audit_bases import AREAS, RECORDS, delivered
from test_themes_subtracted import POLICY, world

from data_loaders.policy import Policy, load_policy
from data_loaders.publish.others import left_to_others
from data_loaders.publish.stop import RiverStoppedError
from data_loaders.sources import Collected
from data_loaders.themes.audits import audits
from data_loaders.themes.contexts import contexts

pytestmark = pytest.mark.attack
Tables = dict[str, pd.DataFrame]


@pytest.fixture(scope="module")
def policies() -> dict[str, Policy]:
    return {audience: load_policy(POLICY, audience) for audience in ("partnership", "public")}


def in_a_delivery(tables: Tables) -> Collected:
    origins = tuple(SimpleNamespace(table=name) for name in tables)
    return Collected(tables, {}, {}, origins, (), ())  # type: ignore[arg-type]  # origins with what is asked of them alone


def out_of(tables: Tables) -> frozenset[str]:
    return frozenset(name for name, frame in tables.items() if len(frame))


def beside(tables: Tables, out: Tables) -> Tables:
    """What is left to be counted for a second audience."""
    with_records = {"missing_episodes": pd.DataFrame(), **tables}
    return left_to_others(in_a_delivery(with_records), frozenset(), out_of(out)).tables


def pooled_ones(first: Tables, second: Tables) -> list[int]:
    """All contexts by stage for one audience, less those that the other is shown one by one."""
    shown, rows = first["context_shown"], second["context_pooled"]
    stages = rows[(rows["question"] == "stage") & (rows["status"] == "shown")]
    return [int(row.n - shown["stage"].isin(row.group.split(";")).sum()) for row in stages.itertuples()]


def test_contexts_that_one_audience_is_shown_are_not_counted_for_another(policies: dict[str, Policy]) -> None:
    """Forty are shown one by one to the partnership; of the thirty others two are closed, and all seventy are pooled for the public."""
    tables = world(1, shown=40, pooled=30, closed_pooled=2)
    first = contexts(tables, policies["partnership"], None).tables
    assert 2 in pooled_ones(first, contexts(tables, policies["public"], None).tables)
    left = beside(tables, first)
    assert "context_cases" not in left
    assert pooled_ones(first, contexts(left, policies["public"], None).tables) == []


def test_a_record_that_was_erased_between_two_audiences_is_not_told(policies: dict[str, Policy]) -> None:
    """A round of 80 records for the partnership; one is erased, and the public would be shown 79."""
    tables = delivered({item: set(range(RECORDS)) for item in AREAS}, 3)
    ratings = tables["audit_ratings"]
    later = {**tables, "audit_ratings": ratings[ratings["record_pseudo_id"] != "r7"]}
    first = audits(tables, policies["partnership"], None).tables
    second = audits(later, policies["public"], None).tables
    assert first["audit_rounds"]["records"].iloc[0] - second["audit_rounds"]["records"].iloc[0] == 1
    assert audits(beside(later, first), policies["public"], None).tables["audit_rounds"].empty


def test_whoever_had_it_first_goes_on(policies: dict[str, Policy]) -> None:
    tables = world(1, shown=40, pooled=30, closed_pooled=2)
    out = out_of(contexts(tables, policies["partnership"], None).tables)
    assert left_to_others(in_a_delivery(tables), out, out).tables.keys() == tables.keys()
    assert left_to_others(in_a_delivery(tables), frozenset(), frozenset()).tables.keys() == tables.keys()


def test_where_nothing_else_was_delivered_the_river_stops_with_what_to_do(policies: dict[str, Policy]) -> None:
    tables = world(1, shown=40, pooled=30, closed_pooled=2)
    out = out_of(contexts(tables, policies["partnership"], None).tables)
    with pytest.raises(RiverStoppedError, match="shown to one audience each") as stopped:
        left_to_others(in_a_delivery(tables), frozenset(), out)
    assert all(problem.cure for problem in stopped.value.problems)


def test_guardians_are_shown_to_one_audience_and_places_to_all() -> None:
    """66 guardians for the partnership; one more came, and the public would be shown 67."""
    assets = pd.DataFrame({"kind": ["GUARDIAN"] * 67 + ["YOUTH_CLUB"] * 3}, index=range(70))
    tables = {"cpc_indicators": pd.DataFrame(), "assets": assets}
    made = left_to_others(in_a_delivery(tables), frozenset(), frozenset({"guardians"}), pooled=("GUARDIAN",))
    assert made.tables["assets"]["kind"].unique().tolist() == ["YOUTH_CLUB"]
    assert sum(len(left.rows) for left in made.left_out) == 67
    own = left_to_others(
        in_a_delivery(tables), frozenset({"guardians"}), frozenset({"guardians"}), pooled=("GUARDIAN",)
    )
    assert len(own.tables["assets"]) == 70


@pytest.mark.parametrize(("table", "out"), [("safety_maps", "safety_maps"), ("language_scans", "practice_language")])
def test_safety_maps_and_documents_are_shown_to_one_audience(table: str, out: str) -> None:
    tables = {"cpc_indicators": pd.DataFrame(), table: pd.DataFrame({"n": [1]})}
    assert table not in left_to_others(in_a_delivery(tables), frozenset(), frozenset({out})).tables
    assert table in left_to_others(in_a_delivery(tables), frozenset({out}), frozenset({out})).tables
