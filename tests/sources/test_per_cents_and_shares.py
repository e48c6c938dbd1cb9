"""A share of 1 among per cents is told; a true half per cent beside 45 is not. All figures are invented."""

from __future__ import annotations

import pandas as pd
import pytest

from data_loaders.checks.indicators import figures_fit_their_unit

NONE = float("nan")


def told(values: list[float], *, numerators: list[float] | None = None, unit: str = "per cent") -> set[int]:
    rows = len(values)
    frame = pd.DataFrame({"indicator_id": "i", "unit": unit, "value": values})
    frame["numerator"] = numerators or [NONE] * rows
    frame["denominator"] = [200.0 if n == n else NONE for n in frame["numerator"]]
    return {row for p in figures_fit_their_unit({"cpc_indicators": frame}) for row in p.rows if p.rule == "two units"}


@pytest.mark.parametrize(
    ("values", "rows"),
    [
        ([45, 46, 0.47], {2}),
        ([45.3, 46.1, 0.472, 0.5], {2, 3}),  # 50 per cent: a share that happens to end in a nought
        ([45.31, 46.12, 0.4725], {2}),
        ([60, 55, 1, 0.58], {2, 3}),
    ],
)
def test_shares_of_one_are_told(values: list[float], rows: set[int]) -> None:
    assert told(values) == rows


@pytest.mark.parametrize(
    "values",
    [
        [45, 46, 0.5],  # one decimal more: rounded otherwise, or a small group
        [45.3, 46.1, 0.5],
        [45.31, 46.12, 0.52],
        [45, 46, 0.05],  # 5 per cent would be no figure like the others
        [0.4, 0.52, 0.61],
        [1.25, 0.85, 0.99],
    ],
)
def test_small_per_cents_are_not(values: list[float]) -> None:
    assert told(values) == set()


def test_numbers_that_prove_a_per_cent_are_believed() -> None:
    assert told([45, 46, 0.5], numerators=[90, 92, 1]) == set()
    assert told([45, 46, 0.45], numerators=[90, 92, 0.9]) == set()


def test_other_units_have_no_hundredth() -> None:
    assert told([45, 46, 0.47], unit="rate per 1,000") == set()
