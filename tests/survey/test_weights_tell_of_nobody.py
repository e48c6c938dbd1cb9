"""Whoever knows the weights works back from a share and its count how many of the heavier pupils gave an answer.

Shares of all pupils are therefore made of what is printed anyway: counts of groups by answer, and how much a pupil of a group counts.
Here they are worked out again from the printed tables alone. What follows from them tells nothing that they do not. And what a pupil of a
group counts leaves open by ten how many heavier ones are in the group: every number of them is tried.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from printed_shares import QUESTION, shares_of_all
from survey_worlds import answered, delivered, policy, pupils, questions

from data_loaders.survey.weighting import step_of
from data_loaders.themes.survey import survey

K, LIGHT, HEAVY = 10, 0.87, 1.22  # as where the upper school was reached less often
UPPER = ["S4", "S5", "S6"]
VIEW = ["question_id", "split"]
# Few give the last answers, so that stages join them with others while all pupils together are told each of them.
RARE = {
    True: (0.28, 0.3, 0.28, 0.08, 0.03, 0.03),
    False: (0.46, 0.3, 0.15, 0.05, 0.02, 0.02),
}  # whether of the upper school


def world(count: int, seed: int, *, by: str = "stage") -> tuple[pd.DataFrame, dict[str, pd.DataFrame]]:
    who = pupils(count, seed=seed)
    heavy = who["stage"].isin(UPPER) if by == "stage" else who["pupil_pseudo_id"].str[-1].isin(list("0123"))
    who["weight"] = np.where(heavy, HEAVY, LIGHT)
    upper = who["stage"].isin(UPPER)
    rows = pd.concat(
        [
            answered(who[upper == of], q, seed=seed + i, shares=own)
            for i, q in enumerate(("q1", "q2"))
            for of, own in RARE.items()
        ]
    )
    return rows, survey(delivered(rows, questions("q1", "q2")), policy(), None).tables


GOOD = ("Strongly agree", "Agree")


@pytest.mark.parametrize(("count", "seed"), [(300, 1), (700, 2), (1500, 3), (3000, 4)])
def test_shares_of_all_pupils_follow_from_what_is_printed(count: int, seed: int) -> None:
    _, tables = world(count, seed)
    cells = tables["survey_cells"]
    found = cells.query("split == 'all'").join(shares_of_all(tables), on=[*QUESTION, "band"])
    assert len(found) >= 6
    assert (100 * found["share"] - found["share_pct"]).abs().max() <= 0.0501
    steps = tables["survey_views"].set_index(VIEW)["step"]
    once = tables["survey_sides"].query("split != 'all'")
    assert (once["share_pct"] - 100 * once["n"] / once["base_n"]).abs().max() <= 0.0501, (
        "a group counts each pupil once"
    )
    if count >= 1500:
        assert steps["q1", "all"] == "each"
        assert steps["q1", "stage"] != "each", (
            "answers are joined that are told apart of all pupils: the world that could tell"
        )
        unlike = [100 * row.n / cells[(cells["question_id"] == row.question_id) & (cells["split"] == "all") & (cells["band"] != "NR")]["n"].sum() - row.share_pct
                  for row in cells.query("split == 'all' and band != 'NR'").itertuples()]  # fmt: skip
        assert max(map(abs, unlike)) > 0.3, "weights do change shares here"


def test_all_is_as_it_was_weighted_where_the_groups_are_those_of_the_weights() -> None:
    """The upper school counts more: the positive end of all pupils is that of the delivered weights, to a tenth or two."""
    rows, tables = world(3000, 4)
    sides = tables["survey_sides"].query("split == 'all' and side == 'positive'").set_index("question_id")["share_pct"]
    for question, own in rows[rows["response_code"] != "NR"].groupby("question_id"):
        good = own["response_code"].isin(GOOD)
        assert sides[question] == pytest.approx(100 * own["weight"][good].sum() / own["weight"].sum(), abs=0.15)


@pytest.mark.parametrize(("count", "seed"), [(300, 1), (1500, 2), (6000, 3)])
def test_what_a_pupil_of_a_group_counts_leaves_ten_heavier_ones_open(count: int, seed: int) -> None:
    """Heavier pupils sit in all groups, some of them few: every number of them is tried against what is printed."""
    _, tables = world(count, seed, by="pupil")
    told = tables["survey_part"].dropna(subset="weight")
    wide = next((s for s in (0.002 * 2**at for at in range(7)) if s >= (HEAVY - LIGHT) * K / told["pupils"].min()), 0.0) if len(told) else 0.0  # fmt: skip
    for row in told.itertuples():
        tried = np.arange(row.pupils + 1)
        counts = LIGHT + (HEAVY - LIGHT) * tried / row.pupils
        fits = tried[np.abs(counts - row.weight) <= wide / 2 + 1e-9]
        assert len(fits) >= K - 1
        assert not (fits.min() > 0 and fits.max() < K)


@pytest.mark.parametrize("few", [1, 4, 9])
def test_a_few_heavier_pupils_in_one_stage_move_no_number_of_another(few: int) -> None:
    """Neither the width of the cells nor what weights are measured by says that some are there: all stages but theirs are told as without them."""
    who = pupils(1500, seed=3)
    upper = who["stage"].isin(UPPER)
    told = {}
    for heavier in (0, few):
        weights = pd.Series(np.where(upper, HEAVY, LIGHT), index=who.index)
        weights[who.index[who["stage"] == "S1"][:heavier]] = HEAVY
        rows = answered(who.assign(weight=weights), "q1", shares=RARE[False])
        part = survey(delivered(rows, questions("q1")), policy(), None).tables["survey_part"]
        told[heavier] = part.dropna(subset="weight").set_index("block")["weight"]
    assert len(told[0]) == 6
    assert told[few].drop("S1").equals(told[0].drop("S1"))


def test_groups_of_few_say_nothing_of_weights() -> None:
    """Groups of 25 pupils and fewer: ten heavier ones more would be another number however wide the cell, so each counts once."""
    _, tables = world(50, 5, by="pupil")
    assert tables["survey_part"]["weight"].isna().all()


@pytest.mark.parametrize(("apart", "pupils", "step"), [
    (0.4, [400, 4000], 0.016), (0.4, [1600], 0.004), (0.0, [20], 0.002), (0.4, [40], 0.128), (0.4, [30], None),
])  # fmt: skip
def test_a_step_leaves_ten_pupils_open(apart: float, pupils: list[int], step: float | None) -> None:
    """By hand: ten pupils of 0.4 more are 4 of a group's sum: 0.01 each of 400, 0.0025 of 1,600, 0.1 of 40, 0.13 of 30."""
    assert step_of(apart, pupils, K) == step
