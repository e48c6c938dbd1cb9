"""System review: where the partnership stands on the four domains, at both levels."""

import streamlit as st

from dashboard.findings.system_review import domains_of
from dashboard.run import this_run
from dashboard.show_findings import show_findings

release = this_run().release
st.markdown("Where the system stands, component by component. Words and pattern say the same as the colour. It is about the "
            "partnership’s own work and about no child.")  # fmt: skip
if not domains_of(release):
    st.info("No review of the system was delivered for this release.")
show_findings(release, "system-review")
