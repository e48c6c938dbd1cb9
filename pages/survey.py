"""What young people say: strengths beside worries, what changed, which groups answered differently."""

import streamlit as st

from dashboard.controls.survey import choose_survey
from dashboard.findings.survey_overview import changes, good_answers, groups_apart
from dashboard.remembered import remembered
from dashboard.run import this_run
from dashboard.show import show
from dashboard.survey_answers import has_survey

release = this_run().release
st.title("What young people say")
st.markdown("What pupils answered when they were asked: no record of anybody, and nobody’s view of them. Strengths are told as "
            "plainly as worries.")  # fmt: skip
if not has_survey(release):
    st.info("No survey was delivered for this release.")
else:
    survey, wave, indicator = choose_survey(release)
    overview = remembered(
        (release.id, "survey", survey, wave, indicator), lambda: good_answers(release, survey, wave, indicator)
    )
    show(overview, release)
    show(remembered((release.id, "survey changes", survey), lambda: changes(release, survey)), release)
    show(remembered((release.id, "survey apart", survey, wave), lambda: groups_apart(release, survey, wave)), release)
