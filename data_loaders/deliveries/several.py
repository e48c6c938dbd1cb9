"""Columns that hold several codes, with numbers or without: `POLICE:3; HEALTH` and `PEER; ONLINE`."""

from __future__ import annotations

import re

WITH_NUMBER = re.compile(r"^([A-Z_]+)(?:\s*:\s*(\d+))?$")


def codes_in(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def numbered(text: str) -> dict[str, int | None] | None:
    """Code → how many came (None: not told); None if the text cannot be read."""
    told: dict[str, int | None] = {}
    for part in codes_in(text):
        match = WITH_NUMBER.match(part)
        if match is None:
            return None
        told[match[1]] = int(match[2]) if match[2] else None
    return told
