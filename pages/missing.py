"""Missing: is it really rising, since when and where?"""

import streamlit as st

from dashboard.ask.cache import remembered
from dashboard.controls.briefing import pick_finding
from dashboard.controls.missing import BODY, asked_for_paper, choose_trend, take_event
from dashboard.findings.missing import missing_trend
from dashboard.run import this_run
from dashboard.web.component import draw_body
from dashboard.web.missing import missing_page

release = this_run().release


@st.fragment
def body() -> None:
    asked = choose_trend(release)
    if asked_for_paper():
        pick_finding(missing_trend(release, asked.selection))
    page = remembered(
        release,
        ("missing page", asked),
        lambda: missing_page(release, asked.selection, months=asked.months, area=asked.area, is_ahead=asked.is_ahead),
    )
    draw_body(page, key=BODY, on_event=take_event)


body()
