"""One context: only one that many people use, so that nobody is known by it."""

import streamlit as st

from dashboard.controls.steering import choose_context
from dashboard.findings.one_context import contexts_shown, facts, interventions, measures, risks, weights
from dashboard.remembered import remembered
from dashboard.run import this_run
from dashboard.show import show
from dashboard.words.contexts import NAMED_NOTE
from dashboard.words.escaping import plain

release = this_run().release
st.title("One context")
st.markdown(f"{NAMED_NOTE} [All contexts](contexts)")
if not (shown := contexts_shown(release)):
    st.info("No context may be shown by itself in this release.")
else:
    key = choose_context(shown)
    st.header(plain(shown[key]))
    for name, text in facts(release, key).items():
        st.markdown(f"**{plain(name)}:** {plain(text)}")
    for make in (weights, risks, measures, interventions):
        show(remembered((release.id, "one context", make.__name__, key), lambda m=make: m(release, key)), release)
