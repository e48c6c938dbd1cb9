"""Repeat missing: how much of the line a few children make, and the trend without them."""

import streamlit as st

from dashboard.run import this_run
from dashboard.show_questions import show_questions

st.fragment(lambda: show_questions(this_run().release, "missing-repeats"))()
