"""Language: how the use of words that blame shifts, and a text to be checked for them."""

import streamlit as st

from dashboard.controls.practice import choose_text, forget_text
from dashboard.findings.language import terms
from dashboard.run import this_run
from dashboard.show_marks import show_checked
from dashboard.show_questions import show_questions
from dashboard.words.escaping import plain
from dashboard.words.language import LIMITS, PROMISE

release = this_run().release


@st.fragment
def body() -> None:
    forget_text()
    show_questions(release, "language")


body()
st.header("Check a text", anchor=False)
st.markdown("It points at words that blame a child, says why, and offers another way; you decide what to write.")
pasted, document = choose_text()
show_checked(pasted, document, terms(release))
st.markdown(f":small[{plain(PROMISE)}]")
st.expander("How far the checker can be trusted").markdown(plain(LIMITS))
