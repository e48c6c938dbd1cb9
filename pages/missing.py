"""Missing: is it really rising, since when, where and for whom?"""

import streamlit as st

from dashboard.controls.missing import choose_missing
from dashboard.events import events_of
from dashboard.findings.missing import missing_ahead, missing_trend, missing_years
from dashboard.remembered import remembered
from dashboard.run import this_run
from dashboard.show import show, show_events

release = this_run().release
st.title("Missing")
st.markdown("A report is not an investigation, an investigation is not an episode, and an episode is not a child: "
            "each is counted by itself.")  # fmt: skip
asked = choose_missing(release)
trend = remembered((release.id, "trend", asked), lambda: missing_trend(release, asked))
show(trend, release)
if not trend.withheld:
    show_events(events_of(release, asked))
if years := remembered((release.id, "years", asked), lambda: missing_years(release, asked)):
    show(years, release)
if ahead := remembered((release.id, "ahead", asked), lambda: missing_ahead(release, asked)):
    show(ahead, release)
