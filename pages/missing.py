"""Missing: is it really rising, since when and where?"""

import streamlit as st

from dashboard.catalogue.missing import codes_of
from dashboard.catalogue.register import find_entry
from dashboard.controls.missing import BODY, choose_trend, take_event
from dashboard.controls.paper import draw_findings
from dashboard.run import this_run
from dashboard.show_questions import show_questions
from dashboard.web.missing import missing_page
from dashboard.web.waiting import worked_out

release = this_run().release


@st.fragment
def body() -> None:
    asked = choose_trend(release)
    page = worked_out(
        release, ("missing page", asked), find_entry("missing-trend").question, lambda: missing_page(release, asked)
    )
    draw_findings(page, key=BODY, on_event=take_event)
    show_questions(release, "missing", codes_of(asked.selection))


body()
