"""What the first page asks of a meeting: a few things by rule, in the order of how sure they are; nothing that has no room is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.findings.finding import Finding
from dashboard.findings.measure import Measure
from dashboard.findings.pressing import overdue_in_brief, pressing, pressing_perhaps
from dashboard.measures.verdict import Goodness, Verdict
from dashboard.paper.template import Template
from dashboard.words.overview import changed_in_brief, note_ask
from dashboard.words.pressing import also_words
from data_loaders.release import Release

MOST = 4  # things that a meeting can be asked at once
FINDINGS = 2  # of those that are noted one by one
WORSE = 2  # measures that got worse and are named beside the three numbers
OVERDUE, ALSO = "Overdue:", "Also asked:"


@dataclass(frozen=True)
class Asked:
    """`left`: what was asked beyond what the first page has room for; `overdue`: what is, in its own words."""

    asks: tuple[str, ...]
    left: tuple[str, ...]
    overdue: str

    def in_brief(self, asks: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        """What stands behind `asks`, the author's or these, and what is not among them."""
        left = [ask for ask in self.left if ask not in asks]
        told = ((OVERDUE, self.overdue), (ALSO, also_words(left)))
        return tuple((title, text) for title, text in told if text)


def asked_of(
    release: Release,
    template: Template,
    findings: Sequence[object],
    *,
    measures: tuple[Measure, ...],
    numbers: tuple[Measure, ...],
) -> Asked:
    """What is overdue and what else is certain, what changed, what may be chance, and other findings; the template's own always, last."""
    asks = (
        *pressing(release, template.pressing),
        *changes_noted(measures, numbers),
        *pressing_perhaps(release, template.pressing),
        *findings_noted(findings, numbers),
    )
    room = max(1, MOST - len(template.asks))
    overdue = overdue_in_brief(release, template.pressing)
    return Asked((*asks[:room], *template.asks), asks[room:], overdue)


def changes_noted(measures: tuple[Measure, ...], numbers: tuple[Measure, ...]) -> tuple[str, ...]:
    """One line of the numbers below and of what got worse beside them: nobody is to miss that. A paper without numbers has none."""
    if not numbers:
        return ()
    worse = [m for m in measures if m.is_changed and m.verdict.goodness is Goodness.WORSE and m not in numbers]
    named = [*numbers, *worse[:WORSE]]
    return (note_ask([changed_in_brief(m.label, m.verdict) for m in named], len(worse[WORSE:])),)


def findings_noted(findings: Sequence[object], numbers: tuple[Measure, ...]) -> tuple[str, ...]:
    """The first changes that the paper tells beside its numbers."""
    levels = {(m.verdict.latest, m.verdict.before) for m in numbers}
    found = [
        f.title for f in findings if isinstance(f, Finding) and isinstance(f.result, Verdict) and f.result.is_finding
        and (f.result.latest, f.result.before) not in levels
    ]  # fmt: skip
    return tuple(f"note this finding: {title};" for title in found[:FINDINGS])
