"""The attack itself: what it must find when it is there, worked out by hand, and what it must leave alone."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from recount import count_times
from shown import Scene, Shown

BAND = "2_TO_3"


def one_band(times: list[int]) -> tuple[Scene, Shown]:
    """One cell: a year's children who each went missing two or three times."""
    child = np.repeat(np.arange(len(times)), times)
    frame = pd.DataFrame({"year_band": [BAND], "n": [len(child)], "children": [len(times)]})
    nought = np.zeros(len(child), dtype=np.int64)
    spans, leaves = np.array([[24279, 24290]]), {"year_band": (frozenset({BAND}),)}
    counted = np.ones(len(child), dtype=bool)
    view = Shown("year_band", ("year_band",), frame, spans, leaves, nought, {"year_band": nought}, nought, counted)
    return Scene("invented", 5, pd.DataFrame({"child": child}), child), view


@pytest.mark.parametrize(
    ("times", "apart"),
    [
        ([2] * 19 + [3], 1),  # 41 episodes of 20 children: one has three
        ([3] * 18 + [2] * 2, 2),  # 58 of 20: two have two
        ([2] * 20, 0),
        ([2] * 12 + [3] * 8, 0),
    ],
)
def test_children_who_went_missing_more_or_less_often_than_the_rest_are_found(times: list[int], apart: int) -> None:
    assert [v.children for v in count_times(*one_band(times))] == [apart] * bool(apart)
