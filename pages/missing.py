"""Missing: is it really rising, since when, where and for whom?"""

import streamlit as st

from dashboard.catalogue.missing import codes_of
from dashboard.controls.missing import choose_missing
from dashboard.events import events_of
from dashboard.run import this_run
from dashboard.show import show_events
from dashboard.show_findings import show_findings

release = this_run().release
st.title("Missing")
st.markdown("A report is not an investigation, an investigation is not an episode, and an episode is not a child: "
            "each is counted by itself.")  # fmt: skip
asked = choose_missing(release)
show_findings(release, "missing", codes_of(asked))
show_events(events_of(release, asked.question))
