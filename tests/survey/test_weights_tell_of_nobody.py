"""Weights of pupils move no published number, so that nothing published can tell whose weight is unlike that of the others.

Whoever knows a weight (of a unit in one stage, of a school that few left) could work back from what is made of weights how many have
it: from a share beside its count, from what a pupil of a group counts, from the width of the cells in which that is told. Each of the
worlds below was one in which one to nine pupils were found so.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import numpy as np
import pandas as pd
import pytest
from survey_worlds import answered, delivered, policy, pupils, questions

from data_loaders.checks.survey import weights_are_not_used
from data_loaders.themes.survey import survey

Weights = Callable[[pd.DataFrame], "np.ndarray"]
UPPER = ["S4", "S5", "S6"]


def by_stage(who: pd.DataFrame) -> np.ndarray:
    """As where the upper school was reached less often."""
    return np.where(who["stage"].isin(UPPER), 1.232, 0.805)


def with_few(stage: str, few: int, weight: float) -> Weights:
    def made(who: pd.DataFrame) -> np.ndarray:
        own = by_stage(who)
        own[np.flatnonzero(who["stage"] == stage)[:few]] = weight
        return own

    return made


def by_community(who: pd.DataFrame) -> np.ndarray:
    """Two cells and a printed total: one community counts otherwise."""
    return np.where(who["area_code"] == "C2", 1.6, 0.9)


def by_pupil(who: pd.DataFrame) -> np.ndarray:
    return np.random.default_rng(7).uniform(0.2, 5.0, len(who)).round(3)


WORLDS: dict[str, Weights] = {
    "by stage": by_stage,
    "nine heavier pupils of one stage": with_few("S1", 9, 1.232),
    "eight of a unit, heavier than all others": with_few("S2", 8, 2.01),
    "one pupil of a weight of its own": with_few("S3", 1, 2.58),
    "four pupils lighter than all others": with_few("S5", 4, 0.1),
    "one pupil who outweighs a cell": with_few("S3", 1, 400.0),
    "by community": by_community,
    "each its own": by_pupil,
}


def published(who: pd.DataFrame, *, named: bool = True) -> dict[str, pd.DataFrame]:
    rows = pd.concat([answered(who, q, seed=i) for i, q in enumerate(("q1", "q2"))])
    rows = rows if named else rows.assign(pupil_pseudo_id="")
    return survey(delivered(rows, questions("q1", "q2")), policy(), None).tables


SIX, TWO = ["S1", "S2", "S3", "S4", "S5", "S6"], ["S2", "S4"]
SHORT = ((SIX, True, True), (TWO, False, False))  # stages, in schools, with names: each of them both ways


@pytest.mark.parametrize(
    ("stages", "clusters", "named"),
    [
        pytest.param(*ways, marks=[] if ways in SHORT else pytest.mark.long)
        for ways in product((SIX, TWO), (True, False), (True, False))
    ],
)
def test_no_published_number_moves_with_weights(stages: list[str], clusters: bool, named: bool) -> None:
    who = pupils(1500, seed=3).assign(weight=np.nan)
    who = who[who["stage"].isin(stages)]
    who = who if clusters else who.assign(stratum="", cluster="")
    expected = published(who, named=named)
    assert len(expected["survey_cells"]) > 40
    assert expected["survey_part"]["pupils"].groupby(expected["survey_part"]["split"]).sum()["all"] == len(who)
    for name, weights in WORLDS.items():
        made = published(who.assign(weight=weights(who)), named=named)
        assert made.keys() == expected.keys()
        for table, frame in expected.items():
            pd.testing.assert_frame_equal(made[table], frame, obj=f"{name}: {table}", check_exact=True)


@pytest.mark.parametrize(("weights", "said"), [(by_stage, 1), (lambda who: np.ones(len(who)), 0), (lambda who: np.full(len(who), np.nan), 0)])  # fmt: skip
def test_weights_that_are_not_used_are_told_and_stop_nothing(weights: Weights, said: int) -> None:
    who = pupils(60)
    problems = weights_are_not_used(delivered(answered(who.assign(weight=weights(who)), "q1"), questions("q1")))
    assert [problem.severity for problem in problems] == ["warn"] * said
