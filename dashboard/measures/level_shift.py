"""Has the level of a monthly series changed for good, since when, and by how much?

The strongest of all possible steps is compared with the strongest that series without a step would show, so
that looking at every month is paid for. Sources: Andrews (1993), Econometrica 61:821 (largest step
statistic); Davison & Hinkley (1997), Bootstrap Methods and their Application, ch. 4 and 8 (its distribution
by simulation).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from dashboard.measures.count_regression import fit_counts, lag_one_correlation, seasonal_waves, t_quantile
from dashboard.measures.numbers_in import FloatArray, Numbers, TooShortError, as_counts

SEED = 20_170_401
ROUNDS = 1999
LIKENESS = np.round(np.arange(0.0, 0.91, 0.1), 1)  # the lag-one correlations that are tried out


@dataclass(frozen=True)
class LevelShift:
    """`since` counts periods from 0: the first at the new level; `month` is its date if the series had dates.

    ratio is the new level over the old, the season taken out, with its interval; since_low … since_high are
    the periods that would explain the series nearly as well. before and after are mean counts a period.
    dispersion: how many times chance the counts vary. p_value allows for `looks` possible places.
    """

    since: int
    month: pd.Timestamp | None
    since_low: int
    since_high: int
    ratio: float
    lower: float
    upper: float
    before: float
    after: float
    p_value: float
    looks: int
    dispersion: float
    is_gradual: bool

    @property
    def change_pct(self) -> float:
        return (self.ratio - 1) * 100


@dataclass(frozen=True)
class RecordingCheck:
    """Whether a break in recording stands within a month of a shift; `labels` are those of the events
    concerned.
    """

    is_probable_recording_change: bool
    labels: tuple[str, ...]


def find_level_shift(
    counts: Numbers,
    *,
    season: int = 12,
    harmonics: int = 2,
    least_periods: int = 6,
    alpha: float = 0.005,
    confidence: float = 0.95,
) -> LevelShift | None:
    """The most marked lasting change of level, or None where chance and season explain the series.

    counts: (n,) of equal periods in time order, two seasons or more, without gaps; a Series with a
    DatetimeIndex or PeriodIndex gives the month its date. least_periods: how long either level must last.
    alpha: how often a series without a change may be flagged at most (Andrews 1993; 1,999 simulated series
    with the same season, spread and lag-one correlation, fixed seed); the default keeps series whose months
    are much alike (lag-one correlation 0.6, a few children with many episodes) below 5 % too. is_gradual: a straight trend would explain the series better
    than a step. Raises TooShortError under two seasons, ValueError for a gap or negative counts.
    """
    y = as_counts(counts)
    if np.isnan(y).any():
        raise ValueError("The series has a gap: a change of level cannot be told from what is missing.")
    if y.size < max(2 * season, 2 * least_periods + 1):
        raise TooShortError(
            f"{y.size} periods are too few to tell a lasting change from a season: {2 * season} at least."
        )
    base = _base_design(y.size, season, harmonics)
    search = _Search.over(base, least_periods)
    evened = 2 * np.sqrt(y + 0.375)  # Anscombe (1948): on this scale counts vary evenly whatever their level
    if np.ptp(y) == 0:
        return None
    statistics = search.statistics(evened[:, None])[:, 0]
    best = int(statistics.argmax())
    seen = lag_one_correlation(search.residuals_after(evened, best))
    correlation = likely_correlation(seen, size=y.size, season=season, harmonics=harmonics, least_periods=least_periods)
    p_value = _p_value(search, statistics[best], size=y.size, correlation=correlation)
    if p_value > alpha:
        return None
    return _described(
        y, counts, base=base, search=search, statistics=statistics, p_value=p_value,
        correlation=correlation, confidence=confidence,
    )  # fmt: skip


def explains_recording(shift: LevelShift, events: pd.DataFrame) -> RecordingCheck:
    """Whether a shift falls within a month of an event of kind DATA_BREAK: then probably recording changed,
    not lives.

    events: columns date, label, kind (table `events` of a release). Raises ValueError if the shift has no
    month.
    """
    if shift.month is None:
        raise ValueError("The shift has no month: give find_level_shift a series with dates.")
    breaks = events.loc[events["kind"] == "DATA_BREAK"]
    dates = pd.DatetimeIndex(breaks["date"])
    apart = (dates.year * 12 + dates.month) - (shift.month.year * 12 + shift.month.month)
    near = breaks.loc[np.abs(np.asarray(apart)) <= 1, "label"]
    return RecordingCheck(not near.empty, tuple(str(label) for label in near))


def likely_correlation(seen: float, *, size: int, season: int, harmonics: int, least_periods: int) -> float:
    """The lag-one correlation whose series would typically show the one `seen` once season and step are taken out.

    Taking them out of a short series hides much of how alike its months are: at 36 months a true 0.3 leaves about 0.03.
    The median of 999 simulated series for each of ten correlations is inverted (Andrews 1993, Econometrica 61:139, median-
    unbiased estimation; MacKinnon & Smith 1998, Journal of Econometrics 85:205). Between 0 and 0.9.
    """
    typical = _typical_correlations(size, season, harmonics, least_periods)
    return float(np.interp(seen, typical, LIKENESS))


@lru_cache(maxsize=64)
def _typical_correlations(size: int, season: int, harmonics: int, least_periods: int) -> tuple[float, ...]:
    search = _Search.over(_base_design(size, season, harmonics), least_periods)
    noise = np.random.default_rng(SEED + 1).standard_normal((size, 999))
    found = []
    for correlation in LIKENESS:
        series = _alike(noise, float(correlation))
        left = series - search.projector @ (search.projector.T @ series)
        step = search.steps[:, search.statistics(series).argmax(axis=0)]
        left = left - step * (step * left).sum(axis=0)
        found.append(float(np.median((left[1:] * left[:-1]).sum(axis=0) / (left**2).sum(axis=0))))
    return tuple(np.maximum.accumulate(found).tolist())


def _alike(noise: FloatArray, correlation: float) -> FloatArray:
    """Series (n, m) of variance 1 in which neighbours are so much alike."""
    series = noise.copy()
    for t in range(1, series.shape[0]):
        series[t] = correlation * series[t - 1] + np.sqrt(1 - correlation**2) * series[t]
    return series


@dataclass(frozen=True, eq=False)
class _Search:
    """Every place a step could be: `steps` (n, places), what the season cannot explain of each, made of
    length 1.
    """

    candidates: np.ndarray
    base: FloatArray
    projector: FloatArray
    steps: FloatArray

    @classmethod
    def over(cls, base: FloatArray, least_periods: int) -> _Search:
        n = base.shape[0]
        candidates = np.arange(least_periods, n - least_periods + 1)
        raw = (np.arange(n)[:, None] >= candidates).astype(float)
        q, _ = np.linalg.qr(base)
        steps = raw - q @ (q.T @ raw)
        return cls(candidates, base, q, steps / np.sqrt((steps**2).sum(axis=0)))

    def statistics(self, series: FloatArray) -> FloatArray:
        """F of each place for each series: series (n, m) → (places, m)."""
        left = series - self.projector @ (self.projector.T @ series)
        explained = (self.steps.T @ left) ** 2
        df = series.shape[0] - self.base.shape[1] - 1
        return np.asarray(explained / (((left**2).sum(axis=0) - explained) / df), dtype=np.float64)

    def residuals_after(self, series: FloatArray, place: int) -> FloatArray:
        left = series - self.projector @ (self.projector.T @ series)
        return np.asarray(left - self.steps[:, place] * (self.steps[:, place] @ left), dtype=np.float64)


def _base_design(n: int, season: int, harmonics: int) -> FloatArray:
    position = np.arange(n, dtype=np.float64)
    return np.column_stack([np.ones(n), seasonal_waves(position, season=season, harmonics=harmonics)])


def _p_value(search: _Search, strongest: float, *, size: int, correlation: float) -> float:
    """How often series without a step, as much alike from month to month as this one, show one as strong."""
    noise = np.random.default_rng(SEED).standard_normal((size, ROUNDS))
    largest = search.statistics(_alike(noise, correlation)).max(axis=0)
    return float((1 + (largest >= strongest).sum()) / (ROUNDS + 1))


def _described(
    y: FloatArray,
    counts: Numbers,
    *,
    base: FloatArray,
    search: _Search,
    statistics: FloatArray,
    p_value: float,
    correlation: float,
    confidence: float,
) -> LevelShift:
    place = int(statistics.argmax())
    since = int(search.candidates[place])
    step = (np.arange(y.size) >= since).astype(float)
    fit = fit_counts(y, np.column_stack([base, step]))
    trend = fit_counts(y, np.column_stack([base, np.linspace(0, 1, y.size)]))
    # Months alike in a row carry less information than as many independent ones.
    error = np.sqrt(fit.covariance[-1, -1] * (1 + correlation) / (1 - correlation))
    reach = t_quantile(confidence, fit.residual_df) * error
    near = search.candidates[statistics.max() - statistics <= t_quantile(confidence, fit.residual_df) ** 2]
    change = fit.coefficients[-1]
    return LevelShift(
        since=since, month=_month(counts, since), since_low=int(near.min()), since_high=int(near.max()),
        ratio=float(np.exp(change)), lower=float(np.exp(change - reach)), upper=float(np.exp(change + reach)),
        before=float(y[:since].mean()), after=float(y[since:].mean()), p_value=p_value, looks=statistics.size,
        dispersion=fit.dispersion, is_gradual=trend.dispersion < fit.dispersion,
    )  # fmt: skip


def _month(counts: Numbers, since: int) -> pd.Timestamp | None:
    index = counts.index if isinstance(counts, pd.Series) else None
    if isinstance(index, pd.PeriodIndex):
        return index[since].to_timestamp()
    return pd.Timestamp(index[since]) if isinstance(index, pd.DatetimeIndex) else None
