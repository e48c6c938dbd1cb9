"""Answers that came counted: no difference and no overlap of what is told is of a few pupils."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pandas as pd
import pytest
from survey_worlds import AREAS, policy, questions, table

from data_loaders.published import TABLES
from data_loaders.published.recount import Evidence, recount_checks
from data_loaders.published.recount.counted_together import few_together
from data_loaders.safety.floor import Floor
from data_loaders.survey import results
from data_loaders.survey.told import Block, Told, sizes_tell
from data_loaders.themes.made import Made
from data_loaders.themes.survey import survey

K = 10
Counts = tuple[int, ...]  # of each answer, and of the silent
WHO = ("area_code", "stage", "sex", "simd_quintile")


def rows_of(
    who: dict[str, str],
    counts: Counts,
    *,
    answers: tuple[str, ...] = ("Yes", "No"),
    question: str = "q1",
    population: float = np.nan,
) -> pd.DataFrame:
    """The rows of one group, as its supplier would write them."""
    *given, silent = counts
    return pd.DataFrame(
        [{**dict.fromkeys(WHO, ""), **who, "survey_id": "T", "wave": "2024", "question_id": question, "response_code": answer, "n": n,
          "base_n": sum(given), "non_response_n": silent, "population_n": population} for answer, n in zip(answers, given, strict=True)]
    )  # fmt: skip


def delivered(*groups: pd.DataFrame, scale: str = "YES_NO") -> dict[str, pd.DataFrame]:
    rows = pd.concat(groups, ignore_index=True)
    asked = questions(*rows["question_id"].unique(), scale=scale)
    return {"ref_area": AREAS, "survey_questions": asked, "survey_results": table("survey_results", rows)}


def told(*groups: pd.DataFrame, scale: str = "YES_NO") -> Made:
    """What is published; the recount, which shares no code with what chose it, finds the same figures and none that tells of few."""
    tables = delivered(*groups, scale=scale)
    made = survey(tables, policy(), None)
    assert not [name for name, frame in made.tables.items() if frame.duplicated(TABLES[name].keys).any()]
    checks = recount_checks(TABLES, recounted(made, tables))
    assert {check.reason for check in checks if check.status == "failed"} == set()
    return made


def recounted(made: Made, tables: dict[str, pd.DataFrame]) -> Evidence:
    return Evidence(delivered=tables, published=made.tables, previous={}, policy=policy(), covered={})


def counts_of(made: Made) -> dict[tuple[str, str, str], int]:
    cells = made.tables["survey_cells"]
    return {(c.split, c.block, c.band): c.n for c in cells.itertuples()}


# Of the community C4 nothing was delivered, so the whole less all communities is never a few.
AREA_COUNTS = {"": (400, 200, 100), "L1": (200, 100, 50), "L2": (200, 100, 50), "C3": (100, 50, 25)}


def by_area(c1: Counts, c2: Counts) -> Made:
    counts = {**AREA_COUNTS, "C1": c1, "C2": c2}
    return told(*(rows_of({"area_code": area}, n) for area, n in counts.items()))


def test_a_locality_less_its_communities_is_not_a_few() -> None:
    made = by_area((100, 50, 25), (96, 46, 20))
    assert {split for split, _, _ in counts_of(made)} == {"all", "LOCALITY"}
    views = made.tables["survey_views"].set_index("split")
    assert views.loc["COMMUNITY", "status"] == "withheld"
    assert views.loc["COMMUNITY", "step"] == ""


@pytest.mark.parametrize("c2", [(100, 50, 25), (80, 40, 10)])
def test_communities_are_told_where_they_leave_nobody_or_enough(c2: Counts) -> None:
    found = counts_of(by_area((100, 50, 25), c2))
    assert found["COMMUNITY", "C2", "POSITIVE"] == c2[0]
    assert found["LOCALITY", "L1", "NR"] == 50


def test_communities_that_hold_more_than_their_locality_are_not_told() -> None:
    """Thirty more than L1 has: whatever the delivery means, nobody knows what its counts tell."""
    assert not [key for key in counts_of(by_area((130, 50, 25), (100, 50, 25))) if key[0] == "COMMUNITY"]


def test_a_few_silent_whom_communities_leave_are_hidden_with_another_answer() -> None:
    """Left of L1: nobody who answered, and with the silent 4 No. Joined to one cell they are 14."""
    made = by_area((100, 50, 20), (100, 46, 20))
    found = counts_of(made)
    assert {band for split, _, band in found if split in ("LOCALITY", "COMMUNITY")} == {"POSITIVE", "REST"}
    assert found["LOCALITY", "L1", "REST"] - found["COMMUNITY", "C1", "REST"] - found["COMMUNITY", "C2", "REST"] == 14


def test_what_communities_leave_was_not_asked_one_question_by_few_more() -> None:
    """Of both questions L1 leaves 20 and 23, and each group was asked as many or twenty more: the three are of the rest alone."""
    groups = []
    for question, more in (("q1", 0), ("q2", 1)):
        counts = {"": (400 + 43 * more, 200, 100), "L1": (200 + 43 * more, 100, 50), "L2": (200, 100, 50), "C3": (100, 50, 25), "C4": (100, 50, 25),
                  "C1": (90 + 20 * more, 40, 20), "C2": (90 + 20 * more, 40, 20)}  # fmt: skip
        groups += [rows_of({"area_code": area}, n, question=question) for area, n in counts.items()]
    cells = told(*groups).tables["survey_cells"]
    shown = cells[cells["split"] == "COMMUNITY"]
    assert set(shown["question_id"]) == {"q1"}


SEED_WORLDS = [pytest.param(seed, id=f"world {seed}") for seed in range(30)]


@pytest.mark.parametrize("seed", SEED_WORLDS)
def test_in_any_world_no_union_of_told_areas_leaves_a_few(seed: int) -> None:
    """Every sum and difference of areas, with signs of the reader's choice, of each answer that all of them tell."""
    rng = np.random.default_rng(seed)
    own = {c: rng.multinomial(rng.integers(60, 300), [0.5, 0.35, 0.15]) for c in ("C1", "C2", "C3", "C4")}
    left = {
        area: rng.multinomial(rng.integers(0, 60), [0.5, 0.35, 0.15]) * rng.integers(0, 2) for area in ("L1", "L2", "")
    }
    counts = {**own, "L1": own["C1"] + own["C2"] + left["L1"], "L2": own["C3"] + own["C4"] + left["L2"]}
    counts[""] = counts["L1"] + counts["L2"] + left[""]
    found = counts_of(told(*(rows_of({"area_code": a}, tuple(map(int, n))) for a, n in counts.items())))
    atoms = ("C1", "C2", "C3", "C4", "L1 less", "L2 less", "less")
    of = {"ALL": range(7), "L1": (0, 1, 4), "L2": (2, 3, 5), **{c: (i,) for i, c in enumerate(atoms[:4])}}
    for band in ("POSITIVE", "NEGATIVE", "NR", "REST"):
        shown = [(tuple(int(i in of[block]) for i in range(7)), n) for (_, block, b), n in found.items() if b == band]
        for signs in product((-1, 0, 1), repeat=len(shown)):
            makes = np.sum([s * np.array(of_one) for s, (of_one, _) in zip(signs, shown, strict=True)], axis=0)
            if shown and np.isin(makes, (0, 1)).all() and makes.any():
                n = sum(s * count for s, (_, count) in zip(signs, shown, strict=True))
                assert n == 0 or n >= K, (seed, band, signs)


