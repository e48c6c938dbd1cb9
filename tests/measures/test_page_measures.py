"""Measures behind the pages' questions, on small tables worked out by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from dashboard.measures.area_rates import area_rates, block_population, funnel_lines
from dashboard.measures.clock_series import before_and_after, clock_shares
from dashboard.measures.context_counts import beyond_half, yes_shares
from dashboard.measures.design_effect import ONE_EACH, DesignEffect
from dashboard.measures.dispersion import cells_of, overdispersion
from dashboard.measures.intensity import hourly_intensity, per_day
from dashboard.measures.latest_year import latest_years, moved_shares, year_shares
from dashboard.measures.milestones import in_time_by_group, named_shares, reached
from dashboard.measures.repeat_series import first_and_all, latest_change
from dashboard.measures.series_verdict import judge_counts, rebase_points
from dashboard.measures.verdict import Answer

MONTHS = pd.date_range("2023-04-01", periods=36, freq="MS")
NO_EVENTS = pd.DataFrame({"date": pd.to_datetime([]), "label": [], "kind": []})


def periods(freq: str, count: int, **columns: object) -> pd.DataFrame:
    start = pd.date_range("2023-04-01", periods=count, freq=freq)
    step = {"MS": 1, "QS-APR": 3, "2QS-APR": 6, "YS-APR": 12}[freq]
    end = [s + pd.DateOffset(months=step) - pd.Timedelta(days=1) for s in start]
    return pd.DataFrame({"period_start": start, "period_end": end, **columns})


def test_the_latest_year_is_the_last_twelve_months_that_whole_periods_fill() -> None:
    frame = periods("QS-APR", 11, n=range(1, 12), group="x")  # to December 2025
    years = latest_years(frame, ["group"]).set_index("year")
    assert years.loc["latest", "n"] == 8 + 9 + 10 + 11
    assert years.loc["before", "n"] == 4 + 5 + 6 + 7
    assert years.loc["latest", "year_start"] == pd.Timestamp("2025-01-01")


def test_three_quarters_are_no_year() -> None:
    assert latest_years(periods("QS-APR", 3, n=5), []).empty


def test_shares_divide_by_their_own_year_and_widen_with_dispersion() -> None:
    flat = pd.concat([periods("QS-APR", 8, n=30, group="a"), periods("QS-APR", 8, n=10, group="b")])
    shares = year_shares(flat, "group", design_effect=ONE_EACH)
    assert set(shares["base"]) == {160}
    assert list(shares["share_pct"].round(6).unique()) == [75.0, 25.0]
    assert set(shares["dispersion"]) == {1.0}
    jumpy = pd.concat([periods("QS-APR", 8, n=[50, 10] * 4, group="a"), periods("QS-APR", 8, n=[2, 18] * 4, group="b")])
    assert (year_shares(jumpy, "group", design_effect=ONE_EACH)["dispersion"] > 1).all()


def test_a_share_that_moved_far_is_told_and_one_that_did_not_is_not() -> None:
    a, b = [20] * 4 + [60] * 4, [80] * 4 + [40] * 4
    moved = pd.concat([periods("QS-APR", 8, n=a, group="a"), periods("QS-APR", 8, n=b, group="b")])
    still = pd.concat([periods("QS-APR", 8, n=50, group="a"), periods("QS-APR", 8, n=[48, 52] * 4, group="b")])
    shares = year_shares(moved, "group", design_effect=ONE_EACH).assign(dispersion=1.0)
    assert moved_shares(shares)["is_beyond_chance"].all()
    assert not moved_shares(year_shares(still, "group", design_effect=ONE_EACH))["is_beyond_chance"].any()


def test_dispersion_is_pearsons_chi_square_over_its_degrees_of_freedom() -> None:
    """Agresti (2013), table of 2 × 2 by hand: 10, 20 / 20, 10 has expected 15 everywhere, χ² = 4 · 25/15 = 6.667 on 1 df."""
    assert overdispersion(np.array([[10.0, 20.0], [20.0, 10.0]])) == pytest.approx(100 / 15)
    assert overdispersion(np.array([[10.0, 20.0], [20.0, 40.0]])) == 1.0
    assert overdispersion(np.array([[10.0, 20.0]])) == 1.0


def test_cells_are_arranged_by_group_and_period() -> None:
    frame = pd.concat([periods("QS-APR", 2, n=[1, 2], area_block="a"), periods("QS-APR", 2, n=[3, 4], area_block="b")])
    assert cells_of(frame, down="area_block").tolist() == [[1, 2], [3, 4]]


POPULATION = pd.DataFrame(
    {
        "area_code": ["w1", "w1", "w2", "w2", "w1"], "year": [2024, 2024, 2024, 2024, 2023], "age_band": "13-15",
        "sex": ["F", "M", "F", "M", "F"], "population": [100, 110, 200, 190, 7],
    }
)  # fmt: skip


def test_people_of_a_block_are_those_of_its_areas_in_the_latest_year() -> None:
    leaves = {"one": frozenset({"w1"}), "both": frozenset({"w1", "w2", "com:NK", "NK"}), "gone": frozenset({"w9"})}
    people = block_population(POPULATION, leaves, 2025)
    assert people["one"] == 210
    assert people["both"] == 600
    assert np.isnan(people["gone"])


def test_a_threefold_area_lies_outside_and_wide_dispersion_brings_it_in() -> None:
    rows = pd.DataFrame({"area": ["a", "b", "c"], "n": [60, 20, 20], "population": [1000.0, 1000.0, 1000.0]})
    assert list(area_rates(rows, design_effect=ONE_EACH, seen=1.0)["crossed_limit"]) == ["99.8 %", "95 %", "95 %"]
    assert list(area_rates(rows, design_effect=DesignEffect(20.0), seen=1.0)["crossed_limit"]) == ["none"] * 3
    assert list(area_rates(rows, design_effect=DesignEffect(20.0), seen=1.0)["rate_per_1000"]) == [60.0, 20.0, 20.0]


def test_funnel_lines_reach_past_the_largest_area_and_keep_the_average() -> None:
    rows = pd.DataFrame({"n": [60, 20, 20], "population": [1000.0, 1500.0, 2500.0]})
    lines = funnel_lines(rows, dispersion=2.0)
    assert lines["average"].iloc[0] == pytest.approx(20.0)
    assert lines["upper_998_population"].max() > 2500


def test_an_evening_that_holds_half_of_all_is_four_times_an_even_spread() -> None:
    """Half of all episodes in 3 of 24 hours, every day: 0.5 / (21 / 168) = 4."""
    frame = pd.DataFrame({"day_block": "week", "hour_block": ["evening", "rest"], "n": [50, 50]})
    days = {"week": frozenset("ABCDEFG")}
    bands = {"evening": frozenset({"18-21"}), "rest": frozenset(f"{h}" for h in range(7))}
    made = hourly_intensity(frame, days=days, bands=bands).set_index("hour_block")
    assert made.loc["evening", "times_even"] == pytest.approx(4.0)
    assert made["hours_a_week"].sum() == 168


def test_a_day_of_its_kind_divides_by_the_days_of_the_calendar() -> None:
    frame = periods("MS", 2, n=[22, 22], group="School day", group_block="S")
    calendar = pd.DataFrame({"month": MONTHS[:3], "day_kind": "SCHOOL_DAY", "days": [11, 11, 20]})
    made = per_day(frame, calendar, {"S": frozenset({"SCHOOL_DAY"})}, design_effect=None)
    assert made["per_day"].iloc[0] == pytest.approx(2.0)
    assert made["lower"].iloc[0] < 2.0 < made["upper"].iloc[0]


STAGES = {"a": frozenset({"NOT_OFFERED"}), "b": frozenset({"OFFERED"}), "c": frozenset({"HELD", "LATE"})}


def test_a_milestone_counts_all_stages_that_reached_it_and_is_left_out_when_cut_through() -> None:
    frame = pd.concat([periods("QS-APR", 4, n=n, group_block=b) for b, n in (("a", 10), ("b", 20), ("c", 30))])
    wanted = {"Offered": frozenset({"OFFERED", "HELD", "LATE"}), "In time": frozenset({"HELD"})}
    made = reached(frame, wanted, STAGES)
    assert list(made["milestone"]) == ["Offered"]
    assert made.iloc[0][["n", "base"]].tolist() == [200, 240]
    assert made["share_pct"].iloc[0] == pytest.approx(100 * 200 / 240)


def test_only_groups_whose_pair_is_published_apart_have_a_share_in_time() -> None:
    leaves = {"x": frozenset({"P_IN"}), "y": frozenset({"P_LATE"}), "z": frozenset({"Q_IN", "Q_LATE"})}
    frame = pd.concat([periods("QS-APR", 4, n=n, group_block=b) for b, n in (("x", 9), ("y", 3), ("z", 5))])
    made = in_time_by_group(frame, leaves, {"P": "Police", "Q": "Others"}, suffixes=("_IN", "_LATE"))
    assert list(made["group"]) == ["Police"]
    assert made["share_pct"].iloc[0] == pytest.approx(75.0)


def test_named_shares_are_of_discussions_held_in_the_same_year() -> None:
    held = periods("QS-APR", 8, n=20, group_block="held")
    named = {"Friends": periods("QS-APR", 8, n=10), "Old": periods("QS-APR", 4, n=10)}
    made = named_shares(named, held, ["held"])
    assert list(made["group"]) == ["Friends"]
    assert made["share_pct"].iloc[0] == pytest.approx(50.0)


def test_a_factor_that_is_published_further_than_the_discussions_is_told_for_their_year() -> None:
    """After a few releases each view stands on months of its own; what reaches further waits, and is not "no year"."""
    held = periods("QS-APR", 7, n=20, group_block="held")
    named = {"Further": periods("QS-APR", 8, n=10), "Longer periods": periods("2QS-APR", 4, n=10)}
    made = named_shares(named, held, ["held"])
    assert list(made["group"]) == ["Further"]
    assert (int(made["n"].iloc[0]), int(made["base"].iloc[0])) == (40, 80)
    assert made["year_end"].iloc[0] == held["period_end"].max()


def test_a_share_beyond_a_half_pays_for_all_that_were_looked_at() -> None:
    answers = {"most": (44, 10), "barely": (35, 19), "half": (27, 27), "fewer": (20, 34)}
    pooled = pd.DataFrame([(q, g, n) for q, pair in answers.items() for g, n in zip("YN", pair, strict=True)], columns=["question", "group", "n"])  # fmt: skip
    alone, paid = yes_shares(pooled).set_index("question"), beyond_half(pooled).set_index("question")
    assert (paid["upper_pct"] - paid["lower_pct"] >= alone["upper_pct"] - alone["lower_pct"]).all()
    assert [q for q in answers if paid.at[q, "lower_pct"] > 50] == ["most"]
    assert alone.at["barely", "lower_pct"] > 50  # by itself it would be named
    assert beyond_half(pooled.iloc[:0]).empty


def test_first_times_and_all_times_come_from_one_view() -> None:
    frame = pd.concat([periods("QS-APR", 8, n=5, group_block="f"), periods("QS-APR", 8, n=15, group_block="m")])
    made = first_and_all(frame, ["f"])
    assert set(made.loc[made["group"] == "All", "n"]) == {20}
    assert first_and_all(frame, ["no such block"]).empty
    assert not latest_change(made, "All", design_effect=ONE_EACH).is_beyond_chance
    doubled = made.assign(n=made["n"] * np.where(made["period_start"] >= "2024-04-01", 3, 1))
    assert latest_change(doubled, "All", design_effect=ONE_EACH).is_beyond_chance
    assert latest_change(made[made["period_start"] >= "2024-07-01"], "All", design_effect=ONE_EACH) is None


def test_a_clocks_share_is_in_time_over_all_and_its_step_is_found() -> None:
    rng = np.random.default_rng(4)
    share = np.where(np.arange(36) < 18, 0.45, 0.75)
    inside = rng.binomial(60, share)
    frame = pd.concat(
        [periods("MS", 36, n=inside, group_block="in"), periods("MS", 36, n=60 - inside, group_block="out")]
    )
    shares = clock_shares(frame, ["in"])
    assert set(shares["base"]) == {60}
    found = before_and_after(shares, pd.Timestamp("2024-10-15"))
    assert found.level.lower < 30 < found.level.upper
    assert found.level.is_beyond_chance
    assert before_and_after(shares, pd.Timestamp("2023-06-01")) is None


def test_limits_begin_afresh_only_where_both_sides_hold_a_year() -> None:
    index = pd.DatetimeIndex(MONTHS)
    dates = [pd.Timestamp(d) for d in ("2024-10-20", "2023-06-01", "2025-09-01")]
    assert rebase_points(index, dates) == (18,)


def test_months_recorded_otherwise_are_not_judged_by_the_months_before() -> None:
    """The range ends where recording changed, and none of the few months since is marked as outside the old one."""
    rng = np.random.default_rng(3)
    counts = pd.Series([*rng.poisson(60, 30), *rng.poisson(120, 6)], index=MONTHS)
    events = pd.DataFrame({"date": [MONTHS[30]], "label": ["recorded in a new way"], "kind": ["DATA_BREAK"]})
    judged, plain = (judge_counts(counts, events=e, design_effect=ONE_EACH, rebase_found=True) for e in (events, NO_EVENTS))  # fmt: skip
    assert judged.verdict.answer is Answer.RECORDING_CHANGED
    assert np.isnan(judged.chart.upper[30:]).all()
    assert np.isfinite(judged.chart.upper[:30]).all()
    assert not judged.chart.is_outside[30:].any()
    assert plain.chart.is_outside[30:].any()  # a change that no recording explains is still judged by the months before
    never = judge_counts(counts, events=events, design_effect=ONE_EACH)
    assert np.isnan(never.chart.upper[30:]).all()


def test_a_short_series_is_charted_and_not_judged() -> None:
    verdict = judge_counts(pd.Series([50, 55] * 7, index=MONTHS[:14]), events=NO_EVENTS, design_effect=ONE_EACH)
    assert verdict.trend is None
    assert verdict.breaks == ()
    assert verdict.verdict.answer is Answer.NOT_COMPARED
    assert len(verdict.chart.values) == 14
