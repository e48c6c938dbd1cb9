"""A single place is told as another thing than a neighbourhood, with none, one and many of either."""

from __future__ import annotations

import pytest

from dashboard.measures.scan import Concentration
from dashboard.measures.verdict import Answer, Direction, Kind, Level, Verdict
from dashboard.words.place_scan import ONE_PLACE, chance_sentence, scan_title
from dashboard.words.places_when import response_title
from dashboard.words.themes import years_title


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
    assert scan_title(found, "three years") == f"{title} over three years"


def test_chance_is_spoken_of_for_neighbourhoods_alone() -> None:
    assert "less than once in 100" in chance_sentence([wide()])
    assert ONE_PLACE not in chance_sentence([wide()])
    assert "at most 4 times in 100" in chance_sentence([wide(p=0.004), wide(p=0.04), single()])
    assert "chance" not in chance_sentence([single()]).lower()
    assert ONE_PLACE in chance_sentence([single(), wide()])


def answered(answer: Answer, latest: float = 39.8, before: float | None = 35.4) -> Verdict:
    way = Direction.MORE if answer is Answer.CHANGED else Direction.NEITHER
    then = None if before is None else Level(before, "year before")
    return Verdict(answer, Kind.YEAR_ON_YEAR, way, latest=Level(latest, "latest year"), before=then, why="too wide")


@pytest.mark.parametrize(
    ("verdict", "title"),
    [
        (answered(Answer.CHANGED), "39.8 % were answered, up from 35.4 the year before"),
        (answered(Answer.NOT_CHANGED), "39.8 % were answered, 35.4 the year before; no change found"),
        (answered(Answer.CANNOT_TELL), "39.8 % were answered, 35.4 the year before; cannot tell (too few)"),
        (answered(Answer.NOT_COMPARED, before=None), "40 % were answered"),
    ],
)
def test_an_answer_is_told_of_the_latest_year_beside_the_one_before(verdict: Verdict, title: str) -> None:
    assert response_title(verdict, "were answered").replace("\u00a0", " ") == title


@pytest.mark.parametrize(("new", "said"), [(0, "Since the year before, no change found in any of 12 themes"),
                                           (1, "12 themes since the year before: no change found in eleven, cannot tell in one")])  # fmt: skip
def test_a_theme_that_was_not_shown_the_year_before_is_not_said_to_be_unchanged(new: int, said: str) -> None:
    still, unknown = answered(Answer.NOT_CHANGED), answered(Answer.NOT_COMPARED, before=None)
    title = years_title({str(n): unknown if n < new else still for n in range(12)})
    assert title == said.replace("eleven", "11")
