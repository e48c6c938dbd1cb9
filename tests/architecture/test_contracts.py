"""Breaches of the dependency rule, injected into a copy of the product: each breaks a contract, and the rule names it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINTER = Path(sys.executable).with_name("lint-imports")
# A new module, and what it imports. Each is in a room that has its place already, so only the import is at fault.
BREACHES = [
    ("pages.breach", "from data_loaders.sources import collect", "data_loaders.sources.collect"),
    ("pages.breach_of_the_door", "from data_loaders.release import open_release", "data_loaders.release"),
    ("pages.breach_of_drawing", "import plotly.graph_objects", "plotly"),
    (
        "dashboard.findings.breach",
        "from data_loaders.safety.views.dataset import Countable",
        "data_loaders.safety.views.dataset",
    ),
    ("dashboard.findings.breach_of_rules", "from data_loaders.policy import load_policy", "data_loaders.policy"),
    ("dashboard.findings.breach_of_drawing", "import folium", "folium"),
    ("dashboard.findings.breach_of_pages", "import pages.missing", "pages.missing"),
    ("dashboard.measures.breach", "import streamlit", "streamlit"),
    ("dashboard.measures.breach_upward", "from dashboard.findings import finding", "dashboard.findings.finding"),
    ("dashboard.words.breach", "from dashboard.charts import palette", "dashboard.charts.palette"),
    ("dashboard.draw.breach", "from dashboard.findings import trend", "dashboard.findings.trend"),
    ("language.breach", "from dashboard.words import periods", "dashboard.words.periods"),
    ("dashboard.charts.breach", "import pandas", "pandas"),
    ("data_loaders.themes.breach", "from dashboard.words import periods", "dashboard.words.periods"),
    ("data_loaders.themes.breach_of_checks", "from data_loaders.checks import check", "data_loaders.checks"),
    ("data_loaders.themes.breach_of_drawing", "import plotly", "plotly"),
    ("data_loaders.safety.breach", "from data_loaders.themes import THEMES", "data_loaders.themes"),
    ("data_loaders.policy.breach", "from data_loaders.safety import floor", "data_loaders.safety.floor"),
    ("data_loaders.facts.breach", "from data_loaders.policy import load_policy", "data_loaders.policy"),
    ("data_loaders.deliveries.breach", "from data_loaders.facts import FACTS", "data_loaders.facts"),
    ("data_loaders.sources.breach", "from data_loaders.checks import check", "data_loaders.checks"),
    ("data_loaders.published.recount.breach", "from data_loaders.safety import floor", "data_loaders.safety.floor"),
    (
        "data_loaders.published.recount.breach_of_themes",
        "from data_loaders.themes import THEMES",
        "data_loaders.themes",
    ),
]
NEW_ROOMS = ("dashboard.breach", "data_loaders.breach")


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the linter says of a copy with all the breaches in it: every import that is at fault, by its line."""
    tree = copied(tmp_path_factory.mktemp("breached"))
    for module, line, _ in BREACHES:
        write(tree, module, f"{line}\n")
    for room in NEW_ROOMS:
        write(tree, room, '"""A room that nobody has given a place."""\n')
    with (tree / "data_loaders" / "release.py").open("a", encoding="utf-8") as lock:
        lock.write("\nimport data_loaders.facts.cells\n")
    return linted(tree)


def copied(tree: Path) -> Path:
    for package in ("pages", "dashboard", "data_loaders", "desk", "language"):
        shutil.copytree(ROOT / package, tree / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tree)
    return tree


def write(tree: Path, module: str, text: str) -> None:
    file = tree.joinpath(*module.split(".")).with_suffix(".py")
    file.parent.mkdir(parents=True, exist_ok=True)
    for package in file.relative_to(tree).parents:
        if package.parts and package.parts[0] != "pages":
            (tree / package / "__init__.py").touch()
    file.write_text(text, encoding="utf-8")


def linted(tree: Path) -> str:
    run = subprocess.run(
        [LINTER, "--no-cache"], cwd=tree, env={**os.environ, "PYTHONPATH": str(tree)}, capture_output=True, text=True
    )
    return re.sub(r"\s+", " ", run.stdout + run.stderr)


def test_the_product_keeps_every_contract(tmp_path: Path) -> None:
    assert re.search(r"Contracts: \d+ kept, 0 broken", linted(copied(tmp_path)))


@pytest.mark.parametrize(("module", "imported"), [(module, imported) for module, _, imported in BREACHES])
def test_a_breach_breaks_a_contract(said: str, module: str, imported: str) -> None:
    assert f"- {module} -> {imported} (l.1)" in said


def test_the_lock_may_know_nothing_of_the_private_bank(said: str) -> None:
    assert "- data_loaders.release -> data_loaders.facts.cells (l." in said


@pytest.mark.parametrize("room", NEW_ROOMS)
def test_a_new_room_is_under_the_rule_on_the_day_it_is_made(said: str, room: str) -> None:
    assert f"The following modules are not listed as layers: - {room} (Since" in said
