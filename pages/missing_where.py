"""Where and when: areas by their rate, days and hours, and how it ended."""

import streamlit as st

from dashboard.controls.missing import choose_level
from dashboard.run import this_run
from dashboard.show_findings import show_findings

release = this_run().release
st.markdown("Areas stand beside each other, in no order of merit: what counts is whether one differs by more than its size "
            "and chance would explain.")  # fmt: skip
show_findings(release, "missing-where", {"level": choose_level(release, "missing_episodes")})
