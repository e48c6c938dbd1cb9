"""How far a few children make the figures: counts of events are worth fewer independent ones.

A child who is counted n times in a year is one life, not n. With n of each child, counts vary Σn²/Σn times as much as chance
alone (Kish 1965, Survey Sampling, 8.2; McCullagh & Nelder 1989, Generalized Linear Models, 4.5). Rows of areas and periods
cannot show it where the child is counted all year long. The private bank publishes it, rounded up, for each dataset and
split (table `design_effects`: dataset, split, effect); without it nothing is called beyond chance where repeats are possible.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.measures.numbers_in import Numbers, as_counts

# How much of the design effect of a year months are taken to carry on to each other, where that between years is not known. With
# none of it 14 to 23 of 100 series in which nothing happened, but whose heavy repeaters stay for 6 to 24 months, were said to have
# changed; with this 4 to 6, and of steps of 45 % 82 in 100 are found at a design effect of 4 and 68 at 9; with half 3 to 5, and 80 and 40.
CARRIED = 0.4
# Where the effect between neighbouring years is known, more of it is: it is small where the same children are there in both. With half
# of it (on the log scale) 13 of 100 series in which nothing happened, but whose heavy repeaters stay for 24 months, were said to have
# changed; with this 0 to 2, and of steps of 45 % 71 in 100 are found; 46 where they stay for 12 months, 29 where they make half of all.
CARRIED_BETWEEN_YEARS = 0.7
# What is published was rounded up to one of a few numbers, each about 1.6 times the one before: the effect itself lies between, and
# half a step lower on the log scale is the middle. As published, intervals of lifelike worlds held the truth in 95 to 99 of 100 and a
# step of 45 % was found in 64; with the middle 93 to 96 and 71, and 1 to 7 instead of 1 to 3 of 100 series were falsely said to change.
# Shares take it as it was published: few children carry the share of a small group, the fifth of them bounds what is told, and in 400
# lifelike worlds the middle held the truth in 90 of 100, of shares and of their changes, the published number in 94 and 92.
HALF_A_STEP = 1.6**0.5
LOWEST = 1.5  # the first of those numbers: below it the effect may be anything from 1 up, and the cautious end is taken
UNKNOWN = "how often the same children are counted again is not published"
# Stretches of a series lie further apart than neighbouring years, and fewer of the same children are in both: of 400 lifelike worlds
# the logarithm of one half of three years over the other varied 4.7 times chance, of a year over the one before 3.7, where the effect
# between years is 3.5 and that of a year 8.6. That is a third of the way, on the log scale.
TOWARDS_THE_YEAR = 1 / 3


@dataclass(frozen=True)
class DesignEffect:
    """`value`: how many events are worth one independent one, 1 or more.

    carried: the power of it by which months are taken to carry on to each other. of_stretches: the same of two stretches of a series
    of any length; `value` where nothing else is known.
    """

    value: float
    carried: float = CARRIED
    of_stretches: float = 0.0

    def __post_init__(self) -> None:
        if not self.value >= 1:
            raise ValueError(f"A design effect is 1 or more: {self.value} would make counts surer than chance allows.")
        object.__setattr__(self, "of_stretches", max(self.of_stretches, self.value))

    def at_least(self, seen: float) -> float:
        """The wider of this and of what the published rows themselves show (`overdispersion`)."""
        return max(self.value, seen)


TIME = "time"  # the split of a table that holds one year against the next
ONE_EACH = DesignEffect(1.0)  # each record another child: numbers of children, pupils of a survey


def between_years(split: str) -> str:
    """The split of a table that holds the shares of a split in one year against those in the next.

    Children who are there in both years, in the same groups, move both shares alike: with the effect of the shares themselves the
    change of a share was covered in all of 200 lifelike worlds, with this in 95 of 100.
    """
    return f"{TIME} {split}"


def of_children(times: Numbers) -> DesignEffect:
    """From how many times each child was counted: Σn²/Σn. times: (children,)."""
    n = as_counts(times)
    if not n.sum() > 0:
        raise ValueError("Nobody was counted, so nobody can have been counted again.")
    return DesignEffect(float((n**2).sum() / n.sum()))


def of_bands(bands: pd.DataFrame) -> DesignEffect:
    """From published bands of how often a child was counted in a year: episodes, children, least (of the band).

    Within a band the times beyond its least are taken as geometric, whose variance is m(m + 1) for a mean of m: a long tail,
    so the effect is rather put too high than too low in a closed band.
    """
    rows = bands[bands["children"] > 0]
    mean = rows["episodes"] / rows["children"]
    beyond = np.maximum(mean - rows["least"], 0)
    squares = (rows["children"] * (mean**2 + beyond * (beyond + 1))).sum()
    return DesignEffect(max(1.0, float(squares / rows["episodes"].sum())))


def of_table(table: pd.DataFrame, *, dataset: str, split: str) -> DesignEffect | None:
    """What a release publishes for a dataset and split, else for the dataset as a whole (split ""), else None.

    Of counts the middle of the step that it was rounded up from (`HALF_A_STEP`). Of shares between years, where only the effect
    of the shares themselves was published, that one: it is the wider.
    """
    own = table[(table["dataset"] == dataset) & (table["status"] == "published")]
    told = {str(row.split): float(row.effect) for row in own.itertuples()}
    name = next((name for name in (split, split.removeprefix(f"{TIME} "), "") if name in told), None)
    if name is None:
        return None
    middle = {of: told[of] / (HALF_A_STEP if told[of] > LOWEST else 1) for of in ("", TIME) if of in told}
    if name != TIME:
        return DesignEffect(middle.get(name, told[name]))
    year = middle.get("", middle[TIME])
    apart = middle[TIME] ** (1 - TOWARDS_THE_YEAR) * year**TOWARDS_THE_YEAR
    return DesignEffect(middle[TIME], CARRIED_BETWEEN_YEARS, apart)
