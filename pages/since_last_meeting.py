"""Since last meeting: what changed between the release of then and the release of now."""

import streamlit as st

from dashboard.controls.briefing import choose_body
from dashboard.run import this_run
from dashboard.show_briefing import known_templates, made_briefing, show_since

release = this_run().release
st.markdown("Two releases beside each other, through the findings of a body’s briefing. Published figures do not change: "
            "what differs is what was added, and what it makes of the whole.")  # fmt: skip
known = known_templates()
name = choose_body({key: template.body for key, template in known.items()})
show_since(made_briefing(release, name, known[name]))
