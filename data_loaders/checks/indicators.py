"""Rules of published figures: a share of one among per cents, and a count above its base, are well-formed nonsense."""

from __future__ import annotations

import pandas as pd

from data_loaders.facts import Tables
from data_loaders.problem import Problem, rows_in_words, rows_problem

PER_CENT = r"%|\bper ?cent\b|\bpercentages?\b"
ROUNDED = 0.006  # a share of one with two decimals lies so near to count / base
FEWEST_SHARE = 0.02  # below two in a hundred a figure of up to one may be a per cent
WHOLE = 100  # per cents in a share of 1, which is written with two decimals more for it
MOST_DECIMALS = 6
NEAR = 2  # times: a hundred of a share of 1 lies among the others, or so far beyond them
NAME = "cpc_indicators"
DELIVER = "Deliver per cents in all rows (45, not 0.45), or shares of 1 in all, and say in the column unit which."


def figures_fit_their_unit(tables: Tables) -> list[Problem]:
    if NAME not in tables:
        return []
    frame = tables[NAME]
    is_per_cent = frame["unit"].str.casefold().str.contains(PER_CENT)
    share = frame["numerator"] / frame["denominator"]
    is_share = (
        is_per_cent & ((frame["value"] - share).abs() < ROUNDED) & (frame["value"] <= 1) & (share >= FEWEST_SHARE)
    )
    problems = rows_problem(is_share, NAME, NAME, "value", "share of one", "is a share of 1, while its unit is per cent", DELIVER)  # fmt: skip
    above = is_per_cent & (frame["numerator"] > frame["denominator"])
    problems += rows_problem(above, NAME, NAME, "numerator", "more than the base", "is above its base, while its unit is per cent",
                             "Correct numerator or denominator.")  # fmt: skip
    proved = (frame["value"] - WHOLE * share).abs() < WHOLE * ROUNDED
    return [*problems, *_mixed(frame[is_per_cent & ~is_share], proved)]


def _mixed(frame: pd.DataFrame, proved: pd.Series) -> list[Problem]:
    """Figures of up to one among others of the same thing that look like them, a hundred times smaller: most likely shares of 1.

    A true half per cent beside 45 is none: its numbers prove it, it has no two decimals more, or fifty would be no figure like the others.
    """
    found = pd.Series(False, index=frame.index)
    for _, own in frame.groupby(["indicator_id", "unit"])["value"]:
        small, others = own[(own > 0) & (own <= 1) & ~proved[own.index]], own[own > 1]
        if small.empty or others.empty:
            continue
        small = small[(WHOLE * small).between(others.min() / NEAR, others.max() * NEAR)]
        if small.map(_decimals).max() >= others.map(_decimals).max() + 2:
            found |= found.index.isin(small.index)
    if not found.any():
        return []
    rows = tuple(int(row) for row in frame.index[found])
    said = f"{NAME}, {rows_in_words(rows)}, value: up to 1, while other figures of the same indicator are a hundred times as large, and have two decimals less. Shares of 1 may stand among per cents."
    return [Problem("warn", NAME, NAME, rows[0], "value", "two units", said, DELIVER + " If the figures are right, nothing is to be done.", rows=rows)]  # fmt: skip


def _decimals(value: float) -> int:
    return len(f"{value:.{MOST_DECIMALS}f}".rstrip("0").partition(".")[2])


INDICATOR_RELATIONS = (figures_fit_their_unit,)
