"""Audits: how practice is rated, how sure that is, and what changed; every row and list narrows the rest."""

import streamlit as st

from dashboard.ask.audits import has_audits
from dashboard.catalogue.register import find_entry
from dashboard.catalogue.steering import codes_of
from dashboard.controls.paper import draw_findings
from dashboard.controls.steering import AUDITS_BODY, choose_audit, take_area
from dashboard.run import this_run
from dashboard.show_questions import show_questions
from dashboard.web.audits import audits_page
from dashboard.web.waiting import worked_out

release = this_run().release


@st.fragment
def body() -> None:
    choice, order = choose_audit(release)
    page = worked_out(
        release,
        ("audits page", choice, order),
        find_entry("audit-change").question,
        lambda: audits_page(release, choice, order),
    )
    draw_findings(page, key=AUDITS_BODY, on_event=take_area)
    show_questions(release, "audits", {**codes_of(choice), "order": order})


if not has_audits(release):
    st.info("No audit was delivered for this release.")
else:
    body()
