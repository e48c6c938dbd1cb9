"""Once a year figures of the contexts that came since stand beside the first ones. Whoever keeps all releases subtracts them.

What is counted is worked out here from the delivered rows alone.
"""

from __future__ import annotations

import pandas as pd
import pytest
from test_themes_subtracted import AS_AT, POLICY, SENTENCES, K, left_over, told_after, world

from data_loaders.policy import Policy, load_policy
from data_loaders.published import TABLES
from data_loaders.published.recount import Evidence, recount_check
from data_loaders.safety.ledger import POOLED_ONCE, Shown
from data_loaders.themes.contexts import contexts

Tables = dict[str, pd.DataFrame]
SOON, A_YEAR_ON = AS_AT + pd.DateOffset(months=11), AS_AT + pd.DateOffset(years=1)
DAYS = ["referral_date", "conference_date", "plan_date", "closed_date", "review_due", "review_date"]


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_policy(POLICY, "partnership")


def came_since(first: Tables, since: Tables, on: pd.Timestamp) -> Tables:
    """The contexts of the first delivery and later ones, as they are on that day: each of these a year after its twin."""
    start = len(first["context_cases"])
    new = since["context_cases"].copy()
    new["case_id"] = [f"case{start + n}" for n in range(len(new))]
    for column in DAYS:
        new[column] += on - AS_AT
    cases = pd.concat([first["context_cases"], new], ignore_index=True)
    keys = pd.DataFrame({"case_id": cases["case_id"], "key": [f"key{n}" for n in range(len(cases))]})
    origins = pd.DataFrame({"table": ["context_cases"], "extract_date": [on]})
    return {**first, "context_cases": cases, "context_keys": keys, "origins": origins}


def of_the_day(release: Tables, day: pd.Timestamp) -> Tables:
    return {name: release[name][release[name]["as_at"] == day] for name in ("context_pooled", "context_curves")}


def twin(tables: Tables, start: int, on: pd.Timestamp) -> Tables:
    """The later contexts alone, with the days that they would have had in the first delivery."""
    cases = tables["context_cases"].iloc[start:].copy()
    for column in DAYS:
        cases[column] -= on - AS_AT
    return {"context_cases": cases.reset_index(drop=True)}


FIRST = world(4, shown=20, pooled=30, closed_pooled=12)


@pytest.mark.parametrize(
    ("shown", "pooled", "closed"), [(0, 30, 12), (20, 30, 2), (20, 15, 6), (40, 40, 20), (3, 60, 7)]
)
def test_what_came_since_is_counted_by_itself_and_tells_of_few_nowhere(
    policy: Policy, shown: int, pooled: int, closed: int
) -> None:
    since = world(shown + pooled, shown=shown, pooled=pooled, closed_pooled=closed)
    later = came_since(FIRST, since, A_YEAR_ON)
    first, second = told_after([FIRST, later], policy)
    for name in ("context_pooled", "context_curves"):
        pd.testing.assert_frame_equal(of_the_day(second, AS_AT)[name], first[name])
    added = of_the_day(second, A_YEAR_ON)
    assert (added["context_pooled"]["status"] == "shown").any()
    of_all = added["context_pooled"].query("status == 'shown' and whom == 'all' and question != 'reopened'")
    assert set(of_all.groupby("question")["n"].sum()) == {shown + pooled}
    left = left_over(twin(later, len(FIRST["context_cases"]), A_YEAR_ON), added)
    assert [(what, n) for what, n in left if 0 < n < K] == []
    assert set(second["context_pooled"]["reason"]) <= SENTENCES


def test_nothing_is_added_before_a_year_has_gone_nor_twice_in_one(policy: Policy) -> None:
    since = world(5, shown=0, pooled=30, closed_pooled=12)
    more = came_since(came_since(FIRST, since, A_YEAR_ON), since, A_YEAR_ON + pd.DateOffset(months=11))
    first, soon, then, again = told_after(
        [FIRST, came_since(FIRST, since, SOON), came_since(FIRST, since, A_YEAR_ON), more], policy
    )
    assert set(first["context_pooled"]["as_at"]) == set(soon["context_pooled"]["as_at"]) == {AS_AT}
    assert set(then["context_pooled"]["as_at"]) == set(again["context_pooled"]["as_at"]) == {AS_AT, A_YEAR_ON}


