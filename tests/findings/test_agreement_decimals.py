"""Agreement is printed as finely as it was rounded, and no finer."""

from __future__ import annotations

import re

import pytest

from dashboard.charts.rows import Words
from dashboard.findings.agreement import agreement
from data_loaders.release import Release


@pytest.mark.parametrize(
    ("scale", "decimals"), [("six_points", 1), ("decision", 2)]
)  # of the policy: steps of 0.1; exact
def test_coefficients_have_the_decimals_of_their_step(release: Release, scale: str, decimals: int) -> None:
    rows = release.table("audit_agreement").query("scale == @scale and status == 'shown' and view == 'area'")
    found = agreement(release, str(rows["round"].iloc[-1]), view="area", scale=scale)
    assert found.table is not None
    assert {column.number.digits for column in found.table.columns[2:5]} == {decimals}
    told = [cell.text for row in found.chart.rows for cell in row.cells[3:] if isinstance(cell, Words) and cell.text]
    assert bool(told) == ("kappa" in found.title.lower())  # on the chart only where the title speaks of it
    assert all(re.fullmatch(rf"−?\d\.\d{{{decimals}}}", text) for text in told), told
