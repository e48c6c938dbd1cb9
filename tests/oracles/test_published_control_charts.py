"""Figures printed by other people: Montgomery's tables through R's qicharts2, and NHSRplotthedots."""

import numpy as np
import pytest

from dashboard.measures.attribute_charts import p_chart
from dashboard.measures.xmr import LimitScale, Screening, xmr_chart

# Montgomery, Introduction to Statistical Quality Control, example 6.3: piston rings, 25 samples of 5,
# millimetres over 73.
RINGS = [
    1.030, 1.002, 1.019, 0.992, 1.008, 0.995, 0.992, 1.001, 1.011, 1.004, 0.988, 1.024, 1.021,
    1.005, 1.002, 1.002, 0.996, 0.993, 1.015, 1.009, 0.992, 1.007, 1.015, 0.989, 1.014, 1.009,
    0.994, 0.997, 0.985, 0.993, 0.995, 1.006, 0.994, 1.000, 1.005, 0.985, 1.003, 0.993, 1.015,
    0.988, 1.008, 0.995, 1.009, 1.005, 1.004, 0.998, 1.000, 0.990, 1.007, 0.995, 0.994, 0.998,
    0.994, 0.995, 0.990, 1.004, 1.000, 1.007, 1.000, 0.996, 0.983, 1.002, 0.998, 0.997, 1.012,
    1.006, 0.967, 0.994, 1.000, 0.984, 1.012, 1.014, 0.998, 0.999, 1.007, 1.000, 0.984, 1.005,
    0.998, 0.996, 0.994, 1.012, 0.986, 1.005, 1.007, 1.006, 1.010, 1.018, 1.003, 1.000, 0.984,
    1.002, 1.003, 1.005, 0.997, 1.000, 1.010, 1.013, 1.020, 1.003, 0.982, 1.001, 1.015, 1.005,
    0.996, 1.004, 0.999, 0.990, 1.006, 1.009, 1.010, 0.989, 0.990, 1.009, 1.014, 1.015, 1.008,
    0.993, 1.000, 1.010, 0.982, 0.984, 0.995, 1.017, 1.013,
]  # fmt: skip
SAMPLES = np.repeat(np.arange(1, 26), 5)

# Example 7.3: nonconformities in 26 + 20 samples of 100 circuit boards; samples 6 and 20 are left out.
BOARDS = [
    21, 24, 16, 12, 15, 5, 28, 20, 31, 25, 20, 24, 16, 19, 10, 17, 13, 22, 18, 39, 30, 24, 16, 19,
    17, 15, 16, 18, 12, 15, 24, 21, 28, 20, 25, 19, 18, 21, 16, 22, 19, 12, 14, 9, 16, 21,
]  # fmt: skip

# Example 7.1: nonconforming cans in 30 samples of 50.
CANS = [
    12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12,
    7, 13, 9, 6,
]  # fmt: skip

# Example 6.5: costs of processing mortgage loans, in dollars; the first 20 weeks make the limits.
LOANS = [
    310, 288, 297, 298, 307, 303, 294, 297, 308, 306, 294, 299, 297, 299, 314, 295, 293, 306, 301,
    304
]  # fmt: skip

# R: set.seed(123); rnorm(20)
R_NORMAL = [
    -0.56047565, -0.23017749, 1.55870831, 0.07050839, 0.12928774, 1.71506499, 0.46091621, -1.26506123,
    -0.68685285, -0.44566197, 1.22408180, 0.35981383, 0.40077145, 0.11068272, -0.55584113, 1.78691314,
    0.49785048, -1.96661716, 0.70135590, -0.47279141,
]  # fmt: skip


def test_p_chart_of_cans_is_montgomerys_example():
    chart = p_chart(CANS, [50] * 30)
    assert chart.centre[0] == pytest.approx(0.2313, abs=5e-5)
    assert chart.lower[0] == pytest.approx(0.0524, abs=5e-5)
    assert chart.upper[0] == pytest.approx(0.4102, abs=5e-5)
    assert (np.flatnonzero(chart.is_outside) + 1).tolist() == [15, 23]


def test_xmr_chart_of_loans_is_montgomerys_example():
    chart = xmr_chart(LOANS, scale=LimitScale.MONTGOMERY, screening=Screening.NONE)
    assert chart.centre[0] == pytest.approx(300.5, abs=1e-9)
    assert chart.lower[0] == pytest.approx(279.78, abs=0.005)
    assert chart.upper[0] == pytest.approx(321.22, abs=0.005)


def test_xmr_chart_of_twenty_normal_values_is_that_of_nhsrplotthedots():
    chart = xmr_chart(R_NORMAL)
    assert chart.centre[0] == pytest.approx(0.142, abs=0.0005)
    assert chart.lower[0] == pytest.approx(-3.01, abs=0.005)
    assert chart.upper[0] == pytest.approx(3.29, abs=0.005)
