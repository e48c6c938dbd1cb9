"""Two tables of few cells over the same records: whoever must be in a cell of both is nobody, or enough, each person once."""

import numpy as np
import pytest
from scipy.optimize import linprog

from data_loaders.safety.attack.meet import (
    each_and_the_others,
    few_in_a_third,
    few_meet,
    few_where_margins_meet,
    unions_meet_in_few,
)
from data_loaders.safety.floor import Floor

K = 5
NOBODY, IN_ONE, IN_BOTH = 0, 1, 2


def two_tables(meeting: int, persons: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A hundred records. `meeting` of those that the second table names are in two cells of the first, turn and turn about."""
    found = np.arange(100) < 43 + meeting
    cell = np.where(np.arange(100) < 43, NOBODY, np.where(np.arange(100) % 2, IN_ONE, IN_BOTH))
    person = np.arange(100)
    person[43 : 43 + meeting] = 43 + np.arange(meeting) % persons
    return cell, found.astype(np.int64), person


@pytest.mark.parametrize(("meeting", "persons", "is_told"), [
    (0, 1, False), (2, 2, True), (4, 4, True), (5, 5, False), (6, 3, True), (12, 4, True), (12, 5, False),
])  # fmt: skip
def test_cells_that_meet_only_when_added_up(meeting: int, persons: int, *, is_told: bool) -> None:
    """43 + n named, 43 in one cell: n at least are in the other two, though neither of these alone need hold one of them."""
    cell, found, person = two_tables(meeting, persons)
    assert few_meet(cell, found, person, Floor(K)) is is_told
    assert few_meet(found, cell, person, Floor(K)) is is_told


def test_cells_that_need_not_meet_tell_nothing() -> None:
    cell = np.repeat([0, 1, 2], [40, 30, 30])
    found = np.zeros(100, dtype=np.int64)
    found[[0, 45, 75]] = 1
    found[10:40] = 1
    assert not few_meet(cell, found, np.arange(100), Floor(K))


# ----------------------------------------------------------------- by counts, where the sums of rows and of columns are told

GIRLS_AND_STAGES = np.array([[2, 2, 16], [8, 8, 0]])  # who gave one answer: girls and boys of three stages


def test_groups_that_meet_only_together_are_found() -> None:
    """Of 20 girls at most 16 are of the last stage. None need be of the first, none of the second; four are of these two."""
    one, other = np.eye(2, dtype=np.int64), np.eye(3, dtype=np.int64)
    assert few_where_margins_meet(GIRLS_AND_STAGES, Floor(K))
    assert few_where_margins_meet(GIRLS_AND_STAGES, Floor(K), (one, each_and_the_others(3)))
    assert not few_where_margins_meet(GIRLS_AND_STAGES, Floor(K), (one, other))


@pytest.mark.parametrize("seed", range(60))
def test_what_it_finds_is_the_least_of_a_linear_program(seed: int) -> None:
    """Of a random table of which rows and columns are told: whether a union of rows and one of columns hold few, and somebody for sure."""
    rng = np.random.default_rng(seed)
    table = rng.choice([0, 1, 3, 8, 20], (3, 3))
    cells = np.arange(9).reshape(3, 3)
    sums = np.array([np.isin(cells, own).ravel() for own in (*cells, *cells.T)], dtype=float)
    found = False
    for rows in range(1, 8):
        for columns in range(1, 8):
            asked = np.outer([rows >> at & 1 for at in range(3)], [columns >> at & 1 for at in range(3)])
            least = linprog(asked.ravel(), A_eq=sums, b_eq=sums @ table.ravel(), bounds=(0, None)).fun
            found |= bool(least > 0.5 and 0 < (asked * table).sum() < K)
    assert few_where_margins_meet(table, Floor(K)) is found


def test_bands_of_two_standards_that_meet_only_together_are_found() -> None:
    """36 records: 20 low on the one, and on the other 10, 10, 8 and 8. Of the 20 at most 16 are in its two upper bands."""
    low = np.arange(36) < 20
    other = np.repeat([2, 3, 0, 1, 0, 1], [8, 8, 2, 2, 8, 8])
    band = np.array([other == at for at in range(4)])
    unions = np.array([np.isin(other, [at for at in range(4) if n >> at & 1]) for n in range(1, 16)])
    assert int((low & np.isin(other, [0, 1])).sum()) == 4, "the world tells it"
    assert unions_meet_in_few(np.array([low, ~low]), unions, Floor(K))
    assert not unions_meet_in_few(np.array([low, ~low]), band, Floor(K))


# ----------------------------------------------------------------- sets that lie in a third


@pytest.mark.parametrize("seed", range(80))
def test_of_two_sets_in_a_third_it_finds_the_least_of_a_linear_program(seed: int) -> None:
    """Three sizes are told, of one set that is a count and two that are groups: no cell of one to k − 1 must hold somebody."""
    rng = np.random.default_rng(seed)
    persons = rng.choice([1, 3, 8, 20], 4)  # in both, in the count alone, in the group alone, in neither
    count, group = (np.repeat(own, persons).astype(bool) for own in ([1, 1, 0, 0], [1, 0, 1, 0]))
    sums = np.array([[1, 1, 0, 0], [1, 0, 1, 0], [1, 1, 1, 1]], dtype=float)
    least = [linprog(cell, A_eq=sums, b_eq=sums @ persons, bounds=(0, None)).fun for cell in np.eye(4)]
    is_told = bool((np.array(least)[persons < K] > 0.5).any())
    is_short = 0 < count.sum() < K or 0 < (~count).sum() < K  # the count itself, and all others
    sizes = np.array([group, np.ones(len(group), dtype=bool)])
    assert few_in_a_third(count[None], sizes, Floor(K)) is bool(is_told or is_short)


def test_sizes_alone_are_not_held_against_each_other() -> None:
    sizes = np.array([np.arange(100) < 60, np.arange(100) >= 57, np.ones(100, dtype=bool)])
    assert few_in_a_third(sizes[:1], sizes[1:], Floor(K))
    assert not few_in_a_third(np.ones((1, 100), dtype=bool), sizes, Floor(K))
