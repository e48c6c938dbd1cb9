"""Asks and answers: you said, we did. Each ask with its theme, its action and the evidence, and the way back."""

import streamlit as st

from dashboard.controls.practice import choose_action, choose_theme
from dashboard.findings.asks import actions, asks, has_actions, origins, register
from dashboard.findings.practice_shown import leaves_of
from dashboard.findings.themes import has_themes
from dashboard.run import this_run
from dashboard.show import show
from dashboard.show_asks import show_action, show_ways

release = this_run().release
st.title("Asks and answers")
st.markdown(
    "What practitioners asked for, what was agreed, and what came of it. An ask without an action stands first."
)
if not has_actions(release):
    st.info("No register of actions was delivered for this release.")
else:
    left, right = st.columns(2)
    with left:
        theme = choose_theme(leaves_of(release))
    with right:
        action = choose_action(register(release))
    show_action(release, action)
    if has_themes(release):
        show(asks(release), release)
        show_ways(release, theme)
    show(actions(release, theme), release)
    show(origins(release), release)
