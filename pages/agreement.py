"""Agreement: how far two auditors who read the same records agree, and what they might talk about."""

import streamlit as st

from dashboard.ask.audits import has_audits, rounds_of
from dashboard.controls.steering import choose_agreement
from dashboard.run import this_run
from dashboard.show_questions import show_questions

release = this_run().release


@st.fragment
def body() -> None:
    name, view = choose_agreement(rounds_of(release))
    show_questions(release, "agreement", {"round": name, "look": view})


if not has_audits(release):
    st.info("No audit was delivered for this release.")
else:
    body()
