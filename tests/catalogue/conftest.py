"""Every finding of the catalogue that is drawn, worked out once; what these tests share is imported by its file name."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from dashboard.catalogue.register import ENTRIES, finding_of
from dashboard.findings.finding import Finding
from data_loaders.release import Release

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def findings(release: Release) -> dict[str, Finding]:
    made = {entry.key: finding_of(release, entry.key) for entry in ENTRIES}
    return {key: f for key, f in made.items() if f is not None and f.is_shown and f.chart is not None}
