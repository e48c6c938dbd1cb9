"""Nothing is published of which nobody has said who could be found in it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from data_loaders.privacy.protected import NOBODY, PROTECTED, Protected, check_register
from data_loaders.release import open_release

FEW = {"few": Protected("children", "An invented reason.", counts=("n",), floor=5)}


def test_every_table_of_the_demo_is_a_view_or_has_its_entry(store: Path) -> None:
    release = open_release(store)
    views = {v.table for v in release.manifest.views}
    assert set(release.frames) - views <= set(PROTECTED)
    assert any(c.name == "register of tables" and c.status == "passed" for c in release.audit.checks)


def test_a_table_that_nobody_registered_fails() -> None:
    check = check_register({"children_by_name": pd.DataFrame({"n": [50]})}, [], [])
    assert check.status == "failed"
    assert "children_by_name" in check.reason


def test_a_count_below_the_floor_fails_and_a_withheld_one_does_not() -> None:
    for n, status in ((3.0, "failed"), (5.0, "passed"), (float("nan"), "passed")):
        assert check_register({"few": pd.DataFrame({"n": [12.0, n]})}, [], [], FEW).status == status


def test_a_table_about_people_that_came_without_a_check_fails() -> None:
    tables = {"few": pd.DataFrame({"n": [12.0]})}
    assert check_register(tables, [], [(["few"], 0)], FEW).status == "failed"
    assert check_register(tables, [], [(["few"], 1)], FEW).status == "passed"
    assert check_register({"few": tables["few"].iloc[:0]}, [], [(["few"], 0)], FEW).status == "passed"


def test_every_entry_says_who_and_why() -> None:
    assert all(entry.who and entry.why.endswith(".") for entry in PROTECTED.values())
    assert {entry.who for entry in PROTECTED.values()} > {NOBODY, "children"}
