"""Where a world can be made in which something is told all the same, the Safety page says so in plain words.

Each world is made by hand and attacked with the printed tables and a solver alone. One that finds nothing any more fails: then the sentence
is out of date.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from small_worlds import Printed, known_to_be_there, ready
from test_two_audiences import in_one_hand, only

from data_loaders.deliveries.contexts import CONTEXT_MEASURES
from data_loaders.indicators import publishable_indicators
from data_loaders.safety.attack.across import Attacks
from data_loaders.safety.spans import Span
from data_loaders.safety.views.beside import Beside
from data_loaders.safety.views.finder import Grid
from data_loaders.themes.place.safety_maps import safety_map_table
from data_loaders.themes.practice.records import Counted
from data_loaders.themes.practice.together import NO_BANDS, Cut, Together

pytestmark = pytest.mark.attack
ROOT = Path(__file__).resolve().parents[2]


def said(page: str) -> str:
    text = (ROOT / page).read_text(encoding="utf-8")
    return " ".join(text.split())


def brothers_of_one_month() -> pd.DataFrame:
    """45 of a locality: 10 by girls, 13 by boys under ten, 16 in other months, and six by two brothers. Others are of another locality."""
    rows = [(0, 0, 1, 2)] * 6 + [(0, 0, 0, 2)] * 10 + [(0, 0, 1, 0)] * 13 + [(1, 0, 1, 2)] * 8 + [(2, 0, 1, 2)] * 8 + [(0, 3, 1, 2)] * 27  # fmt: skip
    made = pd.DataFrame(rows, columns=["month", "area", "sex", "age"])
    return made.assign(child=[n % 2 for n in range(6)] + list(range(2, len(rows) - 4)))


def test_four_tables_together_can_tell_of_two_brothers_and_that_is_said() -> None:
    rows = brothers_of_one_month()
    data = ready(rows)
    level = data.hierarchies["area"].level_step["LOCALITY"]
    grids = {"total": Grid({}, "month"), "area": Grid({"area": level}, "all"), "sex": Grid({"sex": 0}, "all"), "age": Grid({"age": 0}, "all")}  # fmt: skip
    assert Attacks(data).telling(grids) == []
    printed: Printed = in_one_hand(only(data), grids, Beside())
    assert known_to_be_there(printed, rows)
    assert "Four tables and more together are tried by the solver for small numbers" in said("assets/safety.md")
    assert "Four tables together were tried for small numbers" in said("docs/dpia.md")


def test_four_figures_of_practitioners_can_tell_of_one_and_that_is_said() -> None:
    """One contribution names two of three themes of a root. No two figures show it, and each is shown; all four show it."""
    named = [{"A", "B"}, *[{"A"}] * 13, *[{"B"}] * 12, *[{"C"}] * 12]
    names = [f"c{n}" for n in range(200)]
    marks = {(code, ""): frozenset(n for n, own in zip(names, named, strict=False) if code in own) for code in "ABC"}
    marks["R", ""] = frozenset(names[: len(named)])
    frame = pd.DataFrame({"month": 24303, "voice": range(200)}, index=names)
    together = Together(Counted(frame, marks), 4, 5, dict.fromkeys("ABCR", "R"))
    for code in "ABCR":
        assert together.may_join(("none", code, ""), [Cut((code, ""), "", NO_BANDS, Span("year", 24303, 24314))])
    assert sum(len(marks[code, ""]) for code in "ABC") - len(marks["R", ""]) == 1


@pytest.mark.parametrize(
    ("on_the_page", "in_the_assessment"),
    [
        ("Answers of pupils to two different questions are not held against each other", "Answers of pupils to two questions are not held against each other"),
        ("two answers are held against each other and three are not", "three answers together are not"),
        ("nor is how both auditors decided of one standard held against another standard", "nor is how both auditors decided of one standard held against another standard"),
        ("Of four and more figures together about what practitioners name nothing is promised", "Of four and more figures together about what practitioners name, and of three about what case reviews found, nothing is promised"),
        ("What case reviews found is held against each other two figures at a time, not three", "of three about what case reviews found, nothing is promised"),
        ("what two questions leave of the others, once those asked apart are taken away, is not held against each other", "nor what two questions leave of the other contexts"),
        ("nor an answer against how many were referred long enough ago for a wait", "nor an answer beside how many contexts were referred long enough ago for a wait"),
        ("“mostly red” says of more than half of them what they gave, who may be fewer than that number", "what more than half of at least the required number gave, and these may be fewer"),
        ("for how many weeks each has been in its stage tells the week in which it entered it", "shown by itself tells the week in which it entered its stage"),
        ("Two splits of one theme are not held against each other", "nor are two splits of one theme of practitioners"),
    ],
)  # fmt: skip
def test_what_nobody_tried_is_said_on_the_page_and_in_the_assessment(on_the_page: str, in_the_assessment: str) -> None:
    assert on_the_page in said("assets/safety.md")
    assert in_the_assessment in said("docs/dpia.md")


def test_two_rolling_years_can_tell_of_a_few_more_and_that_is_said() -> None:
    """50 and then 53: at least three in the month that came, and no figure says how many in the one that went."""
    spans = [("2024-01-01", "2024-12-31", 50.0), ("2024-02-01", "2025-01-31", 53.0)]
    rows = pd.DataFrame([
        {"indicator_id": "i", "area_code": "C", "period": start, "period_start": pd.Timestamp(start), "period_end": pd.Timestamp(end),
         "numerator": n, "denominator": float("nan"), "value": n, "lower": float("nan"), "upper": float("nan"), "unit": ""}
        for start, end, n in spans
    ])  # fmt: skip
    assert publishable_indicators(rows, k=5)["value"].tolist() == [50.0, 53.0]
    assert "Where two times of an indicator overlap, as two rolling years do" in said("assets/safety.md")
    assert "two rolling years of one that differ by few" in said("docs/dpia.md")


def test_two_colours_of_a_place_can_tell_of_two_who_gave_both_and_that_is_said() -> None:
    """Twelve of whom seven gave red in the afternoon and seven green in the evening: at least two gave both."""
    rows = [("AFTERNOON", 7, 5), ("EVENING", 5, 7)]
    maps = pd.DataFrame([{"period": pd.Timestamp("2025-04-01"), "hex": "", "area_code": "W", "n_participants": 12, "n_red": red, "n_amber": 0,
                          "n_green": green, "age_band": "13-15", "time_of_day": time} for time, red, green in rows])  # fmt: skip
    areas = pd.DataFrame(
        {
            "area_code": ["W"],
            "area_name": ["A ward"],
            "area_level": ["WARD"],
            "geometry": [""],
            "lat": [55.8],
            "lon": [-4.0],
        }
    )
    made = safety_map_table(maps, areas, k=10, finest=8, previous=None)
    assert made["feeling"].tolist() == ["mostly red", "mostly green"]
    assert "Colours that one place has at two times of day are not held against each other" in said("assets/safety.md")
    assert "as may those who gave one colour at one time of day and another at another" in said("docs/dpia.md")


def test_incidents_of_a_context_are_records_and_that_is_said() -> None:
    """A measure of a context is delivered as a number, without its records: nobody can ask how many children are behind it."""
    assert not {"child_id", "child_ids", "person_id"} & {column.name for column in CONTEXT_MEASURES.columns}
    assert "they can be one child’s" in said("assets/safety.md")
    assert "incidents that can be one child’s" in said("docs/dpia.md")
