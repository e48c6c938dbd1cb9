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
    measure: str = "n"  # or "children", or "rate" for each 1,000 people
    year_type: str = "council"
    # Where a chart's limits begin afresh: where a change was "found", at "breaks" in recording, at any dated "events", "never",
    # or at one event of the reader's choice (its date and label).
    limits: str = "found"
    season: str = "shown"  # or "out"
    at: str = EACH  # the banding of the split that is asked for
    across: str = NONE  # a second split, in the place of areas
    also: str = NONE  # a third one
    period: str = "whole"  # all that is published, or the first month of the one year that is drawn

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
