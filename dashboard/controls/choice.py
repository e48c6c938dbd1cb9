"""One choice of one thing, kept in the link of the page."""

from __future__ import annotations

import streamlit as st

from dashboard.ask.months import WHOLE
from dashboard.catalogue.links import honour, shortened
from dashboard.words.escaping import plain

LEVEL_TITLES = {
    WHOLE: "Whole council area",
    "LOCALITY": "Localities",
    "COMMUNITY": "Communities",
    "WARD": "Wards",
}


def pick(label: str, options: dict[str, str], key: str) -> str:
    """One choice, kept in the link by its code. What a link asks for and is not there is said, with what is shown instead."""
    asked = _from_link(label, options, key)
    chosen: str = st.selectbox(label, list(options), format_func=lambda code: options[code], key=key)
    return _to_link(asked, chosen, options, key)


def pick_few(label: str, options: dict[str, str], key: str) -> str:
    """One choice of up to four that stand side by side, kept in the link like any other."""
    asked = _from_link(label, options, key)
    chosen = st.segmented_control(label, list(options), required=True, format_func=lambda code: options[code], key=key)
    return _to_link(asked, chosen or next(iter(options)), options, key)


def keep(label: str, options: dict[str, str], key: str) -> str:
    """One choice that no list above shows, because it is made in the page itself; kept in the link like any other."""
    asked = _from_link(label, options, key)
    return _to_link(asked, st.session_state[key], options, key)


def tell_gone(controls: dict[str, str]) -> None:
    """What links of an earlier version could ask for and no control chooses any more: said, with what is shown instead."""
    for key, instead in controls.items():
        if asked := st.query_params.get(key):
            st.info(plain(f"The link asks for “{shortened(asked)}”, which cannot be chosen any more. {instead}"))
            st.query_params.pop(key, None)


def _from_link(label: str, options: dict[str, str], key: str) -> str | None:
    """What the link asks for, put in force where it is new."""
    asked, written = st.query_params.get(key), f"link-{key}"
    is_new = asked is not None and asked != st.session_state.get(written)
    if is_new or st.session_state.get(key) not in options:
        held = honour(label, asked, options)
        st.session_state[key] = held.code
        if held.sentence:
            st.info(plain(held.sentence))
    return asked


def _to_link(asked: str | None, chosen: str, options: dict[str, str], key: str) -> str:
    """The link says what was chosen, unless it is what is shown anyway."""
    if asked is not None or chosen != next(iter(options)):
        st.session_state[f"link-{key}"] = chosen
        if asked != chosen:
            st.query_params[key] = chosen
    return chosen
