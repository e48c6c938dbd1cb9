"""Language: check a text for words that blame, and see how their use shifts."""

import streamlit as st

from dashboard.controls.practice import choose_text
from dashboard.findings.language import terms
from dashboard.language.checker import check
from dashboard.language.documents import UnreadableDocumentError, words_of
from dashboard.run import this_run
from dashboard.show_findings import show_findings
from dashboard.show_marks import show_marks
from dashboard.words.escaping import plain
from dashboard.words.language import LIMITS, PROMISE

release = this_run().release
st.markdown("Some words blame the child. The test: is the person who causes the harm absent from the sentence? The checker points "
            "at words, says why, and offers another way; you decide what to write.")  # fmt: skip
st.header("Check a text")
st.markdown(f":small[{plain(PROMISE)} {plain(LIMITS)}]")
pasted, document = choose_text()
try:
    if text := words_of(*document) if document is not None else pasted:
        show_marks(check(text, terms(release)))
except UnreadableDocumentError as error:
    st.error(plain(error))
show_findings(release, "language")
