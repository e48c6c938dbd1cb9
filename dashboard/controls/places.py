"""What the map shows, and of which place."""

from __future__ import annotations

import streamlit as st

from dashboard.controls.choice import pick

NONE_BESIDE = "one-place"


def choose_layer(layers: dict[str, str]) -> str:
    """What the map shows."""
    return pick("The map shows", layers, "layer")


def choose_beside(layers: dict[str, str]) -> str:
    """A second layer on a map beside the first, or none."""
    return pick("Beside it", {NONE_BESIDE: "What is known of one place", **layers}, "beside")


def choose_place(places: dict[str, str]) -> str:
    """One place: by its name, or by a click on the map, which is the newer choice when it has changed."""
    clicked = (
        ((st.session_state.get("place-map") or {}).get("last_active_drawing") or {}).get("properties", {}).get("leaf")
    )
    if clicked in places and clicked != st.session_state.get("place-clicked"):
        st.session_state["place-clicked"], st.session_state["place"] = clicked, clicked
    return pick("Place (or click on the map)", places, "place")


def choose_district(districts: dict[str, str]) -> str:
    """One district of the times of day, or all of them."""
    return pick("District", districts, "district")


def choose_intervention(known: dict[str, str]) -> str:
    """One of the delivered interventions."""
    with st.container(horizontal=True, key="controls", vertical_alignment="bottom"):
        return pick("Intervention", known, "intervention")
