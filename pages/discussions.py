"""Return discussions: were children offered a conversation in time, by whom, and what did they say?"""

import streamlit as st

from dashboard.controls.missing import choose_event
from dashboard.run import this_run
from dashboard.show_questions import show_questions

release = this_run().release


@st.fragment
def body() -> None:
    show_questions(release, "return-discussions", {"event": choose_event(release)})


body()
