"""Which question of a page is asked, kept in its link."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.catalogue.register import SHOW as ASKED
from dashboard.controls.choice import keep
from dashboard.web.questions import LIST

NONE = ""  # of a page whose own layout answers first


def body_of(page: str) -> str:
    """The key of what a page's questions are drawn in."""
    return f"{page or 'overview'}-questions"


def asked_question(questions: Mapping[str, str], page: str, *, is_first_open: bool) -> str:
    """The question of the last click in the list, of the link, or the first; where the first is not open, none."""
    event = event_of(body_of(page))
    if event.get("kind") == "row" and event.get("key") == LIST and event.get("value") in questions:
        st.session_state[ASKED] = event["value"]
    return keep("On this page", dict(questions) if is_first_open else {NONE: "the page", **questions}, ASKED)


def asked_now(page: str) -> str:
    """The question that a page is about to answer, for controls that stand above it and are for one question alone."""
    event = event_of(body_of(page))
    if event.get("kind") == "row" and event.get("key") == LIST:
        return str(event["value"])
    return str(st.query_params.get(ASKED) or st.session_state.get(ASKED, ""))


def event_of(body: str) -> dict[str, Any]:
    """What was just done in a body: a row or switch that was chosen."""
    return (st.session_state.get(body) or {}).get("event") or {}
