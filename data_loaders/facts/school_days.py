"""Was it a school day? From the school terms that a council delivers; NK outside what they cover."""

from __future__ import annotations

import numpy as np
import pandas as pd

SATURDAY = 5


def day_kind(moment: pd.Series, terms: pd.DataFrame | None) -> np.ndarray:
    """SCHOOL_DAY, WEEKEND, SCHOOL_HOLIDAY or NK for each local moment. A weekend in the holidays is a weekend."""
    day = moment.dt.tz_localize(None).dt.normalize()
    kind = np.full(len(day), "NK", dtype=object)
    for term in terms.itertuples() if terms is not None else ():
        inside = ((day >= term.start_date) & (day <= term.end_date)).to_numpy()
        kind[inside] = "SCHOOL_DAY" if term.kind == "TERM" else "SCHOOL_HOLIDAY"
    kind[(day.dt.day_of_week >= SATURDAY).to_numpy()] = "WEEKEND"
    return kind.astype(str)
