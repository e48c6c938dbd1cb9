"""Monthly series of children who repeat, with the effect that would be published of them: what is told of nothing, a rise, a recording."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd
import pytest

from dashboard.measures.design_effect import of_table
from dashboard.measures.series_verdict import judge_counts
from dashboard.measures.verdict import Answer
from data_loaders.demo.children import make_children
from data_loaders.demo.episodes import draw_rows
from data_loaders.demo.places import read_places
from data_loaders.demo.story import read_story
from data_loaders.safety.views.design_effects import between_years, shown
from tests.truth.worlds import FLAT

WORLDS = 30
MONTHS = pd.date_range("2023-04-01", periods=36, freq="MS")
EVENTS = pd.DataFrame({"date": [pd.Timestamp("2025-06-01")], "label": ["invented"], "kind": ["DATA_BREAK"]})


def answers(unit: str, sizes: dict[str, float], first: int) -> Counter[str]:
    """Of so many worlds, by what is answered."""
    return Counter(answer_of(unit, sizes, seed) for seed in range(first, first + WORLDS))


def answer_of(unit: str, sizes: dict[str, float], seed: int) -> str:
    world = "planted" if sizes else "flat"
    story = read_story(seed=seed, scale=1.0, world=world, lives="lifelike", sizes=sizes)
    places = read_places(story)
    rows = draw_rows(story, places, make_children(story, places))
    own = rows.unit == unit
    month = (rows.start[own].astype("datetime64[M]") - np.datetime64("2023-04")).astype(int)
    effect = shown(between_years(rows.child[own], month // 12), k=5)
    table = pd.DataFrame({"dataset": ["e"], "split": ["time"], "effect": [effect], "status": ["published"]})
    counts = pd.Series(np.bincount(month, minlength=36), index=MONTHS)
    published = of_table(table, dataset="e", split="time")
    return judge_counts(counts, events=EVENTS, design_effect=published).verdict.answer.value


def test_of_nothing_seldom_anything_is_said_and_mostly_that_it_did_not_change(tell) -> None:
    said = answers("EPISODE", {}, 400)
    tell(f"lifelike series in which nothing happened: {dict(said)} of {WORLDS}")
    assert (
        said[Answer.CHANGED] + said[Answer.RECORDING_CHANGED] <= 5
    )  # at 5 %, more than 5 of 30 has a chance of 1 in 300
    assert said[Answer.NOT_CHANGED] > said[Answer.CANNOT_TELL]


def test_a_rise_by_four_fifths_is_found(tell) -> None:
    said = answers("EPISODE", FLAT | {"rise": 1.8}, 500)
    tell(f"lifelike series that rose by four fifths: {dict(said)} of {WORLDS}")
    assert said[Answer.CHANGED] >= 20


@pytest.mark.parametrize(("size", "floor"), [(1.6, 15), (2.0, 23)])
def test_a_change_of_recording_is_told_as_one(size: float, floor: int, tell) -> None:
    """Measured in 60 worlds: 45 and 57. The floors lie three standard errors below."""
    said = answers("REPORT", FLAT | {"recording": size}, 600)
    tell(f"lifelike reports recorded in a new way, {size:g} times as many: {dict(said)} of {WORLDS}")
    assert said[Answer.RECORDING_CHANGED] >= floor
    assert said[Answer.CHANGED] <= 5
