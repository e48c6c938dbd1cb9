"""The section of practice: the forum, case reviews, training, sharing and language."""

from __future__ import annotations

from pydantic import Field

from data_loaders.policy.nesting import nesting_problems, order_problems
from data_loaders.policy.section import Dominance, Floors, Section

UNITS = ("quarter", "half_year", "year")  # a month is one session, so months are never shown


class Ladder(Section):
    """One nested ladder of bands: each leaf by itself, then each banding, then all together."""

    leaves: tuple[str, ...] = Field(min_length=1)
    bandings: dict[str, tuple[tuple[str, ...], ...]]

    @property
    def steps(self) -> tuple[tuple[tuple[str, ...], ...], ...]:
        return (tuple((leaf,) for leaf in self.leaves), *self.bandings.values(), (self.leaves,))


class PracticePolicy(Section):
    k: Floors
    crowd: Floors
    reviews_k: Floors
    dominance: Dominance
    units: tuple[str, ...] = Field(min_length=1)
    quotes: dict[str, int]
    agency: Ladder
    role: Ladder
    stance: Ladder
    review: Ladder


LADDERS = ("agency", "role", "stance", "review")


def practice_problems(practice: PracticePolicy, audiences: tuple[str, ...]) -> list[str]:
    """One sentence with the setting and the cure for each thing that must not be."""
    problems = [f"practice.units {problem}" for problem in order_problems(practice.units, UNITS)]
    if set(practice.quotes) != set(audiences) or min(practice.quotes.values(), default=0) < 0:
        problems.append(
            "practice.quotes must say for each audience how many quotations of a theme may be shown, 0 or more."
        )
    for name in LADDERS:
        ladder: Ladder = getattr(practice, name)
        problems += [f"practice.{name} {problem}" for problem in _ladder_problems(ladder)]
    return problems


def _ladder_problems(ladder: Ladder) -> list[str]:
    if len(set(ladder.leaves)) != len(ladder.leaves):
        return ["is not nested: each leaf must be listed once."]
    return nesting_problems(ladder.bandings, ladder.leaves)
