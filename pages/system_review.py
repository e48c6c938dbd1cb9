"""System review: where the partnership stands on the four domains, at both levels, over all reviews."""

import streamlit as st

from dashboard.run import this_run
from dashboard.show_questions import show_questions

release = this_run().release
st.fragment(lambda: show_questions(release, "system-review"))()
