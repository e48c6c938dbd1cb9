"""Templates can be edited by anybody who can edit a text, and a mistake is answered with file, key and cure."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from paper_read import BODIES

from dashboard.catalogue.register import for_papers
from dashboard.paper.template import FOLDER, TemplateRefusedError, find_template, read_template, templates

GOOD = 'title = "T"\nbody = "B"\n[[finding]]\nkey = "week"\n'


def test_the_four_bodies_have_their_templates() -> None:
    assert sorted(templates()) == sorted(BODIES)
    for template in templates().values():
        assert 4 <= len(template.findings) <= 17
        assert all(1 <= len(w.questions) <= 3 and w.so_what and w.what_next for w in template.findings)


def test_templates_hold_no_figures_and_lay_no_blame() -> None:
    for file in FOLDER.glob("*.toml"):
        text = re.sub(r"^\s*#.*$", "", file.read_text(encoding="utf-8"), flags=re.M)
        assert not re.search(r"\d", text), file.name
        assert not re.search(
            r"(?i)abscond|risky|at risk themselves|will not engage|manipulat|streetwise|promiscu", text
        )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (GOOD.replace('"week"', '"weeek"'), "unknown key 'weeek'; use one of: "),
        (GOOD + 'with = { level = "WARD" }\n', "is asked for the unknown 'level'; it can be asked for: unit"),
        (GOOD + 'colour = "red"\n', "finding.0.colour"),
        ('pressing = ["week"]\n' + GOOD, "'pressing' has the unknown key 'week'; use one of: committee-decisions"),
        ('title = "T"\n' + GOOD.split("\n", 2)[2], "'body' cannot be used"),
        ('title = "T"\nbody = "B"\n', "it names no finding"),
        ("title = T\n", "is not TOML"),
    ],
)
def test_a_mistake_is_refused_with_file_key_and_cure(text: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(TemplateRefusedError, match=re.escape(said)) as refused:
        read_template(file)
    assert str(file) in str(refused.value)


def test_an_unknown_body_is_told_which_there_are() -> None:
    with pytest.raises(TemplateRefusedError, match="there are: cmt, cpc, forum, slt"):
        find_template("nobody")


def test_a_file_of_ones_own_is_a_template(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text(GOOD, encoding="utf-8")
    assert find_template(str(file)).findings[0].key == "week"


def test_every_finding_of_the_register_can_be_named() -> None:
    assert all(re.fullmatch(r"[a-z][a-z-]+", key) and entry.title for key, entry in for_papers().items())
