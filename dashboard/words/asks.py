"""You said, we did: how it is told. A late action is told beside the answers, and nobody is named."""

from __future__ import annotations

import pandas as pd

from dashboard.measures.asks import ANSWERED, NOTHING, STANDINGS
from dashboard.words.themes import listed


def standing_sentence(rows: pd.DataFrame, labels: dict[str, str]) -> str:
    """rows: code, standing, overdue."""
    parts = []
    answered = [labels[c] for c in rows.loc[rows["standing"] == ANSWERED, "code"]]
    nothing = [labels[c] for c in rows.loc[rows["standing"] == NOTHING, "code"]]
    late = [labels[c] for c in rows.loc[rows["overdue"] > 0, "code"]]
    if answered:
        parts.append(f"Answered, with evidence: {listed(answered)}.")
    if late:
        parts.append(f"An action is overdue on {listed(late)}.")
    parts.append(f"No action yet on {listed(nothing)}." if nothing else "Every ask that is shown has an action.")
    return " ".join(parts)


def actions_sentence(actions: pd.DataFrame) -> str:
    """actions: as `actions_on` gives them."""
    done, late, still = (actions["status"] == "DONE").sum(), actions["is_overdue"].sum(), actions["is_open"].sum()
    shown = int(actions["is_evidenced"].sum())
    overdue = f"{late} of them overdue" if late else "none of them overdue"
    return f"{done} of {len(actions)} actions are done, {shown} with evidence; {still} are still open, {overdue}."


def action_state(row: object) -> str:
    """What is said of one action: its status with how late it is. `row`: status, is_overdue, days_late, closed."""
    status, late = getattr(row, "status"), int(getattr(row, "days_late"))  # noqa: B009 - a row of a table
    if getattr(row, "is_overdue"):  # noqa: B009 - the same
        return f"Overdue by {late} days"
    closed = getattr(row, "closed")  # noqa: B009 - the same
    if status == "DONE":
        return f"Done on {closed:%d %B %Y}" + (f", {late} days after it was due" if late else "")
    return {"OPEN": "Not begun", "IN_PROGRESS": "Under way"}.get(
        status, f"Stopped on {closed:%d %B %Y}" if pd.notna(closed) else "Stopped"
    )


def order_of(standing: str) -> int:
    return STANDINGS.index(standing)
