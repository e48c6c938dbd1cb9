"""Who took part: pupils of a survey beside the young people who live there, and what may be biased."""

import streamlit as st

from dashboard.controls.survey import choose_part
from dashboard.findings.survey_part import who_took_part
from dashboard.remembered import remembered
from dashboard.run import this_run
from dashboard.show import show
from dashboard.survey_answers import has_survey

release = this_run().release
st.title("Who took part")
st.markdown(
    "A survey speaks for those who were reached. Whom it reached, and whom it did not, comes before what they said."
)
if not has_survey(release):
    st.info("No survey was delivered for this release.")
else:
    survey, wave, split = choose_part(release)
    show(
        remembered((release.id, "part", survey, wave, split), lambda: who_took_part(release, survey, wave, split)),
        release,
    )
