"""Where a delivery identifies nobody the release says so; and what an audit says that it tried is no function of private rows."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
from mutants import bank, view

from data_loaders.counted import _without_persons
from data_loaders.engine import Engine
from data_loaders.policy import load_policy
from data_loaders.safety.audit import audit_dataset

pytestmark = pytest.mark.attack
POLICY = Path(__file__).resolve().parents[2] / "assets" / "policy.toml"
EPISODES, INCIDENTS = "missing_episodes", "efh_incidents"


@pytest.mark.parametrize("how", ["made up row by row", "left blank"])
def test_where_nobody_is_identified_records_are_said_to_be_protected(how: str) -> None:
    made_up = [SimpleNamespace(table=EPISODES, each_row=("child_pseudo_id",))] if how == "made up row by row" else []
    blank = {INCIDENTS: pd.DataFrame({"child_group_pseudo_ids": ["", ""]})} if how == "left blank" else {}
    table = EPISODES if made_up else INCIDENTS
    policy = load_policy(POLICY, "partnership")
    read = _without_persons(SimpleNamespace(origins=made_up, tables=blank), policy)  # type: ignore[arg-type]  # what is asked of it alone
    for name, dataset in read.datasets.items():
        is_of_nobody = dataset.coverage == table
        assert dataset.protected.startswith("records (no children") == is_of_nobody, name
        assert not is_of_nobody or not any(one.children for one in dataset.views)
        assert is_of_nobody or dataset == policy.datasets[name]


def said(counts: dict[tuple[int, int, int], int], times: int) -> list[tuple[str, str, str, str, int]]:
    """What the audit of three tables of two splits each says; every `times`-th record is of the child before."""
    rows = [cell for cell, n in counts.items() for _ in range(n)]
    data = bank(dict.fromkeys("abc", 2), rows, person=[n - (n % times == 1) for n in range(len(rows))])
    made = [view(data, "".join(pair), dict.fromkeys(pair, 0)) for pair in ("ab", "bc", "ac")]
    counts_alone = tuple(replace(one, table=one.table.drop(columns="children")) for one in made)
    checks = audit_dataset(data, counts_alone, Engine())
    return [(check.name, check.subject, check.status, check.reason, check.tried) for check in checks]


def test_what_an_audit_says_that_it_tried_is_the_same_whoever_is_in_the_records() -> None:
    """Nobody small in one world; in the other two cells of two and three, which many other tables leave open."""
    cells = list(product((0, 1), repeat=3))
    even = said(dict.fromkeys(cells, 20), 1000)
    odd = said(dict(zip(cells, (3, 25, 28, 30, 26, 31, 27, 2), strict=True)), 7)
    assert even == odd
    assert {status for _, _, status, _, _ in even} == {"passed"}
    assert any(name == "combining views" for name, *_ in even)