def by_sex_and_stage(girls: int, stage: int, silent: int = 40) -> Made:
    """Of the whole 400 Yes, 200 No and the silent: so many of these are girls, and so many in S1."""
    return told(rows_of({}, (400, 200, silent)),
                rows_of({"sex": "F"}, (200, 60, girls)), rows_of({"sex": "M"}, (200, 140, silent - girls)),
                rows_of({"stage": "S1"}, (200, 100, stage)), rows_of({"stage": "S2"}, (200, 100, silent - stage)))  # fmt: skip


def test_two_splits_have_no_few_in_common_for_certain() -> None:
    """28 silent girls and 17 silent of S1 among 40 are at least five girls of S1."""
    found = counts_of(by_sex_and_stage(28, 17))
    assert found["stage", "S1", "NR"] == 17
    assert ("sex", "F", "NR") not in found
    assert found["sex", "F", "REST"] == 88  # joined with No: 88 and 117 among 240 need not have anybody in common


@pytest.mark.parametrize(("girls", "stage"), [(20, 20), (30, 20)])
def test_two_splits_are_told_where_nobody_or_enough_must_be_in_both(girls: int, stage: int) -> None:
    found = counts_of(by_sex_and_stage(girls, stage))
    assert found["stage", "S1", "NR"] == stage
    assert found["sex", "F", "NR"] == girls


