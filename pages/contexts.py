"""Contexts at level 2: from referral to safer, and what is measured in the place as well as for the young people."""

import streamlit as st

from dashboard.catalogue.register import page_link
from dashboard.findings.contexts import has_contexts
from dashboard.run import this_run
from dashboard.show_findings import show_findings

release = this_run().release
st.markdown("The response to the context itself: a place or a group is referred, assessed, discussed without naming children, planned for and "
            "reviewed. [One context](" + page_link("one-context") + ")")  # fmt: skip
if not has_contexts(release):
    st.info("No contexts at level 2 were delivered for this release.")
else:
    show_findings(release, "contexts")
    st.markdown(
        "What follows shows both sides of the fourth domain: change in the place, and change for the young people themselves."
    )
    show_findings(release, "contexts", place="both sides")
