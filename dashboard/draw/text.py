"""The doors through which data text reaches a renderer: one for each, so that no call can forget to escape."""

from __future__ import annotations

import re
from html import escape

from dashboard.charts.palette import Paint

NOT_PRINTED = re.compile(r"[\u0000-\u0008\u000b-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
COLOUR = re.compile(
    r"#[0-9a-fA-F]{3,8}|var\(--[a-z0-9-]+\)|rgba?\([\d., ]+\)|light-dark\(#[0-9a-fA-F]{6},#[0-9a-fA-F]{6}\)|[a-z]{3,20}|url\(#hatch\)"
)


def markup(words: object) -> str:
    """Text inside an element or an attribute of HTML or SVG. Signs that turn the direction of writing are dropped."""
    return escape(NOT_PRINTED.sub("", str(words)), quote=True)


def href(address: str) -> str:
    """A link inside the product: a path, a query or a place on the page; anything else leads nowhere."""
    is_inside = re.fullmatch(r"(?:[./]?[\w-]+(?:/[\w-]+)*)?/?(?:\?[^#]*)?(?:#[\w-]*)?", address)
    return markup(address) if address and is_inside and not address.startswith("//") else "#"


def colour(role: str, paint: Paint) -> str:
    """A colour as a renderer writes it; what is no colour is ink."""
    written = paint(role)
    return written if COLOUR.fullmatch(written) else paint("ink")
