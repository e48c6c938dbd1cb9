"""Which dated events a question is told with. Hand-made rows: everything in them is invented."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pandas as pd
import pytest

from dashboard import events as events_room
from dashboard.ask.months import Months
from dashboard.events import events_of
from data_loaders.deliveries.datasets import COUNTED_BY_MONTH
from data_loaders.policy import load_policy
from data_loaders.release import Release

POLICY = Path(__file__).parents[2] / "assets" / "policy.toml"
AREAS = pd.DataFrame({"area_code": ["C1"], "area_name": ["Invented"], "area_level": ["COUNCIL"], "parent_code": [""]})
EVENTS = pd.DataFrame(
    [
        ("2024-01-01", "all", ""),
        ("2024-02-01", "reports", "missing_reports"),
        ("2024-03-01", "two", "missing_reports;incidents"),
        ("2024-04-01", "discussions", "return_discussions"),
        ("2024-05-01", "survey", "survey_responses"),
    ],
    columns=["date", "label", "datasets"],
).assign(date=lambda rows: pd.to_datetime(rows["date"]), scope="", kind="DATA_BREAK")


@pytest.mark.parametrize(
    ("question", "labels"),
    [
        (Months("missing_episodes"), ["all"]),
        (Months("missing_reports"), ["all", "reports", "two"]),
        (Months("incidents"), ["all", "two"]),
        (Months("missing_episodes", split="discussion"), ["all", "discussions"]),
        (Months("missing_reports", split="age"), ["all", "reports", "two"]),
    ],
)
def test_an_event_is_told_with_what_it_concerns(
    monkeypatch: pytest.MonkeyPatch, question: Months, labels: list[str]
) -> None:
    monkeypatch.setattr(events_room, "rows_of", lambda _, name: EVENTS if name == "events" else AREAS)
    monkeypatch.setattr(events_room, "leaves_of", lambda *_: {})
    told = events_of(cast(Release, None), question)
    assert list(told["label"]) == labels
    assert list(told["number"]) == [1 + list(EVENTS["label"]).index(label) for label in labels]
    assert told["is_wide"].all()


def test_the_names_are_those_of_the_policy() -> None:
    assert set(COUNTED_BY_MONTH) == set(load_policy(POLICY, "partnership").datasets)
