"""Themes: what practitioners name, over time, who names it, and how sure the reading is."""

import streamlit as st

from dashboard.controls.practice import choose_theme, choose_theme_split
from dashboard.findings.asks import ask_link
from dashboard.findings.codebook import codebook, coders, disagreements, quotations
from dashboard.findings.practice_shown import leaves_of
from dashboard.findings.themes import has_themes, theme_mix, theme_pairs, theme_split, theme_time
from dashboard.remembered import remembered
from dashboard.run import this_run
from dashboard.selection import ALL
from dashboard.show import show

release = this_run().release
st.title("Themes")
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
        st.markdown(f"[What was asked for here, and what came of it]({ask_link(leaves_of(release)[theme])})")
    show(remembered((release.id, "theme mix"), lambda: theme_mix(release)), release)
    show(remembered((release.id, "theme time", theme), lambda: theme_time(release, theme)), release)
    show(remembered((release.id, "theme split", by, theme), lambda: theme_split(release, by, theme)), release)
    show(remembered((release.id, "theme pairs"), lambda: theme_pairs(release)), release)
    show(quotations(release, theme), release)
    show(codebook(release), release)
    show(remembered((release.id, "coders"), lambda: coders(release)), release)
    show(disagreements(release), release)
