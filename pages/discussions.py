"""Return discussions: were children offered a conversation in time, by whom, and what did they say?"""

import streamlit as st

from dashboard.ask.months import Months
from dashboard.controls.missing import choose_event
from dashboard.events import events_of
from dashboard.run import this_run
from dashboard.show import show_events
from dashboard.show_findings import show_findings

release = this_run().release
st.markdown("After a child has been missing, a conversation is to be arranged within 72 hours of the return and held within "
            "a week. It is the child’s to accept, and to choose with whom.")  # fmt: skip
codes = {"event": choose_event(release)}
show_findings(release, "return-discussions", codes)
show_findings(release, "return-discussions", codes, place="clocks")
show_events(events_of(release, Months("missing_episodes")))
show_findings(release, "return-discussions", codes, place="said")
