"""Where and when: areas by their rate, days and hours, and how it ended."""

import streamlit as st

from dashboard.controls.missing import choose_level
from dashboard.run import this_run
from dashboard.show_questions import show_questions

release = this_run().release


@st.fragment
def body() -> None:
    show_questions(release, "missing-where", {"level": choose_level(release, "missing_episodes")})


body()
