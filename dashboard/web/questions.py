"""A page of questions: the one that is asked with its answer, and beside it the others. What is not asked is not computed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.charts.rows import Rows
from dashboard.draw.text import markup
from dashboard.findings.finding import Finding
from dashboard.web.body import Block, finding_block, page_data
from data_loaders.release import Release

LIST = "questions"
HERE, ALSO_HERE = (
    "On this page",
    "Also on this page",
)  # above the only ways in, and above those beside an answer that stands anyway


@dataclass(frozen=True)
class Questions:
    """The list of a page. `offered`: key → question, in order. `chosen`: one of them, or none. `gone`: titles of what was not
    delivered. `title`: what stands above it."""

    offered: Mapping[str, str]
    chosen: str
    gone: tuple[str, ...] = ()
    title: str = HERE


SHORT = 300.0  # px of rows: with no more, half of the first screen would be empty


def is_short(finding: Finding) -> bool:
    """Whether an answer leaves room below it for the next one."""
    return isinstance(finding.chart, Rows) and len(finding.chart.rows) * finding.chart.row_height <= SHORT


def questions_page(
    release: Release, findings: Sequence[Finding], listed: Questions, more: tuple[Block, ...] = ()
) -> dict[str, Any]:
    """`findings`: the answer to the chosen question, and after a short one the answer to the next. `more`: what else stands on the
    page. Without an answer the list has the width of the page."""
    answered = tuple(finding_block(finding, release, order=at) for at, finding in enumerate(findings, start=1))
    finding = next(iter(findings), None)
    is_answered_whole = finding and len(listed.offered) == 1 and not listed.gone and listed.title == HERE
    ways = () if is_answered_whole else (Block(LIST, _list(listed), "side" if finding else "foot", 5),)
    return page_data((*answered, *more, *ways), release)


def _list(listed: Questions) -> str:
    rows = "".join(
        f'<li><button type="button" data-row="{markup(key)}" aria-pressed="{"true" if key == listed.chosen else "false"}">{markup(text)}</button></li>'
        for key, text in listed.offered.items()
    )
    gone = listed.gone
    lost = f'<p class="note">Not delivered for this release: {markup(", ".join(gone))}.</p>' if gone else ""
    return f'<nav aria-label="{listed.title}"><h3>{listed.title}</h3><ul class="ways">{rows}</ul>{lost}</nav>'
