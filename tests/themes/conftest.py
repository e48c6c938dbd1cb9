"""Deliveries of the steering group, read as the river reads them, and what its themes make of them."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from data_loaders.facts import Tables
from data_loaders.keys import key_of
from data_loaders.policy import Policy, load_policy
from data_loaders.sources.collect import Collected

POLICY = Path(__file__).resolve().parents[2] / "assets" / "policy.toml"


@pytest.fixture(scope="session")
def policy() -> Policy:
    return load_policy(POLICY, "partnership")


@pytest.fixture(scope="session")
def delivered(collected: Collected) -> Tables:
    days = pd.DataFrame([(o.table, o.extract_date) for o in collected.origins], columns=["table", "extract_date"])
    cases = collected.tables["context_cases"]["case_id"]
    keys = pd.DataFrame(
        {"case_id": cases, "key": [key_of(case, b"a secret of these tests, no other") for case in cases]}
    )
    return {**collected.tables, "origins": days, "context_keys": keys}
