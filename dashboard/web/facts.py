"""Facts in a row under a finding."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.draw.text import markup
from dashboard.findings.missing_facts import Fact
from dashboard.web.anatomy import links_html
from dashboard.web.body import Block


def facts_block(facts: Sequence[Fact], *, order: int = 0) -> Block:
    shown = "".join(
        f'<div class="fact"><strong>{markup(f.figure)}</strong><p>{markup(f.sentence)} <small>{markup(f.surety)}</small>{links_html((f.link,))}</p></div>'
        for f in facts
    )
    return Block("facts", f'<div class="facts">{shown}</div>', "foot", order)
