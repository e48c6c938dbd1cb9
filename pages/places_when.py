"""When and what was done: change by district, times of day, and how harm outside the family was answered."""

import streamlit as st

from dashboard.controls.paper import controls_row
from dashboard.controls.places import choose_district
from dashboard.findings.harm_places import has_places
from dashboard.findings.places_when import districts_of, earlier_districts
from dashboard.run import this_run
from dashboard.show_questions import show_questions

release = this_run().release


@st.fragment
def body() -> None:
    with controls_row():
        district = choose_district(districts_of(release), earlier_districts(release))
    show_questions(release, "places-when", {"district": district})


if not has_places(release):
    st.info("No incidents were delivered for this release.")
else:
    body()
