"""Which question of a page is asked, kept in its link; and what a reader does with the answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from dashboard.controls.briefing import pick_finding
from dashboard.controls.choice import keep
from dashboard.findings.finding import Finding
from dashboard.findings.on_paper import figure_finding
from dashboard.web.questions import LIST

ASKED = "show"


def asked_question(questions: Mapping[str, str], body: str) -> str:
    """The question of the last click in the list, of the link, or the first."""
    event = event_of(body)
    if event.get("kind") == "row" and event.get("key") == LIST and event.get("value") in questions:
        st.session_state[ASKED] = event["value"]
    return keep("On this page", dict(questions), ASKED)


def event_of(body: str) -> dict[str, Any]:
    """What was just done in a body: a row or switch that was chosen, a finding that was added to the paper."""
    return (st.session_state.get(body) or {}).get("event") or {}


def take_to_paper(body: str, finding: Callable[[], Finding]) -> None:
    """Add the finding to the reader's paper where that has just been asked for."""
    if event_of(body).get("kind") == "paper" and (printed := figure_finding(finding())):
        pick_finding(printed)
