"""Two tables of few cells over the same records: whoever must be in a cell of both is nobody, or enough, each person once."""

import numpy as np
import pytest

from data_loaders.safety.attack.meet import few_meet
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
