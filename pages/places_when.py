"""When and what was done: change by district, times of day, and how harm outside the family was answered."""

import streamlit as st

from dashboard.controls.places import choose_district
from dashboard.findings.harm_places import has_places
from dashboard.findings.places_when import districts_of
from dashboard.run import this_run
from dashboard.show_findings import show_findings

release = this_run().release
st.markdown("What has changed from one period to the next, at what times harm is met, and how it was answered.")
if not has_places(release):
    st.info("No incidents were delivered for this release.")
else:
    show_findings(release, "places-when", place="change")
    show_findings(release, "places-when", {"district": choose_district(districts_of(release))}, place="times")
    show_findings(release, "places-when", place="response")
