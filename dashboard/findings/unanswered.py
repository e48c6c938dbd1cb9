"""The finding that says why a question has no answer; each of the three reasons in its own words."""

from __future__ import annotations

from dataclasses import replace

from dashboard.ask.answer import Answer, Reason
from dashboard.findings.finding import SAFE, withheld_finding
from dashboard.findings.finding import FigureFinding as Finding
from data_loaders.release import Release

HEADLINES = {
    Reason.NOT_DELIVERED: "Not delivered.",
    Reason.NOT_COVERED: "Nothing to show yet.",
    Reason.WITHHELD: SAFE,
}


def unanswered(release: Release, answer: Answer, *, key: str, title: str) -> Finding:
    """Not delivered, not covered or withheld, with the answer's own sentence."""
    made = withheld_finding(release, key=key, title=title, reason=answer.why)
    return replace(made, headline=HEADLINES[answer.reason or Reason.NOT_COVERED])


def not_shown(release: Release, *, key: str, title: str, reason: str) -> Finding:
    """Nothing is shown for a reason that the caller knows."""
    return replace(withheld_finding(release, key=key, title=title, reason=reason), headline="Not shown.")
