"""System review: where the partnership stands on the four domains, at both levels, over all reviews."""

import streamlit as st

from dashboard.findings.system_review import domains_of
from dashboard.run import this_run
from dashboard.show_questions import show_questions

release = this_run().release
if not domains_of(release):
    st.info("No review of the system was delivered for this release.")
else:
    st.fragment(lambda: show_questions(release, "system-review"))()
