"""A single place is told as another thing than a neighbourhood, with none, one and many of either."""

from __future__ import annotations

import pytest

from dashboard.measures.scan import Concentration
from dashboard.words.place_scan import ONE_PLACE, chance_sentence, scan_title


def wide(times: float = 2.7, p: float = 0.004) -> Concentration:
    return Concentration(("a", "b", "c"), round(times * 20), 20.0, times, p)


def single(times: float = 5.8) -> Concentration:
    return Concentration(("a",), round(times * 4), 4.0, times, 0.001)


@pytest.mark.parametrize(
    ("found", "title"),
    [
        ([], "Nowhere are there clearly more incidents than we would expect"),
        ([wide(1.6)], "In one neighbourhood, more incidents than we would expect"),
        ([wide(), wide(3.4)], "In two neighbourhoods, more than twice the incidents we would expect"),
        ([wide(3.4)], "In one neighbourhood, more than three times the incidents we would expect"),
        (
            [wide(), single()],
            "In one neighbourhood, more than twice the incidents we would expect",
        ),
        ([single()], "No neighbourhood stands out; many incidents at one single place"),
        ([single()] * 18, "No neighbourhood stands out; many incidents at 18 single places"),
    ],
)
def test_the_title_says_which_of_them_stand_out(found: list[Concentration], title: str) -> None:
    assert scan_title(found) == title


def test_chance_is_spoken_of_for_neighbourhoods_alone() -> None:
    assert "less than once in 100" in chance_sentence([wide()])
    assert ONE_PLACE not in chance_sentence([wide()])
    assert "at most 4 times in 100" in chance_sentence([wide(p=0.004), wide(p=0.04), single()])
    assert "chance" not in chance_sentence([single()]).lower()
    assert ONE_PLACE in chance_sentence([single(), wide()])
