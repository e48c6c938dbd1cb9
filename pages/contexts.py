"""Contexts at level 2: from referral to safer, and what is measured in the place as well as for the young people."""

import streamlit as st

from dashboard.controls.steering import choose_counted
from dashboard.findings.contexts import has_contexts
from dashboard.run import this_run
from dashboard.show_questions import show_questions

release = this_run().release


@st.fragment
def body() -> None:
    show_questions(release, "contexts", choose_counted(release))


if not has_contexts(release):
    st.info("No contexts at level 2 were delivered for this release.")
else:
    body()
