"""The headings of a long text: as links to them, and what stands under each."""

from __future__ import annotations

import re

from dashboard.draw.text import markup

METHOD = (
    "What is not in these data", "What is shown, and at which detail", "Sources", "Glossary", "Definitions and methods",
    "This release",
)  # fmt: skip
HEADING = re.compile(r"^## (.+)$", re.MULTILINE)


def sections_of(text: str) -> dict[str, str]:
    """Heading → what stands under it, in the order of the text; what stands before the first heading is left out."""
    parts = HEADING.split(text)[1:]
    return {title: body.strip() for title, body in zip(parts[::2], parts[1::2], strict=True)}


def contents_html(headings: tuple[str, ...]) -> str:
    """Streamlit names the place of a heading by its words: small letters without an apostrophe, and a hyphen for all between them."""
    places = ((title, re.sub(r"[^a-z0-9]+", "-", re.sub("['’]", "", title.lower())).strip("-")) for title in headings)
    links = "".join(f'<li><a href="#{place}">{markup(title)}</a></li>' for title, place in places)
    return f'<nav class="contents" aria-label="On this page"><ul>{links}</ul></nav>'
