"""Case reviews: strengths beside gaps, single- beside multi-agency reviews, the contexts, and over time."""

import streamlit as st

from dashboard.findings.case_reviews import has_reviews
from dashboard.run import this_run
from dashboard.show_findings import show_findings

release = this_run().release
st.markdown(
    "What reviews found, read with the same codebook as the forum: what was done well stands beside what was missing."
)
if not has_reviews(release):
    st.info("No case reviews were delivered for this release.")
else:
    show_findings(release, "case-reviews")
