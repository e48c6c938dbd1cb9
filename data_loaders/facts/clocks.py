"""The two clocks of a return discussion, in elapsed time: a change to or from summer time neither adds nor takes an hour."""

from __future__ import annotations

import numpy as np
import pandas as pd


def clock(returned: pd.Series, done: pd.Series, within: pd.Timedelta) -> np.ndarray:
    """IN_TIME, LATE or NOT_DONE; NK where the return is not known or the step is dated before it.

    `returned` and `done` are timezone-aware, row for row. The limit itself is in time: exactly 72 hours is within 72 hours.
    """
    elapsed = done - returned
    unknown = returned.isna() | (done.notna() & (done < returned))
    tests = [unknown, done.isna(), elapsed <= within]
    return np.select([test.to_numpy(dtype=bool) for test in tests], ["NK", "NOT_DONE", "IN_TIME"], default="LATE")
