"""The strict rule over two views against an enumeration of every set of cells, and faults put into it."""

from __future__ import annotations

import types
from itertools import chain, combinations
from pathlib import Path

import numpy as np
import pytest

import data_loaders.safety.attack.meeting as rule
from data_loaders.policy.datasets import DatasetPolicy
from data_loaders.safety.attack.pairs import Pairs
from data_loaders.safety.calendar import Calendar
from data_loaders.safety.views.beside import Beside
from data_loaders.safety.views.dataset import Countable
from data_loaders.safety.views.finder import Grid
from data_loaders.safety.views.hierarchy import Leaf, build_hierarchy
from data_loaders.safety.views.records import Records

K, TABLES, FIRST = 4, 300, 2023 * 12 + 3
SOURCE = Path(rule.__file__).read_text(encoding="utf-8")


def drawn(seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Records of one common cell: cell of a, cell of b, person. A person stands in one place of the table."""
    rng = np.random.default_rng(seed)
    cells, people = rng.integers(2, 5, 2), int(rng.integers(6, 40))
    places = rng.dirichlet(np.full(cells[0] * cells[1], 0.4))
    at = rng.choice(len(places), people, p=places)
    who = np.repeat(np.arange(people), rng.geometric(0.5, people))
    return at[who] // cells[1], at[who] % cells[1], who


def by_hand(a: np.ndarray, b: np.ndarray, who: np.ndarray) -> bool:
    """Every set of cells a with every cell b, and with all but b: n(a) + n(b) − n(s) above nobody, of fewer than K persons."""
    values = sorted(set(a))
    for some in chain.from_iterable(combinations(values, n) for n in range(1, len(values) + 1)):
        in_a = np.isin(a, some)
        for value in set(b):
            for in_b in (b == value, b != value):
                least = in_a.sum() + in_b.sum() - len(a)
                if least > 0 and len(set(who[in_a & in_b])) < K:
                    return True
    return False


def tells(module: types.ModuleType, a: np.ndarray, b: np.ndarray, who: np.ndarray) -> bool:
    s = np.zeros(len(a), dtype=np.int64)
    one, other, most = module.within(s, a), module.within(s, b), module.records_of_few(s, who, K)
    found = bool(module._Table.of(s, one, other, who, most=most).telling(K).any())
    assert found == bool(module._Table.of(s, other, one, who, most=most).turned().telling(K).any())
    return found


def test_the_rule_finds_what_an_enumeration_finds() -> None:
    worlds = [drawn(seed) for seed in range(TABLES)]
    expected = [by_hand(*world) for world in worlds]
    assert 20 < sum(expected) < TABLES - 20
    assert [tells(rule, *world) for world in worlds] == expected


def test_counts_of_records_settle_no_common_cell_that_tells() -> None:
    settled = 0
    for seed in range(TABLES):
        a, b, who = drawn(seed)
        s = np.zeros(len(a), dtype=np.int64)
        both = rule._counts(s, rule.within(s, a), rule.within(s, b), 1)
        is_doubtful = rule._doubtful(both, rule.records_of_few(s, who, K), K)[0]
        assert is_doubtful or not by_hand(a, b, who)
        settled += not is_doubtful
    assert settled > 0  # of tables this small; of large ones nearly all


@pytest.mark.parametrize("at_once", [1, 200, 20_000])
def test_pairs_asked_side_by_side_are_answered_as_each_by_itself(at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two common cells, and views of every size over the same records: the records of two worlds one after the other."""
    monkeypatch.setattr(rule, "AT_ONCE", at_once)
    met = set[bool]()
    for seed in range(20):
        first, second = drawn(seed), drawn(seed + TABLES)
        s = np.repeat([0, 1], [len(first[0]), len(second[0])])
        who = np.concatenate([first[2], second[2] + 100])
        draws = np.random.default_rng(seed)
        views = [np.concatenate([one[:2][side] for one in (first, second)]) for side in (0, 1)]
        views += [draws.integers(0, size, len(s)) for size in (2, 3, 5)]
        cells = [rule.within(s, np.unique(s * 10 + view, return_inverse=True)[1]) for view in views]
        asked = list(combinations(cells, 2))
        homes = (s == 0, s == 1)
        turned = [*asked, *((b, a) for a, b in asked)]
        told = [any(tells(rule, a[home], b[home], who[home]) for home in homes) for a, b in turned]
        alone = [one or other for one, other in zip(told[: len(asked)], told[len(asked) :], strict=True)]
        met |= set(alone)
        most = rule.records_of_few(s, who, K)
        assert dict(rule.Common(s, who, most, K).telling(asked)) == dict(enumerate(alone))
    assert met == {True, False}


def small_bank() -> Countable:
    """A hundred records of three months: 60 in one area, 18 of them of three young children who are there in every month."""
    rows = [(0, 0, month, child) for month in range(3) for child in range(3) for _ in range(2)]
    rows += [(0, 1, month, 10 + child) for month in range(3) for child in range(14)]
    rows += [(1, 0, n % 3, 100 + n) for n in range(40)]
    area, age, month, child = (np.array(column, dtype=np.int64) for column in zip(*rows, strict=True))
    policy = DatasetPolicy.model_validate(
        {
            "title": "Invented", "records": "missing", "where": {}, "counts": "episodes", "protected": "children", "k": {"partnership": 5},
            "dominance": 0.5, "coverage": "missing_episodes", "part_of": "", "tied": [], "views": [{"name": "total", "dimensions": {}}],
            "dimensions": {d: {"title": d, "kind": "nominal", "column": d, "detail": 1.0, "leaves": ["0", "1"]} for d in ("area", "age")},
        }
    )  # fmt: skip
    leaves = [Leaf("0", "0"), Leaf("1", "1")]
    chains = {d: build_hierarchy(d, leaves, weakness=lambda b: (float(-len(b)),)) for d in ("area", "age")}
    person = np.unique(child, return_inverse=True)[1].astype(np.int64)
    records = Records(person, FIRST + month, {"area": area, "age": age}, int(person.max()) + 1)
    return Countable("invented", policy, 5, records, Calendar(FIRST, FIRST + 2, 4), chains, {d: {} for d in chains})


def test_three_children_of_every_month_are_three() -> None:
    """60 of the area and 58 of the young are 118, and all are 100: 18 of both. Month by month they are nine children, together three."""
    grids = {"area": Grid({"area": 0}, "month"), "age": Grid({"age": 0}, "quarter")}
    assert Pairs(small_bank()).telling(grids) == [("area", "age")]


def test_what_another_audience_holds_counts_too() -> None:
    out = {"theirs": Grid({"age": 0}, "quarter")}
    shown = Beside(5, FIRST, out, {"theirs": FIRST}, {"theirs": FIRST + 2})
    area = {"area": Grid({"area": 0}, "quarter")}
    assert Pairs(small_bank()).telling(area) == []
    assert Pairs(small_bank(), beside=shown).telling(area) == [("area", "theirs")]


FAULTS = {
    "cells that hold nobody are left out": ("np.where(persons == 0, records, 0).sum(axis=2) + best", "0 * best[0] + best"),
    "one person is taken for none too many": ("for price in range(1, k):", "for price in range(2, k):"),
    "k − 1 persons may be there": ("return np.asarray(np.where(persons == 0, records, 0).sum(axis=2) + best[k - 1]",
                                   "return np.asarray(np.where(persons == 0, records, 0).sum(axis=2) + best[k - 2]"),
    "all but b is not tried": (" | (not_b > 0)) & exists)", ") & exists)"),
    "b itself is not tried": ("np.asarray((((in_b > 0) | ", "np.asarray((("),
    "only one cell a is tried": ("dearest = (k - 1) // price", "dearest = 1"),
    "who is outside b is miscounted": ("of_home - in_one_cell", "of_home + 0 * in_one_cell"),
    "the common cell is forgotten": ("- self.n_s[:, None]", "- 2 * self.n_s[:, None]"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_the_rule_is_found_by_the_enumeration(fault: str) -> None:
    old, new = FAULTS[fault]
    assert SOURCE.count(old) == 1, fault
    module = types.ModuleType("meeting_with_a_fault")
    monkey = {"__name__": module.__name__, "__file__": rule.__file__}
    module.__dict__.update(monkey)
    __import__("sys").modules[module.__name__] = module
    exec(compile(SOURCE.replace(old, new), str(rule.__file__), "exec"), module.__dict__)
    worlds = [drawn(seed) for seed in range(TABLES)]
    assert any(tells(module, *world) != by_hand(*world) for world in worlds)
