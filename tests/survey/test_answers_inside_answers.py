"""A locality told finer by answer and its communities finer by area: whoever joins the two knows of no few pupils that they are there."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd
import pytest
from survey_worlds import AREAS, CODES, answered, delivered, policy, pupils, questions

from data_loaders.published.recount import Evidence
from data_loaders.published.recount.survey_inside import few_inside
from data_loaders.survey import grids
from data_loaders.themes.survey import survey

K = 10
Tables = dict[str, pd.DataFrame]
LOCALITY = dict(zip(AREAS["area_code"], AREAS["parent_code"], strict=True))
OF = {
    "POSITIVE": CODES[:2],
    "NEITHER": CODES[2:3],
    "NEGATIVE": CODES[3:5],
    "BETWEEN": [CODES[2], "NR"],
    "REST": CODES[2:],
}
# Of a hundred such worlds, those in which three to nine pupils of one area were known to be there.
TELLING = [1, 11, 15, 16, 23, 27, 30, 34, 35, 37, 42, 47, 48, 50, 55, 57]


def world(seed: int) -> Tables:
    """One stage, girls, one fifth: what is divided is area alone, and one community is small."""
    rng = np.random.default_rng(seed)
    size = int(rng.integers(250, 500))
    who = pupils(size, seed=seed).assign(stage="S1", sex="F", simd_quintile="1")
    who["area_code"] = rng.choice(["C1", "C2", "C3", "C4"], size, p=[0.42, 0.08, 0.25, 0.25])
    return delivered(answered(who, "q1", seed=seed, shares=(0.35, 0.35, 0.1, 0.08, 0.06, 0.06)), questions("q1"))


def known_to_be_there(tables: Tables, made: Tables) -> list[tuple[str, str, int, int]]:
    """Group, answer, at least how many a reader knows of, and how many they truly are, where these are few.

    A reader takes from all of the wider group with a coarse answer those with another finer one: the others of the inner group are left.
    """
    rows, cells = tables["survey_responses"], made["survey_cells"]
    given = {band: frozenset(OF.get(band, [band])) for band in cells["band"].unique()}
    own = rows["area_code"].map(LOCALITY)
    stands = {b: (rows["area_code"] == b) | (own == b) | (b == "ALL") for b in cells["block"].unique()}
    found = []
    for (wide, outer), (narrow, inner) in product(cells.groupby(["split", "block"]), repeat=2):
        del wide, narrow
        (of_outer,), (of_inner,) = outer["block"].unique(), inner["block"].unique()
        if (stands[of_inner] & ~stands[of_outer]).any():
            continue
        for cell, joined in product(outer.itertuples(), inner.itertuples()):
            if given[cell.band] < given[joined.band]:
                others = sum(
                    c.n for c in outer.itertuples() if given[c.band] <= given[joined.band] and c.band != cell.band
                )
                truly = int((stands[of_inner] & rows["response_code"].isin(given[cell.band])).sum())
                found.append((of_inner, cell.band, joined.n - others, truly))
    return [one for one in found if one[2] > 0 and 0 < one[3] < K]


@pytest.mark.parametrize("seed", TELLING)
def test_no_few_are_known_to_be_there(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    tables = world(seed)
    made = survey(tables, policy(), None).tables
    assert known_to_be_there(tables, made) == []
    assert few_inside(evidence(tables, made)) == 0
    monkeypatch.setattr(grids, "hold_beside", lambda *_: True)
    without = survey(tables, policy(), None).tables
    assert known_to_be_there(tables, without)  # the world does make the fault
    assert few_inside(evidence(tables, without)) > 0  # and the recount refuses it


def evidence(tables: Tables, made: Tables) -> Evidence:
    return Evidence(delivered=tables, published=made, previous={}, policy=policy(), covered={})


def test_what_nests_is_told_as_before() -> None:
    """Many pupils: every split is told, with areas of both levels."""
    who = pupils(6000)
    made = survey(delivered(answered(who, "q1"), questions("q1")), policy(), None).tables
    assert set(made["survey_views"]["status"]) == {"published"}
