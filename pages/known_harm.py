"""Known and unknown harm: where young people feel unsafe, beside what agencies record in the same areas."""

import streamlit as st

from dashboard.ask.survey import has_survey
from dashboard.controls.survey import choose_known_harm, other_records
from dashboard.run import this_run
from dashboard.show_questions import show_questions

release = this_run().release
NOTHING = (
    "No survey that asks about feeling safe by area was delivered for this release, or nothing is counted by area."
)


@st.fragment
def body() -> None:
    codes = choose_known_harm(release) if has_survey(release) else None
    if codes is None:
        st.info(NOTHING)
    else:
        show_questions(release, "known-harm", codes, others=other_records(release, codes))


body()
