"""Nothing in the invented deliveries happens before what it follows from, or after the day on which it was drawn."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from data_loaders.demo import write_demo

# table → pairs of columns of which the first is never later; "other.column": of the row of another table that it belongs to.
ORDERS = {
    "context_cases": [("referral_date", "conference_date"), ("conference_date", "plan_date"), ("plan_date", "review_date"), ("plan_date", "review_due"), ("review_date", "closed_date"), ("referral_date", "closed_date")],
    "context_stage_history": [("entered_dt", "left_dt"), ("context_cases.referral_date", "entered_dt")],
    "context_measures": [("context_cases.referral_date", "measured_dt"), ("measured_dt", "context_cases.closed_date")],
    "context_risks": [("context_cases.referral_date", "assessed_dt"), ("assessed_dt", "context_cases.closed_date")],
    "context_weights": [("context_cases.referral_date", "assessed_dt"), ("assessed_dt", "context_cases.closed_date")],
    "audit_observations": [("held_on", "actions.due"), ("held_on", "actions.closed")],
    "audit_ratings": [("sampled_dt", "audit_rounds.held_on")],
    "decisions": [("decided", "due")],
    "risk_register": [("opened", "closed"), ("opened", "review_due")],
    "heard_and_answered": [("heard", "told_back")],
    "interventions": [("start_date", "end_date")],
    "missing_episodes": [("start_dt", "end_dt")],
    "return_discussions": [("missing_episodes.end_dt", "offered_dt"), ("offered_dt", "arranged_dt"), ("arranged_dt", "completed_dt")],
    "forum_contributions": [("forum_sessions.date", "read_on_1"), ("read_on_1", "read_on_2")],
    "school_terms": [("start_date", "end_date")],
    "cpc_indicators": [("period_start", "period_end")],
}  # fmt: skip
KEYS = {"context_cases": "case_id", "actions": "action_id", "audit_rounds": "round", "missing_episodes": "episode_id", "forum_sessions": "session_id"}  # fmt: skip
STILL_TO_COME = ("due", "review_due")  # and the terms of a school year


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pd.DataFrame]:
    folder: Path = tmp_path_factory.mktemp("orders")
    write_demo(folder, seed=7, scale=0.3)
    return {f.stem: pd.read_csv(f, keep_default_na=False, dtype="str") for f in folder.glob("*.csv")}


def days(tables: dict[str, pd.DataFrame], table: str, column: str) -> pd.Series:
    """The days of a column, in the rows of `table`."""
    other, _, name = column.rpartition(".")
    if not other:
        return tables[table][name].str[:10]
    there = tables[other].drop_duplicates(KEYS[other]).set_index(KEYS[other])[name]
    return tables[table][KEYS[other]].map(there).fillna("").str[:10]


@pytest.mark.parametrize("table", ORDERS)
def test_what_follows_is_never_dated_before_what_it_follows(tables: dict[str, pd.DataFrame], table: str) -> None:
    for first, then in ORDERS[table]:
        earlier, later = days(tables, table, first), days(tables, table, then)
        both = (earlier != "") & (later != "")
        assert both.any(), f"{table}: no row has {first} and {then}"
        wrong = tables[table][both & (earlier > later)]
        assert wrong.empty, f"{table}: {first} after {then} in {len(wrong)} rows, among them {wrong.iloc[0].to_dict()}"


def test_nothing_happens_after_the_day_on_which_it_was_drawn(tables: dict[str, pd.DataFrame]) -> None:
    drawn = tables["manifest"]["extract_date"].max()
    wrong = []
    for name, rows in tables.items():
        for column in (c for c in rows.columns if c not in STILL_TO_COME and name not in ("manifest", "school_terms")):
            moments = rows[column][rows[column].str.fullmatch(r"20\d\d-\d\d-\d\d(T.*)?")].str[:10]
            wrong += [f"{name}.{column}"] if (moments > drawn).any() else []
    assert wrong == []
