"""What stands in the place of an answer while it is worked out for the first time: its question at once, and after a second why one waits."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.ask.cache import is_remembered, remembered
from dashboard.draw.text import markup
from data_loaders.release import Release

Worked = TypeVar("Worked")
WHY = "This is worked out once for each release, and takes a few seconds."


def worked_out(release: Release, key: Hashable, question: str, work_out: Callable[[], Worked]) -> Worked:
    """As `remembered` does, with `question` to be seen until the answer is there; what is there already is not waited for."""
    place = waiting(release, key, question)
    worked = remembered(release, key, work_out)
    place.empty()
    return worked


def waiting(release: Release, key: Hashable, question: str) -> DeltaGenerator:
    """The place in which is waited, to be emptied when the answer is there; nothing is seen in it of what is remembered."""
    place = st.empty()
    if not is_remembered(release, key):
        place.html(waiting_html(question))
    return place


def waiting_html(question: str) -> str:
    """Grey where the title and the chart will stand, so that nothing jumps when they come."""
    return f'<div class="waiting" role="status"><p>{markup(question)}</p><i></i><b></b><p class="why">{WHY}</p></div>'
