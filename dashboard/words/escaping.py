"""The one door for text that comes from data: never markdown, never a formula."""

from __future__ import annotations

import re

MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-!|<>~$:^&@])")
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def plain(text: object) -> str:
    """Text from data for a place that reads markdown: every sign that could mean something is escaped."""
    return MARKDOWN.sub(r"\\\1", " ".join(str(text).split()))
