"""Survey, question by question: the answers, how sure they are, by which group, and from wave to wave."""

import streamlit as st

from dashboard.controls.survey import choose_question
from dashboard.findings.survey import against_others, answers, change, shares
from dashboard.remembered import remembered
from dashboard.run import this_run
from dashboard.show import show
from dashboard.survey_answers import has_survey

release = this_run().release
st.title("Question by question")
st.markdown(
    "One question at a time: in which words, of whom, how many answered, and how far chance alone could move the figures."
)
if not has_survey(release):
    st.info("No survey was delivered for this release.")
else:
    asking = choose_question(release)
    show(remembered((release.id, "answers", asking), lambda: answers(release, asking)), release)
    show(remembered((release.id, "answer shares", asking), lambda: shares(release, asking)), release)
    if apart := remembered((release.id, "answers apart", asking), lambda: against_others(release, asking)):
        show(apart, release)
    show(remembered((release.id, "answers change", asking), lambda: change(release, asking)), release)
