"""When and what was done: change by district, times of day, and how harm outside the family was answered."""

import streamlit as st

from dashboard.controls.places import choose_district
from dashboard.findings.harm_places import has_places
from dashboard.findings.places_when import districts_of
from dashboard.run import this_run
from dashboard.show_findings import show_findings
from dashboard.show_questions import show_questions

release = this_run().release


@st.fragment
def body() -> None:
    with st.container(horizontal=True, key="controls", vertical_alignment="bottom"):
        district = choose_district(districts_of(release))
        divides = st.toggle("How they divide", key="divides")
    show_questions(release, "places-when", {"district": district})
    if divides:
        show_findings(release, "places-when", place="response")


if not has_places(release):
    st.info("No incidents were delivered for this release.")
else:
    body()
