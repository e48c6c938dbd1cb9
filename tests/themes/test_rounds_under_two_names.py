"""A round of an audit that comes again under another name is not told a second time. All records are invented."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from data_loaders.facts import Tables
from data_loaders.policy import Policy
from data_loaders.published.recount.audits import rounds
from data_loaders.themes.audits import BY_ROUND, audits

DAY = pd.Timestamp("2025-10-01")
RECORDS = tuple(f"r{n}" for n in range(30))


def of_rounds(**records: tuple[str, ...]) -> Tables:
    """Rounds of one day and two standards, with these records: every other one is rated 3, and every other 5."""
    items = pd.DataFrame({"item_id": ["s1", "s2"], "domain": "TARGET", "level": "LEVEL_1", "practice_area": "ASSESSMENT", "wording": "invented",
                          "scale": "SIX_POINT", "quality_indicator": ""})  # fmt: skip
    ratings = [
        {"round": name, "record_pseudo_id": record, "team_band": "A", "item_id": item, "rater": "A", "rating": 3 + 2 * (n % 2), "is_blind": "Y"}
        for name, own in records.items() for n, record in enumerate(own) for item in ("s1", "s2")
    ]  # fmt: skip
    held = pd.DataFrame({"round": [*records], "held_on": DAY, "frame_n": 200.0, "drawn": "RANDOM"})
    return {"audit_items": items, "audit_rounds": held, "audit_ratings": pd.DataFrame(ratings)}


def after(tables: Tables, policy: Policy, before: Any = None) -> Any:
    """What is published, once the recount of rounds has come to the same."""
    made = audits(tables, policy, before)
    previous = {} if before is None else dict(before.frames)
    own: Any = SimpleNamespace(
        has=lambda *names: set(names) <= set(tables), table=tables.get, policy=policy, previous=previous, published=made.tables,
        read_once=lambda _, read: read(own),
    )  # fmt: skip
    new = made.tables["audit_rounds"]
    new = new[~new["round"].isin(previous["audit_rounds"]["round"])] if previous else new
    again = rounds(own)
    again = again[~again["round"].isin(previous["audit_rounds"]["round"])] if previous else again
    assert again["round"].tolist() == new["round"].tolist()
    return SimpleNamespace(frames=made.tables)


@pytest.mark.parametrize("still", [(), RECORDS], ids=["instead of it", "beside it"])
def test_a_round_under_another_name_stays_as_it_was(policy: Policy, still: tuple[str, ...]) -> None:
    """One record went, and the round has another name: its cells beside those that are out would be that record."""
    first = after(of_rounds(autumn=RECORDS), policy)
    assert first.frames["audit_rounds"]["records"].tolist() == [30]
    named = {"autumn": still} if still else {}
    second = after(of_rounds(**named, the_autumn=RECORDS[1:]), policy, first)
    for name in BY_ROUND:
        pd.testing.assert_frame_equal(second.frames[name], first.frames[name])


def test_two_rounds_of_one_day_with_records_of_their_own_are_both_told(policy: Policy) -> None:
    first = after(of_rounds(autumn=RECORDS), policy)
    other = tuple(f"other {record}" for record in RECORDS)
    second = after(of_rounds(autumn=RECORDS, schools=other), policy, first)
    assert set(second.frames["audit_rounds"]["round"]) == {"autumn", "schools"}


def test_one_round_under_two_names_in_one_delivery_is_told_once(policy: Policy) -> None:
    made = after(of_rounds(autumn=RECORDS, the_autumn=RECORDS[1:]), policy)
    assert made.frames["audit_rounds"]["round"].tolist() == ["autumn"]
