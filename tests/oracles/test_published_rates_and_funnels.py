"""Figures of UKHSA's PHEindicatormethods (its test data), and of papers whose examples everybody repeats."""

import math

import pytest

from dashboard.measures.comparison import false_discoveries_held, share_difference
from dashboard.measures.rates import PoissonInterval, poisson_interval, wilson_interval

# testdata_Byars_Wilson.xlsx: count, confidence, lower, upper
BYAR = [
    (65, 95, 50.163188, 82.849139), (1045, 95, 982.593202, 1110.331213), (1, 95, 0.013072, 5.563756),
    (65, 99.8, 42.880261, 94.000291), (1045, 99.8, 947.940704, 1148.806161), (10, 99.8, 2.916318, 24.193725),
    (1, 99.8, math.nan, 9.362180),
]  # fmt: skip
# numerator, denominator, confidence, lower, upper
WILSON = [
    (65, 100, 95, 0.552544, 0.736358), (1045, 5000, 95, 0.197955, 0.220491),
    (0.445, 1, 95, 0.043817, 0.933462),
    (65, 100, 99.8, 0.495495, 0.778354), (1045, 5000, 99.8, 0.191794, 0.227316),
    (0.445, 1, 99.8, 0.019347, 0.970226),
]  # fmt: skip
# testdata_funnel_prop_outputs.csv: population, then lower and upper limits at 95 % and at 99.8 %
FUNNEL = {
    0: (1, 3.204264, 100.0, 0.0, 100.0),
    1: (2, 25.885383, 100.0, 0.0, 100.0),
    9: (10, 56.154344, 100.0, 42.032590, 100.0),
    50: (664, 77.637263, 83.647632, 75.904239, 85.380656),
    99: (110000, 80.408963, 80.875933, 80.274317, 81.010578),
}
AVERAGE = 10325813.8504 / 12804440  # of the 303 areas in testdata_funnel_prop_inputs.csv
SMALLEST, LARGEST = 16386, 102950


@pytest.mark.parametrize(("count", "confidence", "lower", "upper"), BYAR)
def test_byar_is_that_of_pheindicatormethods(count, confidence, lower, upper):
    interval = poisson_interval([count], confidence=confidence, method=PoissonInterval.BYAR)
    assert interval.lower[0] == pytest.approx(lower, abs=1e-6, nan_ok=True)
    assert interval.upper[0] == pytest.approx(upper, abs=1e-6)


@pytest.mark.parametrize(("x", "n", "confidence", "lower", "upper"), WILSON)
def test_wilson_is_that_of_pheindicatormethods(x, n, confidence, lower, upper):
    interval = wilson_interval([x], [n], confidence=confidence)
    assert interval.lower[0] == pytest.approx(lower, abs=1e-6)
    assert interval.upper[0] == pytest.approx(upper, abs=1e-6)


def test_exact_poisson_limits_are_the_tabled_ones():
    # Garwood's (1936) limits, as textbooks table them.
    interval = poisson_interval([0, 1, 5, 9], method=PoissonInterval.EXACT)
    assert interval.lower.tolist() == pytest.approx([0, 0.0253, 1.6235, 4.1154], abs=5e-5)
    assert interval.upper.tolist() == pytest.approx([3.6889, 5.5716, 11.6683, 17.0848], abs=5e-5)


def test_difference_of_shares_is_newcombes_table_two():
    # Newcombe (1998), Statistics in Medicine 17:873, method 10: 56/70 − 48/80, and 9/10 − 3/10.
    first = share_difference(48, 80, 56, 70)
    assert (first.value, first.lower, first.upper) == pytest.approx((0.2, 0.0524, 0.3339), abs=5e-5)
    second = share_difference(3, 10, 9, 10)
    assert (second.value, second.lower, second.upper) == pytest.approx((0.6, 0.1705, 0.8090), abs=5e-5)


def test_false_discoveries_are_those_of_benjamini_and_hochberg():
    # The fifteen p-values of Benjamini & Hochberg (1995): the four smallest stand.
    p = [
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719,
        0.6528, 0.7590, 1.0000,
    ]  # fmt: skip
    held = false_discoveries_held(reversed(p))
    assert held["is_discovery"].tolist() == [False] * 11 + [True] * 4
    assert held["looks"].eq(15).all()
