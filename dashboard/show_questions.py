"""Draws the questions of a page from the catalogue: its findings in order, of which the one that is asked for is worked out.

Every page does so, with or without a layout of its own: a finding that is new in the catalogue stands on its page by itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from dashboard.answers import answers
from dashboard.catalogue.entry import Other, lacking
from dashboard.catalogue.register import entries_of, opens_with_a_question, questions_of_choices
from dashboard.controls.choice import tell_unused
from dashboard.controls.paper import draw_findings
from dashboard.controls.questions import asked_question, body_of
from dashboard.run import this_run
from dashboard.web.body import Block
from dashboard.web.questions import ALSO_HERE, HERE, Questions, questions_page
from dashboard.web.waiting import worked_out
from data_loaders.release import Release


def show_questions(
    release: Release,
    page: str,
    codes: Mapping[str, str] | None = None,
    *,
    more: tuple[Block, ...] = (),
    others: Sequence[Other] = (),
) -> None:
    """Called inside a fragment, after the controls that `codes` come from, as do the `others` that could have been chosen."""
    entries = entries_of(page)
    offered = {e.key: e.question for e in entries if not lacking(release, e.needs)}
    gone = tuple(e.title for e in entries if e.key not in offered)
    if not offered:
        return
    is_first = opens_with_a_question(page)
    chosen = asked_question(offered, page, is_first_open=is_first)
    listed = Questions(offered, chosen, gone, HERE if is_first else ALSO_HERE)
    if chosen:
        tell_unused(codes or {}, questions_of_choices(page, chosen, codes or {}))
    # All that the page is made of: a catalogue with another question gives another page.
    key = ("page of questions", page, chosen, tuple(sorted((codes or {}).items())), tuple(offered.items()))
    drawn = worked_out(
        release,
        key,
        offered.get(chosen, ""),
        lambda: questions_page(release, answers(release, listed, codes, others) if chosen else (), listed, more),
    )
    draw_findings(drawn, key=body_of(page), on_event=_redraw)


def show_questions_alone(page: str) -> None:
    """The questions of a page that has no controls, drawn again by themselves with the release that their page began with."""
    release = this_run().release
    st.fragment(lambda: show_questions(release, page))()


def _redraw() -> None:
    """The fragment is drawn again; what was clicked is read there."""
