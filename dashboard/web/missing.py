"""The body of the page Missing: the course, the areas beside it, three facts below; or two areas side by side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from dashboard.catalogue.entry import entry_text
from dashboard.catalogue.missing import trend_entry
from dashboard.catalogue.register import page_link
from dashboard.charts.trend import EVEN, Trend, most_of
from dashboard.findings.by_area import areas_finding
from dashboard.findings.finding import Finding
from dashboard.findings.missing_facts import missing_facts
from dashboard.findings.trend import trend_finding
from dashboard.selection import Selection
from dashboard.web.anatomy import Switch
from dashboard.web.body import Block, finding_block, page_data
from dashboard.web.facts import facts_block
from data_loaders.release import Release

BESIDE = "Both charts have one scale, and each is judged by itself. Whether areas differ by more than their size and chance explain:"


@dataclass(frozen=True)
class Asked:
    """What the row of controls asks for: the question, the months that are drawn, whether the range ahead is, and what stands beside."""

    selection: Selection
    months: int
    area: str
    is_ahead: bool
    beside: Selection | None = None


def missing_page(release: Release, asked: Asked) -> dict[str, Any]:
    """What the component is sent for one choice."""
    if asked.beside is not None:
        return _two_areas(release, asked, asked.beside)
    course = _course(release, asked, asked.selection)
    areas = replace(
        areas_finding(release, asked.selection.dataset, chosen=asked.area),
        entry=entry_text("missing-areas", {"unit": asked.selection.dataset}),
    )
    blocks = [
        finding_block(course, release, switch=_switch(course, asked), order=1),
        finding_block(areas, release, place="side", order=3),
    ]
    if facts := missing_facts(release, asked.selection):
        blocks.append(facts_block(facts, order=2))
    return page_data(tuple(blocks), release)


def _course(release: Release, asked: Asked, selection: Selection) -> Finding:
    return replace(
        trend_finding(release, selection, months=asked.months, is_ahead=asked.is_ahead), entry=trend_entry(selection)
    )


def _switch(course: Finding, asked: Asked) -> Switch | None:
    has_range = isinstance(course.chart, Trend) and course.chart.stretches
    return Switch("ahead", "Show range ahead", asked.is_ahead) if has_range else None


def _two_areas(release: Release, asked: Asked, other: Selection) -> dict[str, Any]:
    """Two areas side by side on one scale, each judged by itself."""
    first, second = (_course(release, asked, one) for one in (asked.selection, other))
    reach = max((most_of(one.chart) for one in (first, second) if isinstance(one.chart, Trend)), default=0.0)
    first, second = (_reaching(one, reach) for one in (first, replace(second, key=f"{second.key}-beside")))
    blocks = (
        finding_block(first, release, width=EVEN, switch=_switch(first, asked), order=1),
        finding_block(second, release, place="side", width=EVEN, order=2),
        Block("two", f'<p class="foot">{BESIDE} <a href="{page_link("missing-where")}" target="_self">Where and when</a></p>', "foot", 3),
    )  # fmt: skip
    return {**page_data(blocks, release), "even": True}


def _reaching(finding: Finding, reach: float) -> Finding:
    chart = finding.chart
    return replace(finding, chart=replace(chart, reach=reach)) if isinstance(chart, Trend) else finding
