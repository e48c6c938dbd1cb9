"""Agreement of coders against published figures, and against slow and obvious ones."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pandas as pd
import pytest

from dashboard.measures.coding_agreement import fleiss_kappa, gwet_ac1, krippendorff_alpha, pair_agreement

N = np.nan
# Krippendorff's reliability data: four coders, twelve units, some not coded.
TEXTBOOK = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, N, N, N],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, N, 3],
    [N, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, N],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, N],
]
# The textbook table of 14 raters, 10 subjects and 5 categories.
FLEISS = [
    [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1], [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2],
    [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
]  # fmt: skip


@pytest.mark.parametrize(
    ("level", "published"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_alpha_on_krippendorffs_own_data(level, published, tell) -> None:
    alpha = krippendorff_alpha(TEXTBOOK, level=level)
    tell(f"Krippendorff's alpha, textbook data, {level}: {alpha:.3f} (published {published})")
    assert round(alpha, 3) == published


def test_kappa_on_the_textbook_table(tell) -> None:
    tell(f"Fleiss' kappa, textbook table: {fleiss_kappa(FLEISS):.3f} (published 0.210)")
    assert round(fleiss_kappa(FLEISS), 3) == 0.210


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
    assert row["alpha"] == pytest.approx(krippendorff_alpha(codes))
    assert row["raw_pct"] == pytest.approx(100 * np.mean(codes[0] == codes[1]))
    assert row["lower"] <= row["alpha"] <= row["upper"]


def test_ac1_from_its_definition() -> None:
    """Two coders, yes or no: chance agreement is twice the mean share of yes times that of no (Gwet 2008, eq. 5)."""
    codes = coded(4, 6, 90, np.random.default_rng(5))
    p = codes.mean()
    agreed, chance = np.mean(codes[0] == codes[1]), p * (1 - p) + (1 - p) * p
    assert gwet_ac1(4, 6, 90) == pytest.approx((agreed - chance) / (1 - chance))
    assert gwet_ac1(4, 6, 90) > krippendorff_alpha(codes)  # a rare theme: kappa-like figures mislead


def test_the_interval_holds_the_truth_about_as_often_as_it_says() -> None:
    """300 draws from one known agreement: the 95 % interval holds its alpha in 90 to 99 of 100."""
    rng, truth = np.random.default_rng(11), (0.14, 0.08, 0.78)
    limit = pair_agreement(pd.DataFrame([[14_000, 8_000, 78_000]], columns=["both", "one", "neither"]))["alpha"][0]
    drawn = pd.DataFrame(rng.multinomial(400, truth, size=300), columns=["both", "one", "neither"])
    rows = pair_agreement(drawn)
    held = ((rows["lower"] <= limit) & (rows["upper"] >= limit)).mean()
    assert 0.90 <= held <= 0.99


def test_what_cannot_be_compared_is_refused() -> None:
    with pytest.raises(ValueError, match="two coders"):
        krippendorff_alpha([[1, N], [N, 2]])
    with pytest.raises(ValueError, match="same number"):
        fleiss_kappa([[1, 2], [2, 2]])
    with pytest.raises(ValueError, match="below zero"):
        krippendorff_alpha([[-1, 2], [1, 2]], level="ratio")
    assert np.isnan(krippendorff_alpha([[1, 1], [1, 1]]))
