"""How the meetings fit together, from a file that the partnership edits."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from dashboard.charts.rows import Column, Group, Row, Rows, Words
from dashboard.charts.table import Table, TableColumn
from dashboard.findings.finding import About, Finding, source_of
from dashboard.words.form import number_of
from data_loaders.release import Release

STRUCTURE = Path(__file__).resolve().parents[2] / "assets" / "how_it_fits.toml"
ABOUT = {"child": "a child", "context": "a context", "system": "the whole system"}
QUESTION = "How does a concern move between the meetings?"
FIELDS = {"meetings": {"id", "title", "what", "who", "about", "row", "column"}, "ways": {"from", "to", "what"}}


class StructureError(Exception):
    """The file cannot be drawn; the message names what is wrong and the cure."""


@cache
def read_structure(file: Path = STRUCTURE) -> dict[str, Any]:
    """The meetings and the ways between them. Raises `StructureError` for a field that is missing or a way to nowhere."""
    told = tomllib.loads(file.read_text(encoding="utf-8"))
    for part, fields in FIELDS.items():
        for entry in told.get(part, []):
            if set(entry) != fields:
                raise StructureError(
                    f"{file.name}: an entry of [[{part}]] must have exactly {', '.join(sorted(fields))}."
                )
    known = {meeting["id"] for meeting in told.get("meetings", [])}
    if not known:
        raise StructureError(f"{file.name}: there is no [[meetings]]. Add one.")
    for way in told.get("ways", []):
        if not {way["from"], way["to"]} <= known:
            raise StructureError(f"{file.name}: a way leads from or to a meeting that is not there. Correct its id.")
    return told


def structure(release: Release, file: Path = STRUCTURE) -> Finding:
    """Each meeting with what it does, who is there, and what it passes on to whom."""
    read = read_structure(file)
    meetings, titles = read["meetings"], {m["id"]: m["title"] for m in read["meetings"]}
    ways = {
        m["id"]: "; ".join(f"{titles[w['to']]}: {w['what']}" for w in read["ways"] if w["from"] == m["id"]) or "nobody" for m in meetings
    }  # fmt: skip
    groups = tuple(
        Group(f"About {ABOUT.get(about, about)}", tuple(
            Row((Words(m["title"], note=m["who"]), Words(m["what"]), Words(ways[m["id"]]))) for m in meetings if m["about"] == about
        ))
        for about in dict.fromkeys(m["about"] for m in meetings)
    )  # fmt: skip
    title = f"{number_of(len(meetings), 'meeting', 'meetings')}, from a concern about one child to those who can change a place"
    rows = tuple((m["title"], ABOUT.get(m["about"], m["about"]), m["what"], m["who"], ways[m["id"]]) for m in meetings)
    return Finding(
        "structure", QUESTION, title, "What each meeting does, who is there, and what it passes on to whom.", release.id, result=tuple(titles.values()),
        table=Table(tuple(TableColumn(c) for c in ("meeting", "about", "what it does", "who is there", "passes on to")), rows),
        chart=Rows((Column("Meeting", 320), Column("What it does", 420), Column("Passes on to", 480)), groups, f"{title}. One row for each meeting.", 48.0),
        bear_in_mind="A context conference discusses a context and never named children.", about=About(read["checked"], "", (), source_of(release)),
    )  # fmt: skip
