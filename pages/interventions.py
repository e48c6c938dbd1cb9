"""Did it work? What was done in places, and whether less was recorded afterwards than elsewhere."""

import streamlit as st

from dashboard.ask.months import find_dataset
from dashboard.controls.places import choose_intervention
from dashboard.findings.interventions import interventions_of
from dashboard.run import this_run
from dashboard.show_findings import show_findings

release = this_run().release
st.markdown("What was done in places, and whether less was recorded afterwards than in an area like it. Often nothing can be told, "
            "and then this page says so.")  # fmt: skip
if not (known := interventions_of(release)):
    st.info("No interventions were delivered for this release.")
elif find_dataset(release, "incidents") is None:
    st.info("No incidents were delivered for this release, so nothing can be compared.")
else:
    show_findings(release, "did-it-work")
    show_findings(release, "did-it-work", {"intervention": choose_intervention(known)}, place="one")
