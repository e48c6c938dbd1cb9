"""Facts in a row under a finding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.draw.text import markup
from dashboard.findings.missing_facts import Fact
from dashboard.web.anatomy import links_html
from dashboard.web.body import Block


def facts_block(facts: Sequence[Fact], *, order: int = 0) -> Block:
    shown = "".join(
        f'<div class="fact"><strong>{markup(f.figure)}</strong><p>{markup(f.sentence)} <small>{markup(f.surety)}</small>{links_html((f.link,)) if f.link else ""}</p></div>'
        for f in facts
    )
    return Block("facts", f'<div class="facts">{shown}</div>', "foot", order)


def known_block(known: Mapping[str, str], *, order: int = 0) -> Block:
    """What is known of one thing, line by line, beside its findings."""
    lines = "".join(f"<dt>{markup(name)}</dt><dd>{markup(text)}</dd>" for name, text in known.items())
    return Block("known", f'<dl class="known">{lines}</dl>', "side", order)
