"""Repeat missing: how much of the line a few children make, and the trend without them."""

import streamlit as st

from dashboard.run import this_run
from dashboard.show_findings import show_findings

release = this_run().release
st.markdown("A few children can make much of a line. Counted in private and shown in groups that are large enough, so that "
            "no child can be told from another.")  # fmt: skip
show_findings(release, "missing-repeats")
