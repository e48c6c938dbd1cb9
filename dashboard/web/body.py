"""The body of a page: its blocks in order, from one JSON, drawn by one component."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from dashboard.charts.trend import WIDE
from dashboard.draw.file import csv_text
from dashboard.findings.finding import Finding, data_line
from dashboard.web.anatomy import Switch, charts_of, finding_html, readings
from dashboard.words.glossary import meanings_in
from data_loaders.release import Release

Place = Literal["top", "main", "side", "foot"]


@dataclass(frozen=True)
class Block:
    """A part of a page. `csv`, `readings`: what its tools and the pointer need; `name` of its files."""

    key: str
    html: str
    place: Place = "main"
    order: int = 0  # among all blocks where the page is narrow and has one column
    csv: str = ""
    readings: dict[str, list[list[object]]] = field(default_factory=dict)
    title: str = ""
    subtitle: str = ""
    pick: str = ""  # what adds it to a paper: its key and codes in the catalogue; empty where papers do not hold it

    def as_data(self) -> dict[str, Any]:
        return {
            "key": self.key, "html": self.html, "place": self.place, "order": self.order, "csv": self.csv, "readings": self.readings,
            "title": self.title, "subtitle": self.subtitle, "pick": self.pick,
        }  # fmt: skip


def finding_block(
    finding: Finding,
    release: Release,
    *,
    place: Place = "main",
    width: float = WIDE,
    switch: Switch | None = None,
    order: int = 0,
    layers: str = "",
) -> Block:
    """A finding with all that its tools need, so that nothing is asked of the server to use them."""
    charts = charts_of(finding, width=width)
    return Block(
        finding.key, finding_html(finding, charts, switch=switch, layers=layers), place, order,
        csv_text(finding.table, notes_of(finding, release)) if finding.table else "",
        readings(finding, charts), finding.title, finding.subtitle, finding.entry,
    )  # fmt: skip


def notes_of(finding: Finding, release: Release) -> list[tuple[str, str]]:
    manifest = release.manifest
    return [
        ("question", finding.question), ("finding", finding.title), ("measure", finding.subtitle), *((("weak data", finding.weak),) if finding.weak else ()), ("source", finding.about.source),
        ("release", release.id), ("as at", manifest.as_at.isoformat()), ("audience", manifest.audience),
        ("invented data", "yes" if manifest.is_synthetic else "no"), ("definition", finding.about.definition),
    ]  # fmt: skip


def page_data(blocks: tuple[Block, ...], release: Release) -> dict[str, Any]:
    """What the component is sent."""
    manifest = release.manifest
    return {
        "blocks": [b.as_data() for b in blocks],
        "source": f"{manifest.council}, {data_line(manifest)[:1].lower()}{data_line(manifest)[1:]}, release {release.id}",
        "invented": manifest.is_synthetic,
        "terms": meanings_in(" ".join(b.html for b in blocks)),
    }
