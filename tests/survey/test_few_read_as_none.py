"""Few pupils of an area, a stage or a fifth, few who were put a question, few who were led past it: told like nobody.

Each world has twins in which one or nine pupils are of the group, and otherwise like pupils of the group that they stand with. What is
published of all of them is the same to the last digit, and stands against the recount, which shares no code with it.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from survey_worlds import answered, delivered, policy, pupils, questions

from data_loaders.published import TABLES
from data_loaders.published.recount import Evidence, recount_checks
from data_loaders.survey import groups, standing
from data_loaders.themes.survey import survey

K = 10
Tables = dict[str, pd.DataFrame]
World = Callable[[int], Tables]


def published(tables: Tables) -> Tables:
    made = survey(tables, policy(), None)
    assert {check.reason for check in made.checks if check.status == "failed"} == set()
    return made.tables


def wrong(tables: Tables, made: Tables) -> set[str]:
    """What the recount finds."""
    evidence = Evidence(delivered=tables, published=made, previous={}, policy=policy(), covered={})
    return {check.reason for check in recount_checks(TABLES, evidence) if check.status == "failed"}


def counted_again(tables: Tables) -> Tables:
    made = published(tables)
    assert wrong(tables, made) == set()
    return made


def some(**other: object) -> pd.DataFrame:
    """Pupils of all stages, fifths and communities but one; `other`: columns that are another for all."""
    who = pupils(900, seed=4).assign(stratum="", cluster="", weight=np.nan, **other)
    who["area_code"] = who["area_code"].replace({"C2": "C1"})
    who["stage"] = who["stage"].replace({"S6": "S1"})
    return who.assign(simd_quintile=who["simd_quintile"].replace({"5": "3"}))


def moved(who: pd.DataFrame, few: int, column: str, before: str, after: str) -> pd.DataFrame:
    """The first few of a group are of another."""
    values = who[column].copy()
    values.iloc[np.flatnonzero(values == before)[:few]] = after
    return who.assign(**{column: values})


def asked_all(who: pd.DataFrame) -> Tables:
    return delivered(pd.concat([answered(who, q, seed=n) for n, q in enumerate(("q1", "q2"))]), questions("q1", "q2"))


def a_group(column: str, before: str, after: str) -> World:
    return lambda few: asked_all(moved(some(), few, column, before, after))


def another_locality(few: int) -> Tables:
    who = some()
    return asked_all(moved(who[who["area_code"] == "C1"], few, "area_code", "C1", "C3"))


def known_by_locality(few: int) -> Tables:
    """In the second locality no community was written down, but of few."""
    who = some()
    return asked_all(moved(who.replace({"area_code": {"C3": "L2", "C4": "L2"}}), few, "area_code", "L2", "C4"))


def without_a_question(few: int) -> Tables:
    """Of a stage that nobody else is of, with rows of one question only."""
    who = moved(some(), few, "stage", "S1", "S6")
    rows, own = asked_all(who)["survey_responses"], set(who["pupil_pseudo_id"][who["stage"] == "S6"])
    first = list(who["pupil_pseudo_id"][some()["stage"] == "S1"][:9])
    lacks = (rows["question_id"] == "q2") & rows["pupil_pseudo_id"].isin(first)
    assert own <= set(first)
    return delivered(rows[~lacks], questions("q1", "q2"))


def to_some_stages(who: pd.DataFrame, stages: set[str], listed: str = "") -> Tables:
    """A third question, put to some stages only; for the others the file has no row."""
    rows = [answered(who, q, seed=n) for n, q in enumerate(("q1", "q2"))]
    third = answered(who, "q3", seed=7)
    asked = questions("q1", "q2", "q3")
    asked.loc[asked["question_id"] == "q3", "stages_asked"] = listed
    return delivered(pd.concat([*rows, third[who["stage"].isin(stages)]]), asked)


def a_stray_answer(few: int) -> Tables:
    """A few of a stage that a question was not put to have a row of it."""
    who = some()
    made = to_some_stages(who, {"S1", "S2"})
    stray = answered(who[who["stage"] == "S4"].head(few), "q3")
    rows = delivered(stray, questions("q3"))["survey_responses"]
    return {**made, "survey_responses": pd.concat([made["survey_responses"], rows], ignore_index=True)}


def of_a_listed_stage(listed: str) -> World:
    return lambda few: to_some_stages(moved(some(), few, "stage", "S1", "S6"), {"S1", "S3", "S6"}, listed)


def led_past(few: int) -> Tables:
    made = asked_all(some())
    rows = made["survey_responses"]
    silent = np.flatnonzero((rows["question_id"] == "q1") & (rows["response_code"] == "NR"))
    rows.loc[silent[:few], "response_code"] = "NA"
    return made


def a_question_of_few(few: int) -> Tables:
    who = some()
    rows = [answered(who, "q1"), answered(who.head(few), "q2")]
    return delivered(pd.concat(rows), questions("q1", "q2"))


def a_wave_of_few(few: int) -> Tables:
    who = some()
    return delivered(
        pd.concat([answered(who, "q1"), answered(who.head(few).assign(wave="2025"), "q1")]), questions("q1")
    )


def an_area_that_was_not_asked(few: int) -> Tables:
    """A question was put to upper stages, of whom a community has few. Those who change places answer alike."""
    who = pupils(1200, seed=4).assign(stratum="", cluster="", weight=np.nan)
    is_upper, is_second = who["stage"].isin({"S4", "S5", "S6"}), who["area_code"] == "C2"
    who = who[~(is_upper & is_second)].reset_index(drop=True)
    upper = who.index[(who["area_code"] == "C1") & who["stage"].isin({"S4"})][:9]
    lower = who.index[(who["area_code"] == "C2") & who["stage"].isin({"S1"})][:9]
    who.loc[upper[:few], "area_code"], who.loc[lower[:few], "area_code"] = "C2", "C1"
    made = to_some_stages(who, {"S4", "S5", "S6"})
    alike = made["survey_responses"]["pupil_pseudo_id"].isin(who.loc[[*upper, *lower], "pupil_pseudo_id"])
    made["survey_responses"].loc[alike, "response_code"] = "Agree"
    return made


WORLDS: dict[str, World] = {
    "of a community": a_group("area_code", "C1", "C2"),
    "of a community, whose area was not known": lambda few: asked_all(
        moved(moved(some(), 40, "area_code", "C4", "NK"), few, "area_code", "NK", "C2")
    ),
    "of another locality": another_locality,
    "of a community of which no other has any": known_by_locality,
    "of the first stage": a_group("stage", "S1", "P5"),
    "of the last stage": a_group("stage", "S1", "S6"),
    "of a stage, with rows of one question": without_a_question,
    "of a fifth": a_group("simd_quintile", "3", "5"),
    "of a stage that a question was not put to": a_stray_answer,
    "of a stage that a question names": of_a_listed_stage("S1; S3; S6"),
    "of a stage that no question names": of_a_listed_stage("S1; S3"),
    "led past a question": led_past,
    "with a question that nobody else has": a_question_of_few,
    "of a wave": a_wave_of_few,
    "of a community, among upper stages": an_area_that_was_not_asked,
}


@pytest.mark.parametrize("world", WORLDS.values(), ids=WORLDS)
def test_of_few_no_more_is_told_than_of_none(world: World) -> None:
    none = published(world(0))
    assert len(none["survey_cells"]) > 20
    for few, made in ((1, counted_again(world(1))), (K - 1, published(world(K - 1)))):
        for name, frame in none.items():
            pd.testing.assert_frame_equal(made[name], frame, obj=f"{few}: {name}", check_exact=True)


def test_the_recount_refuses_a_fifth_of_few(monkeypatch: pytest.MonkeyPatch) -> None:
    tables = WORLDS["of a fifth"](4)
    monkeypatch.setattr(groups, "held_by", lambda values, codes, _: standing.held_by(values, codes, 1))
    assert wrong(tables, published(tables))


@pytest.mark.parametrize(("column", "before", "after"), [("area_code", "C1", "C2"), ("stage", "S1", "S6"), ("simd_quintile", "3", "5")])  # fmt: skip
def test_from_the_floor_on_a_group_stands_by_itself(column: str, before: str, after: str) -> None:
    part = counted_again(a_group(column, before, after)(K))["survey_part"].set_index("block")
    assert part.loc[after, "pupils"] == K
    assert "of few and not known)" not in part.loc[after, "label"]
    assert part.loc[before, "label"].endswith("s of few and not known)")


@pytest.mark.parametrize(("size", "is_told"), [(2 * K - 2, False), (2 * K - 1, True)])
def test_few_who_stand_with_a_small_group_are_not_bounded_by_it(size: int, is_told: bool) -> None:
    """Eighteen pupils of a stage that has ten of its own: at most eight are of others. Of nineteen nine may be."""
    who = some().replace({"stage": {"S1": "S2"}})
    who = moved(moved(who, size, "stage", "S2", "S1"), 3, "stage", "S1", "P5")
    part = counted_again(asked_all(who))["survey_part"]
    assert ("S1" in set(part["block"])) == is_told


def test_pupils_of_no_stage_are_together_where_they_are_enough() -> None:
    """Ten of stages of few each: they are asked what the first stage was asked only if ten of them have a row of it."""
    who = moved(moved(some(), 5, "stage", "S2", "P5"), 5, "stage", "S2", "S6")
    made = counted_again(to_some_stages(who, {"S1", "S2", "S3", "S4", "S5"}))
    stages = made["survey_questions"].set_index("question_id")["stages_asked"]
    assert stages["q1"] == "All stages surveyed"
    assert stages["q3"] == "Secondary 1, Secondary 2, Secondary 3, Secondary 4, Secondary 5"
    sizes = made["survey_cells"].query("split == 'all'").groupby("question_id")["n"].sum()
    assert sizes["q1"] - sizes["q3"] == K
