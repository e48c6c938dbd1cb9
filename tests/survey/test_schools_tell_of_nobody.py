"""Errors and degrees of freedom of pupils' answers: of how many classes a group, or an answer of ten to nineteen, is can be told by neither.

Worlds have classes of eight pupils or so, so that nearly every group is of more classes than ten pupils each would fill.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from printed_errors import cells_of_their_own, too_many_classes
from printed_shares import QUESTION, shares_of_all
from survey_worlds import CODES, answered, delivered, policy, pupils, questions

from data_loaders.survey.bases import check_bases
from data_loaders.survey.effects import step_up
from data_loaders.themes.survey import survey

K = 10


def in_classes(count: int, seed: int = 0) -> pd.DataFrame:
    """Pupils in classes of eight or so, each of one area and one stage."""
    who = pupils(count, seed=seed).sort_values(["area_code", "stage"], kind="stable")
    return who.assign(cluster=[f"s{number // 8}" for number in range(count)], weight=1.0)


def tables(who: pd.DataFrame, *asked: str) -> dict[str, pd.DataFrame]:
    rows = pd.concat([answered(who, question, seed=number) for number, question in enumerate(asked)])
    return survey(delivered(rows, questions(*asked)), policy(), None).tables


@pytest.fixture(scope="module")
def small() -> dict[str, pd.DataFrame]:
    return tables(in_classes(900), "q1", "q2")


def test_no_degrees_say_that_a_group_is_of_more_classes_than_ten_pupils_each_would_fill(small) -> None:
    assert list(too_many_classes(small["survey_cells"], K)) == []
    own = small["survey_cells"]["split"] == "COMMUNITY"
    before = small["survey_cells"].assign(degrees=small["survey_cells"]["degrees"].mask(own, 27))
    assert list(too_many_classes(before, K)), "some 220 pupils of a community, in 28 classes: less than ten in one"


def test_degrees_are_one_number_of_a_question_or_one_fewer_than_the_pupils(small) -> None:
    """By hand: 900 pupils in 113 classes of one stratum, 8.04 for each of 112 degrees. Twenty at least: 45."""
    cells = small["survey_cells"]
    base = small["survey_sides"].set_index(["question_id", "split", "block", "side"])
    assert set(cells["degrees"]) == {45}
    assert (base["degrees"] == (base["base_n"] - 1).clip(upper=45)).all()


def test_all_errors_of_a_view_have_one_effect(small) -> None:
    cells = small["survey_cells"]
    assert cells["n"].between(10, 19).any(), "a world without small cells shows nothing"
    assert cells_of_their_own(small) == []
    few = cells.index[(cells["split"] != "all") & cells["n"].between(10, 19)][0]
    before = cells.assign(se_pct=cells["se_pct"].where(cells.index != few, cells["se_pct"] * 1.2))
    assert cells_of_their_own({**small, "survey_cells": before}) == [
        tuple(cells.loc[few, ["survey_id", "wave", "question_id", "split"]])
    ]


def test_in_how_many_classes_those_who_gave_an_answer_are_is_not_told() -> None:
    """Twelve of a stage who gave one answer sit in one class, or each in another: their cell is printed as those beside it are."""
    who = in_classes(900)
    together = answered(who, "q1", shares=(0.35, 0.35, 0.2, 0.1, 0.0, 0.0))
    own = np.flatnonzero(together["stage"] == "S2")
    apart = together.assign(cluster=together["cluster"].to_numpy(copy=True))
    answer, cluster = together.columns.get_indexer(["response_code", "cluster"])
    for rows, classes in ((together, ["one"] * 12), (apart, [f"c{n}" for n in range(12)])):
        rows.iloc[own, answer] = CODES[0]
        rows.iloc[own[:12], answer] = CODES[3]
        rows.iloc[own[12:24], answer] = CODES[2]
        rows.iloc[own[:12], cluster] = classes
    for rows in (together, apart):
        made = survey(delivered(rows, questions("q1")), policy(), None).tables
        assert cells_of_their_own(made) == []
        assert list(too_many_classes(made["survey_cells"], K)) == []


def test_what_adds_up_from_bases_of_three_questions_is_nobody_or_ten() -> None:
    """All, less the lower and the middle stages, would be the three of the last stage in one community."""
    who = pupils(1800)
    who = who[who["stage"] != "S6"]
    last = (who["stage"] == "S5") & (who["area_code"] == "C4")
    who = who[~last | (last.cumsum() <= 3)]
    stages = {"all": "", "low": "S1; S2", "middle": "S3; S4"}
    asked = pd.concat([questions(q, stages_asked=own) for q, own in stages.items()], ignore_index=True)
    put = {q: who[who["stage"].isin(own.split("; "))] if own else who for q, own in stages.items()}
    made = survey(delivered(pd.concat([answered(own, q) for q, own in put.items()]), asked), policy(), None)
    cells = made.tables["survey_cells"]
    base = cells[cells["split"] == "COMMUNITY"].groupby(["question_id", "block"])["n"].sum().unstack("question_id")
    assert "C4" not in base.index
    assert len(base) >= 2
    assert [check.status for check in made.checks] == ["passed", "passed"]


def printed(**base: int) -> dict[str, pd.DataFrame]:
    """One group of a survey; questions are named after the stages that they were put to."""
    stages = {
        "all": "All stages surveyed",
        "low": "Secondary 1, Secondary 2",
        "middle": "Secondary 3, Secondary 4",
        "first": "Secondary 1",
    }
    rows = pd.DataFrame(
        {
            "question_id": list(base),
            "n": list(base.values()),
            "split": "sex",
            "block": "F",
            "survey_id": "T",
            "wave": "1",
        }
    )
    asked = rows.assign(stages_asked=rows["question_id"].map(stages))[
        ["survey_id", "wave", "question_id", "stages_asked"]
    ]
    return {"survey_cells": rows, "survey_questions": asked}


@pytest.mark.parametrize(("base", "status"), [
    ({"all": 100, "low": 60}, "passed"), ({"all": 100, "low": 95}, "failed"), ({"all": 100, "low": 60, "middle": 37}, "failed"),
    ({"all": 100, "low": 45, "middle": 43}, "passed"), ({"all": 100, "low": 60, "first": 58}, "failed"),
    ({"all": 100, "low": 60, "first": 37}, "passed"),
])  # fmt: skip
def test_bases_are_held_against_those_that_they_hold(base: dict[str, int], status: str) -> None:
    """45 of two stages and 43 of two others: nobody is what one leaves of the other, so two pupils are not told of."""
    assert check_bases(printed(**base), K).status == status


@pytest.mark.parametrize(("value", "step"), [(0.2, 1.0), (1.0, 1.0), (1 + 1e-9, 1.0), (1.01, 1.1), (1.3, 1.5), (2.0, 2.0), (9.0, 10.0), (11.2, 12.5), (130.0, 150.0)])  # fmt: skip
def test_steps_are_few_and_go_up(value: float, step: float) -> None:
    assert step_up(value) == pytest.approx(step)
    assert step_up(20 * value, unit=20) == pytest.approx(20 * step)


def test_no_figure_of_a_release_tells_of_schools(release) -> None:
    cells = release.table("survey_cells")
    assert len(cells) > 1000
    assert cells_of_their_own(release.frames) == []
    follow = cells.query("split == 'all'").join(shares_of_all(release.frames), on=[*QUESTION, "band"])
    assert (100 * follow["share"] - follow["share_pct"]).abs().max() <= 0.0501, "shares follow from printed counts"
    assert list(too_many_classes(cells, K)) == []
