"""What a list of comparisons pays for its length.

A family is fixed by the question (all areas of a level, all groups of a split), never by what happens to be on the screen.
Within it the chance of naming anything where nothing differs is kept below `FALSE_LISTS`. What could not be compared is no
look, and is named beside.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from statistics import NormalDist

import numpy as np
import pandas as pd

from dashboard.measures.comparison import Contrast, false_discoveries_held
from dashboard.measures.numbers_in import Numbers, as_floats
from dashboard.measures.verdict import Answer, Direction, Doubt, Scale, Verdict

FALSE_LISTS = 0.05
# Of what an Overview names at most this share may be chance (Benjamini & Hochberg 1995). Where nothing happened that is how often it
# names anything, and 0.09 then makes 0.1 false lines an Overview (`test_an_overview_of_nothing`). Holm's way would hold the same
# with nothing planted, and of five things that did happen hide the sixth.
FALSE_OVERVIEWS = 0.09
BEYOND_A_LIST = "it stands alone, but among so many questions chance would show one as large"


def found_together(p_values: Numbers, *, false_lists: float = FALSE_LISTS) -> pd.DataFrame:
    """Which of many results stand, if lists of chance alone are to name anything in at most `false_lists` of cases.

    Holm (1979), Scandinavian Journal of Statistics 6:65. p_values: (n,). Columns `adjusted_p`, `is_found`, `looks`, in the
    order given, and `confidence`, the same in every row: how sure each range beside the list has to be, so that it leaves out no
    difference just where its line stands. A missing p-value stays missing and is no look. Raises ValueError outside 0 to 1.
    """
    p = as_floats(p_values)
    if ((p < 0) | (p > 1)).any():
        raise ValueError("A p-value lies between 0 and 1.")
    known = np.flatnonzero(~np.isnan(p))
    order = known[np.argsort(p[known], kind="stable")]
    adjusted = np.full(p.size, np.nan)
    adjusted[order] = np.minimum(np.maximum.accumulate(p[order] * (order.size - np.arange(order.size))), 1)
    found = adjusted <= false_lists
    confidence = 1 - false_lists / max(order.size - int(found.sum()), 1)  # of the first line that does not stand
    return pd.DataFrame({"adjusted_p": adjusted, "is_found": found, "looks": order.size, "confidence": confidence})


def as_sure_as(change: Contrast, confidence: float) -> Contrast:
    """The same change with a range at `confidence` in the place of 95 %: each side as much longer as the normal quantiles are.

    On the log scale for a ratio. `p_of_ratio` and `p_of_difference` read the same sides back, so p and range always agree.
    """
    wider = NormalDist().inv_cdf(0.5 + confidence / 2) / NormalDist().inv_cdf(0.975)
    if change.no_difference == 0.0:
        low, high = change.value - change.lower, change.upper - change.value
        return replace(change, lower=change.value - wider * low, upper=change.value + wider * high)
    if not (change.lower > 0 and math.isfinite(change.upper)):
        return change
    return replace(
        change,
        lower=change.value * (change.lower / change.value) ** wider,
        upper=change.value * (change.upper / change.value) ** wider,
    )


def paid_confidence(p_values: Numbers, *, false_share: float = FALSE_LISTS) -> float:
    """How sure the ranges beside a list have to be, so that a range leaves out no difference just where its line stands.

    The level of the lines that stand under `false_discoveries_held` (Benjamini & Yekutieli 2005, JASA 100:71), the strictest
    where none does. p_values: (n,); a missing one is no look.
    """
    held = false_discoveries_held(p_values, false_share=false_share)
    looks = int((~held["adjusted_p"].isna()).sum())
    return 1 - false_share * max(int(held["is_discovery"].sum()), 1) / max(looks, 1)


def p_of_ratio(change: Contrast) -> float:
    """A two-sided p of a ratio, read back from the side of its 95 % interval that faces no difference, on the log scale."""
    if not (change.lower > 0 and math.isfinite(change.upper)):
        return 1.0
    facing = change.lower if change.value > 1 else change.upper
    return _p(abs(math.log(change.value)), abs(math.log(change.value / facing)))


def p_of_difference(change: Contrast) -> float:
    """A two-sided p of a difference, read back from the side of its 95 % interval that faces no difference."""
    return _p(abs(change.value), change.value - change.lower if change.value > 0 else change.upper - change.value)


def paid_for(verdicts: Mapping[str, Verdict], *, false_share: float = FALSE_OVERVIEWS) -> dict[str, Verdict]:
    """The verdicts of an Overview or a paper, each paying for all the others: what does not stand cannot be told any more.

    Every verdict that was compared is a look, whatever its answer. A claim without a p-value cannot be paid for and falls.
    """
    is_look = {key: v.is_compared for key, v in verdicts.items()}
    p = [_p_of_verdict(v) if is_look[key] else math.nan for key, v in verdicts.items()]
    found = false_discoveries_held(p, false_share=false_share)
    looks = int(sum(is_look.values()))
    return {
        key: v if not v.is_finding or stands else _fallen(v, looks)
        for (key, v), stands in zip(verdicts.items(), found["is_discovery"], strict=True)
    }


def _fallen(verdict: Verdict, looks: int) -> Verdict:
    return replace(
        verdict,
        answer=Answer.CANNOT_TELL,
        direction=Direction.NEITHER,
        looks=verdict.looks * looks,
        why=BEYOND_A_LIST,
        doubt=Doubt.AMONG_MANY,
    )


def _p_of_verdict(verdict: Verdict) -> float:
    if verdict.p_value is not None:
        return verdict.p_value
    made = verdict.estimate
    if made is None:
        return 1.0
    if made.scale is Scale.RATIO:
        return p_of_ratio(Contrast(made.value, made.low, made.high, no_difference=1.0))
    return p_of_difference(Contrast(made.value, made.low, made.high, no_difference=0.0))


def _p(size: float, reach: float) -> float:
    return 2 * (1 - NormalDist().cdf(NormalDist().inv_cdf(0.975) * size / max(reach, 1e-9)))
