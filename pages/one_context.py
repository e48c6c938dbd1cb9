"""One context: only one that many people use, so that nobody is known by it."""

import streamlit as st

from dashboard.controls.steering import choose_context
from dashboard.findings.one_context import contexts_shown, facts
from dashboard.run import this_run
from dashboard.show_questions import show_questions
from dashboard.web.facts import known_block

release = this_run().release


@st.fragment
def body() -> None:
    key = choose_context(contexts_shown(release))
    show_questions(release, "one-context", {"context": key}, more=(known_block(facts(release, key), order=2),))


if not contexts_shown(release):
    st.info("No context may be shown by itself in this release.")
else:
    body()
