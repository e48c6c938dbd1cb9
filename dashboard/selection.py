"""What somebody chose for a trend: a question, and how its answer is to be drawn."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.ask.months import ALL, EACH, NONE, WHOLE, Months

__all__ = ["ALL", "EACH", "NONE", "WHOLE", "Selection"]


@dataclass(frozen=True)
class Selection:
    """The question stands in the first five; the rest is how the chart is drawn."""

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
    period: str = "whole"  # all that is published, or the first month of the one year that is drawn

    @property
    def question(self) -> Months:
        """What is asked of the release: a rate is made from its counts."""
        measure = "children" if self.measure == "children" else "n"
        return Months(self.dataset, self.level, self.block, self.split, measure)
