"""Agreement of coders against published figures, and against slow and obvious ones."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pandas as pd
import pytest

from dashboard.measures.coding_agreement import pair_agreement

# Krippendorff (2011), section A: two observers, ten units, two values: both once, one of them four times, neither five times.
SECTION_A = (1, 4, 5)


def test_alpha_on_krippendorffs_own_data(tell) -> None:
    alpha = pair_agreement(pd.DataFrame([SECTION_A], columns=["both", "one", "neither"]))["alpha"].iloc[0]
    tell(f"Krippendorff's alpha, section A: {alpha:.3f} (published 0.095)")
    assert round(alpha, 3) == 0.095


def coded(both: int, one: int, neither: int, rng: np.random.Generator) -> np.ndarray:
    """The codings of two coders behind such counts; which of the two was the one is drawn."""
    first = [1] * both + [int(x) for x in rng.integers(0, 2, one)] + [0] * neither
    second = [1] * both + [1 - x for x in first[both : both + one]] + [0] * neither
    return np.array([first, second])


def slow_alpha(codes: np.ndarray) -> float:
    """Every pair of codings of one unit against every pair of codings of all units."""
    observed = [a != b for unit in codes.T for a, b in permutations(unit, 2)]
    everything = codes.ravel()
    expected = [a != b for a, b in permutations(everything, 2)]
    return 1 - np.mean(observed) / np.mean(expected)


@pytest.mark.parametrize("cells", [(12, 3, 40), (5, 5, 5), (30, 0, 10), (6, 20, 6)])
def test_alpha_of_published_counts_is_that_of_the_codings_behind_them(cells: tuple[int, int, int]) -> None:
    codes = coded(*cells, np.random.default_rng(3))
    row = pair_agreement(pd.DataFrame([cells], columns=["both", "one", "neither"])).iloc[0]
    assert row["alpha"] == pytest.approx(slow_alpha(codes))
    assert row["lower"] <= row["alpha"] <= row["upper"]


def test_the_interval_holds_the_truth_about_as_often_as_it_says() -> None:
    """300 draws from one known agreement: the 95 % interval holds its alpha in 90 to 99 of 100."""
    rng, truth = np.random.default_rng(11), (0.14, 0.08, 0.78)
    limit = pair_agreement(pd.DataFrame([[14_000, 8_000, 78_000]], columns=["both", "one", "neither"]))["alpha"][0]
    drawn = pd.DataFrame(rng.multinomial(400, truth, size=300), columns=["both", "one", "neither"])
    rows = pair_agreement(drawn)
    held = ((rows["lower"] <= limit) & (rows["upper"] >= limit)).mean()
    assert 0.90 <= held <= 0.99