def test_a_finer_answer_of_all_is_not_of_a_few_in_one_group() -> None:
    """30 and 14 give the two bad answers, and 33 of these 44 are girls: of the 14 at least three are girls."""
    answers = ("1", "2", "3", "4")
    made = told(rows_of({}, (300, 200, 30, 14, 100), answers=answers), rows_of({"sex": "F"}, (150, 100, 25, 8, 50), answers=answers),
                rows_of({"sex": "M"}, (150, 100, 5, 6, 50), answers=answers), scale="1;2;3;4")  # fmt: skip
    found = counts_of(made)
    assert found["all", "ALL", "4"] == 14
    assert ("sex", "F", "NEGATIVE") not in found


def populations(*of: float) -> set[float]:
    whole, girls, boys = of
    made = told(rows_of({}, (400, 200, 40), population=whole), rows_of({"sex": "F"}, (200, 100, 20), population=girls),
                rows_of({"sex": "M"}, (200, 100, 20), population=boys))  # fmt: skip
    return set(made.tables["survey_part"]["population"].dropna())


def test_a_population_does_not_tell_of_few_who_were_not_asked() -> None:
    """320 girls were asked of 323. No other population is told either: all less boys is girls."""
    assert populations(683, 323, 360) == set()


def test_a_population_does_not_tell_of_few_whom_its_groups_leave() -> None:
    """43 of all were not asked, 20 girls and 20 boys: the three are of neither."""
    assert populations(683, 340, 340) == set()


def test_a_population_below_who_was_asked_is_not_told() -> None:
    assert populations(660, 300, 360) == set()


@pytest.mark.parametrize("of", [(700, 340, 360), (640, 320, 320), (640, np.nan, np.nan)])
def test_populations_are_told_where_nobody_or_enough_were_not_asked(of: tuple[float, float, float]) -> None:
    assert populations(*of) == {n for n in of if not np.isnan(n)}


WITHOUT = {
    "the whole less its groups": [({}, (404, 200, 100)), ({"sex": "F"}, (200, 100, 50)), ({"sex": "M"}, (200, 100, 50))],
    "a locality less its communities": [({"area_code": a}, n) for a, n in {**AREA_COUNTS, "C1": (100, 50, 25), "C2": (96, 46, 20)}.items()],
    "more than a locality has": [({"area_code": a}, n) for a, n in {**AREA_COUNTS, "C1": (130, 50, 25), "C2": (100, 50, 25)}.items()],
    "two splits": [({}, (400, 200, 40)), ({"sex": "F"}, (200, 60, 28)), ({"sex": "M"}, (200, 140, 12)), ({"stage": "S1"}, (200, 100, 17)),
                   ({"stage": "S2"}, (200, 100, 23))],
}  # fmt: skip


