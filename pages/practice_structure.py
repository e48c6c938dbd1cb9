"""How it fits: the meetings, and how a concern moves between them."""

import streamlit as st

from dashboard.run import this_run
from dashboard.show_questions import show_questions

release = this_run().release


@st.fragment
def body() -> None:
    show_questions(release, "how-it-fits")


body()
