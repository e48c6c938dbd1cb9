"""What the guard thinks of a text: nothing, a doubt that a person decides, or a certainty that stops the table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["certain", "doubtful"]


@dataclass(frozen=True)
class Finding:
    """`what` names the kind of thing, in words for a reader, and never the thing itself."""

    level: Level
    what: str


def certain(what: str) -> Finding:
    return Finding("certain", what)


def doubtful(what: str) -> Finding:
    return Finding("doubtful", what)
