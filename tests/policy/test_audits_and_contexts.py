"""The policy of audits and contexts refuses what is unknown, missing or weaker than the floor in the code."""

from __future__ import annotations

from pathlib import Path

import pytest

from data_loaders.policy import PolicyRefusedError, load_policy

POLICY = Path(__file__).resolve().parents[2] / "assets" / "policy.toml"
AUDITS, CONTEXTS = "[audits]\nk = { partnership = 5, public = 10 }", "[contexts]\nk = { partnership = 5, public = 10 }"
LARGE = 'named_sizes = ["50_OR_MORE"]'


@pytest.mark.parametrize(("old", "new", "said"), [
    (AUDITS, AUDITS.replace("5", "4"), "floor of that audience is 5"),
    (AUDITS, AUDITS.replace("10", "9"), "floor of that audience is 10"),
    (AUDITS, AUDITS.replace(", public = 10", ""), "says nothing for the audience 'public'"),
    (CONTEXTS, CONTEXTS.replace("= 5", "= 1"), "floor of that audience is 5"),
    (CONTEXTS, CONTEXTS.replace("10 }", "10, press = 1 }"), "unknown audiences: press"),
    ("team_least = 15", "team_least = 3", "team_least"),
    ("pairs_least = 50", "pairs_least = 8", "pairs_least"),
    ("coefficient_step = 0.1", "coefficient_step = 0.01", "coefficient_step"),
    ("[[1, 2, 3], [4, 5, 6]],", "[[1, 2, 3], [4, 5]],", "exactly once"),
    ("[[1, 2], [3], [4], [5, 6]],", "[[1, 2], [3, 4], [5, 6]],", "not nested"),
    ('partnership = ["SCHOOL",', 'partnership = ["RESIDENTIAL", "SCHOOL",', "a house or a group of people is never shown"),
    ('partnership = ["SCHOOL",', 'partnership = ["PEER", "SCHOOL",', "a house or a group of people is never shown"),
    ('partnership = ["SCHOOL",', 'partnership = ["HOME", "SCHOOL",', "a house or a group of people is never shown"),
    (LARGE, 'named_sizes = ["50_OR_MORE", "10_TO_49"]', "in which somebody could be known"),
    (LARGE, 'named_sizes = ["UNDER_10"]', "in which somebody could be known"),
    ('named_level = "LOCALITY"', 'named_level = "WARD"', "named_level"),
    ('small_counts = ["INCIDENTS", "GUARDIANS"]', 'small_counts = ["GUARDIANS"]', "must hold INCIDENTS"),
    ("curve_days = 28", "curve_days = 1", "curve_days"),
    ("curve_days = 28", "curve_days = 28\nshow_all = true", "not a setting that the policy knows"),
    ("curve_days = 28", "", "'contexts.curve_days' is missing"),
    ("resamples = 400", "", "'audits.resamples' is missing"),
])  # fmt: skip
def test_a_weaker_policy_is_refused_with_the_setting(tmp_path: Path, old: str, new: str, said: str) -> None:
    text = POLICY.read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "policy.toml"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PolicyRefusedError, match=said.replace("(", r"\(")):
        load_policy(file, "partnership")


def test_a_stricter_policy_is_accepted(tmp_path: Path) -> None:
    text = (
        POLICY.read_text(encoding="utf-8").replace(AUDITS, AUDITS.replace("5", "8")).replace(LARGE, "named_sizes = []")
    )
    file = tmp_path / "policy.toml"
    file.write_text(text, encoding="utf-8")
    assert load_policy(file, "partnership").audits.k["partnership"] == 8
