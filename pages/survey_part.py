"""Who took part in a survey, beside the young people who live there."""

import streamlit as st

from dashboard.ask.survey import has_survey
from dashboard.controls.survey import choose_part, other_parts
from dashboard.run import this_run
from dashboard.show_questions import show_questions

release = this_run().release


@st.fragment
def body() -> None:
    survey, wave, split = choose_part(release)
    codes = {"survey": survey, "wave": wave, "part": split}
    show_questions(release, "survey-part", codes, others=other_parts(release, survey, wave, split))


if not has_survey(release):
    st.info("No survey was delivered for this release.")
else:
    body()
