"""Several figures at once, on tables whose every world can be listed: the program must agree with the list."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from data_loaders.safety.attack import Figures, attempt, never_empty, of_margins, programs
from data_loaders.safety.attack.figures import Sum, exactly
from data_loaders.safety.attack.moves import can_be_empty
from data_loaders.safety.floor import Floor

FLOOR = Floor(3)


def worlds(figures: Figures) -> np.ndarray:
    """Every world of whole numbers that fits, by trying them all."""
    every = product(range(int(figures.most) + 1), repeat=len(figures.truth))
    return np.array([w for w in every if all(s.low <= sum(w[c] for c in s.cells) <= s.high for s in figures.sums)])


@pytest.mark.parametrize("seed", range(12))
def test_what_is_pinned_is_what_no_listed_world_protects(seed: int) -> None:
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, 5, 4).astype(float)
    masks = [rng.random(4) < 0.6 for _ in range(int(rng.integers(1, 4)))]
    figures = Figures(truth, exactly(truth, [m for m in masks if m.any()]), 6.0)
    every = worlds(figures)
    expected = {c for c in range(4) if 0 < truth[c] < 3 and not (every[:, c].min() == 0 and every[:, c].max() >= 3)}
    assert set(attempt(figures, FLOOR).pinned) == expected


def test_one_less_than_the_others_is_given_away_by_subtraction() -> None:
    """All 96, and 35 of them one by one, of whom 20 are closed: a total of 22 leaves two."""
    truth = np.array([20.0, 2.0])
    assert attempt(
        Figures(truth, exactly(truth, [np.array([True, True]), np.array([True, False])]), 40.0), FLOOR
    ).pinned == (1,)


def test_three_groups_that_all_but_fill_a_total_tell_of_the_fourth() -> None:
    """At least one is known to be there, though nobody can say how many: the least is one, not none."""
    truth = np.array([2.0, 9.0])
    known = (Sum(np.array([0, 1]), 11, 11), Sum(np.array([1]), 0, 10))
    assert attempt(Figures(truth, known, 20.0), FLOOR).pinned == (0,)


def test_a_group_that_can_be_empty_but_never_k_is_counted_too_closely() -> None:
    truth = np.array([1.0, 9.0])
    assert attempt(Figures(truth, (Sum(np.array([0]), 0, 2),), 20.0), FLOOR).pinned == (0,)


def test_a_world_that_does_not_fit_protects_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """A solver that is wrong: what it returns is held against the figures before it is believed."""
    answers = {0.0: np.array([0.0, 9.0]), 3.0: np.array([3.0, 9.0])}
    monkeypatch.setattr(programs, "whole_world", lambda *asked: answers[float(asked[2].lb[0])])
    truth = np.array([1.0, 9.0])
    assert attempt(Figures(truth, (Sum(np.array([0, 1]), 0, 20),), 20.0), FLOOR).pinned == ()
    assert attempt(Figures(truth, (Sum(np.array([0, 1]), 10, 10),), 20.0), FLOOR).pinned == (0,)


def test_figures_that_do_not_fit_the_records_are_refused() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        Figures(np.array([1.0, 2.0]), (Sum(np.array([0, 1]), 4, 4),), 9.0)


@pytest.mark.parametrize("seed", range(8))
def test_a_move_finds_no_world_that_a_program_does_not(seed: int) -> None:
    table = np.random.default_rng(seed).integers(0, 6, (3, 2, 2))
    small = (table > 0) & (table < 3)
    held = never_empty(of_margins(table), small.ravel()).reshape(table.shape)
    for cell in np.argwhere(small):
        if can_be_empty(table, tuple(cell)):
            assert not held[tuple(cell)]


def test_a_cell_moves_to_nobody_where_there_is_room() -> None:
    table = np.full((2, 2, 2), 4)
    table[0, 0, 0] = 1
    assert can_be_empty(table, (0, 0, 0))
    alone = np.zeros((2, 2, 2), dtype=int)
    alone[0, 0, 0] = 1
    assert not can_be_empty(alone, (0, 0, 0))
