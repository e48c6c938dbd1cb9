"""Each of the nine findings of the first attack: found by the rule as it was, gone by the rule as it stands, side by side.

`make attack` prints the table; by itself: pytest tests/attacks/test_nine_findings.py
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from nine_findings import FINDINGS, Finding

pytestmark = pytest.mark.attack


@pytest.mark.parametrize("number", range(1, 10))
def test_what_the_first_attack_found_is_gone(
    number: int, monkeypatch: pytest.MonkeyPatch, tell: Callable[[str], None]
) -> None:
    finding: Finding = FINDINGS[number - 1]
    with monkeypatch.context() as patch:
        finding.old(patch)
        before = finding.found()
    now = finding.found()
    tell(f"finding {number} · {finding.title:<40} {finding.unit:<26} before {before:>4}   now {now:>2}")
    assert before > finding.left, "the attack finds nothing by the old rule, so it proves nothing"
    assert now <= finding.left
