"""Numbers of persons against an attacker who has nothing but the printed numbers, and faults in the rule.

Measured on the old rule, on the invented partnership: children of a quarter less first times in twelve months were 3 who
came back (63 − 60); 30 children reported and 29 investigated, every month, was one child reported and never investigated.
"""

from __future__ import annotations

import sys
import types
from pathlib import Path

import numpy as np
import pytest

import data_loaders.safety.views.people as rule
from data_loaders.policy.datasets import DatasetPolicy
from data_loaders.safety.calendar import Calendar
from data_loaders.safety.views.dataset import Countable
from data_loaders.safety.views.finder import Grid
from data_loaders.safety.views.hierarchy import Leaf, build_hierarchy
from data_loaders.safety.views.records import Records

FIRST, K = 2023 * 12 + 3, 5
SOURCE = Path(rule.__file__).read_text(encoding="utf-8")
TIMES = ("FIRST", "AGAIN")


def world(person: list[int], times: list[int], months: list[int] | None = None) -> Countable:
    policy = DatasetPolicy.model_validate(
        {
            "title": "Invented", "records": "missing", "where": {}, "counts": "episodes", "protected": "children",
            "k": {"partnership": K, "public": 10}, "dominance": 0.5, "coverage": "missing_episodes", "tied": [], "part_of": "",
            "dimensions": {"times": {"title": "t", "kind": "ordered", "column": "repeat_band", "detail": 1.0,
                                     "leaves": list(TIMES), "once": ["FIRST"]}},
            "views": [{"name": "total", "dimensions": {}, "children": True}],
        }
    )  # fmt: skip
    hierarchy = build_hierarchy("times", [Leaf(c, c) for c in TIMES], weakness=lambda b: (float(-len(b)),))
    month = np.array(months or [0] * len(person)) + FIRST
    records = Records(np.array(person), month, {"times": np.array(times)}, max(person) + 1)
    return Countable(
        "invented", policy, K, records, Calendar(FIRST, FIRST + 11, 4), {"times": hierarchy}, {"times": {}}
    )


def came_back(few: int) -> Countable:
    """Sixty children for the first time that quarter, and `few` others who had been missing before."""
    return world([*range(60 + few)], [0] * 60 + [1] * few)


@pytest.mark.parametrize(("few", "told"), [(0, False), (1, True), (3, True), (4, True), (5, False), (9, False)])
def test_children_less_first_times_are_nobody_or_enough(few: int, told: bool) -> None:
    data = came_back(few)
    children = rule.numbers_of(data, "total", Grid({}, "quarter"))
    first = rule.numbers_by_definition(data, "repeat", Grid({"times": 0}, "quarter"))
    assert len(children[0].persons) - len(first[0].persons) == few, "what a reader subtracts"
    assert rule.is_telling(children, first, K) == told


@pytest.mark.parametrize(("both", "told"), [(0, False), (1, True), (4, True), (5, False)])
def test_children_of_two_quarters_are_in_both_enough_or_not_at_all(both: int, told: bool) -> None:
    person, months = [*range(20), *range(20 - both, 40 - both)], [0] * 20 + [3] * 20
    data = world(person, [1] * 40, months)
    quarters = rule.numbers_of(data, "total", Grid({}, "quarter"))
    half = rule.numbers_of(data, "half", Grid({}, "half_year"))
    assert rule.is_telling(half, quarters, K) == told


@pytest.mark.parametrize(("again", "told"), [(0, False), (1, True), (2, True), (5, False)])
def test_counts_less_children_are_nobody_or_enough(again: int, told: bool) -> None:
    """42 episodes of 40 children were one child with three, or two with two: true children decide, not the difference."""
    assert rule.counts_again(world([*range(40), *range(again)], [1] * (40 + again)), Grid({}, "quarter")) == told
    if again == 1:
        heavy = world([*range(40), *[0] * 6], [1] * 46)
        assert rule.counts_again(heavy, Grid({}, "quarter")), "seven episodes of one child"


def number(view: str, persons: range | set[int]) -> rule.Number:
    return rule.Number(view, (FIRST, FIRST), {}, frozenset(persons))


@pytest.mark.parametrize(
    ("reported", "investigated", "told"), [(30, 29, True), (30, 30, False), (30, 25, False), (30, 27, True)]
)
def test_reported_less_investigated_children_are_nobody_or_enough(reported: int, investigated: int, told: bool) -> None:
    assert (
        rule.is_telling([number("reports", range(reported))], [number("investigations", range(investigated))], K)
        == told
    )


def test_who_is_in_the_smaller_set_alone_counts_too() -> None:
    """Thirty reported and thirty-two investigated: seven of these were never reported, so two more tells of seven."""
    assert not rule.is_telling([number("r", range(30))], [number("i", range(5, 37))], K)
    assert rule.is_telling([number("r", range(30))], [number("i", range(1, 33))], K)
    month = [number("i", range(1, 33))]
    quarter = [rule.Number("r", (FIRST, FIRST + 2), {}, frozenset(range(30)))]
    assert rule.is_telling(quarter, month, K), "three of the month's were not in the quarter's"


FAULTS = {
    "who is left out is not counted": ("return len(whole.difference(times))", "return 0"),
    "the difference is taken for the persons": ("return len(whole.difference(times))", "return left + 5"),
    "overlaps are not counted": ("number > 1 or who not in whole", "who not in whole"),
    "who is beyond the whole is not counted": ("number > 1 or who not in whole", "number > 1"),
    "only one part at a time": ("range(1, len(parts) + 1) if", "(1,) if"),
    "k is one too low": ("is_few(told, k)", "is_few(told, k - 1)"),
    "again is once more": ("sum(n > least for", "sum(n > least + 1 for"),
    "first times are counts": ('frozenset(known.once) | {', "frozenset[str]() | {"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_the_rule_is_found(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = FAULTS[fault]
    assert SOURCE.count(old) == 1, fault
    module = types.ModuleType("people_with_a_fault")
    monkeypatch.setitem(sys.modules, module.__name__, module)
    exec(compile(SOURCE.replace(old, new), str(rule.__file__), "exec"), module.__dict__)
    monkeypatch.setitem(globals(), "rule", module)
    caught = []
    tests = [
        *((test_children_less_first_times_are_nobody_or_enough, c) for c in [(0, False), (4, True), (5, False)]),
        *((test_children_of_two_quarters_are_in_both_enough_or_not_at_all, c) for c in [(0, False), (4, True), (5, False)]),
        *((test_counts_less_children_are_nobody_or_enough, c) for c in [(0, False), (2, True), (5, False)]),
        *((test_reported_less_investigated_children_are_nobody_or_enough, c) for c in [(30, 29, True), (30, 25, False)]),
        (test_who_is_in_the_smaller_set_alone_counts_too, ()),
    ]  # fmt: skip
    for test, case in tests:
        try:
            test(*case)
        except (AssertionError, IndexError):
            caught.append(test.__name__)
    assert caught


def test_the_shipped_policy_says_which_values_come_once() -> None:
    from data_loaders.policy import load_policy

    policy = load_policy(Path(__file__).resolve().parents[2] / "assets" / "policy.toml", "public")
    dataset = policy.datasets["missing_episodes"]
    assert dataset.dimensions["repeat_band"].once == ("FIRST",)
    by_area = [v.name for v in dataset.views if v.children and "area" in v.dimensions]
    assert by_area == [], "a child can be in two localities"
