"""What the survey section of a policy may not say."""

from __future__ import annotations

from pathlib import Path

import pytest

from data_loaders.policy import PolicyRefusedError, load_policy

POLICY = Path(__file__).resolve().parents[2] / "assets" / "policy.toml"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            "[survey]\nk = { partnership = 10, public = 10 }",
            "[survey]\nk = { partnership = 5, public = 10 }",
            "survey.k.partnership is 5; the floor",
        ),
        (
            "[survey]\nk = { partnership = 10, public = 10 }",
            "[survey]\nk = { partnership = 10 }",
            "says nothing for the audience 'public'",
        ),
        ("[survey]\nk = { partnership = 10, public = 10 }\n", "[survey]\n", "'survey.k' is missing"),
        ("[survey]\nk = ", "[survey]\nfriendly = true\nk = ", "'survey.friendly' is not a setting"),
        (
            'area_levels = ["COMMUNITY", "LOCALITY"]',
            'area_levels = ["LOCALITY", "COMMUNITY"]',
            "survey.area_levels is not nested",
        ),
        ('"Middle fifth" = ["3"]', '"Middle fifth" = ["3", "4"]', "survey.fifth_groups is not nested"),
        ('"Upper primary" = ["P5", "P6", "P7"]', '"Upper primary" = ["P6", "P7"]', "survey.stage_groups is not nested"),
    ],
)
def test_a_weaker_or_unknown_setting_is_refused_with_its_name(tmp_path: Path, old: str, new: str, words: str) -> None:
    text = POLICY.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file = tmp_path / "policy.toml"
    file.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(PolicyRefusedError, match=words.replace("[", r"\[")):
        load_policy(file, "partnership")


def test_a_policy_without_a_survey_section_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "policy.toml"
    file.write_text(POLICY.read_text(encoding="utf-8").split("[survey]", 1)[0], encoding="utf-8")
    with pytest.raises(PolicyRefusedError, match="'survey' is missing"):
        load_policy(file, "partnership")
