import importlib
import inspect
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import dashboard.measures

DOC = Path(__file__).parents[2] / "docs" / "measures.md"
PARTS = ("For a manager:", "For a statistician:", "Reference:")


def public_functions():
    for module in pkgutil.iter_modules(dashboard.measures.__path__):
        room = importlib.import_module(f"dashboard.measures.{module.name}")
        for name, function in inspect.getmembers(room, inspect.isfunction):
            if not name.startswith("_") and function.__module__ == room.__name__:
                yield f"{module.name}.{name}", function


def entries():
    sections = re.split(r"^### `([\w.]+)`$", DOC.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(sections[1::2], sections[2::2], strict=True))


def test_every_public_measure_has_its_entry():
    missing = {name for name, _ in public_functions()} - set(entries())
    assert not missing, f"docs/measures.md has no entry for {sorted(missing)}"


def test_no_entry_describes_a_measure_that_is_gone():
    assert not set(entries()) - {name for name, _ in public_functions()}


def test_every_entry_speaks_to_managers_and_statisticians_and_names_its_source():
    for name, text in entries().items():
        for part in PARTS:
            assert re.search(rf"^{part} \S.{{9,}}$", text, flags=re.MULTILINE), f"{name} lacks '{part}'"


def test_every_public_measure_has_a_docstring():
    assert not [name for name, function in public_functions() if not function.__doc__]


def test_measures_load_without_the_slow_libraries():
    code = (
        "import sys, pkgutil, importlib, dashboard.measures as m\n"
        "for x in pkgutil.iter_modules(m.__path__): importlib.import_module(f'dashboard.measures.{x.name}')\n"
        "print([x for x in ('scipy', 'statsmodels', 'streamlit', 'plotly', 'data_loaders')"
        " if x in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=DOC.parents[1])
    assert ran.stdout.strip() == "[]"
