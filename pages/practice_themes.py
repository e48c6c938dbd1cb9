"""Themes: what practitioners name, over time, who names it, and how sure the reading is."""

import streamlit as st

from dashboard.ask.practice import leaves_of
from dashboard.controls.practice import choose_themes
from dashboard.findings.themes import has_themes
from dashboard.run import this_run
from dashboard.show_questions import show_questions

release = this_run().release


@st.fragment
def body() -> None:
    theme, by = choose_themes(leaves_of(release))
    show_questions(release, "themes", {"theme": theme, "by": by})


if not has_themes(release):
    st.info("No sessions with practitioners were delivered for this release.")
else:
    body()
