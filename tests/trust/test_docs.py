"""What the papers for a security officer say is there."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

from language.documents import MOST_MB

ROOT = Path(__file__).resolve().parents[2]
PAPERS = ("docs/asvs.md", "docs/threat_model.md", "SECURITY.md", "docs/deploy.md", "docs/accessibility.md")


def text(paper: str) -> str:
    return (ROOT / paper).read_text(encoding="utf-8")


def is_there(named: str) -> bool:
    file, _, test = named.partition("::")
    place = ROOT / file
    return place.exists() and (not test or f"def {test}(" in place.read_text(encoding="utf-8"))


def test_each_line_of_the_table_names_a_test_that_exists_or_is_not_met() -> None:
    rows = [row for row in text("docs/asvs.md").splitlines() if re.match(r"\| \d", row)]
    assert len(rows) > 50
    for row in rows:
        named = re.findall(r"`(tests/[^`]+)`", row)
        assert named or "**Not met" in row, row
        assert all(is_there(one) for one in named), row


def test_each_criterion_of_accessibility_names_a_test_or_says_why_there_is_none() -> None:
    rows = [row for row in text("docs/accessibility.md").splitlines() if re.match(r"\| \d", row)]
    assert len(rows) > 25
    for row in rows:
        named = re.findall(r"`(tests/[^`]+)`", row)
        assert named or "**Not met" in row or "none needed" in row, row
        assert all(is_there(one) for one in named), row


def test_the_threat_model_names_tests_that_exist() -> None:
    named = re.findall(r"`(tests/[^`]+)`", text("docs/threat_model.md"))
    assert len(named) > 12
    assert [one for one in named if not is_there(one)] == []


@pytest.mark.parametrize("paper", PAPERS)
def test_files_that_are_named_exist(paper: str) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", text(paper))
    assert [link for link in links if not ((ROOT / paper).parent / link).exists()] == []
    named = re.findall(r"`((?:deploy|docs|dashboard)/[\w./@-]+)`", text(paper))
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_commands_that_are_named_exist() -> None:
    makefile = text("Makefile")
    for paper in PAPERS:
        for target in re.findall(r"`make (\w+)", text(paper)):
            assert f"\n{target}:" in makefile, (paper, target)


def test_what_the_tests_need_of_debian_is_installed_by_make_test_and_named() -> None:
    """A test that is skipped for want of a program tries nothing."""
    makefile = text("Makefile")
    made = dict(re.findall(r"(?m)^(\$\(VENV\)/\.\w+|\w+): (.*)$", makefile))
    recipe, needed = makefile.partition("\ntest:")[2].partition("\n\n")[0], set()
    targets = " ".join(re.findall(r"\$\(MAKE\) --no-print-directory ([a-z ]+)", recipe)).split()
    assert targets == ["lint", "types", "contracts", "unit", "browser"]
    for target in targets:
        for stamp in made[target].split():
            rule = makefile.partition(f"\n{stamp}:")[2].partition("@touch")[0]
            needed |= set(re.findall(r"apt-get install -y -qq ([\w-]+) >", rule))
    skipped = {
        package
        for file in (ROOT / "tests").rglob("*.py")
        for package in re.findall(r"is not installed here: apt-get install ([\w-]+)", file.read_text(encoding="utf-8"))
    }
    assert skipped == {"nginx-light"}
    assert needed == skipped | {"chromium", "postgresql"}
    assert [name for name in sorted(needed) if f"`{name}`" not in text("CONTRIBUTING.md")] == []


def test_options_of_what_is_shipped_exist() -> None:
    """Every option in the unit and the container file is one of `serve`."""
    known = set(
        re.findall(r"^    (\w+): Annotated|^    (\w+): Annotated\[", text("dashboard/__main__.py"), re.MULTILINE)
    )
    names = {"--" + (a or b).replace("_", "-") for a, b in known} | {
        "--system",
        "--uid",
        "--create-home",
        "--no-cache-dir",
        "--require-hashes",
        "--no-deps",
    }
    names |= {"--interval", "--timeout", "--start-period"}
    for file in ("deploy/dashboard@.service", "deploy/Containerfile"):
        asked = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", re.sub(r"(?m)^#.*", "", text(file))))
        assert asked - names == set(), file


def test_nothing_is_unpickled_or_evaluated() -> None:
    """No name of a call that runs what it reads, anywhere in the product."""
    found = []
    for file in [
        *(ROOT / "dashboard").rglob("*.py"),
        *(ROOT / "data_loaders").rglob("*.py"),
        *(ROOT / "pages").rglob("*.py"),
        *(ROOT / "desk").rglob("*.py"),
    ]:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("eval", "exec", "compile")
            ):
                found.append(f"{file.name}: {node.func.id}")
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = [alias.name for alias in node.names] + [getattr(node, "module", "") or ""]
                found += [
                    f"{file.name}: {name}"
                    for name in names
                    if name.split(".")[0] in ("pickle", "marshal", "shelve", "dill")
                ]
    assert found == []


def test_every_package_is_pinned() -> None:
    pinned = {
        re.split(r"==", line)[0].lower().replace("_", "-").replace(".", "-")
        for line in text("constraints.txt").splitlines()
        if "==" in line
    }
    project = tomllib.loads(text("pyproject.toml"))
    wanted = [
        *project["project"]["dependencies"],
        *(w for group in project["dependency-groups"].values() for w in group),
    ]
    names = {re.match(r"[\w.-]+", want)[0].lower().replace("_", "-").replace(".", "-") for want in wanted}
    assert names - pinned == set()


def test_every_file_that_a_server_installs_is_known_by_its_digest() -> None:
    """The same versions as the constraints, each with digests, from wherever a council gets its packages."""
    asked = text("deploy/requirements.txt")
    assert "://" not in asked
    parts = re.split(r"(?m)^(?=[A-Za-z])", asked)[1:]
    named = {re.match(r"[\w.-]+==[^\s\\]+", part)[0] for part in parts}
    assert all("--hash=sha256:" in part for part in parts)
    pinned = {line.strip().lower().replace("_", "-") for line in text("constraints.txt").splitlines()}
    assert {name for name in named if name.lower().replace("_", "-") not in pinned} == set()
    assert len(named) > 60


def test_nginx_lets_the_largest_document_through_and_little_more() -> None:
    size = re.search(r"client_max_body_size (\d+)m", text("deploy/nginx.conf"))
    assert size is not None
    assert MOST_MB < int(size[1]) <= MOST_MB + 1
