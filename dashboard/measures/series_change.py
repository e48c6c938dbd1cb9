"""What was found in a monthly series, sized and dated; and what would have been found, where nothing was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from dashboard.measures.change_search import PARAMETERS, Searched, evened, search
from dashboard.measures.change_shapes import LEAST_STRETCH, base_of, course_of, shapes_of
from dashboard.measures.count_regression import fit_counts, t_quantile
from dashboard.measures.design_effect import ONE_EACH, DesignEffect
from dashboard.measures.numbers_in import FloatArray, Numbers, TooShortError, as_counts
from dashboard.measures.verdict import Detectable, Estimate, Kind

TWO_YEARS = 24
# How often a series in which nothing happened may be said to have changed, by the search's own null worlds. 0.02 keeps the
# measured rate under 3 % where counts are small or children repeat, and near 8 % where months are much alike (0.6).
ALPHA = 0.02
DATE_CRITICAL = 7.35  # Hansen (2000), Econometrica 68:575, table I: 95 % of a change point's likelihood ratio
# The likeness of months is estimated, and is often put too high where there is a change: by simulation, reach grows by this.
ESTIMATED = {Kind.STEP: 1.1, Kind.COURSE: 1.15, Kind.LATEST: 1.2}
POWER_REACH = 0.84  # standard normal quantile of four in five


@dataclass(frozen=True)
class SeriesChange:
    """`start` … `stop` − 1: the months of what was found (of two steps: `start` and `second`).

    before, after: mean counts a month outside and inside; of a straight course the first and the last twelve months; of two
    steps before the first and since the second. ratio: season allowed for; None where a month of the stretch must be zero.
    """

    kind: Kind
    start: int
    stop: int
    second: int
    start_low: int
    start_high: int
    before: float
    after: float
    ratio: Estimate | None
    p: float


@dataclass(frozen=True)
class SeriesSearch:
    """`change` is None where chance and the season explain the series; `would_have_found` is what that denies."""

    change: SeriesChange | None
    would_have_found: tuple[Detectable, ...]
    p: float
    looks: int


def find_change(
    counts: Numbers,
    *,
    design_effect: DesignEffect = ONE_EACH,
    recorded_from: Sequence[int] = (),
    alpha: float = ALPHA,
    confidence: float = 0.95,
) -> SeriesSearch:
    """The strongest change of any kind in counts by month, or none.

    counts: (n,) in time order, two years or more. recorded_from: the months in which recording changed; a course or several steps
    that one step there explains as well are told as that step. Raises TooShortError under two years, ValueError for a gap.
    """
    y = as_counts(counts)
    if np.isnan(y).any():
        raise ValueError("The series has a gap: a change cannot be told from what is missing.")
    if y.size < TWO_YEARS:
        raise TooShortError(f"{y.size} months are too few to tell a change from a season: {TWO_YEARS} at least.")
    if np.ptp(y) == 0:
        return SeriesSearch(None, (), 1.0, 0)
    searched = search(y, alpha=alpha, design_effect=design_effect)
    told = _at_a_break(y, searched, recorded_from)
    change = _sized(y, told, confidence, design_effect) if searched.p <= alpha else None
    return SeriesSearch(change, _detectable(y, searched), searched.p, searched.looks)


def _at_a_break(y: FloatArray, searched: Searched, recorded_from: Sequence[int]) -> Searched:
    """The step at a change in recording, where a course or several steps explain too little more for what they assume.

    Schwarz's criterion: a step whose month is known has one thing to choose. Months that are alike by r tell as much as
    (1 − r)/(1 + r) times as many; without that, one in three of such steps was told as several.
    """
    if searched.best.kind not in (Kind.COURSE, Kind.STEPS):
        return searched
    size, worth = y.size, (1 - searched.likeness) / (1 + searched.likeness)
    least, found = (PARAMETERS[searched.best.kind] - 1) * np.log(size), searched
    for at in (at for at in recorded_from if LEAST_STRETCH <= at <= size - LEAST_STRETCH):
        columns = np.column_stack([base_of(size), np.arange(size) >= at]).astype(np.float64)
        rest = float(((evened(y) - columns @ np.linalg.lstsq(columns, evened(y))[0]) ** 2).sum())
        more = worth * size * np.log(rest / searched.best.left)
        if more <= least:
            step = replace(searched.best, kind=Kind.STEP, start=at, stop=size, second=0, left=rest)
            least, found = more, replace(searched, best=step)
    return found


def _sized(y: FloatArray, searched: Searched, confidence: float, effect: DesignEffect) -> SeriesChange:
    best, inside = searched.best, np.zeros(y.size)
    inside[best.start : best.stop] = 1
    before, after = y[inside == 0], y[inside == 1]
    if best.kind is Kind.COURSE:
        before, after = y[:12], y[-12:]
    if best.kind is Kind.STEPS:
        before, after = y[: best.start], y[best.second :]
    low, high = _start_range(y, searched)
    return SeriesChange(
        best.kind, best.start, best.stop, best.second, low, high, float(before.mean()), float(after.mean()),
        _ratio(y, searched, confidence, effect) if after.sum() > 0 else None, searched.p,
    )  # fmt: skip


def _columns(size: int, searched: Searched) -> FloatArray:
    """The columns of what was found; the last two of two steps add up to the whole change."""
    best, months = searched.best, np.arange(size)
    if best.kind is Kind.COURSE:
        return course_of(size)[:, None]
    if best.kind is Kind.STEPS:
        return np.column_stack([months >= best.start, months >= best.second]).astype(np.float64)
    return np.asarray(((months >= best.start) & (months < best.stop))[:, None], dtype=np.float64)


def _ratio(y: FloatArray, searched: Searched, confidence: float, effect: DesignEffect) -> Estimate | None:
    if searched.best.kind is Kind.MONTHS:
        return None  # one or two counts against what is usual: the counts say it, a regression of one month does not
    columns = _columns(y.size, searched)
    fit = fit_counts(y, np.column_stack([base_of(y.size), columns]))
    tail = fit.covariance[-columns.shape[1] :, -columns.shape[1] :]
    # Months alike in a row carry less information than as many independent ones, and children who are there in many months less still.
    alike = (1 + searched.likeness) / (1 - searched.likeness)
    error = np.sqrt(tail.sum() * max(alike, effect.of_stretches / fit.dispersion if fit.dispersion > 0 else 1.0))
    middle, reach = fit.coefficients[-columns.shape[1] :].sum(), t_quantile(confidence, fit.residual_df) * error
    value, low, high = (float(np.exp(middle + sign * reach)) for sign in (0, -1, 1))
    return Estimate(value, low, high, allowed_for=("the time of year",))


def _start_range(y: FloatArray, searched: Searched) -> tuple[int, int]:
    """The first months that explain the series nearly as well (Hansen 2000), wider where months are alike."""
    best = searched.best
    if best.kind in (Kind.COURSE, Kind.MONTHS, Kind.LATEST):
        return best.start, best.start
    size, left = y.size, evened(y)
    q, _ = np.linalg.qr(base_of(size))
    left = left - q @ (q.T @ left)
    allowed = DATE_CRITICAL * searched.spread**2 * (1 + searched.likeness) / (1 - searched.likeness)
    near = [
        at
        for at in range(LEAST_STRETCH, (best.second or best.stop) - LEAST_STRETCH + 1)
        if _unexplained(left, q, at, searched) - best.left <= allowed
    ]
    return min([best.start, *near]), max([best.start, *near])


def _unexplained(left: FloatArray, q: FloatArray, at: int, searched: Searched) -> float:
    months = np.arange(left.size)
    raw = [(months >= at) & (months < searched.best.stop)]
    if searched.best.kind is Kind.STEPS:
        raw.append(months >= searched.best.second)
    columns = np.array(raw, dtype=np.float64).T
    columns = columns - q @ (q.T @ columns)
    fitted = columns @ np.linalg.lstsq(columns, left)[0]
    return float(((left - fitted) ** 2).sum())


def _detectable(y: FloatArray, searched: Searched) -> tuple[Detectable, ...]:
    """What would have been found in four of five such series: a level of the last year, a course, a quarter.

    On Anscombe's scale a shape of size d and length L is found when d·L/spread reaches √F of its kind; the spread of that
    sum is √((1+r)/(1−r)) where months are alike by r. Held against simulation in the tests.
    """
    size, root = y.size, 2 * np.sqrt(y.mean() + 0.375)
    base, left = base_of(size), evened(y)
    left = left - base @ np.linalg.lstsq(base, left)[0]
    spread = float(np.sqrt((left**2).sum() / (size - base.shape[1])))
    wanted = {Kind.STEP: size - 12, Kind.COURSE: 0, Kind.LATEST: size - LEAST_STRETCH}
    found = []
    for shapes in shapes_of(size):
        if shapes.kind not in wanted:
            continue
        at = int(np.flatnonzero(shapes.starts == wanted[shapes.kind])[0])
        likeness = searched.likenesses[shapes.kind]
        alike = np.sqrt((1 + likeness) / (1 - likeness))
        need = (np.sqrt(searched.critical[shapes.kind]) + POWER_REACH * alike) * spread * ESTIMATED[shapes.kind]
        size_needed = need / shapes.raw_length[at] / root
        fall = None if size_needed >= 1 else float(100 * ((1 - size_needed) ** 2 - 1))
        found.append(Detectable(shapes.kind, float(100 * ((1 + size_needed) ** 2 - 1)), fall))
    return tuple(found)
