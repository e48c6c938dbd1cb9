"""The one door for text that a map shows: tooltips and layer names are HTML, so nothing of it may be markup."""

from __future__ import annotations

from html import escape


def shown(text: object) -> str:
    """Text as text: markup escaped, and the signs that could end a script's string or template turned into entities."""
    safe = escape(" ".join(str(text).split()), quote=True)
    return (
        safe.replace("`", "&#96;")
        .replace("\\", "&#92;")
        .replace("$", "&#36;")
        .replace("{", "&#123;")
        .replace("}", "&#125;")
    )
