"""The terms of the field with their meanings, and those that a text says."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

FILE = Path(__file__).resolve().parents[2] / "assets" / "glossary.toml"


@cache
def meanings() -> dict[str, str]:
    return {str(term): str(meaning) for term, meaning in tomllib.loads(FILE.read_text(encoding="utf-8")).items()}


def meanings_in(text: str) -> dict[str, str]:
    """Those whose term, or its plural, is a word of the text: a page is sent no more."""
    low = text.lower().replace("'", "’")  # names come with either sign
    return {t: m for t, m in meanings().items() if re.search(rf"(?<![\w-]){re.escape(t.lower())}s?(?![\w-])", low)}
