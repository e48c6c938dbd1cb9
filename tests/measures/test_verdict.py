"""A verdict says what it must, and nothing that it cannot."""

import pytest

from dashboard.measures.verdict import (
    Answer,
    Direction,
    Estimate,
    Goodness,
    Kind,
    Level,
    Scale,
    Verdict,
    direction_of,
    goodness_of,
)


def test_a_change_without_a_direction_is_refused():
    with pytest.raises(ValueError, match="more or fewer"):
        Verdict(Answer.CHANGED, Kind.STEP)


@pytest.mark.parametrize("answer", [Answer.CANNOT_TELL, Answer.NOT_COMPARED])
def test_what_cannot_be_told_says_why(answer):
    with pytest.raises(ValueError, match="says why"):
        Verdict(answer, Kind.YEAR_ON_YEAR)
    assert not Verdict(answer, Kind.YEAR_ON_YEAR, why="the year before was not delivered").is_finding


@pytest.mark.parametrize(
    ("estimate", "is_beyond", "direction"),
    [
        (Estimate(1.35, 1.2, 1.5), True, Direction.MORE),
        (Estimate(0.9, 0.7, 1.1), False, Direction.FEWER),
        (Estimate(-4.0, -9.0, -0.5, Scale.POINTS), True, Direction.FEWER),
        (Estimate(1.0, 0.5, 2.0), False, Direction.NEITHER),
    ],
)
def test_beyond_chance_and_direction_follow_from_the_interval(estimate, is_beyond, direction):
    assert estimate.is_beyond_chance is is_beyond
    assert direction_of(estimate) is direction


def test_better_and_worse_need_a_good_end():
    assert goodness_of(Direction.MORE, Direction.FEWER) is Goodness.WORSE
    assert goodness_of(Direction.FEWER, Direction.FEWER) is Goodness.BETTER
    assert goodness_of(Direction.MORE, Direction.NEITHER) is Goodness.NEITHER


def test_a_share_is_divided_from_its_own_numbers():
    assert Level(18, "latest year", base=364).share_pct == pytest.approx(100 * 18 / 364)
    assert Level(18, "latest year").share_pct is None
