"""Themes: what practitioners name, over time, who names it, and how sure the reading is."""

import streamlit as st

from dashboard.ask.months import ALL
from dashboard.ask.practice import leaves_of
from dashboard.catalogue.register import link_to
from dashboard.controls.practice import choose_theme, choose_theme_split
from dashboard.findings.themes import has_themes
from dashboard.run import this_run
from dashboard.show_findings import show_findings

release = this_run().release
st.markdown("What practitioners said in the forum and in focus groups, read with one codebook under Capacity, Culture and "
            "Consistency. What helps stands beside what hinders.")  # fmt: skip
if not has_themes(release):
    st.info("No sessions with practitioners were delivered for this release.")
else:
    left, right = st.columns(2)
    with left:
        theme = choose_theme(leaves_of(release))
    with right:
        by = choose_theme_split()
    if theme != ALL:
        st.markdown(f"[What was asked for here, and what came of it]({link_to('actions', theme=theme)})")
    show_findings(release, "themes", {"theme": theme, "by": by})
