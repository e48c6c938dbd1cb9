"""A page of questions: the one that is asked with its answer, and beside it the others. What is not asked is not computed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard.draw.text import markup
from dashboard.findings.finding import Finding
from dashboard.web.body import Block, finding_block, page_data
from data_loaders.release import Release

LIST = "questions"


def questions_page(
    release: Release,
    finding: Finding,
    questions: Mapping[str, str],
    chosen: str,
    *,
    gone: tuple[str, ...] = (),
    more: tuple[Block, ...] = (),
) -> dict[str, Any]:
    """`questions`: key → question, in order. `gone`: titles of what was not delivered. `more`: what else stands on the page."""
    listed = (Block(LIST, _list(questions, chosen, gone), "side", 5),) if len(questions) > 1 or gone else ()
    return page_data((finding_block(finding, release, order=1), *more, *listed), release)


def _list(questions: Mapping[str, str], chosen: str, gone: tuple[str, ...]) -> str:
    rows = "".join(
        f'<li><button type="button" data-row="{markup(key)}" aria-pressed="{"true" if key == chosen else "false"}">{markup(text)}</button></li>'
        for key, text in questions.items()
    )
    lost = f'<p class="note">Not delivered for this release: {markup(", ".join(gone))}.</p>' if gone else ""
    return f'<nav aria-label="On this page"><h3>On this page</h3><ul class="ways">{rows}</ul>{lost}</nav>'
