"""The rules of the house that a linter does not know, and docs that a change can make wrong."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import BaseModel
from typer.main import get_command

from data_loaders.commands import app
from data_loaders.deliveries import TABLES
from data_loaders.deliveries.template import dictionary_text
from data_loaders.dpia import TEMPLATE, facts, filled
from data_loaders.policy.file import PolicyFile
from data_loaders.policy.section import Section
from data_loaders.release import open_release
from tests.order import missing_from

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = [
    file for room in ("dashboard", "data_loaders", "desk", "language", "pages") for file in ROOT.glob(f"{room}/**/*.py")
]
VAGUE = {"utils", "helpers", "common", "manager", "base", "misc"}

OWN_WORDS = {"calendar"}  # the field has no other word for it, and inside its package it hides nothing


def test_no_room_is_named_like_the_standard_library_or_like_nothing() -> None:
    names = {p.stem for p in PRODUCT if not p.stem.startswith("__")}
    assert names & (set(sys.stdlib_module_names) - OWN_WORDS | VAGUE) == set()


@pytest.mark.parametrize("room", ["pages", "dashboard/findings"])
def test_pages_and_findings_do_not_compute(room: str) -> None:
    calls = [
        f"{file.name}:{node.lineno}"
        for file in (ROOT / room).glob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in ("groupby", "merge", "pivot", "pivot_table")
    ]
    assert calls == []


def test_a_page_imports_the_dashboard_and_streamlit_and_nothing_else() -> None:
    rooms = {
        f"{file.name}: {room.split('.')[0]}"
        for file in (ROOT / "pages").glob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for room in ([node.module or ""] if isinstance(node, ast.ImportFrom) else [name.name for name in node.names])
    }
    assert {
        room for room in rooms if room.split(": ")[1] not in ("__future__", "dashboard", "pathlib", "streamlit")
    } == set()


def test_no_fragment_asks_for_the_run_that_only_a_page_has() -> None:
    """A fragment is drawn again without its page: it keeps the release that the page gave it, and cannot ask for one."""
    asked = []
    for page in sorted((ROOT / "pages").glob("*.py")):
        inner = [
            n
            for n in ast.walk(ast.parse(page.read_text(encoding="utf-8")))
            if isinstance(n, ast.FunctionDef | ast.Lambda)
        ]
        calls = [c for n in inner for c in ast.walk(n) if isinstance(c, ast.Call) and ast.unparse(c.func) == "this_run"]
        asked += [f"{page.name}:{call.lineno}" for call in calls]
    assert asked == []


def test_no_function_of_the_public_bank_decides_more_than_seven_ways(tell: Callable[[str], None]) -> None:
    """Before there was one catalogue the worst had 8 (McCabe): what parsed figures back is gone and may not return as one long function."""
    asked = [
        sys.executable,
        "-m",
        "ruff",
        "check",
        "--isolated",
        "--select",
        "C901",
        "--config",
        "lint.mccabe.max-complexity=0",
    ]
    found = subprocess.run([*asked, "--output-format", "json", "dashboard", "pages"], cwd=ROOT, capture_output=True, text=True, check=False)  # fmt: skip
    of = sorted(
        (int(re.findall(r"\((\d+) > 0\)", row["message"])[0]) for row in json.loads(found.stdout)), reverse=True
    )
    tell(f"complexity of the five worst of {len(of):,} functions of the public bank: {', '.join(map(str, of[:5]))}")
    assert len(of) > 1000
    assert of[0] <= 7


def test_files_of_tests_whose_order_is_said_are_there() -> None:
    """A file that was moved would come last without a word, and a process would end alone with it."""
    assert missing_from([file.relative_to(ROOT / "tests").as_posix() for file in ROOT.glob("tests/*/test_*.py")]) == []


def test_pages_are_short_and_rooms_small() -> None:
    lines = {p: len(p.read_text(encoding="utf-8").splitlines()) for p in PRODUCT}
    assert max(n for p, n in lines.items() if p.parent.name == "pages") <= 40
    assert sorted(lines.values())[len(lines) // 2] <= 80
    assert [p.name for p, n in lines.items() if n > 300] == []


def test_tables_of_a_release_are_read_by_asking_and_nowhere_else() -> None:
    """One door: a finding that reads past it could say withheld where nothing was delivered."""
    readers = [
        f"{file.relative_to(ROOT).as_posix()}:{node.lineno}"
        for file in (p for p in PRODUCT if p.parts[-2] != "ask" and "data_loaders" not in p.parts)
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
        and node.value.id in ("release", "now", "then") and node.attr in ("table", "frames")
    ]  # fmt: skip
    assert readers == []


NOT_THE_FLOOR = {
    "safety/floor.py": "the floor itself",
    "safety/attack/meeting.py": "the records of the k − 1 persons with most",
    "safety/attack/worlds.py": "how far two worlds differ",
    "safety/views/design_effects.py": "which child is the k-th",
    "themes/told_counts.py": "the words 'fewer than k' in the place of a count",
}


def test_numbers_of_persons_are_held_against_k_by_the_floor_alone() -> None:
    """What is few, and what is enough, is said in one room: a theme that compares for itself can forget a rule."""
    rooms = [f for room in ("safety", "themes", "survey") for f in (ROOT / "data_loaders" / room).rglob("*.py")]
    compared = re.compile(r"[<>]=?\s*(\w+\.)*k\b")
    found = {str(f.relative_to(ROOT / "data_loaders")) for f in rooms if compared.search(f.read_text(encoding="utf-8"))}
    assert found == set(NOT_THE_FLOOR)


def test_only_the_controls_read_what_visitors_chose() -> None:
    readers = [p.relative_to(ROOT).as_posix() for p in PRODUCT if "session_state" in p.read_text(encoding="utf-8")]
    assert readers
    assert [r for r in readers if not r.startswith(("dashboard/controls/", "desk/"))] == []  # the desk has one visitor


def test_nothing_of_the_product_names_another_host() -> None:
    """Links in docs are words; what runs must not hold an address of anywhere else.

    `schemas.openxmlformats.org` begins the names that elements of a workbook have: a name, which nobody asks for anything.
    """
    address = re.compile(r"https?://(?!127\.0\.0\.1|localhost|\{|schemas\.openxmlformats\.org/)[\w.-]+")
    assert [p.name for p in PRODUCT if address.search(p.read_text(encoding="utf-8"))] == []


def test_every_dependency_says_why() -> None:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = lines.split("dependencies = [", 1)[1].split("\n]", 1)[0].strip().splitlines()
    assert [line for line in block if "# " not in line] == []


def test_every_setting_of_the_policy_is_explained_in_it() -> None:
    text = (ROOT / "assets" / "policy.toml").read_text(encoding="utf-8")
    said = " ".join(line for line in text.splitlines() if line.startswith("#"))
    models = _sections(PolicyFile)
    assert len(models) > 10
    set_by_product = {"contains", "version"}
    fields = {name for model in models for name in model.model_fields} - set_by_product
    explained = {name for name in fields if re.search(rf"\b{name}\b", said)}
    assert fields - explained == set()


def _sections(section: type[BaseModel]) -> set[type[BaseModel]]:
    """A section of the policy and all within it, by the types of its settings."""
    names = re.findall(r"[A-Z]\w+", " ".join(str(field.annotation) for field in section.model_fields.values()))
    inner = {known for known in Section.__subclasses__() if known.__name__ in names}
    return {section}.union(*(_sections(each) for each in inner))


def test_every_command_has_its_entry() -> None:
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert [name for name in get_command(app).commands if f"`{name}" not in text] == []  # type: ignore[attr-defined]


def test_every_delivered_column_says_what_it_means() -> None:
    silent = [
        f"{t.name}.{c.name}" for t in TABLES.values() for c in t.columns if not re.fullmatch(r".{8,}\.", c.meaning)
    ]
    assert silent == []


def test_a_code_of_a_column_has_one_label_whatever_table_it_is_delivered_in() -> None:
    labels: dict[tuple[str, str], set[str]] = {}
    for column in (column for table in TABLES.values() for column in table.columns):
        for code, label in column.codes.items():
            labels.setdefault((column.name, code), set()).add(label)
    assert {at for at, several in labels.items() if len(several) > 1} == set()
    agencies = {label for (_, code), several in labels.items() if code == "CLD_YOUTH" for label in several}
    assert agencies == {"Youth work"}


PIXELS = (".2f", ".1f", "g", ".6g")  # how places in a drawing are written, which nobody reads


def test_numbers_dates_and_units_are_written_in_words_and_nowhere_else() -> None:
    """One format: a second way of writing a number would be a second number beside the first."""
    found = []
    for file in [
        p for p in PRODUCT if p.parts[-2] != "words" and {"dashboard", "pages"} & set(p.relative_to(ROOT).parts)
    ]:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FormattedValue) and node.format_spec is not None:
                spec = "".join(str(getattr(v, "value", "?")) for v in node.format_spec.values)  # type: ignore[attr-defined]
                found += [(file, node.lineno)] if file.parent.name != "draw" or spec not in PIXELS else []
            if isinstance(node, ast.FormattedValue) and isinstance(node.value, ast.Call):
                is_bare = getattr(node.value.func, "id", "") in ("len", "int", "sum", "abs")
                found += [(file, node.lineno)] if is_bare and file.parent.name not in ("draw", "measures") else []
            if (
                isinstance(node, ast.Attribute)
                and node.attr in ("strftime", "format")
                and not isinstance(node.value, ast.Name | ast.Attribute)
            ):
                found.append((file, node.lineno))
    assert [f"{file.relative_to(ROOT).as_posix()}:{line}" for file, line in found] == []


def test_labels_of_codes_stand_in_no_file_of_the_public_bank() -> None:
    """They cross the lock in the table `labels`: a list of a page's own would be a second name, sooner or later."""
    names = {code: label for table in TABLES.values() for c in table.columns for code, label in c.codes.items()}
    lists = {
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for file in [*ROOT.glob("dashboard/**/*.py"), *ROOT.glob("pages/*.py")]
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Dict)
        and sum(_is_label(names, *pair) for pair in zip(node.keys, node.values, strict=True)) > 1
    }
    assert lists == set()


def _is_label(names: dict[str, str], key: ast.expr | None, value: ast.expr) -> bool:
    said = [part.value if isinstance(part, ast.Constant) else "" for part in (key, value)]
    label = names.get(str(said[0]), "")
    return bool(label) and str(said[1]).replace("’", "'") == label


def test_the_data_dictionary_is_the_one_that_the_product_prints() -> None:
    assert (ROOT / "docs" / "data_dictionary.md").read_text(encoding="utf-8") == dictionary_text()


def test_the_impact_assessment_is_filled_with_facts_of_a_release(store: Path) -> None:
    release = open_release(store)
    text = filled(release, TEMPLATE.read_text(encoding="utf-8"))
    assert "{" not in text
    assert release.id in text
    assert "Every figure of this release is invented." in text
    assert f"at least {release.manifest.datasets[0].k} different children" in text
    assert set(re.findall(r"\{(\w+)\}", TEMPLATE.read_text(encoding="utf-8"))) == set(facts(release))


def test_the_licence_and_the_metadata_agree() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["license"] == "MIT"
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("MIT License")
