"""The demo's release with what it was made from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from data_loaders.published import PublishedTable
from data_loaders.published.recount import Evidence
from data_loaders.release import Release

Tables = Mapping[str, pd.DataFrame]


@dataclass(frozen=True)
class Demo:
    release: Release
    tables: dict[str, pd.DataFrame]
    declared: dict[str, PublishedTable]
    floors: dict[str, int]
    evidence: Callable[[Tables], Evidence]  # the same deliveries beside other tables
