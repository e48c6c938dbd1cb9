"""What young people say: strengths beside worries, what changed, which groups answered differently."""

import streamlit as st

from dashboard.ask.survey import has_survey
from dashboard.controls.survey import choose_survey
from dashboard.run import this_run
from dashboard.show_findings import show_findings

release = this_run().release
st.markdown("What pupils answered when they were asked: no record of anybody, and nobody’s view of them. Strengths are told as "
            "plainly as worries.")  # fmt: skip
if not has_survey(release):
    st.info("No survey was delivered for this release.")
else:
    survey, wave, indicator = choose_survey(release)
    show_findings(release, "survey", {"survey": survey, "wave": wave, "shanarri": indicator})
