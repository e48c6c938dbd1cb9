"""Rates of areas beside each other, judged against what their size and a few children's many episodes would explain."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from dashboard.measures.design_effect import DesignEffect
from dashboard.measures.families import found_together
from dashboard.measures.funnel import CrossedLimit, place_rates, rate_funnel_curve
from dashboard.measures.numbers_in import FloatArray
from dashboard.measures.rates import with_rate_per_1000

BEYOND = 1.6
# Of the smallest area: the limits below the average begin at sizes of their own, far beyond those above it.
BEFORE = 0.05
FALSE_FUNNELS = 0.01  # sets of areas without a difference in which one is named all the same
OUTER_TAIL = 0.001  # of the outer line, on either side
FOUR_OF_FIVE, LARGEST_SOUGHT = 0.8, 10.0  # beyond ten times a size says nothing that helps


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


def area_rates(counts: pd.DataFrame, *, design_effect: DesignEffect | None, seen: float) -> pd.DataFrame:
    """Adds rate_per_1000 with its interval, `place` and `crossed_limit` (`place_rates`), and is_signal to rows with n and population.

    Counts are worth n/φ independent events (Spiegelhalter 2005, Statistics in Medicine 24:1185, section 4.2), where φ is the
    design effect of the children behind them, or how many times chance they are `seen` to vary where that is more, so limits
    widen by √φ. is_signal: beyond the outer line and, all areas paid for, beyond chance in fewer than 1 of 100 sets of areas
    that do not differ; never without a design effect. Rows without a population are left out.
    """
    rows = counts.dropna(subset=["population"]).reset_index(drop=True)
    dispersion = width_of(design_effect, seen)
    n, population = rows["n"] / dispersion, rows["population"] / dispersion
    placed = place_rates(n, population)
    worth = pd.DataFrame({"n": n, "population": population})
    held = found_together(_p_values(n.to_numpy(), population.to_numpy()), false_lists=FALSE_FUNNELS)
    sure = float(held["confidence"].iloc[0]) if len(held) else 1 - FALSE_FUNNELS
    effective = with_rate_per_1000(worth, count="n", population="population", confidence=sure).drop(
        columns=["n", "population"]
    )
    is_signal = held["is_found"] & (placed["crossed_limit"] == CrossedLimit.OUTER) & (design_effect is not None)
    return pd.concat([rows, effective, placed, is_signal.rename("is_signal")], axis=1)


def width_of(design_effect: DesignEffect | None, seen: float) -> float:
    """How many times chance counts vary: the design effect, or what is seen where that is more or all that is known."""
    return seen if design_effect is None else design_effect.at_least(seen)


def _p_values(n: FloatArray, population: FloatArray) -> FloatArray:
    """Twice the smaller tail of each count at the average of all areas, as of a Poisson count that need not be whole."""
    from scipy.special import gammainc, gammaincc

    mean = n.sum() / population.sum() * population
    more = np.where(n > 0, gammainc(np.maximum(n, 1e-9), mean), 1.0)
    return np.asarray(np.minimum(2 * np.minimum(more, gammaincc(n + 1, mean)), 1), dtype=np.float64)


def funnel_lines(rows: pd.DataFrame, *, dispersion: float) -> pd.DataFrame:
    """`rate_funnel_curve` for over-dispersed counts, its populations in people, drawn past the largest area and before the smallest.

    The points that are added for that lie on the average itself, so they move nothing.
    """
    average = rows["n"].sum() / rows["population"].sum()
    beyond = [rows["population"].max() * BEYOND, rows["population"].min() * BEFORE]
    n, population = [*rows["n"], *(end * average for end in beyond)], [*rows["population"], *beyond]
    curve = rate_funnel_curve(np.array(n) / dispersion, np.array(population) / dispersion)
    populations = [c for c in curve if c.endswith("_population")]
    curve[populations] = curve[populations] * dispersion
    return curve


def smallest_found(rows: pd.DataFrame, *, dispersion: float) -> float | None:
    """How many times the rate of the others an area of middle size needs to be named in four of five such years: infinite beyond ten.

    rows: n and population of the areas beside each other; dispersion: as `width_of` gives it. None of fewer than two areas.
    """
    from scipy.special import gammainc

    if len(rows) < 2 or not rows["n"].sum():
        return None
    share = float(rows["population"].median() / rows["population"].sum())
    whole, tail = float(rows["n"].sum()) / dispersion, min(FALSE_FUNNELS / len(rows) / 2, OUTER_TAIL)
    counts = np.arange(0.0, 4 * whole + 50, 0.1)[1:]
    least = counts[np.argmax(gammainc(counts, whole * share) <= tail)]
    times = np.arange(1.1, LARGEST_SOUGHT + 0.05, 0.1)
    power = gammainc(least, whole * share * times / (1 + share * (times - 1)))
    is_found = power >= FOUR_OF_FIVE
    return round(float(times[np.argmax(is_found)]), 1) if is_found.any() else np.inf
