"""What is published of a survey: full grids of at least k pupils, recounted slowly; and what must not be published."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from survey_worlds import AREAS, CODES, answered, delivered, policy, pupils, questions, table

from data_loaders.release import Check
from data_loaders.safety.attack.moves import can_be_empty
from data_loaders.survey.bases import check_bases
from data_loaders.themes.made import Made
from data_loaders.themes.survey import survey

K = 10


def made_of(responses: pd.DataFrame, asked: pd.DataFrame, audience: str = "partnership") -> Made:
    return survey(delivered(responses, asked), policy(audience), None)


def failed(checks: tuple[Check, ...]) -> list[Check]:
    return [c for c in checks if c.status == "failed"]


@pytest.fixture(scope="module")
def world() -> tuple[pd.DataFrame, pd.DataFrame, Made]:
    who = pupils(1500)
    responses = pd.concat([answered(who, q, seed=i) for i, q in enumerate(("q1", "q2", "q3"))])
    asked = questions("q1", "q2", "q3")
    return responses, asked, made_of(responses, asked)


def test_every_published_count_is_the_slow_and_obvious_one(world) -> None:
    responses, _, made = world
    cells = made.tables["survey_cells"]
    steps = made.tables["survey_views"].set_index(["question_id", "split"])["step"]
    assert not failed(made.checks)
    sides = {
        "POSITIVE": CODES[:2],
        "NEITHER": CODES[2:3],
        "NEGATIVE": CODES[3:5],
        "BETWEEN": [CODES[2], "NR"],
        "REST": CODES[2:],
    }
    groups = {"Upper secondary": ["S4", "S5", "S6"], "Lower secondary": ["S1", "S2", "S3"], "Two most deprived fifths": ["1", "2"],
              "Middle fifth": ["3"], "Two least deprived fifths": ["4", "5"], "L1": ["C1", "C2"], "L2": ["C3", "C4"]}  # fmt: skip
    column = {
        "stage": "stage",
        "sex": "sex",
        "simd": "simd_quintile",
        "COMMUNITY": "area_code",
        "LOCALITY": "area_code",
    }
    for cell in cells.itertuples():
        rows = responses[
            (responses["question_id"] == cell.question_id)
            & responses["response_code"].isin(sides.get(cell.band, [cell.band]))
        ]
        if cell.split != "all":
            rows = rows[rows[column[cell.split]].isin(groups.get(cell.block, [cell.block]))]
        assert len(rows) == cell.n >= K
    assert set(steps.index.get_level_values("split")) == {"all", *column}


def test_degrees_of_freedom_say_nothing_of_who_answered() -> None:
    """In four schools nobody answered: behind "no answer" there would stand four degrees more than behind the answers.

    By hand: 500 pupils in 30 schools of one stratum are 17 for each degree. Twenty at least are told: 25.
    """
    who = pupils(500)
    all_answered, four_silent = answered(who, "a"), answered(who, "a")
    four_silent.loc[four_silent["cluster"].isin(["s1", "s2", "s3", "s4"]), "response_code"] = "NR"
    made = [made_of(rows, questions("a")).tables for rows in (all_answered, four_silent)]
    for tables in made:
        cells, key = tables["survey_cells"], ["split", "block"]
        assert "NR" in set(cells.loc[cells["split"] == "all", "band"])
        assert set(cells.loc[cells["split"] == "all", "degrees"]) == {25}
        assert (cells.groupby(key)["degrees"].nunique() == 1).all()
        sides = tables["survey_sides"].merge(cells[[*key, "degrees"]].drop_duplicates(), on=key)
        assert (sides["degrees_x"] == sides["degrees_y"]).all()


def test_degrees_of_freedom_are_fewer_than_the_pupils_whom_a_figure_is_of() -> None:
    """Nineteen in twenty were led past the question: what stands beside it is of 60 pupils, of 1,200 who have 60 degrees."""
    who = pupils(1200).assign(cluster=[f"s{n % 300}" for n in range(1200)])
    rows = answered(who, "a", shares=(0.4, 0.0, 0.0, 0.6, 0.0, 0.0))
    rows["response_code"] = rows["response_code"].where(np.arange(1200) % 20 == 0, "NA")
    cells = made_of(rows, questions("a")).tables["survey_cells"].query("split == 'all'").set_index("band")
    assert cells.loc["NA", "degrees"] == 60
    assert set(cells.drop("NA")["degrees"]) == {59}
    assert cells.drop("NA")["n"].sum() == 60


def test_shares_are_those_of_their_base_and_count_each_pupil_once(world) -> None:
    """Of those who answered; where too few did not, and they stand with another answer, of all who were asked."""
    responses, _, made = world
    base = made.tables["survey_views"].set_index(["question_id", "split"])["base"]
    seen = set()
    for side in (
        made.tables["survey_sides"].query("split in ('all', 'stage', 'sex') and side == 'positive'").itertuples()
    ):
        own = responses[responses["question_id"] == side.question_id]
        own = own if side.block == "ALL" else own[(own["stage"] == side.block) | (own["sex"] == side.block)]
        seen.add(base[(side.question_id, side.split)])
        own = own[own["response_code"] != "NR"] if base[(side.question_id, side.split)] == "answered" else own
        if len(own):
            good = own["response_code"].isin(CODES[:2])
            assert side.share_pct == pytest.approx(100 * good.mean(), abs=0.0501)
            assert side.base_n == len(own)
    assert seen == {"answered", "asked"}


@given(seed=st.integers(0, 10_000), count=st.integers(60, 700), silent=st.floats(0.0, 0.1), alike=st.booleans())
@settings(max_examples=10, deadline=None)
def test_in_any_world_two_filters_differ_by_nobody_or_by_ten(seed: int, count: int, silent: float, alike: bool) -> None:
    """Unions of cells of one view, views of one question, and bases of different questions."""
    rng = np.random.default_rng(seed)
    shares = rng.dirichlet([6, 4, 1, 1, 0.3]) * (1 - silent)
    who = pupils(count, seed=seed)
    responses = pd.concat(
        [answered(who, q, seed=seed + i, shares=(*shares, silent)) for i, q in enumerate(("q1", "q2"))]
    )
    if alike:
        responses.loc[responses["stage"] == "S6", "response_code"] = CODES[0]
    made = made_of(responses, questions("q1", "q2"))
    assert not failed(made.checks)
    cells = made.tables["survey_cells"]
    assert (cells["n"] >= K).all()
    assert ((cells["share_pct"] > 0) & (cells["share_pct"] < 100)).all()
    bases = cells.groupby(["split", "question_id", "block"])["n"].sum().groupby(["split", "block"]).agg(["min", "max"])
    gap = bases["max"] - bases["min"]
    assert ((gap == 0) | (gap >= K)).all()


def test_a_stage_that_answered_alike_is_joined_and_never_told() -> None:
    """All 14 pupils of one stage gave one answer: no published row is about them alone."""
    who = pupils(700)
    who = pd.concat(
        [who[who["stage"] != "S6"], pupils(14, seed=9).assign(stage="S6", pupil_pseudo_id=[f"x{i}" for i in range(14)])]
    )
    responses = answered(who, "q1")
    responses.loc[responses["stage"] == "S6", "response_code"] = "Disagree"
    made = made_of(responses, questions("q1"))
    for name in ("survey_cells", "survey_sides", "survey_differences", "survey_blocks"):
        assert "S6" not in set(made.tables[name]["block"])
    stages = made.tables["survey_cells"].query("split == 'stage'")
    assert stages.empty or "Upper secondary" in set(stages["block"]) or "ALL" in set(stages["block"])


def test_where_everybody_answers_alike_the_question_is_withheld_with_a_reason() -> None:
    responses = answered(pupils(400), "q1").assign(response_code="Agree")
    made = made_of(responses, questions("q1"))
    assert made.tables["survey_cells"].empty
    views = made.tables["survey_views"]
    assert set(views["status"]) == {"withheld"}
    assert set(views["reason"]) == {"Hidden to protect pupils."}
    assert not failed(made.checks)


def test_few_who_did_not_answer_are_hidden_with_what_would_give_them_back() -> None:
    """Six of 600 are silent: they have no cell, and no base or complement tells how many they are."""
    responses = answered(pupils(600), "q1", shares=(0.3, 0.3, 0.2, 0.1, 0.1, 0.0))
    responses.iloc[:6, responses.columns.get_loc("response_code")] = "NR"
    made = made_of(responses, questions("q1"))
    whole = made.tables["survey_cells"].query("split == 'all'")
    assert "NR" not in set(whole["band"])
    assert set(whole["band"]) == {"POSITIVE", "BETWEEN", "NEGATIVE"}
    assert whole["n"].sum() == 600
    assert set(made.tables["survey_sides"].query("split == 'all'")["base_n"]) == {600}


def test_a_question_put_to_fewer_stages_never_shows_a_small_rest() -> None:
    """Asked of S1 to S5; the few of S6 in one community are the difference of two bases, so that community is not told."""
    who = pupils(1200)
    is_far = (who["stage"] == "S6") & (who["area_code"] == "C4")
    who = who[~is_far | (is_far.cumsum() <= 4)]
    asked = pd.concat([questions("q1"), questions("q2", stages_asked="S1; S2; S3; S4; S5")], ignore_index=True)
    responses = pd.concat([answered(who, "q1"), answered(who[who["stage"] != "S6"], "q2", seed=4)])
    made = made_of(responses, asked)
    assert not failed(made.checks)
    cells = made.tables["survey_cells"].query("split == 'COMMUNITY'")
    told = cells.groupby("question_id")["block"].agg(set)
    assert not ("C4" in told.get("q1", set()) and "C4" in told.get("q2", set()))


def test_a_stage_without_a_row_was_not_asked_and_is_not_silent() -> None:
    who = pupils(1500)
    responses = pd.concat([answered(who, "q1"), answered(who[who["stage"] != "S1"], "q2", seed=4)])
    made = made_of(responses, questions("q1", "q2"))
    whole = made.tables["survey_cells"].query("split == 'all'").groupby("question_id")["n"].sum()
    assert whole["q1"] == 1500
    assert whole["q2"] == (who["stage"] != "S1").sum()
    told = made.tables["survey_questions"].set_index("question_id")["stages_asked"]
    assert told["q1"] == "All stages surveyed"
    assert "Secondary 1" not in told["q2"]
    assert not failed(made.checks)


def test_pupils_led_past_a_question_are_a_cell_of_their_own() -> None:
    who = pupils(900)
    responses = answered(who, "q1")
    led = responses["sex"].eq("M") & (np.arange(len(who)) % 3 == 0)
    responses.loc[led, "response_code"] = "NA"
    made = made_of(responses, questions("q1"))
    whole = made.tables["survey_cells"].query("split == 'all'").set_index("band")
    assert whole.loc["NA", "n"] == led.sum()
    assert "sex" not in set(made.tables["survey_cells"]["split"])  # no girl was led past: a cell of nobody
    assert not failed(made.checks)


def test_without_identifiers_every_row_of_a_question_is_one_pupil() -> None:
    who = pupils(900)
    responses = pd.concat([answered(who, q, seed=i) for i, q in enumerate(("q1", "q2"))])
    with_names = made_of(responses, questions("q1", "q2"))
    without = made_of(responses.assign(pupil_pseudo_id=""), questions("q1", "q2"))
    for name in ("survey_cells", "survey_sides"):
        pd.testing.assert_frame_equal(with_names.tables[name], without.tables[name])


def test_a_published_wave_is_kept_word_for_word_and_a_new_one_added(world) -> None:
    responses, asked, first = world
    later = responses.assign(wave="2026")
    grown = pd.concat([responses.iloc[:-40], later])  # forty rows of the old wave were taken back
    previous = _Release(first.tables)
    made = survey(delivered(grown, asked), policy(), previous)  # type: ignore[arg-type]
    assert not failed(made.checks)
    for name, old in first.tables.items():
        now = made.tables[name]
        pd.testing.assert_frame_equal(now[now["wave"] == "2024"].reset_index(drop=True), old)
        assert old.empty or "2026" in set(now["wave"])
    assert made.notices == first.notices


class _Release:
    def __init__(self, frames: dict[str, pd.DataFrame]) -> None:
        self.frames = frames

    def table(self, name: str) -> pd.DataFrame:
        return self.frames[name]


def test_nothing_delivered_is_calmly_nothing() -> None:
    made = survey({"ref_area": AREAS}, policy(), None)
    assert all(frame.empty for frame in made.tables.values())
    assert made.checks == ()


def test_bases_that_differ_by_few_are_not_published(world) -> None:
    _, _, made = world
    cells = made.tables["survey_cells"]
    off = cells.assign(n=cells["n"] + (cells["question_id"] == "q2") * 1)
    assert check_bases({**made.tables, "survey_cells": off}, K).status == "failed"


def test_the_attack_knows_a_cell_that_cannot_be_empty_from_one_that_can() -> None:
    """With one answer and one other, (good, a, b) is bound where the other answer leaves no room."""
    free = np.array([[[3, 20], [20, 20]], [[20, 20], [20, 20]]])
    assert can_be_empty(free, (0, 0, 0))
    bound = np.array([[[3, 20], [20, 0]], [[0, 20], [20, 20]]])
    assert not can_be_empty(bound, (0, 0, 0))


def test_a_split_that_another_would_betray_is_withheld() -> None:
    """Every pupil of fifth 5 lives in C4, nearly all of C4 are in it: C4 less fifth 5 would be few pupils."""
    who = pupils(1500)
    who.loc[who["area_code"] == "C4", "simd_quintile"] = "5"
    who.loc[(who["area_code"] != "C4") & (who["simd_quintile"] == "5"), "simd_quintile"] = "4"
    few = who.index[who["area_code"] == "C4"][:12]
    who.loc[few, "simd_quintile"] = "3"
    made = made_of(answered(who, "q1"), questions("q1"))
    shown = made.tables["survey_views"].query("status == 'published'")
    blocks = made.tables["survey_cells"].groupby("split")["block"].agg(set)
    both = "simd" in set(shown["split"]) and "5" in blocks["simd"] and "C4" in blocks.get("COMMUNITY", set())
    assert not both
    assert not failed(made.checks)


def test_the_public_sees_no_less_protection() -> None:
    responses = answered(pupils(900), "q1")
    made = made_of(responses, questions("q1"), "public")
    assert (made.tables["survey_cells"]["n"] >= 10).all()


def test_a_stricter_policy_is_followed() -> None:
    own = policy()
    strict = replace(own, survey=own.survey.model_copy(update={"k": {"partnership": 40, "public": 40}}))
    made = survey(delivered(answered(pupils(1500), "q1"), questions("q1")), strict, None)
    assert (made.tables["survey_cells"]["n"] >= 40).all()


def results(rows: list[tuple[str, str, str, int, int, int]]) -> pd.DataFrame:
    columns = ["sex", "question_id", "response_code", "n", "base_n", "non_response_n"]
    return table("survey_results", pd.DataFrame(rows, columns=columns).assign(survey_id="T", wave="2024"))


def counted(rows: list[tuple[str, str, str, int, int, int]]) -> Made:
    tables = {"ref_area": AREAS, "survey_questions": questions("q1", scale="YES_NO"), "survey_results": results(rows)}
    return survey(tables, policy(), None)


def test_counted_answers_are_shown_under_the_same_rules() -> None:
    made = counted([("", "q1", "Yes", 300, 400, 30), ("", "q1", "No", 100, 400, 30),
                    ("F", "q1", "Yes", 160, 200, 15), ("F", "q1", "No", 40, 200, 15),
                    ("M", "q1", "Yes", 140, 200, 15), ("M", "q1", "No", 60, 200, 15)])  # fmt: skip
    cells = made.tables["survey_cells"].set_index(["split", "block", "band"])
    assert cells.loc[("sex", "F", "POSITIVE"), "n"] == 160
    assert cells.loc[("sex", "F", "POSITIVE"), "share_pct"] == 80.0
    assert cells.loc[("all", "ALL", "NR"), "n"] == 30
    assert not failed(made.checks)


def test_a_counted_group_that_leaves_a_small_rest_is_withheld() -> None:
    """The whole less girls less boys is a third group: four who answered yes."""
    made = counted([("", "q1", "Yes", 304, 404, 30), ("", "q1", "No", 100, 404, 30),
                    ("F", "q1", "Yes", 160, 200, 15), ("F", "q1", "No", 40, 200, 15),
                    ("M", "q1", "Yes", 140, 200, 15), ("M", "q1", "No", 60, 200, 15)])  # fmt: skip
    assert set(made.tables["survey_cells"]["split"]) == {"all"}
    assert made.tables["survey_views"].set_index("split").loc["sex", "status"] == "withheld"


def test_counted_answers_with_few_silent_join_them() -> None:
    made = counted([("", "q1", "Yes", 300, 400, 3), ("", "q1", "No", 100, 400, 3)])
    cells = made.tables["survey_cells"].set_index("band")
    assert set(cells.index) == {"POSITIVE", "REST"}
    assert cells.loc["REST", "n"] == 103
    assert cells.loc["POSITIVE", "share_pct"] == round(100 * 300 / 403, 1)


def test_no_few_of_several_groups_together_follow_from_two_splits() -> None:
    """132 pupils. Of the 20 girls who disagree at most 16 are of S3, so four at least are of S1 and S2: fewer than may be told."""
    cells = [("F", "S1", 2), ("F", "S2", 2), ("F", "S3", 16), ("M", "S1", 8), ("M", "S2", 8)]
    rows = [(sex, stage, CODES[3]) for sex, stage, n in cells for _ in range(n)]
    rows += [(sex, stage, CODES[0]) for sex in "FM" for stage in ("S1", "S2", "S3") for _ in range(16)]
    sex, stage, code = zip(*rows, strict=True)
    who = pupils(len(rows)).assign(
        sex=sex, stage=stage, simd_quintile="", area_code="C1", weight=1.0, stratum="", cluster=""
    )
    made = made_of(answered(who, "q1").assign(response_code=code), questions("q1"))
    shown = made.tables["survey_views"].set_index("split")["status"]
    assert (shown["all"], shown["stage"], shown["sex"]) == ("published", "published", "withheld")
