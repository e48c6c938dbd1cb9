"""Who took part: pupils of a survey beside the young people who live there, and what may be biased."""

import streamlit as st

from dashboard.ask.survey import has_survey
from dashboard.controls.survey import choose_part
from dashboard.run import this_run
from dashboard.show_findings import show_findings

release = this_run().release
st.markdown(
    "A survey speaks for those who were reached. Whom it reached, and whom it did not, comes before what they said."
)
if not has_survey(release):
    st.info("No survey was delivered for this release.")
else:
    survey, wave, split = choose_part(release)
    show_findings(release, "survey-part", {"survey": survey, "wave": wave, "part": split})
