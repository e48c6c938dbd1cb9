"""All cases of all rooms, and the public functions of `dashboard.words` that make text."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

from dashboard import words
from tests.words.case import Case

REVIEWED = Path(__file__).parent / "reviewed_sentences.txt"
TEXT = ("str", "list[str]", "tuple[str, ...]", "tuple[str, str]", "dict[str, str]")
HEAD = """# Every form of a sentence over hand-made examples, as a person read it: function, case, sentence.
# `python -m tests.words.renew` writes it anew; whoever does reads what changed, aloud, as the reader of a page would.
"""


def cases() -> tuple[Case, ...]:
    """In the order of the rooms' names, within a room as they are written."""
    rooms = sorted(room.stem for room in (Path(__file__).parent / "cases").glob("*.py"))
    found = (importlib.import_module(f"tests.words.cases.{room}").CASES for room in rooms)
    return tuple(each for room in found for each in room)


def forms() -> dict[str, Callable[..., object]]:
    """Name → each public function of `dashboard.words` that returns text; those of a class are no sentences."""
    return {
        f"{room.__name__.removeprefix('dashboard.words.')}.{name}": made
        for room in _rooms()
        for name, made in inspect.getmembers(room, inspect.isfunction)
        if made.__module__ == room.__name__ and not name.startswith("_") and made.__annotations__.get("return") in TEXT
    }


def _rooms() -> Iterator[ModuleType]:
    for room in pkgutil.iter_modules(words.__path__, "dashboard.words."):
        yield importlib.import_module(room.name)


def printed(found: tuple[Case, ...]) -> str:
    """One block a function, one line a case; a no-break space stands as it is."""
    blocks = dict[str, list[str]]()
    for each in found:
        blocks.setdefault(each.form, []).append(f"{each.of}: {each.text or '(nothing is said)'}")
    return HEAD + "".join(f"\n[{form}]\n" + "\n".join(lines) + "\n" for form, lines in sorted(blocks.items()))
