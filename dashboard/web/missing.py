"""The body of the page Missing: the course, the areas beside it, three facts below."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dashboard.catalogue.entry import entry_text
from dashboard.catalogue.missing import trend_entry
from dashboard.charts.trend import Trend
from dashboard.findings.by_area import areas_finding
from dashboard.findings.missing_facts import missing_facts
from dashboard.findings.trend import trend_finding
from dashboard.selection import Selection
from dashboard.web.anatomy import Switch
from dashboard.web.body import finding_block, page_data
from dashboard.web.facts import facts_block
from data_loaders.release import Release


def missing_page(release: Release, selection: Selection, *, months: int, area: str, is_ahead: bool) -> dict[str, Any]:
    """What the component is sent for one choice."""
    course = replace(trend_finding(release, selection, months=months, is_ahead=is_ahead), entry=trend_entry(selection))
    areas = replace(
        areas_finding(release, selection.dataset, chosen=area),
        entry=entry_text("missing-areas", {"unit": selection.dataset}),
    )
    switch = (
        Switch("ahead", "Show range ahead", is_ahead)
        if isinstance(course.chart, Trend) and course.chart.stretches
        else None
    )
    blocks = [
        finding_block(course, release, switch=switch, order=1),
        finding_block(areas, release, place="side", order=3),
    ]
    if facts := missing_facts(release, selection):
        blocks.append(facts_block(facts, order=2))
    return page_data(tuple(blocks), release)
