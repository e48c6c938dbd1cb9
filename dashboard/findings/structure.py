"""How the meetings fit together, from a file that the partnership edits."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.figures.structure import structure_figure
from dashboard.findings.finding import FigureFinding as Finding
from dashboard.findings.finding import source_of
from data_loaders.release import Release

STRUCTURE = Path(__file__).resolve().parents[2] / "assets" / "how_it_fits.toml"
ABOUT = {"child": "a child", "context": "a context", "system": "the whole"}
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
    """The meetings as boxes and arrows, and the same read out."""
    told = read_structure(file)
    meetings, titles = told["meetings"], {m["id"]: m["title"] for m in told["meetings"]}
    place = {m["id"]: at for at, m in enumerate(meetings)}
    headline = f"{len(meetings)} meetings: some about a child, some about a context, some about how the whole works. A context conference discusses a context and never named children."
    ways = {
        m["id"]: "; ".join(f"{titles[w['to']]} ({w['what']})" for w in told["ways"] if w["from"] == m["id"])
        for m in meetings
    }
    return Finding(
        key="structure", title="The meetings", headline=headline,
        table=pd.DataFrame({"meeting": [m["title"] for m in meetings], "about": [ABOUT.get(m["about"], m["about"]) for m in meetings], "what it does": [m["what"] for m in meetings],
                            "who is there": [m["who"] for m in meetings], "passes on to": [ways[m["id"]] or "nobody" for m in meetings]}),
        figure=structure_figure([(m["title"], m["about"], m["row"], m["column"]) for m in meetings], [(place[w["from"]], place[w["to"]]) for w in told["ways"]]),
        alt="Boxes for the meetings with arrows between them. " + " ".join(f"{m['title']} passes on to: {ways[m['id']]}." for m in meetings if ways[m["id"]]),
        notes=tuple(f"From {titles[w['from']]} to {titles[w['to']]}: {w['what']}." for w in told["ways"]), caveats=(told["checked"],), definition="",
        source=source_of(release), question="How the meetings fit together", release_id=release.id,
    )  # fmt: skip
