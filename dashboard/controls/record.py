"""Writes down what a visitor looks at: the page when it opens, and each selection that differs from the last."""

from __future__ import annotations

import logging
from typing import Any

import streamlit as st

from dashboard.access.log import Visit
from dashboard.access.record import access_log, codes
from dashboard.access.visitor import visitor_of

HERE, LAST = "visit-here", "last-recorded-visit"
log = logging.getLogger("dashboard")


def record_view(who: str, release: str, page: str) -> None:
    """Called by the frame. Whoever reads is not held up where the log cannot be written; who takes along is."""
    _write(Visit(who, release, page or "overview", _selection()))


def record_selection() -> None:
    """Called when a body is drawn, by a page or by its fragment alone: the page and the release are those of the frame."""
    here: Visit | None = st.session_state.get(HERE)
    if here is not None:
        who = visitor_of(st.context.headers, is_asked=False).who
        _write(Visit(who, here.release, here.page, _selection()))


def visit_here() -> Visit:
    """The page, selection and release that are being drawn, and for whom: what is taken along from here is written down as theirs."""
    who = visitor_of(st.context.headers, is_asked=False).who
    here: Visit = st.session_state.get(HERE) or Visit(who, "", "")
    return here


def taken_from() -> dict[str, Any]:
    """What a browser says that makes a file of what is drawn here."""
    here = visit_here()
    chosen = dict(part.split("=", 1) for part in here.selection.split("&") if part)
    return {"page": here.page, "release": here.release, "selection": chosen}


def _selection() -> str:
    """Codes of the controls that are on this page: what somebody typed into a link for none of them is not written down."""
    return codes({name: code for name, code in st.query_params.items() if f"link-{name}" in st.session_state})


def _write(visit: Visit) -> None:
    """Once; one that could not be written is tried again at the next run."""
    st.session_state[HERE] = visit
    if (kept := access_log()) is None or st.session_state.get(LAST) == visit:
        return
    if kept.write(visit):
        st.session_state[LAST] = visit
    else:
        log.error("the access log cannot be written: a visit is not on record")
