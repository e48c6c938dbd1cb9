"""Asks and answers: you said, we did. Each ask with its theme, its actions and their evidence."""

import streamlit as st

from dashboard.ask.practice import leaves_of
from dashboard.controls.practice import choose_actions
from dashboard.findings.asks import has_actions, origins_of
from dashboard.run import this_run
from dashboard.show_questions import show_questions

release = this_run().release


@st.fragment
def body() -> None:
    theme, origin = choose_actions(leaves_of(release), origins_of(release))
    show_questions(release, "asks", {"theme": theme, "origin": origin})


if not has_actions(release):
    st.info("No register of actions was delivered for this release.")
else:
    body()
