"""Whoever knows the weights works back from a share and its count how many of the heavier pupils gave an answer.

The attacker knows all that can be known: that there are two weights, which, and how many pupils of each kind a group holds. For
each figure every number of heavier pupils is tried; those that give what was printed must not all lie between nobody and ten.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
import pytest
from survey_worlds import answered, delivered, policy, pupils, questions

from data_loaders.survey.shares import step_of
from data_loaders.themes.survey import survey

K, LIGHT, HEAVY = 10, 0.87, 1.22  # as where the upper school was reached less often
UPPER = ["S4", "S5", "S6"]


def world(count: int, seed: int) -> tuple[pd.DataFrame, dict[str, pd.DataFrame]]:
    who = pupils(count, seed=seed)
    who["weight"] = np.where(who["stage"].isin(UPPER), HEAVY, LIGHT)
    rows = pd.concat([answered(who, q, seed=seed + i) for i, q in enumerate(("q1", "q2"))])
    return rows, survey(delivered(rows, questions("q1", "q2")), policy(), None).tables


def told(rows: pd.DataFrame, tables: dict[str, pd.DataFrame]) -> Iterator[str]:
    """Figures of all pupils of which it is known that between one and nine heavier, or lighter, pupils are in them."""
    base = tables["survey_views"].query("split == 'all'").set_index("question_id")["base"]
    for cell in tables["survey_cells"].query("split == 'all'").itertuples():
        own = rows[rows["question_id"] == cell.question_id]
        own = own[own["response_code"] != "NR"] if base[cell.question_id] == "answered" and cell.band != "NR" else own
        ten_more = 100 * K * (HEAVY / LIGHT - 1) / len(own)
        step = next((s for s in (0.1, 0.2, 0.5, 1.0) if s >= ten_more), None)
        if step is None:
            assert cell.share_pct == pytest.approx(100 * cell.n / len(own), abs=0.0501), "each pupil counts once"
            continue
        heavy = int(own["stage"].isin(UPPER).sum())
        for many, ratio in ((heavy, HEAVY / LIGHT - 1), (len(own) - heavy, LIGHT / HEAVY - 1)):
            tried = np.arange(min(cell.n, many) + 1)
            shares = 100 * (cell.n + ratio * tried) / (len(own) + ratio * many)
            fits = tried[np.abs(shares - cell.share_pct) <= step / 2 + 1e-9]
            assert len(fits), "the true number is among them"
            if fits.min() > 0 and fits.max() < K:
                yield f"{cell.question_id} {cell.band}: {fits.min()} to {fits.max()}"


@pytest.mark.parametrize(("count", "seed"), [(300, 1), (700, 2), (1500, 3), (3000, 4)])
def test_no_share_tells_how_many_heavier_pupils_are_in_it(count: int, seed: int) -> None:
    rows, tables = world(count, seed)
    assert len(tables["survey_cells"]) > 10
    assert list(told(rows, tables)) == []
    once = tables["survey_sides"].query("split != 'all'")
    assert (once["share_pct"] - 100 * once["n"] / once["base_n"]).abs().max() <= 0.0501, (
        "a group is counted by its pupils"
    )


@pytest.mark.parametrize(("weights", "step"), [
    ([1.0] * 40, 0.1), ([1.0] * 50 + [1.4] * 50, None), ([1.0] * 200 + [1.4] * 200, 1.0), ([1.0] * 800 + [1.4] * 800, 0.5),
    ([1.0] * 1500 + [1.4] * 1500, 0.2), ([1.0] * 3000 + [1.4] * 3000, 0.1), ([0.0] + [1.0] * 5000, None),
])  # fmt: skip
def test_a_step_leaves_ten_pupils_open(weights: list[float], step: float | None) -> None:
    """By hand: ten pupils of 0.4 more are 4 of N: 1 % of 400, 0.25 % of 1,600, 0.13 % of 3,000, 0.07 % of 6,000."""
    assert step_of(np.array(weights), K) == step
