"""A printed sum less two printed sums, against an enumeration that leaves nothing out before it counts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import numpy as np
import pytest
from small_bank import small_bank

from data_loaders.safety.attack.across import Attacks
from data_loaders.safety.calendar import Calendar
from data_loaders.safety.views.beside import Beside
from data_loaders.safety.views.choice import choose_together
from data_loaders.safety.views.dataset import Countable
from data_loaders.safety.views.finder import Grid

K, FIRST = 5, 2025 * 12
DIMENSIONS = {"area": 2, "sex": 2, "age": 3}
GRIDS = {d: Grid({d: 0}, "month") for d in DIMENSIONS}


def bank(rows: list[tuple[int, ...]], person: list[int]) -> Countable:
    """Records of one month: the leaf of each in area, sex and age."""
    month = [FIRST] * len(rows)
    return small_bank(DIMENSIONS, rows, month=month, person=person, calendar=Calendar(FIRST, FIRST, 4), k=K)


def two_brothers() -> Countable:
    """29 of an area, 46 boys, 43 above twelve, of 56: at least six by boys of the area above twelve, who are two brothers."""
    rows = [(0, 1, 1)] * 6 + [(0, 0, 1)] * 10 + [(0, 1, 0)] * 13 + [(1, 1, 1)] * 27
    return bank(rows, [n % 2 for n in range(6)] + list(range(2, 52)))


def test_three_tables_that_leave_two_brothers_tell_of_them() -> None:
    data = two_brothers()
    attacks = Attacks(data)
    assert attacks.pairs.telling(GRIDS) == []
    assert attacks.telling(GRIDS) == [("area", "sex", "age")]
    kept = {f.view.name: f.grid for f in choose_together(attacks, 1.0) if f.grid}
    assert len(kept) >= 2
    assert attacks.telling(kept) == []


def test_all_groups_of_a_table_but_one_cover_too() -> None:
    """The same with those of the area who are not above twelve in two groups of age: only both together cover them."""
    rows = [(0, 1, 1)] * 6 + [(0, 0, 1)] * 10 + [(0, 1, 0)] * 7 + [(0, 1, 2)] * 6 + [(1, 1, 1)] * 27
    data = bank(rows, [n % 2 for n in range(6)] + list(range(2, 52)))
    assert Attacks(data).covers.telling(GRIDS, {}) == ("area", "sex", "age")


def test_three_tables_that_leave_many_tell_of_nobody() -> None:
    rows = [(0, 1, 1)] * 6 + [(0, 0, 1)] * 10 + [(0, 1, 0)] * 13 + [(1, 1, 1)] * 27
    assert Attacks(bank(rows, list(range(56)))).telling(GRIDS) == []


def test_a_table_that_was_paused_says_nothing_of_what_came_after() -> None:
    attacks = Attacks(two_brothers(), {"age": FIRST - 1})
    assert attacks.telling(GRIDS) == []


def test_a_third_table_of_another_audience_tells_too() -> None:
    own = {name: GRIDS[name] for name in ("area", "sex")}
    others = {name: GRIDS[name] for name in ("age",)}
    shown = Beside(K, FIRST, {f"out {n}": g for n, g in others.items()}, {"out age": FIRST}, {"out age": FIRST})
    attacks = Attacks(two_brothers(), beside=shown)
    assert attacks.telling(own) == [("area", "sex", "out age")]
    assert attacks.tells(("area", "sex", "out age"), own)
    assert not attacks.tells(("area", "out age"), own)


def test_a_series_of_another_audience_says_nothing_of_the_months_before_it_began() -> None:
    """Theirs began afresh after the month: what its table would have shown of it is printed nowhere."""
    own = {name: GRIDS[name] for name in ("area", "sex")}
    shown = Beside(K, FIRST, {"out age": GRIDS["age"]}, {"out age": FIRST + 1}, {"out age": FIRST + 1})
    assert Attacks(two_brothers(), beside=shown).telling(own) == []


def test_what_others_were_shown_alone_tells_nobody_to_yield() -> None:
    """All three are out for another audience: a table of which nobody wants anything does not hide what it tells with two of them."""
    out = {f"out {name}": grid for name, grid in GRIDS.items()}
    shown = Beside(K, FIRST, out, dict.fromkeys(out, FIRST), dict.fromkeys(out, FIRST))
    attacks = Attacks(two_brothers(), beside=shown)
    assert attacks.telling({"total": Grid({}, "month")}) == []
    assert attacks.telling({"area": GRIDS["area"]}) == [("area", "out sex", "out age")]


def enumerated(data: Countable) -> bool:
    """Every sum less every two sums of two other tables, counted record by record."""
    leaf, person = data.records.leaf, data.records.person
    tables = [[frozenset(np.flatnonzero(leaf[d] == at).tolist()) for at in range(n)] for d, n in DIMENSIONS.items()]

    def covers(a: frozenset[int], table: list[frozenset[int]]) -> Iterator[frozenset[int]]:
        touched = [cell for cell in table if cell & a]
        yield from touched if len(touched) > 1 else ()
        yield from (frozenset().union(*(c for c in touched if c is not out)) for out in touched if len(touched) > 2)

    for own, table in enumerate(tables):
        others = [t for at, t in enumerate(tables) if at != own]
        for a in table:
            for one, two in combinations(others, 2):
                for d in covers(a, one):
                    for e in covers(a, two):
                        left = a - d - e
                        if len(a) > len(d) + len(e) and len({int(person[r]) for r in left}) < K:
                            return True
    return False


def by_chance(seed: int) -> Countable:
    """Two tables cover nearly all of an area; those who are left are few or many."""
    rng = np.random.default_rng(seed)
    sizes = rng.integers([3, 3, 10], [16, 16, 30])
    many = [row for row, n in zip([(0, 0, 1), (0, 1, 0), (1, 1, 1)], sizes, strict=True) for _ in range(n)]
    more = [(0, 1, int(age)) for age in rng.integers(1, 3, rng.integers(2, 16))]
    few = rng.integers(0, rng.integers(1, 40), len(more)) + 1000
    return bank([*many, *more], [*range(len(many)), *few.tolist()])


@pytest.mark.parametrize("seed", range(40))
def test_what_an_enumeration_finds_is_found_and_nothing_else(seed: int) -> None:
    data = by_chance(seed)
    assert bool(Attacks(data).covers.telling(GRIDS, {})) == enumerated(data)


def test_the_worlds_of_the_enumeration_are_of_both_kinds() -> None:
    assert 5 < sum(enumerated(by_chance(seed)) for seed in range(40)) < 35


@pytest.mark.parametrize("seed", range(40))
def test_what_was_asked_of_two_tables_is_not_taken_for_an_answer_about_three(seed: int) -> None:
    data = by_chance(seed)
    covers = Attacks(data).covers
    for two in combinations(GRIDS, 2):
        assert covers.telling({name: GRIDS[name] for name in two}, {}) == ()
    assert bool(covers.telling(GRIDS, {})) == enumerated(data)
