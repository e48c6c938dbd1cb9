"""The typed finding that says why there is nothing to see: hidden, not delivered or not covered, each in its own words."""

from __future__ import annotations

from dashboard.ask.answer import Answer
from dashboard.findings.finding import Finding, Link, State, state_of
from data_loaders.release import Release

TITLES = {State.HIDDEN: "Hidden to protect people", State.NOT_DELIVERED: "Not delivered yet", State.NOT_COVERED: "Nothing to show yet"}  # fmt: skip
WHY = Link("What is hidden, and why", "safety")
WHAT = Link("What is delivered", "method")


def without_answer(release: Release, answer: Answer, *, key: str, question: str) -> Finding:
    """The answer's own reason and sentence."""
    return not_to_be_seen(release, state_of(answer), answer.why, key=key, question=question)


def not_to_be_seen(
    release: Release, state: State, reason: str, *, key: str, question: str, links: tuple[Link, ...] = ()
) -> Finding:
    """For a reason that the caller knows, with one way on."""
    way = links or (WHY if state is State.HIDDEN else WHAT,)
    return Finding(key, question, TITLES[state], "", release.id, state, reason, links=way)