def test_few_that_came_since_wait_until_they_can_be_told(policy: Policy) -> None:
    """Three are in no figure, nor is it said that they came; with thirty more they begin a set."""
    few, many = (world(6, shown=0, pooled=n, closed_pooled=n // 2) for n in (3, 33))
    on = A_YEAR_ON + pd.DateOffset(months=3)
    first, still, then = told_after([FIRST, came_since(FIRST, few, A_YEAR_ON), came_since(FIRST, many, on)], policy)
    assert still["context_pooled"].to_csv() == first["context_pooled"].to_csv()
    own = of_the_day(then, on)["context_pooled"].query("status == 'shown'")
    assert own.groupby("question")["n"].sum()["chair"] == 33


def as_group_of_peers(tables: Tables, *cases: str) -> Tables:
    own = tables["context_cases"].copy()
    own.loc[own["case_id"].isin(cases), ["context_type", "size_band"]] = ["PEER", "10_TO_49"]
    return tables | {"context_cases": own}


def test_one_that_was_shown_and_then_pooled_is_in_no_figure(policy: Policy) -> None:
    """What was told of it by itself could be taken from the figures that held it: of five, four would be left."""
    since = world(7, shown=4, pooled=30, closed_pooled=12)
    soon = came_since(FIRST, since, SOON)
    corrected = as_group_of_peers(came_since(FIRST, since, A_YEAR_ON), "case50")
    _, shown, then = told_after([FIRST, soon, corrected], policy)
    assert "key50" in set(shown["context_shown"]["key"])
    own = of_the_day(then, A_YEAR_ON)["context_pooled"].query("status == 'shown'")
    assert own.groupby("question")["n"].sum()["chair"] == 33
    assert "key50" not in set(then["context_shown"]["key"])


def test_one_that_was_pooled_in_the_second_set_is_never_shown_by_itself(policy: Policy) -> None:
    since = world(8, shown=4, pooled=30, closed_pooled=12)
    later = came_since(FIRST, since, A_YEAR_ON)
    cases = later["context_cases"].copy()
    cases.loc[cases["case_id"] == "case60", ["context_type", "size_band"]] = ["SCHOOL", "50_OR_MORE"]
    *_, last = told_after([FIRST, later, later | {"context_cases": cases}], policy)
    assert "key60" not in set(last["context_shown"]["key"])


def test_a_memory_that_does_not_know_who_was_counted_lets_no_set_begin(policy: Policy) -> None:
    since = world(5, shown=0, pooled=30, closed_pooled=12)
    first = contexts(FIRST, policy, None)
    old = {POOLED_ONCE: first.remembered[POOLED_ONCE].query("was == 'pooled'")[["key"]]}
    out = type("Release", (), {"frames": {**first.tables, **Shown().with_release(first.tables, {}, old).rows}})()
    made = contexts(came_since(FIRST, since, A_YEAR_ON), policy, out)
    assert made.tables["context_pooled"].to_csv() == first.tables["context_pooled"].to_csv()
    assert list(made.remembered[POOLED_ONCE].columns) == ["key"]


def test_a_set_that_is_not_of_those_alone_who_came_since_is_found_by_the_recount(policy: Policy) -> None:
    since = world(5, shown=10, pooled=30, closed_pooled=12)
    later, first = came_since(FIRST, since, A_YEAR_ON), contexts(FIRST, policy, None)
    out = type("Release", (), {"frames": {**first.tables, **first.remembered}})()
    made = contexts(later, policy, out).tables

    def status(name: str, frame: pd.DataFrame) -> str:
        evidence = Evidence(
            delivered=later, published=made | {name: frame}, previous=out.frames, policy=policy, covered={}
        )
        return recount_check(TABLES[name], evidence).status

    for name, count in (("context_pooled", "n"), ("context_curves", "n_ended")):
        whole = made[name]
        is_new = (whole["as_at"] == A_YEAR_ON) & (whole[count] > 0)
        assert is_new.any()
        assert status(name, whole) == "passed"
        assert status(name, whole.assign(**{count: whole[count] + 5 * is_new})) == "failed"
        assert status(name, whole.assign(**{count: whole[count] + 5 * (whole["as_at"] == AS_AT)})) == "failed"
    days = made["context_pooled"].assign(as_at=lambda f: f["as_at"].where(f["as_at"] == AS_AT, SOON))
    assert "less than a year apart" in str(TABLES["context_pooled"].problem(days, {"contexts": K}))
