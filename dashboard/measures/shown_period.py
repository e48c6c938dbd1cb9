"""Which periods of a view a reader looks at."""

from __future__ import annotations

import numpy as np
import pandas as pd


def last_months(frame: pd.DataFrame, months: int) -> np.ndarray:
    """True for each row whose period touches the last `months` of the frame; 0 is the whole time.

    `frame`: period_start, period_end. Whole published periods, as with years: nothing is recounted.
    """
    if not months or frame.empty:
        return np.ones(len(frame), dtype=bool)
    begin = frame["period_end"].max() + pd.Timedelta(days=1) - pd.DateOffset(months=months)
    return np.asarray(frame["period_end"] >= begin, dtype=bool)
