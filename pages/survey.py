"""What young people say: how they answered, what changed, which groups answered differently."""

import streamlit as st

from dashboard.ask.survey import has_survey
from dashboard.controls.survey import choose_survey
from dashboard.run import this_run
from dashboard.show_questions import show_questions

release = this_run().release


@st.fragment
def body() -> None:
    survey, wave, indicator = choose_survey(release)
    show_questions(release, "survey", {"survey": survey, "wave": wave, "shanarri": indicator})


if not has_survey(release):
    st.info("No survey was delivered for this release.")
else:
    body()
