"""Where, and for whom: the panels of one view, each after a date against before it, with all looks paid for."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

import pandas as pd

from dashboard.measures.comparison import Contrast, false_discoveries_held, rate_ratio
from dashboard.measures.dispersion import cells_of, overdispersion
from dashboard.measures.latest_year import MONTHS, NEARLY_A_YEAR

COLUMNS = ["area", "group", "before", "after", "ratio", "lower", "upper", "is_beyond_chance"]


@dataclass(frozen=True)
class TwelveMonths:
    """Two stretches of twelve months, one straight before the other: so no season passes for a change."""

    before_start: pd.Timestamp
    after_start: pd.Timestamp
    after_end: pd.Timestamp


def twelve_months_at(frame: pd.DataFrame, at: pd.Timestamp | None) -> TwelveMonths | None:
    """Twelve months from the first period on or after `at`, and the twelve before; the latest two years if `at` is None.

    frame: period_start, period_end of one view. None where whole periods of the view do not fill both.
    """
    last = frame["period_end"].max() + pd.Timedelta(days=1)
    starts = sorted(frame["period_start"].unique())
    if at is None:
        begin = pd.Timestamp(last) - pd.DateOffset(months=MONTHS)
    else:
        later = [s for s in starts if s >= at]
        if not later:
            return None
        begin = pd.Timestamp(later[0])
    span = TwelveMonths(
        begin - pd.DateOffset(months=MONTHS), begin, begin + pd.DateOffset(months=MONTHS) - pd.Timedelta(days=1)
    )
    return span if all(_is_filled(part) for part in _parts(frame, span)) else None


def panel_changes(frame: pd.DataFrame, span: TwelveMonths) -> pd.DataFrame:
    """Each panel's count in the later twelve months over the earlier, as a ratio with its interval; in the order given.

    frame: period_start, period_end, area, group, n of one view, counts. Intervals as `rate_ratio`, widened by how many
    times chance the panels vary from period to period (`overdispersion`). is_beyond_chance: over all panels, at most one in
    twenty of those so marked may be chance (Benjamini & Hochberg 1995). Columns: area, group, before, after, ratio, lower,
    upper, is_beyond_chance.
    """
    named = frame.assign(panel=frame["area"].astype(str) + "\n" + frame["group"].astype(str))
    spread = overdispersion(cells_of(named, down="panel"))
    sums = [part.groupby(["area", "group"], sort=False)["n"].sum() for part in _parts(frame, span)]
    rows = []
    for (area, group), before in sums[0].items():
        change = rate_ratio(float(before), float(sums[1][(area, group)]), dispersion=spread)
        rows.append(
            (area, group, before, sums[1][(area, group)], change.value, change.lower, change.upper, p_of(change))
        )
    told = pd.DataFrame(rows, columns=[*COLUMNS[:-1], "p_value"])
    held = false_discoveries_held(told["p_value"])["is_discovery"].to_numpy()
    return told.drop(columns="p_value").assign(is_beyond_chance=held)


def p_of(change: Contrast) -> float:
    """A two-sided p of a ratio, read back from the side of its 95 % interval that faces no difference, on the log scale."""
    if not (change.lower > 0 and math.isfinite(change.upper)):
        return 1.0
    facing = change.lower if change.value > 1 else change.upper
    reach = abs(math.log(change.value / facing))
    return 2 * (1 - NormalDist().cdf(NormalDist().inv_cdf(0.975) * abs(math.log(change.value)) / max(reach, 1e-9)))


def _parts(frame: pd.DataFrame, span: TwelveMonths) -> tuple[pd.DataFrame, pd.DataFrame]:
    start, end = frame["period_start"], frame["period_end"]
    before = frame[(start >= span.before_start) & (end < span.after_start)]
    return before, frame[(start >= span.after_start) & (end <= span.after_end)]


def _is_filled(part: pd.DataFrame) -> bool:
    spans = part[["period_start", "period_end"]].drop_duplicates()
    return bool(((spans["period_end"] - spans["period_start"]).dt.days + 1).sum() >= NEARLY_A_YEAR)
