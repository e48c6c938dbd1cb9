"""The review of the system: the latest rating of each component and what became of the one before."""

from __future__ import annotations

import pandas as pd

ORDER = {"RED": 0, "AMBER": 1, "GREEN": 2}


def latest_lights(review: pd.DataFrame) -> pd.DataFrame:
    """The latest row of each component with `before` and `change` (steps up or down; NaN when it is new).

    review: review_dt, domain, level, component, rating, evidence, agency. Ordered by domain, level, component. No statistic: a
    rating is a judgement, and its change is counted in steps of it.
    """
    keys = ["domain", "level", "component"]
    ordered = review.sort_values([*keys, "review_dt"], kind="stable")
    before = ordered.groupby(keys, sort=False)["rating"].shift()
    made = ordered.assign(before=before.fillna(""), change=ordered["rating"].map(ORDER) - before.map(ORDER))
    return made.drop_duplicates(keys, keep="last").reset_index(drop=True)
