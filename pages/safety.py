"""Safety: why nobody can find a child in anything that is shown."""

from pathlib import Path

import streamlit as st

from dashboard.findings.method import audit, audit_summary
from dashboard.run import this_run
from dashboard.show_questions import show_questions_alone
from dashboard.web.contents import sections_of
from dashboard.web.text_table import text_table_html
from dashboard.words.escaping import plain

release = this_run().release
AUDIT, EVERY = "This release's audit", "Every check, one by one"
# The answer, with what it does not promise in the same breath; how it is kept is opened heading by heading.
OPEN = ("The rule", "The proof, in two lines", "What is not promised", "A concern")
sections = sections_of((Path(__file__).resolve().parents[1] / "assets" / "safety.md").read_text(encoding="utf-8"))
for title in OPEN:
    st.header(title)
    st.markdown(sections[title])
st.header("How it is kept")
for title, said in sections.items():
    if title not in OPEN:
        st.expander(plain(title)).markdown(said)
st.header(AUDIT)
st.html(text_table_html(audit_summary(release), AUDIT))
st.expander(EVERY).html(text_table_html(audit(release), EVERY))
show_questions_alone("safety")
