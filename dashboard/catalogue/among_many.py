"""Where a page tells a change of which the Overview, which asks more at once, cannot tell: said beside the finding, so that both are true."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dashboard.ask.cache import remembered
from dashboard.catalogue.entry import Entry, offered_measures
from dashboard.findings.finding import Finding
from dashboard.measures.families import paid_for
from dashboard.measures.verdict import Verdict
from dashboard.words.overview import told_elsewhere
from data_loaders.release import Release


def with_the_overview(release: Release, entries: Sequence[Entry], entry: Entry, finding: Finding) -> Finding:
    """The finding of `entry`, with a line for each of its changes that does not stand among all that `entries` list on the Overview.

    One whose verdicts are declared to be of something else (`judges`) is not asked: all measures are a cost, and its page need not wait.
    """
    pairs = finding.result if isinstance(finding.result, tuple) and not entry.judges else ()
    told = {str(p[0]): p[1] for p in pairs if isinstance(p, tuple) and len(p) == 2 and isinstance(p[1], Verdict)}
    told = {name: verdict for name, verdict in told.items() if verdict.is_finding}
    if not told:
        return finding
    fallen = remembered(release, ("fallen", tuple(e.key for e in entries)), lambda: _fallen(release, entries))
    line = told_elsewhere([name for name, verdict in told.items() if verdict in fallen])
    return replace(finding, subtitle=f"{finding.subtitle} {line}") if line else finding


def _fallen(release: Release, entries: Sequence[Entry]) -> tuple[Verdict, ...]:
    """Verdicts that are a change by themselves, and none once each pays for all the others."""
    own = {m.key: m.verdict for _, m in offered_measures(release, entries)}
    held = paid_for(own)
    return tuple(verdict for key, verdict in own.items() if verdict.is_finding and not held[key].is_finding)
