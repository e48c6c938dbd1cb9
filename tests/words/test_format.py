"""A range of a change says to which side it goes, whichever that is."""

from __future__ import annotations

import pytest

from dashboard.words.format import points_range, ratio_range
from dashboard.words.number_format import NumberFormat


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (1.06, 1.4, "6 to 40 % more"),
        (0.53, 0.67, "33 to 47 % fewer"),
        (0.9, 1.64, "10 % fewer to 64 % more"),
        (1.0, 1.2, "0 to 20 % more"),
        (0.8, 1.0, "0 to 20 % fewer"),
    ],
)
def test_ratios(low: float, high: float, said: str) -> None:
    assert ratio_range(low, high).replace("\N{NO-BREAK SPACE}", " ") == said


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (-17.2, -12.4, "12 to 17 points lower"),
        (3, 14, "3 to 14 points higher"),
        (-5, 20, "5 points lower to 20 points higher"),
    ],
)
def test_points(low: float, high: float, said: str) -> None:
    assert points_range(low, high) == said


@pytest.mark.parametrize(("step", "said"), [(0.1, "1.0"), (0.05, "0.97"), (0.0, "0.97"), (1.0, "1")])
def test_a_figure_has_as_many_decimals_as_its_step(step: float, said: str) -> None:
    """One rounded to tenths and printed as 1.00 would read as perfect."""
    assert NumberFormat.as_fine_as(step).write(0.97) == said
