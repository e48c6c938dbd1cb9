"""What a theme makes, and what it gets to make it from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from data_loaders.facts import Tables
from data_loaders.policy import Policy
from data_loaders.release import Check, Release


@dataclass(frozen=True)
class Made:
    """Tables for the release by name, the checks that they passed or failed, and sentences for those who read it.

    `remembered`: what the next release is held against and no release may say, for the private memory of what is out.
    """

    tables: dict[str, pd.DataFrame]
    checks: tuple[Check, ...]
    notices: tuple[str, ...] = field(default=())
    remembered: Mapping[str, pd.DataFrame] = field(default_factory=dict)


# A theme gets the checked deliveries (and `origins`: table and extract_date of each), the policy of the audience, and the release in force (None: begin afresh). It returns
# empty tables where nothing of it was delivered.
Theme = Callable[[Tables, Policy, Release | None], Made]
