"""What the map shows, and of which place."""

from __future__ import annotations

import streamlit as st

from dashboard.catalogue.links import shortened
from dashboard.controls.choice import pick, read_link
from dashboard.words.escaping import plain

BODY, LAYER, PLACE, EXPLORE = "places-body", "layer", "place", "explore"


def choose_layer(layers: dict[str, str]) -> str:
    """What the map shows."""
    return pick("The map shows", layers, LAYER)


def wants_to_explore() -> bool:
    """Whether the map is to be moved freely."""
    return st.toggle("Explore map", key=EXPLORE)


def chosen_place(known: dict[str, str]) -> str:
    """The place that was clicked or that the link asks for; the first circle where there is one; none otherwise."""
    linked = read_link(PLACE)
    asked = st.session_state.get(PLACE) or linked or ""
    first = next((key for key in known if key.startswith("circle:")), "")
    if asked and asked not in known:
        instead = "the first circle" if first else "the whole map"
        if not st.session_state.get(PLACE):  # who chose it here has turned to another layer, and knows it
            st.info(
                plain(
                    f"The link asks for the place “{shortened(asked)}”, which is not shown; {instead} is shown instead."
                )
            )
        st.session_state[PLACE] = ""
        st.query_params.pop(PLACE, None)
        return first
    if asked:
        st.query_params[PLACE] = asked
    return asked or first


def take_event() -> None:
    """A place that is clicked is chosen; a layer inside the map is the control above it."""
    event = (st.session_state.get(BODY) or {}).get("event") or {}
    if event.get("kind") in (PLACE, LAYER):
        st.session_state[str(event["kind"])] = str(event.get("value"))


def choose_district(districts: dict[str, str], earlier: dict[str, str]) -> str:
    """One district of the times of day, or all of them. `earlier`: other names of one in a link."""
    return pick("District, for the times of day", districts, "district", earlier=earlier)


def choose_intervention(known: dict[str, str]) -> str:
    """One of the delivered interventions."""
    with st.container(horizontal=True, key="controls", vertical_alignment="bottom"):
        return pick("Intervention", known, "intervention")
