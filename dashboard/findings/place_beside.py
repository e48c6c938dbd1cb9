"""The same finding a second time on a page: beside the first, under a key of its own."""

from __future__ import annotations

from dataclasses import replace

from dashboard.findings.finding import FigureFinding as Finding


def beside(finding: Finding) -> Finding:
    return replace(finding, key=f"{finding.key}-beside")
