"""What the Minimum Dataset asks for: its kinds of measure and the comparators, from a file that the partnership edits."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dashboard.measures.verdict import Direction

KINDS = Path(__file__).resolve().parents[2] / "assets" / "minimum_dataset.toml"


@dataclass(frozen=True)
class Kind:
    """A kind of measure, the indicators that may be delivered for it, what members may want to ask, and the better side if there is one."""

    title: str
    indicators: tuple[str, ...]
    question: str
    good_end: Direction = Direction.NEITHER


@cache
def kinds() -> tuple[Kind, ...]:
    told = tomllib.loads(KINDS.read_text(encoding="utf-8"))
    return tuple(
        Kind(k["title"], tuple(k["indicators"]), k["question"], Direction(k.get("good", ""))) for k in told["kind"]
    )


@cache
def comparators() -> dict[str, str]:
    """Area code → its name."""
    return dict(tomllib.loads(KINDS.read_text(encoding="utf-8"))["comparators"])