@pytest.mark.parametrize("world", WITHOUT)
def test_the_recount_refuses_what_tells_of_few_whoever_chose_it(world: str, monkeypatch: pytest.MonkeyPatch) -> None:
    tables = delivered(*(rows_of(who, counts) for who, counts in WITHOUT[world]))
    safe = survey(tables, policy(), None)
    assert few_together(recounted(safe, tables)) == 0
    monkeypatch.setattr(results, "_may_be_told", lambda own, *_: bool(own.groups))
    made = survey(tables, policy(), None)
    assert len(made.tables["survey_cells"]) > len(safe.tables["survey_cells"])
    assert few_together(recounted(made, tables)) > 0


def test_the_recount_refuses_a_population_that_tells_who_was_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    tables = delivered(rows_of({}, (400, 200, 40), population=683), rows_of({"sex": "F"}, (200, 100, 20), population=323),
                       rows_of({"sex": "M"}, (200, 100, 20), population=360))  # fmt: skip
    monkeypatch.setattr(results, "_may_tell_populations", lambda *_: True)
    assert few_together(recounted(survey(tables, policy(), None), tables)) > 0


@pytest.mark.parametrize(
    "rows",
    [
        [({}, (400, 200, 100), 600), ({"area_code": "X"}, (402, 201, 100), 603)],
        [({}, (220, 77, 50), 300)],
        [({}, (220, 80, 50), 300), ({"area_code": "X"}, (220, 80, 53), 300)],
    ],
    ids=["two figures of one group", "answers that do not make their base", "two numbers of silent"],
)
def test_the_recount_refuses_figures_that_contradict_each_other(rows: list[tuple[dict[str, str], Counts, int]]) -> None:
    tables = delivered(*(rows_of(who, counts).assign(base_n=base) for who, counts, base in rows))
    assert few_together(recounted(survey(tables, policy(), None), tables)) > 0


def two_questions(apart: int) -> list[pd.DataFrame]:
    """92 of 120 said yes to the first question, of L1 all but so many; of L2 one did, so it is told of no locality. The second is told of both."""
    first = {"": (92, 28, 0), "L1": (95 - apart, apart, 0), "L2": (apart - 3, 28 - apart, 0)}
    second = {"": (62, 58, 0), "L1": (50, 45, 0), "L2": (12, 13, 0)}
    return [
        rows_of({"area_code": area}, counts, question=question)
        for question, own in (("q1", first), ("q2", second))
        for area, counts in own.items()
    ]


def test_the_size_of_a_group_that_another_question_tells_is_held_against_an_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """28 of 120 said no and 95 are of L1: three of L1 at least said no; truly four."""
    groups = two_questions(4)
    made = told(*groups).tables
    assert {*zip(made["survey_cells"]["question_id"], made["survey_cells"]["split"], strict=True)} == {
        ("q1", "all"),
        ("q2", "all"),
    }
    assert set(made["survey_part"]["split"]) == {"all"}
    monkeypatch.setattr(results, "sizes_tell", lambda *_: False)
    tables = delivered(*groups)
    without = survey(tables, policy(), None)
    assert "LOCALITY" in set(without.tables["survey_part"]["split"])
    assert few_together(recounted(without, tables)) > 0


def test_the_size_of_a_community_is_held_against_the_answers_of_its_locality(monkeypatch: pytest.MonkeyPatch) -> None:
    """44 of 100 of L1 said no, and C2 of it has 40: four of C1 at least said no, and they are all who did."""
    first = {"": (86, 74, 0), "L1": (56, 44, 0), "L2": (30, 30, 0), "C1": (56, 4, 0), "C2": (0, 40, 0)}
    second = {"": (80, 80, 0), "L1": (50, 50, 0), "L2": (30, 30, 0), "C1": (30, 30, 0), "C2": (20, 20, 0)}
    groups = [
        rows_of({"area_code": area}, counts, question=question)
        for question, own in (("q1", first), ("q2", second))
        for area, counts in own.items()
    ]
    part = told(*groups).tables["survey_part"]
    cells = told(*groups).tables["survey_cells"]
    both = set(cells.loc[cells["question_id"] == "q1", "block"]) | set(part["block"])
    assert not {"L1", "C1"} <= both, "the answers of the locality, or the size of the community"
    monkeypatch.setattr(results, "sizes_tell", lambda *_: False)
    tables = delivered(*groups)
    without = survey(tables, policy(), None)
    assert {"L1", "C1"} <= set(without.tables["survey_part"]["block"])
    assert few_together(recounted(without, tables)) > 0


