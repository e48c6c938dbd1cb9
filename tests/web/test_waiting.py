"""What is seen while an answer is worked out: its question, and nothing of what is there already."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from dashboard.ask import cache
from dashboard.web.waiting import waiting_html


def page() -> None:
    from types import SimpleNamespace
    from typing import Any

    import streamlit as st

    from dashboard.web import waiting

    seen = st.session_state.setdefault("seen", [])
    real = waiting.waiting_html

    def shown(question: str) -> str:
        seen.append(question)
        return real(question)

    waiting.waiting_html = shown
    release: Any = SimpleNamespace(id="r")  # all that is asked of one here
    try:
        said = waiting.worked_out(release, "a key of this test", "Where?", lambda: "the answer")
    finally:
        waiting.waiting_html = real
    st.write(said)


def test_a_question_is_seen_only_until_its_answer_is_there_and_only_the_first_time() -> None:
    cache._kept.pop(("r", "a key of this test"), None)
    app = AppTest.from_function(page).run()
    assert app.session_state["seen"] == ["Where?"]
    assert [m.value for m in app.markdown] == ["the answer"]
    app.run()
    assert app.session_state["seen"] == ["Where?"]


def test_a_question_is_no_markup() -> None:
    assert "<script>" not in waiting_html("<script>alert(1)</script>?")
