"""Did it work? What was done in places, and whether less was recorded afterwards than elsewhere."""

import streamlit as st

from dashboard.controls.places import choose_intervention
from dashboard.findings.interventions import did_it_work, interventions_of, one_intervention
from dashboard.remembered import remembered
from dashboard.run import this_run
from dashboard.show import show

release = this_run().release
st.title("Did it work?")
st.markdown("What was done in places, and whether less was recorded afterwards than in an area like it. Often nothing can be told, "
            "and then this page says so.")  # fmt: skip
known = interventions_of(release)
if not known:
    st.info("No interventions were delivered for this release.")
elif not any(d.name == "incidents" for d in release.manifest.datasets):
    st.info("No incidents were delivered for this release, so nothing can be compared.")
else:
    show(remembered((release.id, "did it work"), lambda: did_it_work(release)), release)
    chosen = choose_intervention(known)
    show(remembered((release.id, "intervention", chosen), lambda: one_intervention(release, chosen)), release)
