"""Capacity and sharing: time, training, sessions, and intelligence that was shared and acted on."""

import streamlit as st

from dashboard.ask.months import Months
from dashboard.controls.missing import choose_sharing_event
from dashboard.events import events_of
from dashboard.run import this_run
from dashboard.show import show_events
from dashboard.show_findings import show_findings

release = this_run().release
st.markdown(
    "Whether there is time to do the work well, who has been trained, and what came of what agencies told each other."
)
show_findings(release, "capacity", {"event": choose_sharing_event(release)})
show_events(events_of(release, Months("practice")))
