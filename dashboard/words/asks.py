"""What was asked for and what came of it. A late action stands beside the answers, and nobody is named."""

from __future__ import annotations

import pandas as pd

from dashboard.measures.asks import ANSWERED, NOTHING, STANDINGS
from dashboard.words.form import fitting, listed, number_of
from dashboard.words.format import day


def standing_title(rows: pd.DataFrame) -> str:
    """How many asks are answered, and for how many nothing is agreed yet. rows: standing."""
    answered, nothing = (int((rows["standing"] == where).sum()) for where in (ANSWERED, NOTHING))
    asked = number_of(len(rows), "ask", "asks")
    head = (
        f"{answered} of {asked} answered with evidence"
        if answered
        else f"None of {asked} is answered with evidence yet"
    )
    tail = (
        "every one has an action"
        if not nothing
        else "one has no action yet"
        if nothing == 1
        else f"{nothing} have no action yet"
    )
    return f"{head}; {tail}"


def actions_title(actions: pd.DataFrame) -> str:
    """actions: as `actions_on` gives them."""
    done, still, late = (int(actions[c].sum()) for c in ("is_done", "is_open", "is_overdue"))
    overdue = "none of them overdue" if not late else "one of them overdue" if late == 1 else f"{late} of them overdue"
    if not still:
        return f"{done} of {number_of(len(actions), 'action', 'actions')} done; none is still open"
    return f"{done} of {number_of(len(actions), 'action', 'actions')} done; {still} still open, {overdue}"


def origins_title(origins: list[str]) -> str:
    return fitting(f"Actions came from {listed(origins)}", f"Actions came from {len(origins)} places")


def action_state(row: object, called: str) -> str:
    """What is said of one action: what its status is `called`, with how late it is. `row`: status, is_overdue, days_late, closed."""
    status, late = getattr(row, "status"), int(getattr(row, "days_late"))  # noqa: B009 - a row of a table
    if getattr(row, "is_overdue"):  # noqa: B009 - the same
        return f"Overdue by {number_of(late, 'day', 'days')}"
    closed = getattr(row, "closed")  # noqa: B009 - the same
    if status == "DONE":
        return f"Done on {day(closed)}" + (f", {number_of(late, 'day', 'days')} after it was due" if late else "")
    return called if status != "STOPPED" or pd.isna(closed) else f"{called} on {day(closed)}"


def order_of(standing: str) -> int:
    return STANDINGS.index(standing)
