"""What changed in each area from one year to the next, and the same areas period by period."""

from __future__ import annotations

import pandas as pd

from dashboard.measures.comparison import rate_ratio
from dashboard.measures.dispersion import cells_of, overdispersion
from dashboard.measures.latest_year import latest_years


def year_changes(frame: pd.DataFrame) -> pd.DataFrame:
    """Latest year over the year before for each area: area, before, latest, ratio, lower, upper, is_beyond_chance.

    frame: period_start, period_end, area_block, area, n of one view. The exact interval of two Poisson counts
    (`rate_ratio`), each count worth n/φ, where φ is how many times chance the areas vary from period to period.
    """
    years = latest_years(frame, ["area_block", "area"])
    if "before" not in set(years["year"]):
        return pd.DataFrame(columns=["area", "before", "latest", "ratio", "lower", "upper", "is_beyond_chance"])
    wide = years.pivot_table(index="area", columns="year", values="n", aggfunc="sum", sort=False).dropna()
    spread = overdispersion(cells_of(frame, down="area_block"))
    rows = []
    for area, row in wide.iterrows():
        made = rate_ratio(row["before"], row["latest"], dispersion=spread)
        rows.append(
            (
                str(area),
                int(row["before"]),
                int(row["latest"]),
                made.value,
                made.lower,
                made.upper,
                made.is_beyond_chance,
            )
        )
    return pd.DataFrame(rows, columns=["area", "before", "latest", "ratio", "lower", "upper", "is_beyond_chance"])


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


def times_own_average(halves: pd.DataFrame) -> pd.DataFrame:
    """Adds `times`: each count over the average of its own area's counts. halves: area_block, n and what else there is."""
    return halves.assign(times=halves["n"] / halves.groupby("area_block")["n"].transform("mean"))
