"""What may be right and changes figures if it is not: told, and stops nothing. And one cell is told once."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from data_loaders.checks import examine
from data_loaders.checks.persons import nobody_is_everywhere
from data_loaders.checks.place_relations import incidents_have_their_place
from data_loaders.sources import collect
from tests.sources.as_sent import ORIGIN
from tests.sources.corpus import MANIFEST, csv, text


def _episodes(children: list[str]) -> dict[str, pd.DataFrame]:
    return {"missing_episodes": pd.DataFrame({"child_pseudo_id": children}, index=range(2, len(children) + 2))}


def test_one_identifier_for_a_third_of_the_rows_is_told() -> None:
    others = [f"c{n}" for n in range(40)]
    told = nobody_is_everywhere(_episodes(["0"] * 20 + others))
    assert [problem.severity for problem in told] == ["warn"]
    assert "20 of 60 rows" in told[0].sentence
    assert "rows 2–21" in told[0].sentence


def test_a_child_who_is_often_missing_is_not_told() -> None:
    often = ["c0"] * 20 + ["c1"] * 12 + [f"c{n}" for n in range(2, 40)]
    assert nobody_is_everywhere(_episodes(often)) == []


def test_many_incidents_at_one_point_are_told() -> None:
    lat = [55.9] * 20 + [55.9 + n / 1000 for n in range(1, 11)]
    frame = pd.DataFrame({"lat": lat, "lon": -3.2, "area_code": "", "location_id": ""}, index=range(2, 32))
    told = incidents_have_their_place({"efh_incidents": frame})
    assert [problem.sentence for problem in told] == ["efh_incidents: 20 of 30 points are one and the same."]
    assert incidents_have_their_place({"efh_incidents": frame.iloc[5:]}) == []


def test_a_day_of_the_manifest_that_cannot_be_read_is_not_blank_too(tmp_path: Path) -> None:
    doubtful = MANIFEST + ORIGIN.format("10/01/2026", "01/04/2025")
    csv("", "", text(), **{"manifest.csv": doubtful}).write(tmp_path)
    collected = collect(tmp_path)
    said = [problem.sentence for problem in (*collected.problems, *examine(collected))]
    assert len([one for one in said if "extract_date" in one or "extract date" in one]) == 1
    assert len([one for one in said if "period" in one]) == 1
