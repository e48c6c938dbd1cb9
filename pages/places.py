"""Places: one map with many layers, the circles beyond chance beside it, and what is known of one place."""

import streamlit as st

from dashboard.charts.place_map import PlaceMap
from dashboard.controls.paper import controls_row, draw_findings
from dashboard.controls.places import BODY, choose_layer, chosen_place, take_event, wants_to_explore
from dashboard.findings.harm_places import QUESTION, has_places
from dashboard.run import this_run
from dashboard.show_questions import show_questions
from dashboard.web.places import known_layers, map_with_page, page_of, places_of
from dashboard.web.waiting import worked_out

release = this_run().release


@st.fragment
def body() -> None:
    above = st.container()  # the answer comes first; what else can be shown stands under it
    with controls_row():
        code = choose_layer(known_layers(release))
        is_exploring = wants_to_explore()
    with above:
        finding = worked_out(release, ("map", code), QUESTION, lambda: map_with_page(release, code))
    chart = finding.chart if finding and isinstance(finding.chart, PlaceMap) else None
    place = chosen_place(places_of(chart) if chart else {})
    page = page_of(release, code, place)
    if is_exploring and chart:
        from dashboard.show_map import show_map

        show_map(chart, f"explore-{code}")
    with above:
        draw_findings(page, key=BODY, on_event=take_event)
    show_questions(release, "places", {"layer": code, "place": place})


if not has_places(release):
    st.info("No incidents were delivered for this release.")
else:
    body()
