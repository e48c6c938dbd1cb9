"""The briefing as plain data: what every format prints, in the same words and figures."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from dashboard.charts.marks import Chart
from dashboard.findings.finding import FigureFinding as Finding
from dashboard.paper.ground import Ground
from dashboard.paper.since import Since

INVENTED = "Invented data: made up to show the product; none of it is about anybody."


@dataclass(frozen=True)
class Item:
    """One finding with what a meeting is asked to make of it."""

    finding: Finding
    questions: tuple[str, ...] = ()
    so_what: str = ""
    what_next: str = ""
    note: str = ""
    chart: Chart | None = None
    ground: Ground | None = None
    svg: str = field(default="", repr=False)
    not_drawn: str = ""  # why a table stands in the place of a chart

    @property
    def numbers_of_events(self) -> set[str]:
        """The numbers that stand over the chart's dated lines."""
        panels = self.chart.panels if self.chart else ()
        return {r.text for p in panels for r in p.remarks if r.y is None and r.text.isdigit()}


@dataclass(frozen=True)
class Briefing:
    title: str
    body: str
    purpose: str
    council: str
    as_at: date
    audience: str
    release_id: str
    is_synthetic: bool
    since: Since
    front: tuple[tuple[str, str], ...]  # subject and sentence, five at most
    items: tuple[Item, ...]
    left_out: tuple[tuple[str, str], ...]  # title and reason
    events: tuple[str, ...]
    method: tuple[str, ...]
    safety: tuple[str, ...]
    glossary: tuple[tuple[str, str], ...]

    @property
    def about(self) -> str:
        return f"{self.council} · as at {self.as_at:%d %B %Y} · release {self.release_id}"
