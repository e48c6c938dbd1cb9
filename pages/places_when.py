"""When and what was done: change by district, times of day, and how harm outside the family was answered."""

import streamlit as st

from dashboard.controls.places import choose_district
from dashboard.findings.harm_places import has_places
from dashboard.findings.mix import mix
from dashboard.findings.places_when import (
    day_and_time,
    district_change,
    districts_of,
    half_years,
    level_two,
    reached_ird,
)
from dashboard.remembered import remembered
from dashboard.run import this_run
from dashboard.show import show

release = this_run().release
st.title("When and what was done")
st.markdown("What has changed from one period to the next, at what times harm is met, and how it was answered.")
if not has_places(release):
    st.info("No incidents were delivered for this release.")
else:
    for name, make in (("district change", district_change), ("half-years", half_years)):
        show(remembered((release.id, name), lambda m=make: m(release)), release)
    district = choose_district(remembered((release.id, "districts"), lambda: districts_of(release)))
    show(remembered((release.id, "day and time", district), lambda: day_and_time(release, district)), release)
    for name, make in (("ird", reached_ird), ("level two", level_two)):
        show(remembered((release.id, name), lambda m=make: m(release)), release)
    for split, title in (("harm", "Kinds of harm"), ("context", "Contexts")):
        show(
            remembered((release.id, "mix", split), lambda s=split, t=title: mix(release, "incidents", s, title=t)),
            release,
        )
