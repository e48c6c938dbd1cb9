"""Case reviews: strengths beside gaps, single- beside multi-agency reviews, the contexts, and over time."""

import streamlit as st

from dashboard.findings.case_reviews import has_reviews
from dashboard.run import this_run
from dashboard.show_questions import show_questions

release = this_run().release


@st.fragment
def body() -> None:
    show_questions(release, "case-reviews")


if not has_reviews(release):
    st.info("No case reviews were delivered for this release.")
else:
    body()
