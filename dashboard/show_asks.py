"""Draws the way from an ask to its theme, its actions and their evidence, and back."""

from __future__ import annotations

import streamlit as st

from dashboard.ask.months import ALL
from dashboard.catalogue.register import link_to, page_link
from dashboard.findings.asks import one_action, theme_of, ways
from dashboard.words.escaping import plain
from data_loaders.release import Release


def show_action(release: Release, action_id: str) -> None:
    """All of one action, with the links back; nothing where none is chosen."""
    told = one_action(release, action_id)
    if told is None:
        return
    st.header(plain(f"Action {action_id}"))
    st.markdown("\n".join(f"- **{what}:** {plain(text)}" for what, text in told.items()))
    theme = theme_of(release, action_id)
    links = {"The theme that it answers": "theme-time", "The ask and its other actions": "actions"}
    st.markdown(" · ".join(f"[{text}]({link_to(key, theme=theme)})" for text, key in links.items()))


def show_ways(release: Release, theme: str) -> None:
    """From each ask, or that of one theme, to its theme and its actions."""
    st.subheader("From each ask to its theme and its actions")
    for code, label, standing, acted in ways(release):
        if theme in (ALL, code):
            links = [("the theme", link_to("theme-time", theme=code))]
            links += [(f"action {number}", page_link("asks", ("action",), action=number)) for number in acted]
            listed = " · ".join(f"[{plain(text)}]({link})" for text, link in links)
            st.markdown(f"- **{plain(label)}:** {standing}. {listed}")
