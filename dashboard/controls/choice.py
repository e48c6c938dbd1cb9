"""One choice of one thing, kept in the link of the page."""

from __future__ import annotations

import streamlit as st

from dashboard.ask.months import WHOLE
from dashboard.catalogue.links import honour
from dashboard.words.escaping import plain

LEVEL_TITLES = {
    WHOLE: "Whole council area",
    "LOCALITY": "Localities",
    "COMMUNITY": "Communities",
    "WARD": "Wards",
}


def pick(label: str, options: dict[str, str], key: str) -> str:
    """One choice, kept in the link by its code. What a link asks for and is not there is said, with what is shown instead."""
    asked, written = st.query_params.get(key), f"link-{key}"
    is_new = asked is not None and asked != st.session_state.get(written)
    if is_new or st.session_state.get(key) not in options:
        held = honour(label, asked, options)
        st.session_state[key] = held.code
        if held.sentence:
            st.info(plain(held.sentence))
    chosen: str = st.selectbox(label, list(options), format_func=lambda code: options[code], key=key)
    if asked is not None or chosen != next(iter(options)):
        st.session_state[written] = chosen
        if asked != chosen:
            st.query_params[key] = chosen
    return chosen
