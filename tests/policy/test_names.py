"""A name in the policy that nothing has is refused, and the nearest one stands in the sentence."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from data_loaders.deliveries.reference import LEVELS
from data_loaders.facts import FACTS
from data_loaders.facts.columns import RECORD_KINDS
from data_loaders.policy import PolicyRefusedError, load_policy
from data_loaders.policy.dimensions import AREA_LEVELS
from data_loaders.policy.nesting import neighbour_problems, nesting_problems, order_problems
from data_loaders.policy.reading import checked
from data_loaders.sources.collect import Collected

POLICY = Path(__file__).resolve().parents[2] / "assets" / "policy.toml"
EPISODES = "datasets.missing_episodes"
DISCUSSED = ("arranged_clock", "contexts", "declined", "offered_again", "provider", "pull", "push")


def changed(at: str, value: object) -> dict[str, Any]:
    """The policy with another value at one place; None takes the place away."""
    settings = tomllib.loads(POLICY.read_text(encoding="utf-8"))
    *way, last = at.split(".")
    inner = settings
    for part in way:
        inner = inner[part]
    if value is None:
        del inner[last]
    else:
        inner[last] = value
    return settings


@pytest.mark.parametrize(("at", "value", "said"), [
    ("datasets.incidents.coverage", "efh_incident", "no table that is delivered. Did you mean 'efh_incidents'?"),
    ("datasets.incidents.coverage", "missing_episodes", "its records come from 'efh_incidents'"),
    (f"{EPISODES}.records", "mising", "Did you mean 'missing'?"),
    (f"{EPISODES}.records", "incidents", "this dataset counts the records 'missing'"),
    (f"{EPISODES}.where", {}, 'Write counting_unit = "EPISODE"'),
    (f"{EPISODES}.where", {"counting_units": "EPISODE"}, "Did you mean 'counting_unit'?"),
    (f"{EPISODES}.where", {"counting_unit": "REPORT"}, "this dataset counts 'EPISODE'"),
    (f"{EPISODES}.dimensions.age.column", "age_bands", "Did you mean 'age_band'?"),
    (f"{EPISODES}.dimensions.age.leaves", ["10-12", "13-15", "NK"], "no place for the code '16-17'"),
    (f"{EPISODES}.dimensions.age.leaves", ["10-12", "13-15", "16-17", "18", "NK"], "'18', which is no code"),
    (f"{EPISODES}.dimensions.age.residual", [], "residual does not hold NK"),
    (f"{EPISODES}.dimensions.harm_reported.residual", ["N", "NK"], "residual names N"),
    (f"{EPISODES}.dimensions.contexts.left_out", ["NK"], "no place for the code 'OTHER'"),
    (f"{EPISODES}.dimensions.push.kind", "nominal", "possible for push_factors: several"),
    (f"{EPISODES}.dimensions.repeat_band.history_months", 6, "looks back 12"),
    (f"{EPISODES}.dimensions.year_band.times", None, "how often a person counts"),
    (f"{EPISODES}.dimensions.area.levels", ["WARD", "COMUNITY", "COUNCIL"], "Did you mean 'COMMUNITY'?"),
    (f"{EPISODES}.tied", [["discussion", each] for each in DISCUSSED], r"['day_kind', 'time']"),
    ("datasets.missing_investigations.part_of", "", "counts its records too is 'missing_reports'"),
    ("datasets.missing_reports", None, "datasets.missing_reports is missing"),
    ("time.year_starts", 1, "looks at years that begin with month 4"),
    ("places.pooled_kinds", ["GUARDIAN", "YOUTHCLUB"], "Did you mean 'YOUTH_CLUB'?"),
    ("contexts.small_counts", ["INCIDENTS"], "must hold GUARDIANS"),
    ("contexts.named_types", {"partnership": ["SCHOOLS"], "public": []}, "Did you mean 'SCHOOL'?"),
    ("practice.role.leaves", ["PRACTITIONER", "MANAGER"], "no place for the code 'SENIOR'"),
    ("practice.quotes", {"partnership": 13, "public": 0}, "from 0 to 12"),
    ("audits.bandings", [[[1, 3], [2, 4], [5, 6]]], "no neighbours"),
    ("practice.unit", ["year"], "Did you mean 'units'?"),
])  # fmt: skip
def test_a_wrong_name_is_refused_with_what_is_meant(at: str, value: object, said: str) -> None:
    with pytest.raises(PolicyRefusedError) as refused:
        checked(changed(at, value))
    assert said in str(refused.value)


def test_the_whole_stands_before_its_part() -> None:
    settings = tomllib.loads(POLICY.read_text(encoding="utf-8"))
    settings["datasets"] = dict(reversed(settings["datasets"].items()))
    with pytest.raises(PolicyRefusedError, match="stands after its part"):
        checked(settings)


def test_a_year_band_by_months_is_refused_since_it_would_change_afterwards() -> None:
    settings = tomllib.loads(POLICY.read_text(encoding="utf-8"))
    view = next(view for view in settings["datasets"]["missing_episodes"]["views"] if view["name"] == "year_band")
    view["no_finer_than"] = "half_year"
    with pytest.raises(PolicyRefusedError, match="change until the year is over"):
        checked(settings)


@pytest.mark.parametrize("raw", [b"\xff\xfe", b"version = ", b""])
def test_what_is_no_policy_at_all_is_refused_by_the_name_of_its_file(tmp_path: Path, raw: bytes) -> None:
    file = tmp_path / "policy.toml"
    file.write_bytes(raw)
    with pytest.raises(PolicyRefusedError, match=r"policy\.toml"):
        load_policy(file, "partnership")


def test_an_audience_that_is_not_defined_is_refused() -> None:
    with pytest.raises(PolicyRefusedError, match="Defined: partnership, public"):
        load_policy(POLICY, "press")


@pytest.mark.parametrize("records", sorted(RECORD_KINDS))
def test_what_is_said_of_the_columns_of_records_is_true_of_the_records(collected: Collected, records: str) -> None:
    kind, tables = RECORD_KINDS[records], dict(collected.tables)
    facts = FACTS[records][2](tables)
    assert set(kind.columns) <= set(facts.columns)
    for name, column in kind.columns.items():
        if column.kind == "one code":
            assert set(facts[name].unique()) - {""} <= set(column.codes), name
        if column.kind == "several codes":
            assert set(facts[name].str.split(r"\s*;\s*").explode().unique()) - {""} <= set(column.codes), name
    if kind.unit_column:
        assert set(facts[kind.unit_column].unique()) == set(kind.datasets.values())


def test_the_levels_of_areas_are_those_of_the_reference_table() -> None:
    assert set(AREA_LEVELS) == set(LEVELS)


def test_bandings_nest_by_hand() -> None:
    leaves = ("a", "b", "c", "d")
    assert nesting_problems({"two": [["a", "b"], ["c", "d"]]}, leaves) == []
    assert nesting_problems({"three": [["a", "b"], ["c"], ["d"]], "two": [["a", "b", "c"], ["d"]]}, leaves) == []
    assert (
        "cuts through"
        in nesting_problems({"one": [["a", "b"], ["c", "d"]], "two": [["a"], ["b", "c", "d"]]}, leaves)[0]
    )
    assert "exactly once" in nesting_problems({"one": [["a", "b"], ["c"]]}, leaves)[0]
    assert "exactly once" in nesting_problems({"one": [["a", "b"], ["b", "c", "d"]]}, leaves)[0]
    assert "exactly once" in nesting_problems({"one": [["a", "b", "c", "d"], []]}, leaves)[0]
    assert neighbour_problems({"one": [["b", "a"], ["c", "d"]]}, leaves) == []
    assert "no neighbours" in neighbour_problems({"one": [["a", "c"], ["b", "d"]]}, leaves)[0]
    assert order_problems(("b", "d"), leaves) == []
    assert "not nested" in order_problems(("d", "b"), leaves)[0]
    assert "not nested" in order_problems(("b", "b"), leaves)[0]
    assert "not nested" in order_problems((), leaves)[0]
    assert "unknown" in order_problems(("e",), leaves)[0]
