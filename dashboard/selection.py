"""A question, frozen: what is counted, where, split by what."""

from __future__ import annotations

from dataclasses import dataclass

WHOLE = "COUNCIL"
ALL = "all"
NONE = "none"
EACH = "each"
ACROSS = {"place": ("place", "CELL"), "place_district": ("place", "DISTRICT")}  # rows that are a level of a dimension


@dataclass(frozen=True)
class Selection:
    """`level` COUNCIL means no area is asked for; `block` is one area of the level or all; `split` a dimension or none."""

    dataset: str
    level: str = WHOLE
    block: str = ALL
    split: str = NONE
    measure: str = "n"  # or "children"
    year_type: str = "council"
    limits: str = "breaks"  # where a chart's limits begin afresh: "breaks" in recording, any dated "events", "never"
    season: str = "shown"  # or "out"
    at: str = EACH  # the banding of the split that is asked for
    across: str = NONE  # a second split, in the place of areas
    also: str = NONE  # a third one

    @property
    def dimensions(self) -> dict[str, str]:
        """The dimensions that the question touches, with the level of each."""
        asked = {} if self.level == WHOLE else {"area": self.level}
        if self.across != NONE:
            dimension, level = ACROSS.get(self.across, (self.across, EACH))
            asked[dimension] = level
        if self.also != NONE:
            asked[self.also] = EACH
        return asked if self.split == NONE else {**asked, self.split: self.at}
