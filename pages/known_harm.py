"""Known and unknown harm: where young people feel unsafe, beside what agencies record in the same areas."""

import streamlit as st

from dashboard.controls.survey import choose_known_harm
from dashboard.findings.known_harm import known_harm
from dashboard.remembered import remembered
from dashboard.run import this_run
from dashboard.show import show
from dashboard.survey_answers import has_survey

release = this_run().release
st.title("Known and unknown harm")
st.markdown("Where young people feel unsafe and little is recorded, nobody may yet know why. That is a reason to ask them, not a "
            "finding about them.")  # fmt: skip
asked = choose_known_harm(release) if has_survey(release) else None
if asked is None:
    st.info(
        "No survey that asks about feeling safe by area was delivered for this release, or nothing is counted by area."
    )
else:
    asking, dataset = asked
    show(remembered((release.id, "known harm", asking, dataset), lambda: known_harm(release, asking, dataset)), release)
