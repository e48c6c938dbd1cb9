"""Rules between the tables of a survey that a mistake can break."""

from __future__ import annotations

import pandas as pd
import pytest

from data_loaders.checks.survey import stages_asked_are_stages


@pytest.mark.parametrize(("asked", "rows"), [("S1; S2", 0), ("", 0), ("S1;Year 9", 1), ("everybody", 1)])
def test_a_stage_that_does_not_exist_is_told_with_its_row(asked: str, rows: int) -> None:
    questions = pd.DataFrame({"stages_asked": ["S4", asked]}, index=[2, 3])
    problems = stages_asked_are_stages({"survey_questions": questions})
    assert len(problems) == rows
    assert all("row 3" in p.sentence and asked not in repr(p) for p in problems)
