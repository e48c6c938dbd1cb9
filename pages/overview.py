"""Overview: what changed, in sentences, each with its page."""

import streamlit as st

from dashboard.controls.missing import choose_indicator
from dashboard.findings.indicators import indicator_titles, published_indicators
from dashboard.findings.overview import lines
from dashboard.remembered import remembered
from dashboard.run import this_run
from dashboard.selection import NONE
from dashboard.show import show
from dashboard.words.escaping import plain

release = this_run().release
st.title("Overview")
st.header("What changed")
told = remembered((release.id, "overview"), lambda: lines(release))
for section in dict.fromkeys(line.section for line in told):
    st.subheader(section)
    for line in told:
        if line.section == section:
            st.markdown(f"**{plain(line.subject)}.** {plain(line.sentence)} [Look closer]({line.link})")
st.markdown(":small[A change is named only where chance, the season and a few children’s many episodes would seldom make one as large. "
            "No sentence here says why anything changed.]")  # fmt: skip
if titles := indicator_titles(release):
    st.divider()
    chosen = choose_indicator(titles)
    if indicators := published_indicators(release, "" if chosen == NONE else chosen):
        show(indicators, release)
