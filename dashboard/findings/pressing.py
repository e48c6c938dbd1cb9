"""What presses of a register: one line for each, what is overdue named; nothing where nothing presses."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from dashboard.ask.published import rows_of
from dashboard.findings.asks import register
from dashboard.findings.committee import ENDED
from dashboard.findings.contexts_closed import less_safe
from dashboard.words import pressing as words
from data_loaders.release import Release


def late_decisions(release: Release) -> str:
    rows, today = rows_of(release, "committee_decisions"), pd.Timestamp(release.manifest.as_at)
    late = (
        rows[~rows["status"].isin(ENDED) & (rows["due"] < today)].sort_values("due", kind="stable")
        if len(rows)
        else rows
    )
    return words.late_words("decision", "decisions", list(late["decision_id"]), late["due"].min()) if len(late) else ""


def late_actions(release: Release) -> str:
    rows = register(release).query("is_overdue").sort_values("due", kind="stable")
    return words.late_words("action", "actions", list(rows["action_id"]), rows["due"].min()) if len(rows) else ""


def late_risks(release: Release) -> str:
    rows, today = rows_of(release, "committee_risks"), pd.Timestamp(release.manifest.as_at)
    late = (
        rows[rows["closed"].isna() & (rows["review_due"] < today)].sort_values("review_due", kind="stable")
        if len(rows)
        else rows
    )
    return (
        words.late_words("review of a risk", "reviews of risks", list(late["risk_id"]), late["review_due"].min())
        if len(late)
        else ""
    )


def closed_though(release: Release) -> str:
    """Where young people felt less safe than at first, by the names of the places."""
    named = less_safe(release).result if len(rows_of(release, "context_shown")) else ()
    return words.closed_though_words([str(name) for name in named]) if isinstance(named, tuple) and named else ""


def without_word_back(release: Release) -> str:
    rows = rows_of(release, "committee_heard")
    silent = int(rows["told_back"].isna().sum()) if len(rows) else 0
    return words.silent_words(silent) if silent else ""


# By the key of the finding that tells it whole.
PRESSING: Mapping[str, Callable[[Release], str]] = {
    "committee-decisions": late_decisions, "actions": late_actions, "committee-risks": late_risks,
    "contexts-less-safe": closed_though, "committee-heard": without_word_back,
}  # fmt: skip
