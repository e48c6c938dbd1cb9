"""Counts of periods as rates of the people who lived there."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dashboard.measures.area_rates import block_population


def with_population(
    frame: pd.DataFrame, population: pd.DataFrame, leaves: Mapping[str, frozenset[str]]
) -> pd.DataFrame:
    """Adds `population` (people of the delivered age bands) and `rate_per_1000` (counts a period for each 1,000 of them).

    frame: period_start, area_block, n of one view without a further split; population: as `block_population` takes it;
    leaves: block → area codes. The population of a period is that of the year in which it begins, else the latest before
    it. Rows whose area has no population are left out.
    """
    years = frame["period_start"].dt.year
    of_year = {year: block_population(population, leaves, int(year)) for year in years.unique()}
    people = [of_year[year].get(block) for year, block in zip(years, frame["area_block"], strict=True)]
    made = frame.assign(population=pd.to_numeric(pd.Series(people, index=frame.index, dtype="object")))
    made = made[made["population"] > 0].reset_index(drop=True)
    return made.assign(rate_per_1000=made["n"] / made["population"] * 1000)
