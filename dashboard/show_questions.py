"""Draws a page of questions from the catalogue: its findings in order, of which the one that is asked for is worked out."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.ask.cache import remembered
from dashboard.catalogue.entry import lacking
from dashboard.catalogue.register import entries_of, finding_of
from dashboard.controls.paper import draw_findings
from dashboard.controls.questions import asked_question
from dashboard.findings.finding import Finding, State
from dashboard.web.body import Block
from dashboard.web.questions import questions_page
from data_loaders.release import Release

NOTHING = "Nothing that this could be answered from is published in this release."


def show_questions(
    release: Release, page: str, codes: Mapping[str, str] | None = None, *, more: tuple[Block, ...] = ()
) -> None:
    """Called inside a fragment, after the controls that `codes` come from."""
    entries = entries_of(page)
    offered = {e.key: e.question for e in entries if not lacking(release, e.needs)}
    gone = tuple(e.title for e in entries if e.key not in offered)
    if not offered:
        return
    body = f"{page}-body"
    chosen = asked_question(offered, body)

    def answer() -> Finding:
        found = finding_of(release, chosen, codes)
        if isinstance(found, Finding):
            return found
        return Finding(chosen, offered[chosen], "Nothing to show yet", "", release.id, State.NOT_COVERED, NOTHING)

    # All that the page is made of: a catalogue with another question gives another page.
    key = ("page of questions", page, chosen, tuple(sorted((codes or {}).items())), tuple(offered.items()))
    draw_findings(
        remembered(release, key, lambda: questions_page(release, answer(), offered, chosen, gone=gone, more=more)),
        key=body,
        on_event=_redraw,
    )


def _redraw() -> None:
    """The fragment is drawn again; what was clicked is read there."""
