"""docs/seed.md says of each point of the approach where it stands: each key is a finding, each gap has its reason."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dashboard.catalogue.register import ENTRIES

SEED = Path(__file__).resolve().parents[2] / "docs" / "seed.md"
KEY, GAP = re.compile(r"`([a-z0-9-]+)`"), re.compile(r"not in this version(?:, nor in any)?: \S.{10,}")


def rows() -> list[tuple[str, str]]:
    cells = [
        line.strip("|").split("|") for line in SEED.read_text(encoding="utf-8").splitlines() if line.startswith("| ")
    ]
    return [(one.strip(), other.strip()) for one, other in cells if one.strip() != "what is asked"]


@pytest.mark.parametrize(("asked", "where"), rows(), ids=lambda text: text[:40])
def test_each_point_names_findings_of_the_catalogue_or_the_reason_why_not(asked: str, where: str) -> None:
    keys = KEY.findall(where)
    unknown = set(keys) - {entry.key for entry in ENTRIES}
    assert not unknown, f"{asked}: no finding is called {', '.join(sorted(unknown))}"
    assert keys or GAP.fullmatch(where), f"{asked}: neither a finding nor a reason"


def test_the_list_is_whole() -> None:
    """Fewer rows than points would be silence: 55 were counted when the page was written."""
    assert len(rows()) >= 55
