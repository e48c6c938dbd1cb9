"""Agreement: how far two auditors who read the same records agree, and what they might talk about."""

import streamlit as st

from dashboard.controls.steering import choose_agreement
from dashboard.findings.agreement import agreement, to_talk_about
from dashboard.remembered import remembered
from dashboard.run import this_run
from dashboard.show import show
from dashboard.steering_evidence import has_audits, rounds_of

release = this_run().release
st.title("Agreement")
st.markdown("Some records are read twice, by two auditors who do not know each other’s ratings. Where they agree, a rating can be "
            "leant on; where they do not, there is something to talk about.")  # fmt: skip
if not has_audits(release):
    st.info("No audit was delivered for this release.")
else:
    name, view = choose_agreement(rounds_of(release))
    for scale in ("decision", "six_points"):
        made = remembered(
            (release.id, "agreement", name, view, scale), lambda s=scale: agreement(release, name, view=view, scale=s)
        )
        show(made, release)
    show(remembered((release.id, "talk", name, view), lambda: to_talk_about(release, name, view=view)), release)
