"""Rates of areas beside each other, judged against what their size and a few children's many episodes would explain."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from dashboard.measures.funnel import place_rates, rate_funnel_curve
from dashboard.measures.rates import with_rate_per_1000

BEYOND = 1.6


def block_population(population: pd.DataFrame, leaves: Mapping[str, frozenset[str]], year: int) -> pd.Series:
    """People of both sexes and all delivered age bands in each block of areas, in the latest year up to `year`.

    population: area_code, year, age_band, sex, population. Index: block; NaN where an area of the block has no figure.
    Rows for sex ALL are used where there are any, else the sexes are added up.
    """
    known = population[population["year"] <= year] if (population["year"] <= year).any() else population
    known = known[known["year"] == known["year"].max()]
    has_all = (known["sex"] == "ALL").any()
    of_area = known[(known["sex"] == "ALL") | (not has_all)].groupby("area_code")["population"].sum()
    return pd.Series({block: of_area.reindex(_places(codes)).sum(skipna=False) for block, codes in leaves.items()})


def _places(leaves: frozenset[str]) -> list[str]:
    """Area codes of a block's leaves: a leaf for records whose exact area is not known has no people of its own."""
    return sorted(leaf for leaf in leaves if not leaf.endswith("NK"))


def area_rates(counts: pd.DataFrame, *, dispersion: float) -> pd.DataFrame:
    """Adds rate_per_1000 with its interval, `place` and `crossed_limit` (`place_rates`) to rows with n and population.

    dispersion: counts are worth n/φ independent events (Spiegelhalter 2005, Statistics in Medicine 24:1185, section 4.2),
    so limits widen by √φ. Rows without a population are left out.
    """
    rows = counts.dropna(subset=["population"]).reset_index(drop=True)
    placed = place_rates(rows["n"] / dispersion, rows["population"] / dispersion)
    effective = with_rate_per_1000(
        pd.DataFrame({"n": rows["n"] / dispersion, "population": rows["population"] / dispersion}),
        count="n", population="population",
    )  # fmt: skip
    return pd.concat([rows, effective.drop(columns=["n", "population"]), placed], axis=1)


def funnel_lines(rows: pd.DataFrame, *, dispersion: float) -> pd.DataFrame:
    """`rate_funnel_curve` for over-dispersed counts, its populations in people, drawn past the largest area.

    The point that is added for that lies on the average itself, so it moves nothing.
    """
    average = rows["n"].sum() / rows["population"].sum()
    far = rows["population"].max() * BEYOND
    n, population = [*rows["n"], far * average], [*rows["population"], far]
    curve = rate_funnel_curve(np.array(n) / dispersion, np.array(population) / dispersion)
    populations = [c for c in curve if c.endswith("_population")]
    curve[populations] = curve[populations] * dispersion
    return curve
