"""Counted answers of which the supplier withheld some: what the base of a group tells anyway, and what nothing tells."""

from __future__ import annotations

import numpy as np
import pandas as pd

GROUP = ["survey_id", "wave", "area_code", "stage", "sex", "simd_quintile", "question_id"]
LEFT_OUT = "their supplier withheld several counts of one question in one group"


def filled_from_base(answers: pd.DataFrame, withheld: np.ndarray) -> tuple[pd.DataFrame, np.ndarray]:
    """The answers with each count that alone is withheld in its group, as the base less the others; and which rows go on.

    Anybody who holds the file can subtract so: the floor of the policy, and not the sign in the cell, is what protects it. Where
    several are withheld no count of the group is known, and its question is left out for that group.
    """
    rows = answers.assign(_withheld=withheld)
    of_group = rows.groupby([rows[name].fillna("") for name in GROUP])
    many = of_group["_withheld"].transform("sum")
    left = rows["base_n"] - of_group["n"].transform("sum")
    follows = (many == 1) & withheld & (left >= 0)
    n = answers["n"].where(~follows, left)
    is_lost = n.isna() & withheld
    goes_on = ~is_lost.groupby([rows[name].fillna("") for name in GROUP]).transform("any")
    return answers.assign(n=n), goes_on.to_numpy(dtype=bool)
