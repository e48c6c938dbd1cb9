"""Return discussions: were children offered a conversation in time, by whom, and what did they say?"""

import streamlit as st

from dashboard.controls.missing import choose_event
from dashboard.events import events_of
from dashboard.findings.declined import offered_again, why_declined
from dashboard.findings.discussions import clock, named, path, providers
from dashboard.remembered import remembered
from dashboard.run import this_run
from dashboard.selection import Selection
from dashboard.show import show, show_events

DATASET = "missing_episodes"
NAMED = {
    "push": "What children were leaving",
    "pull": "What they were going to",
    "contexts": "Contexts that were named",
}

release = this_run().release
st.title("Return discussions")
st.markdown("After a child has been missing, a conversation is to be arranged within 72 hours of the return and held within "
            "a week. It is the child’s to accept, and to choose with whom.")  # fmt: skip
event = choose_event(release)
show(remembered((release.id, "path"), lambda: path(release, DATASET)), release)
for which in ("arranged", "held"):
    show(remembered((release.id, "clock", which, event), lambda w=which: clock(release, DATASET, w, event)), release)
show_events(events_of(release, Selection(DATASET)))
show(remembered((release.id, "providers"), lambda: providers(release, DATASET)), release)
show(remembered((release.id, "why declined"), lambda: why_declined(release, DATASET)), release)
show(remembered((release.id, "offered again"), lambda: offered_again(release, DATASET)), release)
for prefix, title in NAMED.items():
    show(remembered((release.id, "named", prefix), lambda p=prefix, t=title: named(release, DATASET, p, t)), release)
