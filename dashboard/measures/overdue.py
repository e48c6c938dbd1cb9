"""What is overdue in a register: what is not over and was due before the day that is looked at."""

from __future__ import annotations

import pandas as pd

from dashboard.measures.verdict import Answer, Kind, Level, Verdict

OVER = ("DONE", "STOPPED")  # of what has a status: nothing is due of it any more


def is_over(rows: pd.DataFrame) -> pd.Series:
    """By its status, where a register has one; else by the day on which it was closed."""
    return rows["status"].isin(OVER) if "status" in rows else rows["closed"].notna()


def is_overdue(rows: pd.DataFrame, due: str, day: pd.Timestamp) -> pd.Series:
    """`due`: the column with the day. What has none is never overdue, and what is due on the day itself is not yet."""
    return ~is_over(rows) & (rows[due] < day)


def overdue_verdict(late: int, of: int) -> Verdict:
    """Held against the days that were agreed. of: how many are open, and may be told."""
    answer = Answer.OVERDUE if late else Answer.IN_TIME
    return Verdict(answer, Kind.DATES, latest=Level(late, "now", base=of))
