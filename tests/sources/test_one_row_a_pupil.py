"""A survey as survey tools export it, one row a pupil and nobody identified: every pupil counts, and stays one over all questions."""

from __future__ import annotations

import random
from pathlib import Path

import pandas as pd
import pytest

from data_loaders.checks import examine
from data_loaders.problem import is_stopping
from data_loaders.sources import Collected, collect

AREAS = "area_code,area_level,area_name,parent_code\nC1,COUNCIL,Invented council,\n"
QUESTIONS = ("safe", "trusted", "lonely")
SURVEY = "survey_id,wave,question_id,wording,scale,positive_direction\n" + "".join(
    f"INV,,{name},Invented?,1;2;3,LAST\n" for name in QUESTIONS
)
TURNED = """[survey_responses]
columns = { stage = "Year", sex = "Gender" }
constants = { survey_id = "INV", wave = "2025" }
each_row = ["pupil_pseudo_id"]
[survey_responses.codes.stage]
"Year 10" = "S3"
[survey_responses.codes.sex]
Girl = "F"
Boy = "M"
[survey_responses.long]
into = "question_id"
value = "response_code"
columns = ["safe", "trusted", "lonely"]
"""
ONE_QUESTION = TURNED.split("[survey_responses.long]")[0].replace("columns = {", 'columns = { response_code = "safe",').replace(
    'wave = "2025"', 'wave = "2025", question_id = "safe"'
)  # fmt: skip
MANIFEST = """table,file,supplier_agency,extract_date,period_start,period_end,audience,is_synthetic
survey_responses,survey_responses.csv,EDUCATION,2026-01-31,,,partnership,Y
survey_questions,survey_questions.csv,EDUCATION,2026-01-31,,,partnership,Y
ref_area,ref_area.csv,OTHER,2026-01-31,,,public,Y
"""


def pupils(seed: int = 5, n: int = 120) -> list[str]:
    """Rows of invented pupils with so few answers that many say the same."""
    chance = random.Random(seed)
    return [
        ",".join(["Year 10", chance.choice(("Girl", "Boy")), *(chance.choice("123") for _ in QUESTIONS)])
        for _ in range(n)
    ]


def survey(folder: Path, rows: list[str], mapping: str = TURNED) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    files = {
        "ref_area.csv": AREAS,
        "survey_questions.csv": SURVEY,
        "survey_responses.csv": "\n".join(["Year,Gender,safe,trusted,lonely", *rows]) + "\n",
        "mapping.toml": mapping,
        "manifest.csv": MANIFEST,
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def stopping(collected: Collected) -> list[str]:
    return [problem.sentence for problem in [*collected.problems, *examine(collected)] if is_stopping(problem)]


def as_rows(frame: pd.DataFrame) -> list[str]:
    """Back to a row for each pupil, whatever the pupil is called."""
    wide = frame.set_index(["pupil_pseudo_id", "question_id"])["response_code"].unstack()
    sex = frame.drop_duplicates("pupil_pseudo_id").set_index("pupil_pseudo_id")["sex"].map({"F": "Girl", "M": "Boy"})
    return sorted(",".join(["Year 10", sex[pupil], *answers]) for pupil, answers in wide[list(QUESTIONS)].iterrows())


def test_every_pupil_of_a_turned_file_counts_and_is_one_in_all_questions(tmp_path: Path) -> None:
    rows = pupils()
    assert len(set(rows)) < 60  # many say the same
    collected = collect(survey(tmp_path, rows))
    assert stopping(collected) == []
    frame = collected.tables["survey_responses"]
    assert frame["pupil_pseudo_id"].nunique() == 120
    assert as_rows(frame) == sorted(rows)
    alike = 120 - len(set(rows))
    assert any(f"{alike} rows say the same as an earlier one" in note for note in collected.notes)


def test_a_file_with_one_question_that_is_used_counts_every_pupil(tmp_path: Path) -> None:
    collected = collect(survey(tmp_path, pupils(), ONE_QUESTION))
    assert stopping(collected) == []
    assert collected.tables["survey_responses"]["pupil_pseudo_id"].nunique() == 120


def test_pupils_are_called_the_same_wherever_their_rows_stand(tmp_path: Path) -> None:
    rows = pupils()
    turned = rows[::-1]
    first, second = (
        collect(survey(tmp_path / name, given)).tables["survey_responses"]
        for name, given in (("a", rows), ("b", turned))
    )
    assert set(first["pupil_pseudo_id"]) == set(second["pupil_pseudo_id"])
    assert as_rows(first) == as_rows(second)


@pytest.mark.parametrize("times", [2, 3])
def test_a_file_in_which_a_join_doubled_every_row_is_stopped(tmp_path: Path, times: int) -> None:
    rows = sorted(set(pupils()))
    said = stopping(collect(survey(tmp_path, rows * times)))
    assert any(f"every row stands {times} times" in sentence for sentence in said)


def test_two_pupils_who_answer_alike_are_no_doubled_file(tmp_path: Path) -> None:
    """Of few different rows all may stand equally often: nothing is concluded from them."""
    assert stopping(collect(survey(tmp_path, ["Year 10,Girl,1,2,3"] * 2))) == []
