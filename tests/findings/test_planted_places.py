"""What the pages about places say, against what was planted in the demo, through its published release."""

from __future__ import annotations

import json
from pathlib import Path

import h3
import numpy as np
import pandas as pd
import pytest

from dashboard.findings.answered_harm import level_two, reached_ird
from dashboard.findings.finding import Finding, State
from dashboard.findings.harm_places import layer
from dashboard.findings.interventions import did_it_work, interventions_of, one_intervention
from dashboard.findings.place_scan import concentrations
from dashboard.findings.places_when import day_and_time, district_change, districts_of, half_years
from dashboard.measures.verdict import Answer, Direction, Goodness
from data_loaders.release import Release


@pytest.fixture
def truth(deliveries: Path) -> dict:
    return json.loads((deliveries / "truth.json").read_text(encoding="utf-8"))["places"]


def km_between(cell: str, place: dict) -> float:
    lat, lon = h3.cell_to_latlng(cell)
    return float(np.hypot(lat - place["lat"], (lon - place["lon"]) * np.cos(np.radians(lat))) * 111.2)


def test_the_scan_finds_planted_neighbourhoods_and_little_else(release: Release, truth: dict, tell) -> None:
    found = concentrations(release)
    planted = truth["threefold_places"]
    hit = [any(km_between(c, p) < p["km"] for circle in found for c in circle.cells) for p in planted]
    stray = [circle for circle in found if all(km_between(c, p) > 2 * p["km"] for c in circle.cells for p in planted)]
    tell(
        f"demo release: {sum(hit)} of {len(planted)} planted neighbourhoods found, {len(stray)} circles away from all of them"
    )
    assert sum(hit) >= 2
    assert len(stray) <= 1
    assert all(circle.p <= 0.05 for circle in found)


def test_what_worked_is_told_from_what_did_not(release: Release, truth: dict) -> None:
    finding = did_it_work(release)
    told = {str(row[0]): str(row[-2]) for row in finding.table.rows}
    verdicts = dict(finding.result)
    works = next(name for name in told if name.startswith("Youth work"))
    assert told[works] == "Fewer"
    assert (verdicts[works].answer, verdicts[works].direction) == (Answer.CHANGED, Direction.FEWER)
    assert verdicts[works].goodness is Goodness.NEITHER  # an intervention can bring more to light
    lighting = next(name for name in told if name.startswith("Lighting"))
    assert told[lighting] == "Cannot tell: wide range"
    assert verdicts[lighting].answer is not Answer.CHANGED
    assert next(text for name, text in told.items() if name.startswith("Mentors")) == "Cannot tell: too early"
    assert finding.title == "4 interventions, against elsewhere: fewer after one, cannot tell after three"
    assert truth["interventions"]["works"]["keeps"] == 0.4
    for identifier in interventions_of(release):
        assert one_intervention(release, identifier).title


def test_no_sentence_about_an_intervention_claims_a_cause(release: Release) -> None:
    finding = did_it_work(release)
    assert "does not show what brought it about" in finding.bear_in_mind
    said = " ".join([finding.title, *(str(cell) for row in finding.table.rows for cell in row)]).lower()
    assert not [w for w in ("because of", "caused", "thanks to", "led to a") if w in said]


def frame_of(finding: Finding) -> pd.DataFrame:
    assert finding.table is not None
    return pd.DataFrame(finding.table.rows, columns=[c.name for c in finding.table.columns])


def test_the_gap_in_sharing_that_was_planted_is_on_the_map(release: Release) -> None:
    table = frame_of(layer(release, "known"))
    one = table[table["known"] == "mostly through one agency"]
    assert len(one) > 0
    assert one["mostly through"].str.startswith("Police").all()
    assert one["place"].str.contains("Coatbridge").mean() > 0.7


def test_change_time_and_response_come_from_published_cells_alone(release: Release) -> None:
    for finding in (
        district_change(release),
        half_years(release),
        reached_ird(release),
        level_two(release),
        *(day_and_time(release, d) for d in districts_of(release)),
    ):
        assert finding.state is State.SHOWN, finding.title
        assert finding.table
        assert len(finding.table.rows) > 0
    halves = frame_of(half_years(release))
    assert halves["incidents"].min() >= 5
    assert set(halves["half-year"].value_counts()) == {halves["district"].nunique()}
