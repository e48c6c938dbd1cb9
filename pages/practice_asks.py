"""Asks and answers: you said, we did. Each ask with its theme, its action and the evidence, and the way back."""

import streamlit as st

from dashboard.controls import choose_action, choose_theme
from dashboard.findings.asks import (
    actions,
    ask_link,
    asks,
    has_actions,
    one_action,
    origins,
    register,
    theme_link,
    ways,
)
from dashboard.findings.practice_shown import leaves_of
from dashboard.findings.themes import has_themes
from dashboard.in_force import release_in_force
from dashboard.selection import ALL
from dashboard.show import show
from dashboard.words.escaping import plain

release, _ = release_in_force()
st.title("Asks and answers")
st.markdown(
    "What practitioners asked for, what was agreed, and what came of it. An ask without an action stands first."
)
if not has_actions(release):
    st.info("No register of actions was delivered for this release.")
    st.stop()
left, right = st.columns(2)
with left:
    theme = choose_theme(leaves_of(release))
with right:
    action = choose_action(register(release))
if told := one_action(release, action):
    st.header(plain(f"Action {action}"))
    st.markdown("\n".join(f"- **{what}:** {plain(text)}" for what, text in told.items()))
    st.markdown(
        f"[The theme that it answers]({theme_link(told['Theme'])}) · [The ask and its other actions]({ask_link(told['Theme'])})"
    )
if has_themes(release):
    show(asks(release), release)
    st.subheader("From each ask to its theme and its actions")
    for label, standing, links in ways(release):
        if theme in (ALL, *(c for c, name in leaves_of(release).items() if name == label)):
            st.markdown(
                f"- **{plain(label)}:** {standing}. " + " · ".join(f"[{plain(text)}]({link})" for text, link in links)
            )
show(actions(release, theme), release)
show(origins(release), release)
