"""Capacity and sharing: time, training, sessions, and intelligence that was shared and acted on."""

import streamlit as st

from dashboard.controls.practice import choose_sharing
from dashboard.run import this_run
from dashboard.show_questions import show_questions

release = this_run().release


@st.fragment
def body() -> None:
    show_questions(release, "capacity", {"event": choose_sharing(release)})


body()
