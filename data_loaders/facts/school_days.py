"""Was it a school day? From the school terms that a council delivers; NK outside what they cover."""

from __future__ import annotations

from datetime import date

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


def days_by_kind(first: date, last: date, terms: pd.DataFrame | None) -> pd.DataFrame:
    """How many days of each kind each month had: columns month, day_kind, days. About the calendar, about nobody."""
    days = pd.Series(pd.date_range(first, last, freq="D"))
    kinds = pd.Series(day_kind(days, terms))
    month = days.dt.to_period("M").dt.to_timestamp()
    counted = pd.DataFrame({"month": month, "day_kind": kinds}).value_counts().sort_index()
    return counted.rename("days").reset_index()
