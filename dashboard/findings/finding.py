"""The noun that page and paper share: a question, its answer in a sentence, in a figure and in a table."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pandas as pd


@dataclass(frozen=True)
class Finding:
    key: str
    title: str
    headline: str
    table: pd.DataFrame
    figure: Any  # a plotly figure, or None where nothing may be shown
    alt: str
    caveats: tuple[str, ...]
    definition: str
    source: str
    question: str
    release_id: str
    withheld: str = ""
    provenance: dict[str, str] = field(default_factory=dict)
