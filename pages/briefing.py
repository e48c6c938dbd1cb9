"""Briefing: what a body of the partnership gets, ready for the table."""

import streamlit as st

from dashboard.controls.briefing import choose_body
from dashboard.run import this_run
from dashboard.show_briefing import known_templates, made_briefing, offer_files, show_contents, show_front, show_notes
from dashboard.words.escaping import plain

release = this_run().release
st.markdown("The findings of this dashboard, on paper: the same figures, the same words, the same cautions.")
known = known_templates()
name = choose_body({key: template.body for key, template in known.items()})
st.markdown(f":small[{plain(known[name].purpose)}]")
briefing = made_briefing(release, name, known[name])
offer_files(lambda: briefing, f"{name}-{release.id}")
show_front(briefing)
show_contents(briefing)
show_notes(release, briefing.items)
