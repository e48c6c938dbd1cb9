"""Whether something that is new in a delivery is what is out under another name."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

Frames = dict[str, pd.DataFrame]
NOTHING = pd.DataFrame()
MOST = 0.5  # of the figures that both show


@dataclass(frozen=True)
class Question:
    """Whether rows of a delivered table (`is_new`, one truth for each of its rows) are of something that is out as `was`."""

    table: str
    what: str
    was: str
    is_new: pd.Series
