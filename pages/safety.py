"""Safety: why nobody can find a child in anything that is shown."""

from pathlib import Path

import streamlit as st

from dashboard.findings.method import audit, audit_summary
from dashboard.run import this_run
from dashboard.show_questions import show_questions_alone
from dashboard.web.contents import contents_html, headings_of
from dashboard.words.escaping import plain_cells

release = this_run().release
AUDIT = "This release's audit"
text = (Path(__file__).resolve().parents[1] / "assets" / "safety.md").read_text(encoding="utf-8")
st.html(contents_html((*headings_of(text), AUDIT)))
st.markdown(text)
st.header(AUDIT)
st.table(plain_cells(audit_summary(release).set_index("Check")))
with st.expander("Every check, one by one"):
    st.table(plain_cells(audit(release).set_index("Check")))
show_questions_alone("safety")
