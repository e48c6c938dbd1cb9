"""How many are of a group, told anywhere, beside how many gave an answer: nobody reads from the two that few of the group gave it.

A reader of the published tables alone asks a linear program for the least of each group that any table names, with each answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import linprog
from survey_worlds import delivered, policy, pupils, questions

from data_loaders.published import TABLES
from data_loaders.published.recount import Evidence, recount_check
from data_loaders.published.recount.survey_inside import few_inside
from data_loaders.survey import detail, grids
from data_loaders.themes.survey import survey

K = 10
Tables = dict[str, pd.DataFrame]
Rows = list[tuple[str, str, str, str, int]]  # stage, sex, fifth, answer, and how many
GROUPS = {
    "Upper primary": {"P5", "P6", "P7"}, "Lower secondary": {"S1", "S2", "S3"}, "10-12": {"P6", "P7", "S1"}, "13-15": {"S2", "S3", "S4"},
    "Two most deprived fifths": {"1", "2"}, "Middle fifth": {"3"}, "Two least deprived fifths": {"4", "5"},
}  # fmt: skip
COLUMN = {"stage": 0, "age": 0, "sex": 1, "simd": 2}
YES, NO = "Yes", "No"
ANSWERS = {"POSITIVE": {YES}, "REST": {NO}}


@dataclass(frozen=True)
class World:
    """`rows`: who answered the question; `alone`: the one stage that a second question was put to."""

    rows: Rows
    alone: str = ""

    def twin(self) -> World:
        """One more of the few gave their answer, and one fewer of the last group: of all together as many as before."""
        few, others, *rest, last = self.rows
        moved = (
            (*few[:4], few[4] + 1),
            (*others[:4], others[4] - 1),
            *rest,
            (*last[:4], last[4] - 1),
            (*last[:3], NO, 1),
        )
        return World(list(moved), self.alone)

    def tables(self) -> Tables:
        each = [row[:4] for row in self.rows for _ in range(row[4])]
        who = pupils(len(each)).assign(area_code="C1", stratum="", cluster="", weight=np.nan)
        who = who.assign(**{c: [row[at] for row in each] for at, c in enumerate(("stage", "sex", "simd_quintile"))})
        rows = [who.assign(question_id="q1", response_code=[row[3] for row in each])]
        asked = questions("q1", *(["q2"] if self.alone else []), scale="YES_NO")
        if self.alone:
            asked.loc[asked["question_id"] == "q2", "stages_asked"] = self.alone
            alike = who[who["stage"] == self.alone].assign(question_id="q2")
            rows.append(alike.assign(response_code=np.where(np.arange(len(alike)) % 2, YES, NO)))
        return delivered(pd.concat(rows), asked)


WORLDS = {
    "a group of stages and one of them": World(
        [("S1", "F", "3", YES, 4), ("S1", "F", "3", NO, 56), ("P7", "F", "3", YES, 15), ("P7", "F", "3", NO, 15),
         ("S2", "F", "3", YES, 20), ("S3", "F", "3", YES, 20)]
    ),
    "an age": World(
        [("P7", "F", "3", YES, 2), ("P7", "F", "3", NO, 28), ("S1", "F", "3", YES, 2), ("S1", "F", "3", NO, 28),
         ("S2", "F", "3", YES, 20), ("S3", "F", "3", YES, 20)]
    ),
    "a group of fifths and one of them": World(
        [("S2", "F", "1", YES, 4), ("S2", "F", "1", NO, 36), ("S2", "F", "3", YES, 15), ("S2", "F", "3", NO, 15),
         ("S2", "F", "4", YES, 15), ("S2", "F", "4", NO, 15), ("S2", "F", "5", YES, 15), ("S2", "F", "5", NO, 15), ("S2", "F", "2", YES, 40)]
    ),
    "a stage that alone was asked another question": World(
        [("S1", "F", "3", YES, 4), ("S1", "F", "3", NO, 56), ("S1", "M", "3", YES, 45), ("S1", "M", "3", NO, 15),
         ("S2", "M", "3", YES, 40), ("S2", "F", "3", YES, 40)],
        alone="S1",
    ),
}  # fmt: skip


def known_to_be_there(world: World, made: Tables) -> Iterator[tuple[str, int, int]]:
    """Group and answer, how many at least, and how many they truly are, where these are few."""
    each = [row[:4] for row in world.rows for _ in range(row[4])]
    cells = list(product(*(sorted({row[at] for row in each}) for at in range(4))))
    truly = np.array([each.count(cell) for cell in cells])
    told: dict[tuple[bool, ...], int] = {}
    groups: dict[str, np.ndarray] = {}
    of_two = np.array([cell[0] == world.alone for cell in cells])
    for row in made["survey_part"].itertuples():
        groups[row.block] = _inside(cells, row.split, row.block)
        told[tuple(groups[row.block])] = row.pupils
    for (question, split, block), own in made["survey_cells"].groupby(["question_id", "split", "block"]):
        inside = _inside(cells, split, block)
        if question == "q2":
            told[tuple(inside & of_two)] = own["n"].sum()
            groups |= {f"{block} of {world.alone}": inside & of_two}
        for cell in own.itertuples() if question == "q1" else ():
            told[tuple(inside & [row[3] in ANSWERS.get(cell.band, {cell.band}) for row in cells])] = cell.n
    sums = np.array(list(told), dtype=float)
    assert (sums @ truly == list(told.values())).all()
    pairs = [(f"{a}, {b}", groups[a] & groups[b]) for a, b in combinations(groups, 2)]
    for (name, group), answer in product([*groups.items(), *pairs], (YES, NO)):
        wanted = group & [cell[3] == answer for cell in cells]
        if 0 < (n := int(truly[wanted].sum())) < K:
            least = linprog(wanted.astype(float), A_eq=sums, b_eq=list(told.values()), bounds=(0, None)).fun
            if least > 0.5:
                yield f"{name}: {answer}", round(least), n


def _inside(cells: list[tuple[str, ...]], split: str, block: str) -> np.ndarray:
    of = COLUMN.get(split)
    return np.array([of is None or block == "ALL" or cell[of] in GROUPS.get(block, {block}) for cell in cells])


def evidence(tables: Tables, made: Tables) -> Evidence:
    return Evidence(delivered=tables, published=made, previous={}, policy=policy(), covered={})


@pytest.mark.parametrize("world", WORLDS.values(), ids=WORLDS)
def test_no_size_of_a_group_tells_of_few_with_an_answer(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    tables = world.tables()
    made = survey(tables, policy(), None).tables
    assert set(made["survey_cells"].query("split == 'all'")["question_id"]) >= {"q1"}
    assert list(known_to_be_there(world, made)) == []
    assert few_inside(evidence(tables, made)) == 0
    for module in (grids, detail):
        monkeypatch.setattr(module, "hold_beside", lambda *_: True)
    without = survey(tables, policy(), None).tables
    assert list(known_to_be_there(world, without))  # the world does make the fault
    assert few_inside(evidence(tables, without)) > 0  # and the recount refuses it


@pytest.mark.parametrize("world", WORLDS.values(), ids=WORLDS)
def test_one_more_of_the_few_changes_nothing(world: World) -> None:
    one, other = (survey(own.tables(), policy(), None).tables for own in (world, world.twin()))
    for name, frame in one.items():
        pd.testing.assert_frame_equal(frame, other[name], check_exact=True, obj=name)


def test_where_no_stage_is_known_no_residents_are_told() -> None:
    """How many live there is told of the ages that took part; of none that is known, nobody is told and nothing stops."""
    rows: Rows = [("", sex, "3", answer, 30) for sex in "FM" for answer in (YES, NO)]
    people = {
        "area_code": "X",
        "year": 2024,
        "sex": "ALL",
        "age_band": ["10-12", "13-15"],
        "population": [700.0, 800.0],
    }
    tables = {**World(rows).tables(), "ref_population": pd.DataFrame(people)}
    made = survey(tables, policy(), None).tables
    assert set(made["survey_part"]["pupils"]) == {60, 120}
    assert made["survey_part"]["population"].isna().all()
    assert recount_check(TABLES["survey_part"], evidence(tables, made)).status == "passed"
