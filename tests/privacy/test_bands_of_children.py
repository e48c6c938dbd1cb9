"""Numbers of children beside their episodes, by how often: what both together would tell, against counting every child."""

from __future__ import annotations

import tomllib
from itertools import product
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from data_loaders.policy.dimensions import dataset_problems
from data_loaders.policy.file import PolicyFile
from data_loaders.privacy.overlap import bands_problem

POLICY = Path(__file__).resolve().parents[2] / "assets" / "policy.toml"
CODES = ("ONCE", "2_TO_3", "4_TO_9", "10_OR_MORE")
TIMES = {"ONCE": (1, 1), "2_TO_3": (2, 3), "4_TO_9": (4, 9), "10_OR_MORE": (10, 0)}


def world(unit: str = "year") -> tuple[object, object]:
    hierarchy = SimpleNamespace(steps=[[(0,), (1,), (2, 3)]], leaves=[SimpleNamespace(code=code) for code in CODES])
    data = SimpleNamespace(
        k=5,
        policy=SimpleNamespace(dimensions={"band": SimpleNamespace(times=TIMES)}),
        hierarchies={"band": hierarchy},
        block_id=lambda _, block: "+".join(CODES[i] for i in block),
    )
    return data, SimpleNamespace(cut={"band": 0}, unit=unit)


def told(band: str, n: int, children: int, unit: str = "year") -> str | None:
    data, grid = world(unit)
    return bands_problem(data, grid, pd.DataFrame({"band": [band], "n": [n], "children": [children]}))


@pytest.mark.parametrize("twice", range(13))
@pytest.mark.parametrize("thrice", range(13))
def test_twice_or_three_times_is_told_only_where_neither_is_few(twice: int, thrice: int) -> None:
    """Counts and children of this band give both numbers away exactly: the slow truth is the numbers themselves."""
    if twice + thrice < 5:
        return
    is_few = any(0 < number < 5 for number in (twice, thrice))
    assert (told("2_TO_3", 2 * twice + 3 * thrice, twice + thrice) is not None) == is_few


def test_a_band_without_an_end_is_held_at_its_least() -> None:
    assert told("4_TO_9+10_OR_MORE", 4 * 20 + 3, 20) is not None
    assert told("4_TO_9+10_OR_MORE", 4 * 20 + 90, 20) is None


def test_whatever_is_told_fewer_than_k_are_never_pinned_down() -> None:
    """Every way in which six children can share their episodes, in the open band: where told, no count of one value is known."""
    for n in range(24, 60):
        ways = [w for w in product(range(4, 13), repeat=6) if sum(w) == n and list(w) == sorted(w)] if n < 40 else []
        if not ways or told("4_TO_9+10_OR_MORE", n, 6) is not None:
            continue
        above = {sum(value > 4 for value in way) for way in ways}
        assert above == {0} or len(above) > 1 or min(above) >= 5


def test_over_more_than_a_year_nothing_is_told() -> None:
    assert "one year" in str(told("2_TO_3", 50, 20, unit="all"))


@pytest.mark.parametrize(
    "times", [{"ONCE": [1, 1]}, {**{k: list(v) for k, v in TIMES.items()}, "ONCE": [0, 1]}, {**{k: list(v) for k, v in TIMES.items()}, "2_TO_3": [3, 2]}]
)  # fmt: skip
def test_times_that_do_not_name_every_value_are_refused(times: dict[str, list[int]]) -> None:
    raw = tomllib.loads(POLICY.read_text(encoding="utf-8"))
    raw["datasets"]["missing_episodes"]["dimensions"]["year_band"]["times"] = times
    assert any("times" in problem for problem in dataset_problems(PolicyFile.model_validate(raw).datasets))


def test_two_views_of_one_question_are_refused_and_one_of_children_is_another_question() -> None:
    raw = tomllib.loads(POLICY.read_text(encoding="utf-8"))
    assert dataset_problems(PolicyFile.model_validate(raw).datasets) == []
    raw["datasets"]["missing_episodes"]["views"].append({"name": "again", "dimensions": {}})
    assert any("one answer" in problem for problem in dataset_problems(PolicyFile.model_validate(raw).datasets))
