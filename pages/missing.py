"""Missing: how many, since when, where and for whom."""

import streamlit as st

from dashboard.controls import choose_missing
from dashboard.findings.missing import missing_trend, missing_years
from dashboard.in_force import release_in_force
from dashboard.show import show, show_events

release, _ = release_in_force()
st.title("Missing")
st.markdown("A report is not an investigation, an investigation is not an episode, and an episode is not a child: "
            "each is counted by itself.")  # fmt: skip
selection = choose_missing(release)
trend = missing_trend(release, selection)
show(trend, release)
if not trend.withheld:
    show_events(release)
if years := missing_years(release, selection):
    show(years, release)