def test_a_size_is_held_against_an_answer_where_fewer_were_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """32 of 130 said no; of the 120 who were asked the other, 100 are of L1: two of L1 at least said no, if the ten were all of it."""
    second = {"": (60, 60, 0), "L1": (50, 50, 0), "L2": (10, 10, 0)}
    groups = [rows_of({}, (98, 32, 0), question="q1"), *(rows_of({"area_code": a} if a else {}, n, question="q2") for a, n in second.items())]  # fmt: skip
    made = told(*groups).tables
    told_of = {*zip(made["survey_cells"]["question_id"], made["survey_cells"]["split"], strict=True)}
    assert told_of == {("q1", "all"), ("q2", "all")}
    monkeypatch.setattr(results, "sizes_tell", lambda *_: False)
    tables = delivered(*groups)
    assert few_together(recounted(survey(tables, policy(), None), tables)) > 0


def test_the_community_without_a_row_is_held_against_the_answers_of_its_locality(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """44 of 100 of L1 said no, and 20 and 20 of it are of C1 and C2: four of those of L1 of whom no row came said no at least."""
    first = {"": (156, 144, 0), "L1": (56, 44, 0), "L2": (100, 100, 0)}
    second = {"": (150, 150, 0), "L1": (50, 50, 0), "L2": (100, 100, 0), "C1": (10, 10, 0), "C2": (10, 10, 0)}
    groups = [
        rows_of({"area_code": area}, counts, question=question)
        for question, own in (("q1", first), ("q2", second))
        for area, counts in own.items()
    ]
    made = told(*groups).tables
    answers = set(made["survey_cells"].loc[made["survey_cells"]["question_id"] == "q1", "block"])
    assert not {"L1", "C1", "C2"} <= answers | set(made["survey_part"]["block"])
    monkeypatch.setattr(results, "sizes_tell", lambda *_: False)
    tables = delivered(*groups)
    without = survey(tables, policy(), None)
    assert {"L1", "C1", "C2"} <= set(without.tables["survey_part"]["block"])
    assert few_together(recounted(without, tables)) > 0


@pytest.mark.parametrize(("of_one", "tells"), [(204, True), (210, False)])
def test_all_but_one_answer_is_held_against_a_size(of_one: int, tells: bool) -> None:
    """100 of 300 did not say that they are bullied often, and 96 are of L2: four of L1 at least did not. Ten are enough."""
    answers = tuple(frozenset({code}) for code in "PBN")
    asked = Told({}, {}, Block({"P": 60, "B": 40, "N": 200}, 300, 0, 300), answers, (*answers, frozenset("PBN")))
    sizes = {("LOCALITY", code): Block({"Y": n}, n, 0, n) for code, n in {"L1": of_one, "L2": 300 - of_one}.items()}
    other = Told(sizes, dict.fromkeys(sizes, ("", "")), Block({"Y": 300}, 300, 0, 300), (), (frozenset("Y"),))
    one = replace(asked, groups={("all", "ALL"): asked.whole})
    assert sizes_tell(one, other, Floor(10)) is tells


def test_a_wave_of_few_is_told_once_it_has_grown() -> None:
    """Seven pupils are told like none; as the same wave with 300 it begins."""
    few, many = delivered(rows_of({}, (4, 3, 0))), delivered(rows_of({}, (200, 80, 20)))
    assert all(frame.empty for frame in survey(few, policy(), None).tables.values())
    assert not survey(many, policy(), None).tables["survey_cells"].empty
    assert few_together(recounted(survey(few, policy(), None), few)) == 0
