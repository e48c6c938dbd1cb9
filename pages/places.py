"""Places: one map with many layers, what is known of one place, and the strengths beside the risks."""

import streamlit as st

from dashboard.catalogue.register import finding_of
from dashboard.controls.places import NONE_BESIDE, choose_beside, choose_layer, choose_place
from dashboard.findings.harm_places import has_places, layers_of
from dashboard.findings.on_paper import figure_finding
from dashboard.findings.place_beside import beside
from dashboard.findings.place_card import places_of
from dashboard.run import this_run
from dashboard.show import show
from dashboard.show_findings import show_findings

release = this_run().release
st.markdown("Where harm outside the family is recorded, and what stands beside it. A record says what an agency came to know, "
            "not all that happened; a place is never the fault of those who are young in it.")  # fmt: skip
if not has_places(release):
    st.info("No incidents were delivered for this release.")
else:
    layers = layers_of(release)
    first, second, third = st.columns(3)
    with first:
        chosen = choose_layer(layers)
    with second:
        other = choose_beside(layers)
    with third:
        place = choose_place(places_of(release))
    left, right = st.columns([3, 2] if other == NONE_BESIDE else 2, gap="medium")
    with left:
        show_findings(release, "places", {"layer": chosen})
    with right:
        if other == NONE_BESIDE:
            show_findings(release, "places", {"place": place}, place="card")
        elif second_map := figure_finding(finding_of(release, "place-map", {"layer": other})):
            show(beside(second_map), release)
