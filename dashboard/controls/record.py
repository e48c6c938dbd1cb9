"""Writes down what a visitor looks at: the page when it opens, and each selection that differs from the last."""

from __future__ import annotations

import logging

import streamlit as st

from dashboard.access.log import Visit
from dashboard.access.record import access_log, codes
from dashboard.access.visitor import visitor_of

LAST = "last-recorded-visit"
log = logging.getLogger("dashboard")


def record_view(who: str, release: str, page: str) -> None:
    """Called by the frame. Whoever reads is not held up where the log cannot be written; who takes along is."""
    _write(Visit(who, release, page or "overview", _selection()))


def record_selection() -> None:
    """Called when a body is drawn, by a page or by its fragment alone: the page and the release are those of the frame."""
    last: Visit | None = st.session_state.get(LAST)
    if last is not None:
        who = visitor_of(st.context.headers, is_asked=False).who
        _write(Visit(who, last.release, last.page, _selection()))


def _selection() -> str:
    """Codes of the controls that are on this page: what somebody typed into a link for none of them is not written down."""
    return codes({name: code for name, code in st.query_params.items() if f"link-{name}" in st.session_state})


def _write(visit: Visit) -> None:
    if (kept := access_log()) is None or st.session_state.get(LAST) == visit:
        return
    st.session_state[LAST] = visit
    if not kept.write(visit):
        log.error("the access log cannot be written: a visit is not on record")
