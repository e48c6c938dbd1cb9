"""What stops the river in deliveries of the steering group; each with the row."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from data_loaders.checks.audits import AUDIT_RELATIONS
from data_loaders.checks.contexts import CONTEXT_RELATIONS
from data_loaders.checks.tables import check_table
from data_loaders.facts import Tables
from data_loaders.problem import Problem


def problems(tables: Tables) -> list[Problem]:
    return [problem for rule in (*AUDIT_RELATIONS, *CONTEXT_RELATIONS) for problem in rule(tables)]


def test_the_demo_passes_every_rule(delivered: Tables) -> None:
    assert problems(delivered) == []


def closed(frame: pd.DataFrame) -> int:
    return int(frame.index[frame["stage"] == "CLOSED"][0])


@pytest.mark.parametrize(("table", "change", "rule"), [
    ("audit_ratings", lambda f: f.__setitem__("rating", f["rating"].where(f.index != f.index[5], 7)), "six points"),
    ("audit_ratings", lambda f: f.__setitem__("item_id", f["item_id"].where(f.index != f.index[5], "GONE-1")), "no row in audit_items"),
    ("audit_ratings", lambda f: f.__setitem__("round", f["round"].where(f.index != f.index[5], "Winter")), "no row in audit_rounds"),
    ("audit_ratings", lambda f: f.__setitem__("team_band", f["team_band"].where(f.index != f.index[5], "Another")), "two teams"),
    ("audit_rounds", lambda f: f.__setitem__("frame_n", 50), "frame too small"),
    ("context_weights", lambda f: f.__setitem__("weight", f["weight"].where(f.index != f.index[5], f["weight"] + 1)), "sum of weights"),
    ("context_risks", lambda f: f.__setitem__("likelihood", f["likelihood"].where(f.index != f.index[5], 6)), "five points"),
    ("context_risks", lambda f: f.__setitem__("case_id", f["case_id"].where(f.index != f.index[5], "nobody")), "no context"),
    ("context_cases", lambda f: f.__setitem__("agencies_attended", "POLICE;COUSIN"), "listed codes"),
    ("context_cases", lambda f: f.loc.__setitem__((closed(f), "closed_date"), pd.Timestamp("2020-01-01")), "dates in order"),
    ("context_cases", lambda f: f.loc.__setitem__((closed(f), "closed_date"), pd.NaT), "closed or not"),
    ("context_cases", lambda f: f.loc.__setitem__((closed(f), "stage"), "PLAN"), "stage and history"),
    ("context_cases", lambda f: f.__setitem__("context_type", "HOME"), "home as a context"),
    ("context_cases", lambda f: f.__setitem__("agencies_attended", f["agencies_attended"].where(f["chair_agency"] == "", "COMMUNITY")), "chair among those who came"),
    ("context_stage_history", lambda f: f.__setitem__("left_dt", f["entered_dt"] - pd.Timedelta(days=1)), "left before entered"),
    ("context_stage_history", lambda f: f.__setitem__("left_dt", f["left_dt"] + pd.Timedelta(days=3)), "stages overlap"),
])  # fmt: skip
def test_a_wrong_row_is_found_by_its_rule(
    delivered: Tables, table: str, change: Callable[[pd.DataFrame], object], rule: str
) -> None:
    frame = delivered[table].copy()
    change(frame)
    found = problems({**delivered, table: frame})
    assert rule in {problem.rule for problem in found}
    assert all(problem.table == table for problem in found if problem.rule == rule)


def test_one_record_standard_and_auditor_have_one_rating(delivered: Tables) -> None:
    frame = delivered["audit_ratings"]
    twice = pd.concat([frame, frame.head(1)], ignore_index=True)
    assert "duplicate" in {problem.rule for problem in check_table("audit_ratings", twice)}
