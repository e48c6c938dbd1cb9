"""Before and after: what was done in places, and whether less was recorded afterwards than elsewhere."""

import streamlit as st

from dashboard.ask.months import find_dataset
from dashboard.controls.places import choose_intervention
from dashboard.findings.interventions import interventions_of
from dashboard.run import this_run
from dashboard.show_questions import show_questions

release = this_run().release


@st.fragment
def body() -> None:
    show_questions(release, "did-it-work", {"intervention": choose_intervention(interventions_of(release))})


if not interventions_of(release):
    st.info("No interventions were delivered for this release.")
elif find_dataset(release, "incidents") is None:
    st.info("No incidents were delivered for this release, so nothing can be compared.")
else:
    body()
