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

from data_loaders.safety.attack.across import Attacks
from data_loaders.safety.views.beside import Beside
from data_loaders.safety.views.finder import Grid

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


@pytest.mark.parametrize(
    ("on_the_page", "in_the_assessment"),
    [
        ("Answers of pupils to two different questions are not held against each other", "Answers of pupils to two questions are not held against each other"),
        ("two answers are held against each other and three are not", "three answers together are not"),
        ("nor is how both auditors decided of one standard held against another standard", "nor is how both auditors decided of one standard held against another standard"),
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
