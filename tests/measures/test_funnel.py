import math

import numpy as np
import pandas as pd
import pytest

from dashboard.measures.area_rates import funnel_lines
from dashboard.measures.funnel import (
    RateCurve,
    place_rates,
    rate_funnel_curve,
)


def test_small_areas_with_no_event_are_as_expected():
    placed = place_rates([0, 200, 205], [300, 20000, 20000])
    assert placed["place"].eq("as expected").all()
    assert place_rates([40, 200, 205], [300, 20000, 20000])["place"].str.startswith("higher").iloc[0]


def test_few_areas_are_flagged_where_only_chance_is_at_work():
    rng = np.random.default_rng(11)
    population = rng.integers(500, 5000, 400)
    placed = place_rates(rng.poisson(population * 0.01), population)
    assert placed["place"].ne("as expected").sum() <= 5  # 0.2 % of 400 is 0.8


def test_rate_curve_meets_the_exact_poisson_tail():
    curve = rate_funnel_curve([100, 300], [10_000, 30_000], per=1000)
    row = curve.iloc[40]
    # At the lower limit's population, seeing so few events has a chance of 2.5 %.
    mean = row["lower_95_population"] * 0.01
    k = int(row["events"])
    at_most = sum(math.exp(-mean + i * math.log(mean) - math.lgamma(i + 1)) for i in range(k + 1))
    assert at_most == pytest.approx(0.025, rel=1e-6)
    assert row["lower_95_rate"] == pytest.approx(k / row["lower_95_population"] * 1000)
    assert row["average"] == pytest.approx(10)


def test_spreadsheet_precision_is_that_of_ukhsas_tool():
    # PHStatsMethods, test_utils_funnel.py: 200 events, 0.025, low → 173.24086241121654.
    from dashboard.measures import funnel

    exact = np.array([funnel.poisson_interval([200], method=funnel.PoissonInterval.EXACT).lower[0]])
    assert funnel._halved(exact, np.array([200.0]))[0] == pytest.approx(173.24086241121654, abs=1e-9)
    wide = rate_funnel_curve([100, 300], [10_000, 30_000], precision=RateCurve.SPREADSHEET)
    near = rate_funnel_curve([100, 300], [10_000, 30_000])
    assert np.allclose(wide, near, rtol=1e-3)
    assert not wide.equals(near)


def test_a_funnel_needs_an_event():
    with pytest.raises(ValueError, match="No event"):
        rate_funnel_curve([0], [100])


def test_a_finer_level_has_the_same_limits_at_the_same_size():
    """The lower limit begins at sizes of its own, far beyond those of small areas: drawn flat up to there it would name too few."""
    coarse = pd.DataFrame({"n": [40, 75, 300], "population": [2_500.0, 4_700.0, 9_400.0]})
    fine = pd.DataFrame({"n": [120, 145, 150], "population": [4_200.0, 4_700.0, 5_000.0]})
    at = [3_000.0, 4_000.0, 5_000.0]
    low = []
    for rows in (coarse, fine.assign(n=fine["population"] * coarse["n"].sum() / coarse["population"].sum())):
        line = funnel_lines(rows, dispersion=4.0)[["lower_998_population", "lower_998_rate"]].dropna()
        line = line.sort_values("lower_998_population")
        assert line["lower_998_population"].min() < at[0]
        low.append(np.interp(at, line["lower_998_population"], line["lower_998_rate"]))
    assert low[0] == pytest.approx(low[1], rel=0.03)
    assert list(low[0]) == sorted(low[0])
