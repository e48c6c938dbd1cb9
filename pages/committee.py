"""What the Committee keeps and has to see: the Minimum Dataset, risks, decisions, what was learnt, what young people heard back."""

import streamlit as st

from dashboard.run import this_run
from dashboard.show_questions import show_questions

release = this_run().release
st.fragment(lambda: show_questions(release, "committee"))()
