"""Why areas are not compared: that none were delivered is told as that, and not as a matter of time or of protection."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest

from dashboard.findings import places
from dashboard.findings.finding import State


def _months(blocks: int, n: int) -> pd.DataFrame:
    starts = pd.period_range("2025-04", periods=n, freq="M")
    return pd.concat([
        pd.DataFrame({"area_block": f"B{block}", "area": f"Area {block}", "start": [p.start_time.date() for p in starts],
                      "end": [p.end_time.date() for p in starts], "value": 40.0}) for block in range(blocks)
    ])  # fmt: skip


@pytest.mark.parametrize(("level", "blocks", "state", "says"), [
    ("COUNCIL", 1, State.NOT_DELIVERED, "No areas within the council were delivered for this release."),
    ("LOCALITY", 1, State.NOT_COVERED, "By locality, there is one figure for all areas, and none to compare it with."),
    ("LOCALITY", 3, State.NOT_COVERED, "By locality, figures are for the whole period only, and no year can be told from it."),
])  # fmt: skip
def test_each_reason_has_its_own_words(
    monkeypatch: pytest.MonkeyPatch, level: str, blocks: int, state: State, says: str
) -> None:
    answer = SimpleNamespace(is_shown=True, frame=_months(blocks, 3))
    monkeypatch.setattr(places, "ask", lambda *_: answer)
    monkeypatch.setattr(places, "latest_years", lambda *_: pd.DataFrame({"year": pd.Series([], dtype="str")}))
    found = places.area_funnel(SimpleNamespace(id="invented"), "missing_episodes", level)  # type: ignore[arg-type]  # stands for a release
    assert (found.state, found.reason) == (state, says)
