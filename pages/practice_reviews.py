"""Case reviews: strengths beside gaps, single- beside multi-agency reviews, the contexts, and over time."""

import streamlit as st

from dashboard.findings.case_reviews import has_reviews, reviews_time, side
from dashboard.remembered import remembered
from dashboard.run import this_run
from dashboard.show import show

release = this_run().release
st.title("Case reviews")
st.markdown(
    "What reviews found, read with the same codebook as the forum: what was done well stands beside what was missing."
)
if not has_reviews(release):
    st.info("No case reviews were delivered for this release.")
else:
    for kind in ("STRENGTH", "GAP", "CONTEXT"):
        show(remembered((release.id, "reviews", kind), lambda k=kind: side(release, k)), release)
    for kind in ("STRENGTH", "GAP"):
        show(remembered((release.id, "reviews time", kind), lambda k=kind: reviews_time(release, k)), release)
