"""Whether something that is new in a delivery is what is out under another name."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

Frames = dict[str, pd.DataFrame]
NOTHING = pd.DataFrame()
MOST = 0.5  # of the figures or records of both
# Two rounds or periods that begin nearer to each other may be one: partners hold them every half-year at most.
NEAR = pd.Timedelta(days=150)


@dataclass(frozen=True)
class Question:
    """Whether rows of a delivered table (`is_new`, one truth for each of its rows) are of what is called `was`; `why`: what makes it likely."""

    table: str
    what: str
    was: str
    is_new: pd.Series
    why: str = "is out and is not delivered any more"
