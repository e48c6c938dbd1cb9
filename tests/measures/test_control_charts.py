import math

import numpy as np
import pytest

from dashboard.measures.attribute_charts import Variation, p_chart, u_chart
from dashboard.measures.control_chart import ChartPlan, ChartStatus
from dashboard.measures.xmr import Screening, xmr_chart

NAN = float("nan")
STEADY = [10, 12] * 6  # mean 11, every moving range 2
TEXTBOOK = ChartPlan(minimum_points=2)


def test_xmr_limits_are_the_mean_and_2_66_mean_moving_ranges():
    chart = xmr_chart(STEADY)
    assert chart.centre[0] == 11
    assert chart.upper[0] == pytest.approx(11 + 2.66 * 2)
    assert chart.lower[0] == pytest.approx(11 - 2.66 * 2)
    assert chart.near_upper[0] == pytest.approx(11 + 2.66 * 2 * 2 / 3)
    assert chart.status is ChartStatus.JUDGED
    assert not chart.is_signal.any()


def test_rebasing_gives_each_segment_limits_of_its_own():
    chart = xmr_chart([*STEADY, *(v + 50 for v in STEADY)], plan=ChartPlan(rebase_at=[12]))
    assert chart.centre[[0, 11, 12, 23]].tolist() == [11, 11, 61, 61]
    assert chart.segment.tolist() == [0] * 12 + [1] * 12
    assert not chart.is_signal.any()
    assert xmr_chart([*STEADY, *(v + 50 for v in STEADY)]).is_shift.all()


def test_a_baseline_makes_the_limits_and_later_points_are_judged_by_them():
    chart = xmr_chart([*STEADY, 17], plan=ChartPlan(excluded=[12]))
    assert np.flatnonzero(chart.is_outside).tolist() == [12]
    assert chart.centre[-1] == 11


def test_fewer_than_twelve_points_are_too_few_to_judge():
    chart = xmr_chart([*STEADY[:10], 500])
    assert chart.status is ChartStatus.TOO_FEW
    assert np.isnan(chart.upper).all()
    assert not chart.is_signal.any()


def test_a_short_segment_after_rebasing_is_not_judged_but_the_long_one_is():
    chart = xmr_chart([*STEADY, 90, 10, 90], plan=ChartPlan(rebase_at=[12]))
    assert [s.status for s in chart.segments] == [ChartStatus.JUDGED, ChartStatus.TOO_FEW]


def test_missing_periods_do_not_count_towards_twelve():
    assert xmr_chart([*STEADY[:-1], NAN]).status is ChartStatus.TOO_FEW


@pytest.mark.parametrize("level", [0, 0.1, 7])
def test_a_constant_series_has_no_limits_and_no_signals(level):
    chart = xmr_chart([level] * 20)
    assert chart.status is ChartStatus.NO_VARIATION
    assert chart.centre[0] == level
    assert np.isnan(chart.lower).all()
    assert not chart.is_signal.any()


def test_one_jump_in_a_constant_series_does_not_make_limits_of_no_width():
    assert xmr_chart([5] * 10 + [9] * 10).status is ChartStatus.NO_VARIATION


def test_a_floor_keeps_the_lower_limit_of_counts_at_zero():
    assert xmr_chart([0, 8] * 6, floor=0).lower[0] == 0
    assert xmr_chart([0, 8] * 6).lower[0] < 0


def test_an_empty_series_is_too_few_to_judge():
    assert xmr_chart([]).status is ChartStatus.TOO_FEW
    assert xmr_chart([]).to_frame().empty


def test_a_plan_that_names_a_missing_point_is_refused():
    with pytest.raises(ValueError, match="not there"):
        xmr_chart(STEADY, plan=ChartPlan(rebase_at=[40]))


def test_the_frame_of_a_chart_has_one_row_a_point():
    frame = xmr_chart(STEADY).to_frame()
    assert len(frame) == 12
    assert frame["status"].unique().tolist() == ["judged"]


def test_u_chart_limits_follow_the_exposure():
    chart = u_chart([4, 16] * 6, [100, 400] * 6, per=1000)
    assert chart.centre[0] == pytest.approx(40)
    assert chart.upper[0] == pytest.approx((0.04 + 3 * math.sqrt(0.04 / 100)) * 1000)
    assert chart.upper[1] == pytest.approx((0.04 + 3 * math.sqrt(0.04 / 400)) * 1000)


def test_p_chart_keeps_shares_between_none_and_all():
    chart = p_chart([9, 10] * 6, [10] * 12, per=100)
    assert chart.upper[0] == 100
    with pytest.raises(ValueError, match="above its base"):
        p_chart([11], [10])


def test_a_period_without_a_base_is_missing():
    chart = p_chart([5, 0, *[4, 6] * 6], [10, 0, *[10] * 12])
    assert np.isnan(chart.values[1])
    assert not chart.is_signal[1]


def test_limits_that_allow_for_variation_between_periods_are_wider_where_there_is_some():
    counts, base = [300, 500] * 6, [1000] * 12
    within = p_chart(counts, base)
    between = p_chart(counts, base, variation=Variation.BETWEEN)
    assert within.is_outside.any()
    assert not between.is_outside.any()
    # Every score differs from the next by 200/(1000 σ); σ_z is that over 1.128.
    sigma = math.sqrt(0.4 * 0.6 / 1000)
    assert between.upper[0] == pytest.approx(0.4 + 3 * sigma * (0.2 / sigma) / 1.128)


def test_a_primed_chart_leaves_no_range_out_where_told():
    counts, bases = [20, 22, 19, 21, 60, 20, 22, 19, 23, 20, 21, 22], [100] * 12
    wide, narrow = (
        u_chart(counts, bases, variation=Variation.BETWEEN, screening=s) for s in (Screening.NONE, Screening.ONCE)
    )
    assert wide.upper[0] > narrow.upper[0]
