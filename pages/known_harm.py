"""Known and unknown harm: where young people feel unsafe, beside what agencies record in the same areas."""

import streamlit as st

from dashboard.ask.survey import has_survey
from dashboard.controls.survey import choose_known_harm
from dashboard.run import this_run
from dashboard.show_findings import show_findings

release = this_run().release
st.markdown("Where young people feel unsafe and little is recorded, nobody may yet know why. That is a reason to ask them, not a "
            "finding about them.")  # fmt: skip
codes = choose_known_harm(release) if has_survey(release) else None
if codes is None:
    st.info(
        "No survey that asks about feeling safe by area was delivered for this release, or nothing is counted by area."
    )
else:
    show_findings(release, "known-harm", codes)
