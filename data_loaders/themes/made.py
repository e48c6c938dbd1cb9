"""What a theme makes, and what it gets to make it from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pandas as pd

from data_loaders.facts import Tables
from data_loaders.policy import Policy
from data_loaders.release import Check, Release


@dataclass(frozen=True)
class Made:
    """Tables for the release by name, the checks that they passed or failed, and sentences for those who read it."""

    tables: dict[str, pd.DataFrame]
    checks: tuple[Check, ...]
    notices: tuple[str, ...] = field(default=())


# A theme gets the checked deliveries (and `origins`: table and extract_date of each), the policy of the audience, and the release in force (None: begin afresh). It returns
# empty tables where nothing of it was delivered.
Theme = Callable[[Tables, Policy, Release | None], Made]
