"""Where a page tells a change of which the Overview, which asks more at once, cannot tell: said beside the finding, so that both are true."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dashboard.ask.cache import remembered
from dashboard.catalogue.entry import Entry, lacking
from dashboard.findings.finding import Finding
from dashboard.measures.families import paid_for
from dashboard.measures.verdict import Verdict
from dashboard.words.overview import told_elsewhere
from data_loaders.release import Release


def with_the_overview(release: Release, entries: Sequence[Entry], finding: Finding) -> Finding:
    """The finding with a line for each of its changes that does not stand among all that `entries` list on the Overview."""
    pairs = finding.result if isinstance(finding.result, tuple) else ()
    found = {
        str(p[0]): p[-1]
        for p in pairs
        if isinstance(p, tuple) and len(p) == 2 and isinstance(p[-1], Verdict) and p[-1].is_finding
    }
    if not found:
        return finding
    fallen = _fallen(release, entries)
    line = told_elsewhere([name for name, verdict in found.items() if verdict in fallen])
    return replace(finding, subtitle=f"{finding.subtitle} {line}") if line else finding


def _fallen(release: Release, entries: Sequence[Entry]) -> tuple[Verdict, ...]:
    return remembered(release, ("fallen", tuple(e.key for e in entries)), lambda: _paid(release, entries))


def _paid(release: Release, entries: Sequence[Entry]) -> tuple[Verdict, ...]:
    """Verdicts that are a change by themselves, and none once each pays for all the others."""
    offered = [entry for entry in entries if not lacking(release, entry.needs)]
    own = {m.key: m.verdict for entry in offered for m in entry.measures(release)}
    held = paid_for(own)
    return tuple(v for key, v in own.items() if v.is_finding and not held[key].is_finding)
