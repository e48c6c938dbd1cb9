"""NK, NR and NA where a table does not list them: told with file, row and cure, or refused where something must be known."""

from __future__ import annotations

from pathlib import Path

import pytest

from data_loaders.checks import examine
from data_loaders.deliveries import TABLES
from data_loaders.problem import Problem, is_stopping
from data_loaders.sources import Collected, collect
from tests.sources.corpus import Case, text, with_moments


def read(folder: Path, content: str, **more: str) -> tuple[Collected, list[Problem]]:
    collected = collect(Case("codes", "", {"missing_episodes.csv": content, **more}).write(folder))
    return collected, [*collected.problems, *examine(collected)]


def test_a_code_that_is_not_listed_counts_as_not_known_and_is_told(tmp_path: Path) -> None:
    collected, problems = read(tmp_path, text().replace(",F,", ",NR,"))
    assert list(collected.tables["missing_episodes"]["sex"]) == ["NK", "M", "NK"]
    (told,) = problems
    assert (told.severity, told.file, told.rows, told.column) == ("warn", "missing_episodes.csv", (2, 4), "sex")
    assert "NR" in told.sentence
    assert "[missing_episodes.codes.sex]" in told.cure


def test_where_no_code_stands_for_not_known_it_is_a_blank(tmp_path: Path) -> None:
    rows = "location_id,label,context_type,is_sensitive,area_code\nl1,A park,NEIGHBOURHOOD,NK,W1\nl2,A quay,NEIGHBOURHOOD,Y,W1\n"
    collected, problems = read(tmp_path, text(), **{"locations.csv": rows})
    assert list(collected.tables["locations"]["is_sensitive"]) == ["", "Y"]
    assert [p.sentence for p in problems if p.column == "is_sensitive"] == [
        "locations.csv, row 2, is_sensitive: the value is NK, which is none of the codes of this column, and is read as a blank."
    ]


@pytest.mark.parametrize("code", ["NK", "NR", "NA"])
def test_what_must_be_known_is_not_known(tmp_path: Path, code: str) -> None:
    _, problems = read(tmp_path, text().replace("REPORT", code))
    (stops,) = filter(is_stopping, problems)
    assert (
        f"row 4, counting_unit: the value is none of REPORT, INVESTIGATION, EPISODE; delivered are '{code}' once"
        in stops.sentence
    )


def test_a_mapping_makes_no_code_unknown_that_must_be_known(tmp_path: Path) -> None:
    mapping = '[missing_episodes.codes.counting_unit]\n"Misper" = "NK"\n'
    _, problems = read(tmp_path, text().replace("REPORT", "Misper"), **{"mapping.toml": mapping})
    assert any("'NK' is no code of counting_unit" in problem.sentence for problem in problems)


def test_a_listed_code_is_told_to_nobody(tmp_path: Path) -> None:
    _, problems = read(tmp_path, text().replace(",F,", ",NK,"))
    assert problems == []


def test_what_a_mapping_may_write_is_a_code_or_says_nothing() -> None:
    unit, sex = (TABLES["missing_episodes"].column(name) for name in ("counting_unit", "sex"))
    assert unit.codes_to_write == ("REPORT", "INVESTIGATION", "EPISODE")
    assert sex.codes_to_write == ("F", "M", "OTHER", "NK", "NR", "NA")


def test_many_moments_at_midnight_are_told_and_kept(tmp_path: Path) -> None:
    midnights = [(f"2025-04-{day:02d}T00:00", "") for day in range(1, 6)]
    others = [(f"2025-05-{day:02d}T1{day}:30", "") for day in range(1, 6)]
    collected, problems = read(tmp_path, with_moments([*midnights, *others]))
    assert collected.tables["missing_episodes"]["start_dt"].notna().all()
    (told,) = problems
    assert (told.severity, told.rows) == ("warn", (2, 3, 4, 5, 6))
    assert "like 5 of 10 moments" in told.sentence


def test_a_few_midnights_are_midnights(tmp_path: Path) -> None:
    others = [(f"2025-05-{day:02d}T1{day % 10}:30", "") for day in range(1, 26)]
    _, problems = read(tmp_path, with_moments([(f"2025-04-{day:02d}T00:00", "") for day in range(1, 6)] + others))
    assert [p.sentence for p in problems if p.column == "start_dt"] == []
