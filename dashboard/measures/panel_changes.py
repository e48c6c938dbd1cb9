"""Where, and for whom: the panels of one view, each after a date against before it, with all looks paid for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.measures.comparison import rate_ratio
from dashboard.measures.design_effect import DesignEffect
from dashboard.measures.dispersion import cells_of, overdispersion
from dashboard.measures.families import found_together, p_of_ratio
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


def panel_changes(frame: pd.DataFrame, span: TwelveMonths, *, design_effect: DesignEffect | None) -> pd.DataFrame:
    """Each panel's count in the later twelve months over the earlier, as a ratio with its interval; in the order given.

    frame: period_start, period_end, area, group, n of one view, counts. Intervals as `rate_ratio`, widened by the design
    effect of the children behind the counts, or by how the panels vary from period to period where that is more. A panel
    that has no figure on one side is not compared: its `ratio` is missing. is_beyond_chance: all panels paid for
    (`found_together`); never without a design effect. Columns: area, group, before, after, ratio, lower, upper,
    is_beyond_chance.
    """
    named = frame.assign(panel=frame["area"].astype(str) + "\n" + frame["group"].astype(str))
    seen = overdispersion(cells_of(named, down="panel"))
    spread = seen if design_effect is None else design_effect.at_least(seen)
    before, after = (part.groupby(["area", "group"], sort=False)["n"].sum() for part in _parts(frame, span))
    rows = []
    for area, group in dict.fromkeys(zip(frame["area"], frame["group"], strict=True)):
        n = [float(side.get((area, group), np.nan)) for side in (before, after)]
        change = None if np.isnan(n).any() else rate_ratio(n[0], n[1], dispersion=spread)
        sides = (np.nan,) * 3 if change is None else (change.value, change.lower, change.upper)
        rows.append((area, group, *n, *sides, np.nan if change is None else p_of_ratio(change)))
    told = pd.DataFrame(rows, columns=[*COLUMNS[:-1], "p_value"])
    found = found_together(told["p_value"])["is_found"].to_numpy() & (design_effect is not None)
    return told.drop(columns="p_value").assign(is_beyond_chance=found)


def _parts(frame: pd.DataFrame, span: TwelveMonths) -> tuple[pd.DataFrame, pd.DataFrame]:
    start, end = frame["period_start"], frame["period_end"]
    before = frame[(start >= span.before_start) & (end < span.after_start)]
    return before, frame[(start >= span.after_start) & (end <= span.after_end)]


def _is_filled(part: pd.DataFrame) -> bool:
    spans = part[["period_start", "period_end"]].drop_duplicates()
    return bool(((spans["period_end"] - spans["period_start"]).dt.days + 1).sum() >= NEARLY_A_YEAR)
