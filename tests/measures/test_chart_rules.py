import numpy as np
import pytest

from dashboard.measures import chart_rules as rules

NAN = float("nan")


def where(flags):
    return np.flatnonzero(flags).tolist()


def test_seven_on_one_side_are_a_shift_and_six_are_not():
    assert where(rules.shift_points([1] * 6 + [-1], [0] * 7)) == []
    assert where(rules.shift_points([-1, *[1] * 7, -1], [0] * 9)) == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize("broken", [0.0, NAN])
def test_a_point_on_the_centre_or_missing_ends_a_shift(broken):
    values = [1] * 4 + [broken] + [1] * 6
    assert where(rules.shift_points(values, np.zeros(11))) == []


def test_seven_rising_points_are_a_trend_and_six_are_not():
    assert where(rules.trend_points([5, 1, 2, 3, 4, 5, 6, 5])) == []
    assert where(rules.trend_points([5, 1, 2, 3, 4, 5, 6, 7, 5])) == [1, 2, 3, 4, 5, 6, 7]
    assert where(rules.trend_points([7, 6, 5, 4, 3, 2, 1])) == [0, 1, 2, 3, 4, 5, 6]


def test_a_tie_ends_a_trend():
    assert where(rules.trend_points([1, 2, 3, 3, 4, 5, 6, 7])) == []


@pytest.mark.parametrize("values", [[], [1]])
def test_rules_take_series_of_no_or_one_point(values):
    assert rules.trend_points(values).size == len(values)
    assert rules.shift_points(values, values).size == len(values)


def test_two_of_three_beyond_two_thirds_on_one_side():
    def two_of_three(values):
        return where(rules.two_of_three_points(values, np.full(len(values), -2), np.full(len(values), 2)))

    assert two_of_three([0, 2.5, 0, 2.5, 0]) == [1, 3]
    assert two_of_three([0, 2.5, 0, 0, 2.5]) == []
    assert two_of_three([0, 2.5, -2.5, 0]) == []  # one on each side
    assert two_of_three([3.5, 2.1, 0]) == [0, 1]  # outside the limit is beyond two thirds too
    assert two_of_three([2, 2, 2]) == []  # on the line is not beyond it


def test_two_of_three_by_the_letter_of_the_r_package_leaves_out_what_is_outside_or_across():
    def inside(values):
        flat = np.ones(len(values))
        return where(rules.two_of_three_inside(values, 0 * flat, (-2 * flat, 2 * flat), (-3 * flat, 3 * flat)))

    assert inside([0.1, 2.5, 0.1, 2.5, 0.1]) == [1, 3]
    assert inside([3.5, 2.1, 0.1]) == []  # the first is outside, so only one is near
    assert inside([2.5, 2.5, 3.5]) == [0, 1]  # the third is outside and is not marked by this rule
    assert inside([2.5, -0.1, 2.5]) == []  # the three are not all on one side
    assert inside([2.5, 2.5]) == []


def test_outside_means_strictly_outside_and_missing_is_no_signal():
    assert where(rules.outside_points([3, 3.1, -3.1, NAN], [-3] * 4, [3] * 4)) == [1, 2]


def test_large_moving_ranges_are_left_out_once():
    # Ranges 1, 1, 1, 1, 1, 1, 40, 40: mean 10.75; 40 is above 3.267 × 10.75 = 35.1, so the mean is 1.
    values = [0, 1, 0, 1, 0, 1, 0, 40, 0]
    assert rules.screened_moving_range(values) == pytest.approx(1.0)
    assert rules.screened_moving_range(values, screen=float("inf")) == pytest.approx(10.75)


def test_a_missing_period_makes_no_moving_range():
    assert rules.screened_moving_range([1, 2, NAN, 9, 10]) == pytest.approx(1.0)
    assert np.isnan(rules.screened_moving_range([1, NAN, 3]))
