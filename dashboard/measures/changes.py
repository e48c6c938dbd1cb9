"""What changed in each area from one year to the next, and the same areas period by period."""

from __future__ import annotations

import numpy as np
import pandas as pd

from dashboard.measures.comparison import rate_ratio
from dashboard.measures.design_effect import DesignEffect
from dashboard.measures.dispersion import cells_of, overdispersion
from dashboard.measures.families import as_sure_as, found_together, p_of_ratio
from dashboard.measures.latest_year import latest_years, years_back

AVERAGE_LIMITS = (0.8, 1.0, 1.25, 1.6)  # times its own average; five classes


def year_changes(frame: pd.DataFrame, *, design_effect: DesignEffect | None) -> pd.DataFrame:
    """Latest year over the year before for each area: area, before, latest, ratio, lower, upper, is_beyond_chance.

    frame: period_start, period_end, area_block, area, n of one view. The exact interval of two Poisson counts
    (`rate_ratio`), each count worth n/φ, where φ is the design effect of the children behind the counts, or how many times
    chance the areas vary from period to period where that is more. All areas are paid for, by verdict and range (`found_together`); without a design
    effect nothing is beyond chance. An area without one of the two years is there with its ratio missing: not compared.
    """
    years = latest_years(frame, ["area_block", "area"])
    columns = ["area", "before", "latest", "ratio", "lower", "upper"]
    if "before" not in set(years["year"]):
        return pd.DataFrame(columns=[*columns, "is_beyond_chance"])
    wide = years.pivot_table(index="area", columns="year", values="n", aggfunc="sum", sort=False)
    seen = overdispersion(cells_of(frame, down="area_block"))
    spread = seen if design_effect is None else design_effect.at_least(seen)
    ratios = [
        None if row.isna().any() else rate_ratio(row["before"], row["latest"], dispersion=spread)
        for _, row in wide.iterrows()
    ]
    held = found_together([np.nan if made is None else p_of_ratio(made) for made in ratios])
    rows = []
    for (area, row), made in zip(wide.iterrows(), ratios, strict=True):
        sure = None if made is None else as_sure_as(made, float(held["confidence"].iloc[0]))
        sides = (np.nan,) * 3 if sure is None else (sure.value, sure.lower, sure.upper)
        rows.append((str(area), row["before"], row["latest"], *sides))
    found = held["is_found"].to_numpy() & (design_effect is not None)
    return pd.DataFrame(rows, columns=columns).assign(is_beyond_chance=found)


def by_half_year(frame: pd.DataFrame) -> pd.DataFrame:
    """Counts of each area in whole half-years that the view's periods fill: half (its first day), area_block, area, n.

    Halves are counted from the first period on, so they nest in the years of the view. Empty where periods are longer.
    """
    first = frame["period_start"].min()
    months = (frame["period_start"].dt.year - first.year) * 12 + frame["period_start"].dt.month - first.month
    last = (frame["period_end"].dt.year - first.year) * 12 + frame["period_end"].dt.month - first.month
    inside = frame[(months // 6 == last // 6)].assign(number=months // 6)
    filled = (
        inside.drop_duplicates(["period_start", "period_end"])
        .assign(size=last - months + 1)
        .groupby("number")["size"]
        .sum()
    )
    whole = inside[inside["number"].isin(filled[filled == 6].index)]
    starts = whole.groupby("number")["period_start"].transform("min")
    return whole.assign(half=starts).groupby(["half", "area_block", "area"], as_index=False)["n"].sum()


def by_year(frame: pd.DataFrame) -> pd.DataFrame:
    """Counts of each area in whole twelve months back from the last period: year (its first day), year_end, area_block, area, n."""
    parts = [
        inside.groupby(["area_block", "area"], as_index=False, sort=False)["n"].sum().assign(year=start, year_end=end)
        for start, end, inside in years_back(frame)
    ]
    columns = ["year", "year_end", "area_block", "area", "n"]
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)


def times_own_average(periods: pd.DataFrame) -> pd.DataFrame:
    """Adds `times`, each count over the average of its own area's, and step (0 to 4). periods: area_block, n and what else there is."""
    times = periods["n"] / periods.groupby("area_block")["n"].transform("mean")
    return periods.assign(times=times, step=np.searchsorted(AVERAGE_LIMITS, times.to_numpy(dtype=float), side="right"))
