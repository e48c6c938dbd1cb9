"""A mapping that was made by picking, written to mapping.toml beside what stands there."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from data_loaders.draft.proposal import Draft
from data_loaders.draft.writing import FILE, write_draft
from data_loaders.sources.mapping import MAPPING


def proposed_sections(folder: Path, drafts: list[Draft]) -> list[tuple[str, dict[str, Any]]]:
    """Name and settings of each draft; what mapping.toml says of a file already stands in the place of its draft."""
    made = tomllib.loads(write_draft(folder, drafts).read_text(encoding="utf-8")) if drafts else {}
    kept = {file: (name, body) for name, body in written_sections(folder).items() for file in body.get("files", ())}
    (folder / FILE).unlink(missing_ok=True)
    return [kept.get(draft.file.name, own) for draft, own in zip(drafts, made.items(), strict=True)]


def written_sections(folder: Path) -> dict[str, Any]:
    file = folder / MAPPING
    return tomllib.loads(file.read_text(encoding="utf-8-sig")) if file.exists() else {}


def write_section(folder: Path, name: str, section: Mapping[str, Any]) -> None:
    """Put one section into mapping.toml; the others stay as they are (comments are not kept).

    An identifier whose column was picked since is no longer made up for each row.
    """
    made_up = [i for i in section.get("each_row", ()) if i not in section.get("columns", {})]
    kept = {key: value for key, value in section.items() if key != "each_row"}
    sections = {**written_sections(folder), name: kept | ({"each_row": made_up} if made_up else {})}
    text = "\n".join(line for own, body in sections.items() for line in [*_lines((own,), body), ""])
    new = folder / f".{MAPPING}.new"
    new.write_text(text, encoding="utf-8")
    new.replace(folder / MAPPING)


def _lines(path: tuple[str, ...], body: Mapping[str, Any]) -> Iterator[str]:
    yield f"[{'.'.join(_quoted(part) for part in path)}]"
    tables = {key: value for key, value in body.items() if isinstance(value, Mapping)}
    lists = {
        key: value for key, value in body.items() if isinstance(value, list) and value and isinstance(value[0], Mapping)
    }
    for key, value in body.items():
        if key not in tables and key not in lists:
            yield f"{_quoted(key)} = {json.dumps(value, ensure_ascii=False)}"
    for key, value in tables.items():
        yield from _lines((*path, key), value)
    for key, several in lists.items():
        for one in several:
            yield f"[[{'.'.join(_quoted(part) for part in (*path, key))}]]"
            yield from (f"{_quoted(name)} = {json.dumps(value, ensure_ascii=False)}" for name, value in one.items())


def _quoted(text: str) -> str:
    return text if text.replace("_", "").isalnum() and text.isascii() else json.dumps(text, ensure_ascii=False)
