"""Language: how the use of words that blame shifts, and a text to be checked for them."""

import streamlit as st

from dashboard.controls.practice import choose_text
from dashboard.findings.language import terms
from language.checker import check
from language.documents import UnreadableDocumentError, words_of
from dashboard.run import this_run
from dashboard.show_marks import show_marks
from dashboard.show_questions import show_questions
from dashboard.words.escaping import plain
from dashboard.words.language import LIMITS, PROMISE

release = this_run().release


@st.fragment
def body() -> None:
    show_questions(release, "language")


body()
st.header("Check a text", anchor=False)
st.markdown("It points at words that blame a child, says why, and offers another way; you decide what to write.")
pasted, document = choose_text()
try:
    if text := words_of(*document) if document is not None else pasted:
        show_marks(check(text, terms(release)))
except UnreadableDocumentError as error:
    st.error(plain(error))
st.markdown(f":small[{plain(PROMISE)} {plain(LIMITS)}]")
