"""Every kind of change that a reader of the chart would see, planted and not, at several sizes of series."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from dashboard.measures.design_effect import ONE_EACH, DesignEffect, of_children
from dashboard.measures.numbers_in import TooShortError
from dashboard.measures.series_change import find_change
from dashboard.measures.series_verdict import judge_counts, recorded_differently
from dashboard.measures.verdict import Answer, Direction, Kind

MONTH = np.arange(36)
MONTHS = pd.date_range("2023-04-01", periods=36, freq="MS")
SEASON = 1 + 0.2 * np.cos(2 * np.pi * (MONTH - 5) / 12) + 0.08 * np.cos(4 * np.pi * (MONTH - 2) / 12)
NO_EVENTS = pd.DataFrame({"date": pd.to_datetime([]), "label": [], "kind": []})
PLANTED = {
    "+15 % a year": (1.15 ** (MONTH / 12), 0.55),
    "+25 % a year": (1.25 ** (MONTH / 12), 0.85),
    "+40 % a year": (1.40 ** (MONTH / 12), 0.95),
    "−20 % a year": (0.80 ** (MONTH / 12), 0.75),
    "two steps of 30 %": (np.where(MONTH >= 24, 1.69, np.where(MONTH >= 12, 1.3, 1.0)), 0.9),
    "a step of 45 %": (np.where(MONTH >= 18, 1.45, 1.0), 0.75),
    "nine months at +50 %": (np.where((MONTH >= 15) & (MONTH < 24), 1.5, 1.0), 0.4),
    "the last three at +50 %": (np.where(MONTH >= 33, 1.5, 1.0), 0.2),
}


def children(rng: np.random.Generator, mean: np.ndarray) -> np.ndarray:
    """Each child brings 1 + Poisson(0.62) episodes, so the variance of counts is twice their mean."""
    return np.array([int((1 + rng.poisson(0.62, rng.poisson(m / 1.62))).sum()) for m in mean])


def share_found(rng: np.random.Generator, mean: np.ndarray, worlds: int) -> float:
    return sum(find_change(children(rng, mean)).change is not None for _ in range(worlds)) / worlds


@pytest.mark.parametrize("mean", [5, 20, 60, 200])
def test_series_in_which_nothing_happened_are_left_alone(mean: int, tell) -> None:
    found = share_found(np.random.default_rng(mean), mean * SEASON, 100)
    tell(f"nothing happened, {mean} a month: said to have changed in {found:.0%} of 100")
    assert found <= 0.05


@pytest.mark.parametrize("kind", PLANTED)
def test_what_a_reader_would_see_is_found(kind: str, tell) -> None:
    """The floors lie below the measured shares of 400 worlds by three standard errors of sixty."""
    shape, floor = PLANTED[kind]
    found = share_found(np.random.default_rng(18), 60 * SEASON * shape, 60)
    tell(f"{kind}, 60 a month: found in {found:.0%} of 60")
    assert found >= floor


@pytest.mark.parametrize("alike", [0.3, 0.6])
def test_months_that_are_alike_do_not_pass_for_a_change(alike: float, tell) -> None:
    rng, flagged = np.random.default_rng(60), 0
    for _ in range(1000):
        noise = rng.standard_normal(36)
        for t in range(1, 36):
            noise[t] = alike * noise[t - 1] + np.sqrt(1 - alike**2) * noise[t]
        counts = np.maximum(57 * SEASON + np.sqrt(2 * 57 * SEASON) * noise, 0).round()
        flagged += find_change(counts).change is not None
    tell(f"months alike by {alike}, nothing happened: {flagged} of 1,000 said to have changed")
    assert flagged <= 100  # `ALPHA` says near 8 %: at 8 %, more than 100 of 1,000 has a chance of 1 in 100


def repeating(rng: np.random.Generator, months_of_each: float) -> tuple[np.ndarray, DesignEffect]:
    """36 months in which nothing happens; one child in twenty is missing ten to forty times within so many months."""
    counted, each = np.zeros(84), []
    for begin in rng.uniform(0, 84, rng.poisson(17 * 84)):
        times = int(rng.integers(10, 41)) if rng.random() < 0.05 else int(rng.geometric(0.55))
        at = begin + rng.uniform(0, months_of_each, times)
        np.add.at(counted, at[at < 84].astype(int), 1)
        each += [n for year in (24, 36, 48) if (n := int(((at >= year) & (at < year + 12)).sum()))]
    return counted[24:60], of_children(each)


@pytest.mark.parametrize("months_of_each", [6, 12])
def test_a_few_children_who_are_missing_for_months_are_no_change(months_of_each: float, tell) -> None:
    rng, told, without = np.random.default_rng(6), 0, 0
    for _ in range(60):
        counts, effect = repeating(rng, months_of_each)
        told += find_change(counts, design_effect=effect).change is not None
        without += find_change(counts).change is not None
    tell(
        f"heavy repeaters of {months_of_each} months, nothing happened: {told} of 60 told, {without} without the effect"
    )
    assert told <= 7  # at one in twenty, more than 7 of 60 has a chance below 1 in 50


def test_a_step_is_dated_and_sized_within_its_intervals(tell) -> None:
    rng, steps = np.random.default_rng(19), []
    for _ in range(80):
        change = find_change(children(rng, 60 * SEASON * np.where(MONTH >= 18, 1.45, 1))).change
        steps += [change] if change is not None and change.kind is Kind.STEP else []
    sized = np.mean([s.ratio.low <= 1.45 <= s.ratio.high for s in steps])
    dated = np.mean([s.start_low <= 18 <= s.start_high for s in steps])
    tell(
        f"a step of 45 %: {len(steps)} of 80 told as a step, size covered in {sized:.0%}, month covered in {dated:.0%}"
    )
    assert min(sized, dated) >= 0.85


def test_a_denial_says_what_would_have_been_found_and_it_is(tell) -> None:
    """In sixty series with a step of the size that is named, at least two of three are found."""
    rng = np.random.default_rng(4)
    sizes = [find_change(children(rng, 60 * SEASON)).would_have_found[0].rise_pct for _ in range(40)]
    size = float(np.median(sizes))
    found = share_found(rng, 60 * SEASON * np.where(MONTH >= 24, 1 + size / 100, 1), 60)
    tell(f"said: a level {size:.0f} % higher for a year would be found; found in {found:.0%} of 60")
    assert found >= 0.67


def judged(counts: np.ndarray, events: pd.DataFrame = NO_EVENTS):
    return judge_counts(pd.Series(counts, index=MONTHS), events=events, design_effect=ONE_EACH)


def test_a_fall_that_ended_is_a_finding() -> None:
    """About 60 a month, twelve months at about 30, then 60 again: an invented copy of a real shape."""
    rng = np.random.default_rng(3)
    verdict = judged(rng.poisson(60 * np.where((MONTH >= 13) & (MONTH < 25), 0.5, 1.0))).verdict
    assert (verdict.answer, verdict.kind, verdict.direction) == (Answer.CHANGED, Kind.ENDED, Direction.FEWER)
    assert abs((verdict.since - MONTHS[13]).days) <= 31
    assert abs((verdict.until - MONTHS[24]).days) <= 31


def test_few_records_cannot_be_told_and_season_alone_is_said_to_be_season() -> None:
    rng = np.random.default_rng(2)
    assert judged(rng.poisson(3, 36)).verdict.answer is Answer.CANNOT_TELL
    season = judged(rng.poisson(200 * SEASON)).verdict
    assert (season.answer, season.kind) == (Answer.NOT_CHANGED, Kind.SEASON)
    assert [d.kind for d in season.would_have_found] == [Kind.STEP, Kind.LATEST, Kind.COURSE]


@pytest.mark.parametrize(("date", "is_near"), [("2024-11-20", True), ("2025-04-01", True), ("2025-06-01", False)])
def test_a_change_in_recording_is_known_within_the_interval_of_the_month(date: str, is_near: bool) -> None:
    events = pd.DataFrame(
        {"date": pd.to_datetime([date, date]), "label": ["invented", "other"], "kind": ["DATA_BREAK", "SERVICE"]}
    )
    low, high = pd.Timestamp("2024-12-01"), pd.Timestamp("2025-03-01")
    assert recorded_differently(low, high, events) == (("invented",) if is_near else ())


def test_a_step_at_a_change_in_recording_is_told_as_one() -> None:
    counts = (400 * SEASON * np.where(MONTH >= 20, 0.7, 1)).round()
    events = pd.DataFrame({"date": [MONTHS[20]], "label": ["invented"], "kind": ["DATA_BREAK"]})
    verdict = judged(counts, events).verdict
    assert (verdict.answer, verdict.recording) == (Answer.RECORDING_CHANGED, ("invented",))
    assert judged(counts).verdict.answer is Answer.CHANGED


def test_short_and_broken_series_are_refused() -> None:
    with pytest.raises(TooShortError, match="24"):
        find_change([50] * 23)
    with pytest.raises(ValueError, match="gap"):
        find_change([50.0] * 35 + [np.nan])
    assert find_change([50] * 36).change is None


@pytest.mark.parametrize("size", [24, 25, 36, 48, 60, 96])
def test_any_length_from_two_years_on_can_be_searched(size: int) -> None:
    assert find_change(np.random.default_rng(size).poisson(40, size)).looks > 100


def test_the_same_series_gives_the_same_answer_twice() -> None:
    counts = children(np.random.default_rng(1), 60 * SEASON)
    assert find_change(counts) == find_change(counts)
