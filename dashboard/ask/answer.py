"""What every answer says, whatever was asked: the rows, or the reason why there are none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from enum import StrEnum
from typing import Self

import pandas as pd


class Reason(StrEnum):
    """Why there are no rows. They are never said for one another: privacy is not claimed for data that do not exist."""

    NOT_DELIVERED = "not delivered"
    NOT_COVERED = "not covered"  # delivered, but not yet enough, or outside what was delivered
    WITHHELD = "withheld"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """`frame` has no rows where there is a reason. `why` is the reason in a sentence for readers."""

    frame: pd.DataFrame
    reason: Reason | None = None
    why: str = ""
    whom: str = ""  # who is counted and protected, in the plural
    floor: int = 0  # how many of them stand behind every figure, at the least; 0 where the release does not say
    labels: Mapping[str, Mapping[str, str]] = field(
        default_factory=dict
    )  # column → code → what pages call it, in order
    period: tuple[date, date] | None = None  # first and last day of what was answered from
    coverage: str = ""  # what was held back or left out, in a sentence

    @property
    def is_shown(self) -> bool:
        return self.reason is None

    def handed_out(self) -> Self:
        """The same answer with tables of its own: what a caller does to one stays with the caller."""
        frames = {f.name: value for f in fields(self) if isinstance(value := getattr(self, f.name), pd.DataFrame)}
        return replace(self, **{name: frame.copy(deep=False) for name, frame in frames.items()})
