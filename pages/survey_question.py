"""One question of a survey: the answers by group, which groups differ, and from wave to wave."""

import streamlit as st

from dashboard.ask.survey import has_survey
from dashboard.controls.survey import choose_question
from dashboard.run import this_run
from dashboard.show_questions import show_questions

release = this_run().release


@st.fragment
def body() -> None:
    asking = choose_question(release)
    codes = {"survey": asking.survey, "wave": asking.wave, "question": asking.question, "by": asking.split}
    show_questions(release, "survey-question", codes)


if not has_survey(release):
    st.info("No survey was delivered for this release.")
else:
    body()
