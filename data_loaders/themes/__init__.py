"""What the counting of records by month cannot hold: surveys, audits, the forum. One room for each, one door for all.

A theme turns its deliveries into small tables that are safe to show, and says what it tried against them. It keeps the
rule of the river: what was published before never changes, and what is too small to show is merged or withheld with a
reason. Its tables have their columns in `release.TABLE_COLUMNS`, its settings a section of their own in the policy.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pandas as pd

from data_loaders.facts import Tables
from data_loaders.privacy.policy import Policy
from data_loaders.release import Check, Release


@dataclass(frozen=True)
class Made:
    """Tables for the release by name, the checks that they passed or failed, and sentences for those who read it."""

    tables: dict[str, pd.DataFrame]
    checks: tuple[Check, ...]
    notices: tuple[str, ...] = field(default=())


# A theme gets the checked deliveries, the policy of the audience, and the release in force (None: begin afresh). It returns
# empty tables where nothing of it was delivered.
Theme = Callable[[Tables, Policy, Release | None], Made]

from data_loaders.themes.practice import practice  # noqa: E402 - a theme makes a `Made`

THEMES: dict[str, Theme] = {
    "practice": practice,
}
