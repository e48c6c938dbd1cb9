"""Agreement: how far two auditors who read the same records agree, and what they might talk about."""

import streamlit as st

from dashboard.ask.audits import has_audits, rounds_of
from dashboard.controls.steering import choose_agreement
from dashboard.run import this_run
from dashboard.show_findings import show_findings

release = this_run().release
st.markdown("Some records are read twice, by two auditors who do not know each other’s ratings. Where they agree, a rating can be "
            "relied on; where they do not, there is something to talk about.")  # fmt: skip
if not has_audits(release):
    st.info("No audit was delivered for this release.")
else:
    name, view = choose_agreement(rounds_of(release))
    show_findings(release, "agreement", {"round": name, "look": view})
