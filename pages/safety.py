"""Safety: why nobody can find a child in anything that is shown."""

from pathlib import Path

import streamlit as st

from dashboard.findings.method import audit, audit_summary
from dashboard.run import this_run
from dashboard.show_questions import show_questions_alone
from dashboard.web.contents import contents_html, headings_of
from dashboard.web.text_table import text_table_html

release = this_run().release
AUDIT, EVERY = "This release's audit", "Every check, one by one"
text = (Path(__file__).resolve().parents[1] / "assets" / "safety.md").read_text(encoding="utf-8")
st.html(contents_html((*headings_of(text), AUDIT)))
st.markdown(text)
st.header(AUDIT)
st.html(text_table_html(audit_summary(release), AUDIT))
st.expander(EVERY).html(text_table_html(audit(release), EVERY))
show_questions_alone("safety")
