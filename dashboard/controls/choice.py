"""One choice of one thing, kept in the link of the page."""

from __future__ import annotations

import streamlit as st

from dashboard.selection import WHOLE

LEVEL_TITLES = {
    WHOLE: "Whole council area",
    "LOCALITY": "Localities",
    "COMMUNITY": "Communities",
    "WARD": "Wards",
}


def pick(label: str, options: dict[str, str], key: str) -> str:
    """One choice, kept in the link by its label. A value from an old link that no longer exists gives way to the first."""
    if st.session_state.get(key) not in options:
        st.session_state.pop(key, None)
    chosen = st.selectbox(label, list(options), format_func=lambda o: options[o], key=key, bind="query-params")  # fmt: skip
    return chosen if chosen in options else next(iter(options))


def pick_few(label: str, options: dict[str, str], key: str) -> str:
    """One choice of up to four that stand side by side, kept in the link like any other."""
    if st.session_state.get(key) not in options:
        st.session_state.pop(key, None)
    first = next(iter(options))
    chosen = st.segmented_control(label, list(options), default=None if key in st.session_state else first, required=True,
                                  format_func=lambda o: options[o], key=key, bind="query-params")  # fmt: skip
    return chosen if chosen in options else first
