"""Repeat missing: how much of the line a few children make, and the trend without them."""

import streamlit as st

from dashboard.findings.missing import missing_trend
from dashboard.findings.repeats import concentration, per_child, without_repeats
from dashboard.remembered import remembered
from dashboard.run import this_run
from dashboard.selection import Selection
from dashboard.show import show

DATASET = "missing_episodes"

release = this_run().release
st.title("Repeat missing")
st.markdown("A few children can make much of a line. Counted in private and shown in groups that are large enough, so that "
            "no child can be told from another.")  # fmt: skip
show(remembered((release.id, "concentration"), lambda: concentration(release, DATASET)), release)
show(remembered((release.id, "per child"), lambda: per_child(release, DATASET)), release)
show(remembered((release.id, "without repeats"), lambda: without_repeats(release, DATASET)), release)
by_area = Selection(DATASET, "LOCALITY", split="repeat_band")
show(remembered((release.id, "trend", by_area), lambda: missing_trend(release, by_area)), release)
