"""Places: one map with many layers, the circles beyond chance beside it, and what is known of one place."""

import streamlit as st

from dashboard.ask.cache import remembered
from dashboard.catalogue.register import finding_of
from dashboard.charts.place_map import PlaceMap
from dashboard.controls.paper import controls_row, draw_findings
from dashboard.controls.places import BODY, choose_layer, chosen_place, take_event, wants_to_explore
from dashboard.findings.harm_places import MAP, has_places, layers_of
from dashboard.run import this_run
from dashboard.show_questions import show_questions
from dashboard.web.places import places_of, places_page

release = this_run().release


@st.fragment
def body() -> None:
    above = st.container()  # the answer comes first; what else can be shown stands under it
    with controls_row():
        code = choose_layer(remembered(release, "layers", lambda: layers_of(release)))
        is_exploring = wants_to_explore()
    finding = finding_of(release, MAP, {"layer": code})
    chart = finding.chart if finding and isinstance(finding.chart, PlaceMap) else None
    place = chosen_place(places_of(chart) if chart else {})
    page = remembered(release, ("places page", code, place), lambda: places_page(release, layer_code=code, place=place))
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
