"""A question, frozen: what is counted, where, split by what."""

from __future__ import annotations

from dataclasses import dataclass

WHOLE = "COUNCIL"
ALL = "all"
NONE = "none"


@dataclass(frozen=True)
class Selection:
    """`level` COUNCIL means no area is asked for; `block` is one area of the level or all; `split` a dimension or none."""

    dataset: str
    level: str = WHOLE
    block: str = ALL
    split: str = NONE
    measure: str = "n"  # or "children"
    year_type: str = "council"

    @property
    def dimensions(self) -> dict[str, str]:
        """The dimensions that the question touches, with the level of each."""
        asked = {} if self.level == WHOLE else {"area": self.level}
        return asked if self.split == NONE else {**asked, self.split: "each"}
