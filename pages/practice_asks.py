"""Asks and answers: you said, we did. Each ask with its theme, its action and the evidence, and the way back."""

import streamlit as st

from dashboard.ask.practice import leaves_of
from dashboard.controls.practice import choose_action, choose_origin, choose_theme
from dashboard.findings.asks import ORIGINS, has_actions, register
from dashboard.findings.themes import has_themes
from dashboard.run import this_run
from dashboard.show_asks import show_action, show_ways
from dashboard.show_findings import show_findings

release = this_run().release
st.markdown("What practitioners asked for, what was agreed, and what came of it. Asks with no action come first.")
if not has_actions(release):
    st.info("No register of actions was delivered for this release.")
else:
    first, second, third = st.columns(3)
    with first:
        theme = choose_theme(leaves_of(release))
    with second:
        origin = choose_origin(ORIGINS)
    with third:
        action = choose_action(register(release))
    show_action(release, action)
    show_findings(release, "asks", place="asks")
    if has_themes(release):
        show_ways(release, theme)
    show_findings(release, "asks", {"theme": theme, "origin": origin}, place="register")
