"""Draws a checked text: each marked sentence with the word in it, why, and what to write instead. Keeps nothing."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.words.escaping import plain
from dashboard.words.language import found_sentence
from language.checker import Checked, Mark, check
from language.documents import UnreadableDocumentError, words_of
from language.terms import Term

MOST = 200


def show_checked(pasted: str, document: tuple[str, bytes] | None, terms: Sequence[Term]) -> None:
    """What is marked in a dropped document, or else in a pasted text; nothing where neither was handed over."""
    try:
        text = pasted if document is None else words_of(*document)
    except UnreadableDocumentError as error:
        st.error(plain(error))
        return
    if text:
        _show_marks(check(text, terms))


def _show_marks(checked: Checked) -> None:
    st.markdown(f"**{plain(found_sentence(len(checked.marks), checked.words))}**")
    for mark in checked.marks[:MOST]:
        with st.container(border=True):
            st.markdown(_sentence(mark))
            st.markdown(f"- **Why:** {plain(mark.term.why)}\n- **Instead:** {plain('; '.join(mark.term.alternatives))}")
    if len(checked.marks) > MOST:
        st.markdown(f"The first {MOST} are shown; {len(checked.marks) - MOST} more follow.")


def _sentence(mark: Mark) -> str:
    """The sentence with its word marked: in bold on a ground, so that colour is not needed to see it."""
    before, word, after = mark.sentence[: mark.start], mark.sentence[mark.start : mark.end], mark.sentence[mark.end :]
    return f"{_kept(before)}:orange-background[**{plain(word)}**]{_kept(after)}"


def _kept(text: str) -> str:
    """Escaped, with the space at its ends kept."""
    lead = " " if text[:1].isspace() else ""
    tail = " " if len(text) > 1 and text[-1:].isspace() else ""
    return f"{lead}{plain(text)}{tail}"
