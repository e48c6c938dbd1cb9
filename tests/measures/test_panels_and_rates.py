"""Where and for whom, rates in time, and where limits begin afresh: against sums done by hand and slow simulations."""

from __future__ import annotations

import pandas as pd
import pytest

from dashboard.measures.comparison import rate_ratio
from dashboard.measures.complete_years import up_to_whole_year
from dashboard.measures.families import p_of_ratio
from dashboard.measures.rate_series import with_population
from dashboard.measures.series_verdict import chart_plan, rebase_points

MONTHS = pd.date_range("2023-04-01", periods=36, freq="MS")


def quarters(values: dict[str, list[int]]) -> pd.DataFrame:
    starts = pd.date_range("2023-04-01", periods=12, freq="QS")
    return pd.concat(
        pd.DataFrame({"period_start": starts, "period_end": starts + pd.offsets.QuarterEnd(), "area": area, "group": "", "n": n})
        for area, n in values.items()
    ).reset_index(drop=True)  # fmt: skip


def test_p_is_that_of_the_normal_approximation() -> None:
    # 100 before, 140 after: ln 1.4 = 0.3365, standard error √(1/100 + 1/140) = 0.1309, z = 2.57, p = 0.0102.
    assert p_of_ratio(rate_ratio(100, 140)) == pytest.approx(0.0102, abs=0.003)
    assert p_of_ratio(rate_ratio(0, 5)) == 1.0


def test_rates_take_the_population_of_their_own_year_and_leave_out_what_has_none() -> None:
    population = pd.DataFrame(
        {"area_code": ["W1", "W1", "W2"], "year": [2023, 2024, 2024], "age_band": "10-12", "sex": "F", "population": [1000, 2000, 500]}
    )  # fmt: skip
    frame = pd.DataFrame(
        {
            "period_start": pd.to_datetime(["2023-04-01", "2024-01-01", "2025-01-01", "2024-01-01"]),
            "area_block": ["a", "a", "a", "b"],
            "n": [10, 10, 10, 10],
        }
    )
    rated = with_population(frame, population, {"a": frozenset({"W1"}), "b": frozenset({"W9"})})
    assert list(rated["rate_per_1000"]) == [10.0, 5.0, 5.0]


def test_the_found_change_goes_before_dated_ones_that_are_too_near() -> None:
    found, near, far = MONTHS[18], MONTHS[13], MONTHS[30]
    assert chart_plan(MONTHS, [near, far]).rebase_at == (13,)
    assert chart_plan(MONTHS, [near, far], found=[found]).rebase_at == (18,)
    assert rebase_points(MONTHS, [MONTHS[24], MONTHS[12]]) == (12, 24)


def test_a_change_too_young_for_limits_is_judged_by_the_months_before() -> None:
    plan = chart_plan(MONTHS, [MONTHS[14], MONTHS[26]], found=[MONTHS[30]])
    assert plan.rebase_at == (14,)  # an older date cuts the range all the same; one too near the new level does not
    assert list(plan.excluded) == list(range(30, len(MONTHS)))
    assert chart_plan(MONTHS, [], found=[MONTHS[6]]) == chart_plan(MONTHS, [])


@pytest.mark.parametrize(
    ("year", "last"), [("council", "2026-03"), ("calendar", "2025-12"), ("committee", "2025-07"), ("school", "2025-07")]
)
def test_a_year_ends_where_its_kind_ends(year: str, last: str) -> None:
    cut = up_to_whole_year(pd.Series(range(36), index=MONTHS), year)
    assert f"{cut.index[-1]:%Y-%m}" == last
