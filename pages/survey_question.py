"""Survey, question by question: the answers, how sure they are, by which group, and from wave to wave."""

import streamlit as st

from dashboard.ask.survey import has_survey
from dashboard.controls.survey import choose_question
from dashboard.run import this_run
from dashboard.show_findings import show_findings

release = this_run().release
st.markdown(
    "One question at a time: in which words, of whom, how many answered, and how far chance alone could move the figures."
)
if not has_survey(release):
    st.info("No survey was delivered for this release.")
else:
    asking = choose_question(release)
    codes = {"survey": asking.survey, "wave": asking.wave, "question": asking.question, "by": asking.split}
    show_findings(release, "survey-question", codes)
