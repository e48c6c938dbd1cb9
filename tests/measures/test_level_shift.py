import numpy as np
import pandas as pd
import pytest

from dashboard.measures.level_shift import explains_recording, find_level_shift, likely_correlation
from dashboard.measures.numbers_in import TooShortError

MONTH = np.arange(36)
SEASON = 1 + 0.2 * np.cos(2 * np.pi * (MONTH - 5) / 12) + 0.08 * np.cos(4 * np.pi * (MONTH - 2) / 12)
FLAT = 57 * SEASON
RISEN = FLAT * np.where(MONTH >= 18, 1.45, 1)  # from month 19 of 36


def children(rng, mean):
    """Each child brings 1 + Poisson(0.62) episodes, so the variance of counts is twice their mean."""
    return np.array([int((1 + rng.poisson(0.62, rng.poisson(m / 1.62))).sum()) for m in mean])


def lingering_children(rng, mean):
    """As `children`, but some of a child's later episodes fall in the next month, so months are alike."""
    now, later = np.zeros(37), np.zeros(37)
    for t, m in enumerate(mean):
        episodes = 1 + rng.poisson(0.62, rng.poisson(m / 1.62))
        moved = rng.binomial(episodes - 1, 0.4).sum()
        now[t] += episodes.sum() - moved
        later[t + 1] += moved
    return (now + later)[:36]


@pytest.mark.parametrize("world", [children, lingering_children])
def test_flat_worlds_are_left_alone(world):
    rng = np.random.default_rng(36)
    flagged = sum(find_level_shift(world(rng, FLAT)) is not None for _ in range(100))
    print(f"{world.__name__}: {flagged} of 100 flat worlds flagged")
    assert flagged <= 5


@pytest.mark.parametrize("alike", [0.0, 0.3, 0.6])
def test_months_that_are_much_alike_do_not_pass_for_a_change(alike, tell):
    """Series without a step whose months are alike; 0.6 once gave 15 false changes in 100."""
    rng = np.random.default_rng(60)
    flagged = 0
    for _ in range(200):
        noise = rng.standard_normal(36)
        for t in range(1, 36):
            noise[t] = alike * noise[t - 1] + np.sqrt(1 - alike**2) * noise[t]
        flagged += find_level_shift(np.maximum(FLAT + np.sqrt(2 * FLAT) * noise, 0).round()) is not None
    tell(f"series without a change, lag-one correlation {alike}: {flagged} of 200 flagged")
    # At a true 5 %, more than 18 of 200 has a chance below 1 %.
    assert flagged <= 18


def test_the_likeness_that_a_fitted_step_hides_is_put_back():
    asked = {"size": 36, "season": 12, "harmonics": 2, "least_periods": 6}
    assert likely_correlation(-0.3, **asked) == 0
    assert 0.2 < likely_correlation(0.03, **asked) < 0.4
    assert likely_correlation(0.9, **asked) == 0.9


def test_planted_rises_are_found_with_their_month():
    rng = np.random.default_rng(19)
    shifts = [find_level_shift(children(rng, RISEN)) for _ in range(60)]
    months_off = pd.Series([s.since - 18 for s in shifts if s])
    print(f"{len(months_off)} of 60 planted rises found; months off: {months_off.value_counts().to_dict()}")
    assert len(months_off) >= 56
    # A jump of twice the monthly spread can be dated to two months about nine times in ten: fewer than 46
    # of 60 has a chance below 0.1 %.
    assert (months_off.abs() <= 2).sum() >= 46
    assert sum(s.lower <= 1.45 <= s.upper for s in shifts if s) >= 0.8 * len(months_off)


def test_a_clear_fall_is_dated_and_sized():
    index = pd.date_range("2023-04-01", periods=36, freq="MS")
    counts = pd.Series((400 * SEASON * np.where(MONTH >= 20, 0.7, 1)).round(), index=index)
    shift = find_level_shift(counts)
    assert shift.since == 20
    assert shift.month == pd.Timestamp("2024-12-01")
    assert shift.change_pct == pytest.approx(-30, abs=1.5)
    assert shift.lower < 0.7 < shift.upper
    assert shift.since_low == shift.since_high == 20
    assert not shift.is_gradual


def test_the_same_series_gives_the_same_answer_twice():
    counts = children(np.random.default_rng(1), RISEN)
    assert find_level_shift(counts) == find_level_shift(counts)


def test_a_steady_climb_passes_for_no_step():
    rng = np.random.default_rng(6)
    shifts = [find_level_shift(children(rng, 60 * SEASON * 1.25 ** (MONTH / 12))) for _ in range(40)]
    print(sum(s is None for s in shifts), sum(bool(s and s.is_gradual) for s in shifts))
    assert sum(s is None or s.is_gradual for s in shifts) >= 30


def test_season_alone_is_no_shift():
    assert find_level_shift((200 * SEASON).round()) is None
    assert find_level_shift([50] * 36) is None


def test_short_or_broken_series_are_refused():
    with pytest.raises(TooShortError, match="24"):
        find_level_shift([50] * 23)
    with pytest.raises(ValueError, match="gap"):
        find_level_shift([50.0] * 35 + [np.nan])


@pytest.mark.parametrize(
    ("date", "kind", "expected"),
    [
        ("2024-11-20", "DATA_BREAK", True),
        ("2025-01-03", "DATA_BREAK", True),
        ("2025-02-01", "DATA_BREAK", False),
        ("2024-12-01", "SERVICE", False),
    ],
)
def test_a_break_in_recording_within_a_month_explains_a_shift(date, kind, expected):
    index = pd.period_range("2023-04", periods=36, freq="M")
    shift = find_level_shift(pd.Series((400 * np.where(MONTH >= 20, 0.7, 1)).round() + MONTH % 2, index=index))
    events = pd.DataFrame({"date": pd.to_datetime([date]), "label": ["invented"], "kind": [kind]})
    check = explains_recording(shift, events)
    assert check.is_probable_recording_change is expected
    assert check.labels == (("invented",) if expected else ())


def test_a_shift_without_a_month_cannot_be_set_beside_events():
    shift = find_level_shift((400 * np.where(MONTH >= 20, 0.7, 1)).round() + MONTH % 2)
    with pytest.raises(ValueError, match="dates"):
        explains_recording(shift, pd.DataFrame({"date": [], "label": [], "kind": []}))
