"""The body of the audits explorer: all areas in one table, and beside it what is behind the one that is chosen."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dashboard.ask.audits import ALL, AuditChoice, names_of
from dashboard.catalogue.entry import entry_text
from dashboard.catalogue.register import link_to
from dashboard.catalogue.steering import codes_of
from dashboard.charts.rows import Rows
from dashboard.draw.table_html import rows_html
from dashboard.draw.text import href, markup
from dashboard.findings.audit_areas import audit_areas, in_round
from dashboard.findings.audit_parts import agreed, audit_part, halves_of, teams_base
from dashboard.findings.finding import Finding
from dashboard.web.body import Block, finding_block, page_data
from dashboard.words.form import lower_first
from data_loaders.release import Release

BESIDE, BELOW = "audit-beside", "audit-below"  # what is told of all areas, where there is room for it
SHOW_ALL = f'<button type="button" class="way" data-row="{ALL}">Show all areas</button>'


def audits_page(release: Release, choice: AuditChoice, order: str) -> dict[str, Any]:
    """What the component is sent for one choice."""
    entry = entry_text("audit-change", codes_of(choice))
    choice = in_round(release, choice)
    found = replace(audit_areas(release, choice, order=order), entry=entry)
    areas = finding_block(found, release, order=1)
    beside = Block(BESIDE, _beside(release, choice), "side", 2)
    if choice.practice_area != ALL:
        return page_data((areas, beside), release)
    domains = _part(audit_part(release, choice, "domain_level"), "By domain and level", heading="h3")
    return page_data((areas, beside, Block(BELOW, f'<div class="state">{domains}</div>', "main", 3)), release)


def _beside(release: Release, choice: AuditChoice) -> str:
    is_one = choice.practice_area != ALL
    title = names_of(release, "practice_area")[choice.practice_area] if is_one else "All areas of practice"
    said = "You chose this row." if is_one else "Choose a row for one area."
    teams = audit_part(release, choice, "team")
    rounds = audit_part(release, choice, "round")
    parts = [_part(rounds, "Round by round")]
    base = teams_base(teams, rounds, choice.round) if choice.team == ALL else ""
    if is_one:
        parts.append(_part(audit_part(release, choice, "item_id"), "The standards read"))
    parts += [
        _part(teams, f"By group of teams, {lower_first(choice.round)}", f"{halves_of(teams)} {base}".strip()),
        _agreed(release, choice),
    ]
    head = f'<div class="heads"><h3>{markup(title)}</h3>{SHOW_ALL if is_one else ""}</div><p class="note">{said} Good or better, with its range.</p>'
    ways = {
        link_to("audit-standards"): "Which standards fell or rose",
        link_to("actions", origin="AUDIT"): "Actions from audits",
        link_to("audit-observations"): "What was found beside case files",
    }
    actions = "".join(
        f'<p class="on"><a href="{href(to)}" target="_self">{markup(text)}</a></p>' for to, text in ways.items()
    )
    return f'<div class="state">{head}{"".join(parts)}{actions}</div>'


def _part(finding: Finding, title: str, said: str = "", heading: str = "h4") -> str:
    """One part in small; its figures stand in words, so that the table tells what the strip shows."""
    body = (
        rows_html(finding.chart) if isinstance(finding.chart, Rows) else f'<p class="note">{markup(finding.reason)}</p>'
    )
    note = f'<p class="note">{markup(said)}</p>' if said else ""
    return f"<{heading}>{markup(title)}</{heading}>{body}{note}"


def _agreed(release: Release, choice: AuditChoice) -> str:
    said = agreed(release, choice) or "Too few records were read by two auditors to say."
    way = (
        f'<a href="{href(link_to("agreement-decision", round=choice.round))}" target="_self">Agreement of auditors</a>'
    )
    return f'<h4>Do auditors agree?</h4><p class="note">{markup(said)} {way}</p>'
