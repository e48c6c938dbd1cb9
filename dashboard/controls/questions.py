"""Which question of a page is asked, kept in its link."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.catalogue.register import SHOW as ASKED
from dashboard.controls.choice import keep
from dashboard.web.questions import LIST


def asked_question(questions: Mapping[str, str], body: str) -> str:
    """The question of the last click in the list, of the link, or the first."""
    event = event_of(body)
    if event.get("kind") == "row" and event.get("key") == LIST and event.get("value") in questions:
        st.session_state[ASKED] = event["value"]
    return keep("On this page", dict(questions), ASKED)


def asked_now(page: str) -> str:
    """The question that a page is about to answer, for controls that stand above it and are for one question alone."""
    event = event_of(f"{page}-body")
    if event.get("kind") == "row" and event.get("key") == LIST:
        return str(event["value"])
    return str(st.query_params.get(ASKED) or st.session_state.get(ASKED, ""))


def event_of(body: str) -> dict[str, Any]:
    """What was just done in a body: a row or switch that was chosen."""
    return (st.session_state.get(body) or {}).get("event") or {}
