"""One context: only one that many people use, so that nobody is known by it."""

import streamlit as st

from dashboard.catalogue.register import page_link
from dashboard.controls.steering import choose_context
from dashboard.findings.one_context import contexts_shown, facts
from dashboard.run import this_run
from dashboard.show_findings import show_findings
from dashboard.words.contexts import NAMED_NOTE
from dashboard.words.escaping import plain

release = this_run().release
st.markdown(f"{NAMED_NOTE} [All contexts]({page_link('contexts')})")
if not (shown := contexts_shown(release)):
    st.info("No context may be shown by itself in this release.")
else:
    key = choose_context(shown)
    st.header(plain(shown[key]))
    for name, text in facts(release, key).items():
        st.markdown(f"**{plain(name)}:** {plain(text)}")
    show_findings(release, "one-context", {"context": key})
