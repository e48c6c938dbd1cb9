"""Capacity and sharing: time, training, sessions, and intelligence that was shared and acted on."""

import streamlit as st

from dashboard.controls.missing import choose_sharing_event
from dashboard.events import events_of
from dashboard.findings.capacity import capacity_indicators, sessions, training
from dashboard.findings.sharing import acted_on, flows
from dashboard.findings.themes import capacity_themes, has_themes
from dashboard.remembered import remembered
from dashboard.run import this_run
from dashboard.selection import Selection
from dashboard.show import show, show_events

release = this_run().release
st.title("Capacity and sharing")
st.markdown(
    "Whether there is time to do the work well, who has been trained, and what came of what agencies told each other."
)
event = choose_sharing_event(release)
show(remembered((release.id, "capacity indicators"), lambda: capacity_indicators(release)), release)
if has_themes(release):
    show(remembered((release.id, "capacity themes"), lambda: capacity_themes(release)), release)
show(training(release), release)
show(sessions(release), release)
show(remembered((release.id, "flows"), lambda: flows(release)), release)
show(remembered((release.id, "acted on", event), lambda: acted_on(release, event)), release)
show_events(events_of(release, Selection("practice")))
