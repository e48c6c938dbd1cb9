"""Themes, actions, and a text to be checked."""

from __future__ import annotations

import streamlit as st
from streamlit import runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.ask.months import ALL, NONE
from dashboard.controls.choice import pick, pick_few
from dashboard.controls.missing import choose_sharing_event
from dashboard.controls.questions import asked_now
from dashboard.serve.uploads import expect_upload
from data_loaders.release import Release
from language.documents import MOST_MB, SUFFIXES

FORMS, PASTED, HANDED = "checks", "pasted", "handed over"


THEME_SPLITS = {"agency": "Agency", "role": "Role", "stance": "Ask or barrier"}
EARLIER = {"Ask, barrier, enabler, praise": "stance"}


def choose_themes(themes: dict[str, str]) -> tuple[str, str]:
    """One theme of the codebook, or all of them; and whether agencies, roles (managers among them) or what was said is compared."""
    with st.container(horizontal=True, key="controls", vertical_alignment="bottom"):
        return pick("Theme", {ALL: "All themes", **themes}, "theme"), pick_few("Who or what named it", THEME_SPLITS, "by", earlier=EARLIER)  # fmt: skip


def choose_actions(themes: dict[str, str], origins: dict[str, str]) -> tuple[str, str]:
    """The actions on one theme, or all; and what they came of, or everything."""
    with st.container(horizontal=True, key="controls", vertical_alignment="bottom"):
        return pick("Actions on", {ALL: "All themes", **themes}, "theme"), pick("Came of", {ALL: "Everything", **origins}, "origin")  # fmt: skip


def choose_sharing(release: Release) -> str:
    """The dated event that sharing is compared before and after; asked for by the one question that it is for."""
    if asked_now("capacity") != "acted-on":
        return NONE
    with st.container(horizontal=True, key="controls", vertical_alignment="bottom"):
        return choose_sharing_event(release)


def choose_text() -> tuple[str, tuple[str, bytes] | None]:
    """A text that was pasted, or the name and content of a document that was dropped: handed over once, for this run alone.

    Neither is in the link. A document leaves its widget and the server's store of uploads before the run begins. A text stays in
    the box of the browser, to be corrected and checked again; the server forgets it with each run.
    """
    number = st.session_state.setdefault(FORMS, 0)
    if (context := get_script_run_ctx()) is not None:
        expect_upload(context.session_id)
    with st.form("check"):  # one name for all checks: a form of another name would be another box, and empty
        st.text_area("Paste a text", height=160, max_chars=400_000, key=PASTED)
        st.file_uploader(
            f"Or drop a document (docx, pdf or txt, up to {MOST_MB} MB)", list(SUFFIXES), max_upload_size=MOST_MB, key=f"document-{number}"
        )  # fmt: skip
        st.form_submit_button("Check", on_click=_hand_over, args=(number,))
    text, document = st.session_state.pop(HANDED, ("", None))
    return text, document


def forget_text() -> None:
    """First in every run of the page and of its parts, before the box is drawn: the browser sends its text along with each of them."""
    if PASTED in st.session_state:
        del st.session_state[PASTED]


def _hand_over(number: int) -> None:
    """Before the run: take the text, take the document out of its widget, and forget it where the server keeps uploads."""
    dropped = st.session_state.pop(f"document-{number}", None)
    content = None if dropped is None else (dropped.name, dropped.getvalue())
    st.session_state[HANDED], st.session_state[FORMS] = (st.session_state[PASTED], content), number + 1
    context = get_script_run_ctx()
    if dropped is not None and context is not None and runtime.exists():
        uploads = runtime.get_instance().uploaded_file_mgr
        if isinstance(uploads, MemoryUploadedFileManager):
            uploads.remove_file(context.session_id, dropped.file_id)
