"""What is left when figures of different questions are taken from each other, on sets made by hand."""

from __future__ import annotations

import numpy as np
import pytest

from data_loaders.safety.chains import Chains
from data_loaders.safety.floor import Bools, Floor

SIZE = 40


def some(*ranges: tuple[int, int]) -> Bools:
    made = np.zeros(SIZE, dtype=bool)
    for first, last in ranges:
        made[first:last] = True
    return made


def out(*questions: Bools) -> Chains:
    chains = Chains(Floor(5), np.ones(SIZE, dtype=bool))
    for question in questions:
        assert chains.take(question=question)
    return chains


@pytest.mark.parametrize(("undecided", "may"), [(0, True), (1, False), (2, False), (4, False), (5, True)])
def test_an_answer_less_what_another_question_is_put_to_is_nobody_or_enough(undecided: int, may: bool) -> None:
    chains = out(some((0, 20)))
    joined, others = some((0, 20 + undecided)), some((20 + undecided, SIZE))
    assert chains.take(question=some((0, SIZE)), answers=[joined, others]) == may


@pytest.mark.parametrize(("left", "may"), [(0, True), (3, False), (5, True)])
def test_a_whole_less_two_parts_that_share_nobody_is_nobody_or_enough(left: int, may: bool) -> None:
    """40 less 20 are 20, and 40 less 17 are 23: only both together leave three."""
    chains = out(some((0, 20)), some((20, SIZE - left)))
    assert chains.take(question=some((0, SIZE))) == may


@pytest.mark.parametrize(("late", "may"), [(0, True), (2, False), (6, True)])
def test_what_happened_by_a_day_less_what_follows_it_is_nobody_or_enough(late: int, may: bool) -> None:
    chains = out()
    assert chains.take(question=some((0, SIZE)), by_day=[some((0, 25))])
    assert chains.take(question=some((0, SIZE)), by_day=[some((0, 25 - late))]) == may


def test_answers_of_two_questions_are_not_held_against_each_other() -> None:
    """That whoever the police came to was asked by chance too is known to nobody."""
    chains = out()
    assert chains.take(question=some((0, SIZE)), answers=[some((0, 20)), some((20, SIZE))])
    assert chains.take(question=some((0, SIZE)), answers=[some((0, 22)), some((22, SIZE))])


def test_those_who_are_known_one_by_one_protect_nobody() -> None:
    chains = Chains(Floor(5), some((0, 3), (10, SIZE)))
    assert chains.take(question=some((10, SIZE)))
    assert not chains.take(question=some((0, SIZE))), "seven known ones and three others"


def test_what_is_refused_is_not_out() -> None:
    chains = out(some((0, 20)))
    assert not chains.take(question=some((0, 22)))
    assert chains.take(question=some((0, 25)))
