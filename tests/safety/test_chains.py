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


def test_an_answer_is_not_taken_from_one_to_another_question() -> None:
    """That whoever the police came to (15) was asked by chance too (18) is known to nobody, though three more were asked."""
    chains = out()
    assert chains.take(question=some((0, SIZE)), answers=[some((0, 15)), some((15, SIZE))])
    assert chains.take(question=some((0, SIZE)), answers=[some((0, 18), (35, 37)), some((18, 35), (37, SIZE))])


@pytest.mark.parametrize(("others", "may"), [(0, True), (2, False), (4, False), (5, True)])
@pytest.mark.parametrize("some_first", [True, False])
def test_the_same_answer_of_all_less_that_of_some_is_nobody_or_enough(others: int, may: bool, some_first: bool) -> None:
    """12 of 25 groups of friends asked to be believed, and 12 to 17 of all 40: so did none to five of the fifteen others."""
    chains, yes = out(), some((0, 12), (25, 25 + others))
    puts = [(some((0, SIZE)), yes), (some((0, 25)), some((0, 12)))]
    first, second = reversed(puts) if some_first else puts
    assert chains.take(question=first[0], answers=[first[1], first[0] & ~first[1]], names=["be believed"])
    assert chains.take(question=second[0], answers=[second[1], second[0] & ~second[1]], names=["be believed"]) == may
    assert chains.take(question=second[0], answers=[second[1], second[0] & ~second[1]], names=["another question"])


@pytest.mark.parametrize(("others", "may"), [(0, True), (3, False), (6, True)])
def test_answers_that_are_joined_for_some_are_joined_for_all_by_the_reader(others: int, may: bool) -> None:
    """ "No" and "not assessed" are apart for all and together for some: of all but those who said yes, three others are left."""
    chains = out()
    yes, no = some((0, 10), (25 + others, SIZE)), some((10, 18))
    unknown = some((18, 25 + others))
    assert chains.take(question=some((0, SIZE)), answers=[yes, no, unknown], names=["a risk"])
    assert chains.take(question=some((0, 25)), answers=[some((0, 10)), some((10, 25))], names=["a risk"]) == may


@pytest.mark.parametrize(("both", "may"), [(2, False), (4, False), (5, True)])
def test_in_whom_two_answers_must_meet_is_nobody_or_enough(both: int, may: bool) -> None:
    """20 of 40 and 21 of 40 leave one in both at least."""
    chains = out()
    assert chains.take(question=some((0, SIZE)), answers=[some((0, 20)), some((20, SIZE))])
    second = some((0, both), (20, 41 - both))
    assert chains.take(question=some((0, SIZE)), answers=[second, ~second]) == may


def test_all_but_an_answer_must_meet_another_too() -> None:
    """All but 12 of 40 are 28, and 13 of another question: one is in both at least, and three are."""
    chains = out()
    assert chains.take(question=some((0, SIZE)), answers=[some((0, 12)), some((12, 26)), some((26, SIZE))])
    assert not chains.take(question=some((0, SIZE)), answers=[some((0, 10), (12, 15)), some((10, 12), (15, SIZE))])


def test_what_is_told_of_none_of_those_known_one_by_one_may_be_true_of_them_all() -> None:
    """The same 20 and 21, with ten beside them who are shown one by one, and of whom nobody is told which of them answered so."""
    protected, size = np.r_[np.ones(SIZE, dtype=bool), np.zeros(10, dtype=bool)], SIZE + 10

    def wide(*ranges: tuple[int, int]) -> Bools:
        return np.isin(np.arange(size), [at for first, last in ranges for at in range(first, last)])

    for untold, may in ((0, False), (10, True)):
        chains = Chains(Floor(5), protected)
        assert chains.take(question=wide((0, SIZE)), answers=[wide((0, 20)), wide((20, SIZE))])
        second = wide((0, 2), (20, 39), (40, 43))
        assert chains.take(question=wide((0, size)), answers=[second, ~second], untold=untold) == may


def test_those_who_are_known_one_by_one_protect_nobody() -> None:
    chains = Chains(Floor(5), some((0, 3), (10, SIZE)))
    assert chains.take(question=some((10, SIZE)))
    assert not chains.take(question=some((0, SIZE))), "seven known ones and three others"


def test_what_is_refused_is_not_out() -> None:
    chains = out(some((0, 20)))
    assert not chains.take(question=some((0, 22)))
    assert chains.take(question=some((0, 25)))


@pytest.mark.parametrize(("still_open", "may"), [(0, True), (4, False), (5, True)])
@pytest.mark.parametrize("part_first", [True, False])
def test_an_answer_that_lies_in_another_by_meaning_leaves_nobody_or_enough(
    still_open: int, may: bool, part_first: bool
) -> None:
    """Ten of twenty that are closed feel safer, and so do some of those that are open; the answers bear other names."""
    chains, closed, everybody = out(), some((0, 20)), some((0, SIZE))
    safer, better = some((0, 10)), some((0, 10), (20, 20 + still_open))

    def felt() -> bool:
        return chains.take(question=closed, answers=[safer, closed & ~safer], lies_in={"measure": [(safer, better)]})

    def measure() -> bool:
        return chains.take(question=everybody, answers=[better, everybody & ~better], names=["measure"])

    first, second = (felt, measure) if part_first else (measure, felt)
    assert first()
    assert second() == may


@pytest.mark.parametrize(("others", "may"), [(0, True), (2, False), (6, True)])
def test_who_was_in_the_chair_was_there(others: int, may: bool) -> None:
    """Both are asked of all: the police came to some that they did not chair."""
    chains, everybody = out(), some((0, SIZE))
    chaired, came = some((0, 15)), some((0, 15 + others))
    assert chains.take(question=everybody, answers=[chaired, everybody & ~chaired], lies_in={"came": [(chaired, came)]})
    assert chains.take(question=everybody, answers=[came, everybody & ~came], names=["came"]) == may


@pytest.mark.parametrize(("may_lie", "may"), [((15, 30), True), ((15, 22), False)])
def test_an_answer_lies_where_its_words_put_it_and_not_where_its_rows_stand(
    may_lie: tuple[int, int], may: bool
) -> None:
    """Five of the same, or not measured twice, all of them the same: nobody can know, where both are told of all."""
    chains, closed, everybody = out(), some((0, 20)), some((0, SIZE))
    safer, same, not_twice = some((0, 15)), some((15, 22)), some((22, 30))
    better = some((0, 15), (30, SIZE))
    assert chains.take(question=everybody, answers=[better, same, not_twice], names=["measure"])
    rest = closed & ~safer
    assert chains.take(question=closed, answers=[safer, rest], lies_in={"measure": [(rest, some(may_lie))]}) == may


def test_a_question_that_answers_as_another_does_is_still_held_against_by_its_own_name() -> None:
    chains, everybody = out(), some((0, SIZE))
    chaired, came = some((0, 15)), some((0, 17))
    assert chains.take(question=everybody, answers=[came, everybody & ~came], names={"came:POLICE", "came:EDUCATION"})
    assert not chains.take(
        question=everybody, answers=[chaired, everybody & ~chaired], lies_in={"came:EDUCATION": [(chaired, came)]}
    )
