"""What the policy may say of how often a person counts, and of views that ask the same question."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from data_loaders.policy.dimensions import dataset_problems
from data_loaders.policy.file import PolicyFile

POLICY = Path(__file__).resolve().parents[2] / "assets" / "policy.toml"
TIMES = {"ONCE": (1, 1), "2_TO_3": (2, 3), "4_TO_9": (4, 9), "10_OR_MORE": (10, 0)}


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
