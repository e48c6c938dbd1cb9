"""The section of practice: the forum, case reviews, training, sharing and language."""

from __future__ import annotations

from pydantic import Field

from data_loaders.deliveries.practice import FORUM_AGENCIES, REVIEW_KINDS, ROLES, STANCES
from data_loaders.policy.names import code_problems
from data_loaders.policy.nesting import nesting_problems, order_problems
from data_loaders.policy.section import Dominance, Floors, Section

UNITS = ("quarter", "half_year", "year")  # a month is one session, so months are never shown
# More quotations of one theme than these are a transcript, in which a voice is known by its turns.
QUOTES_MOST = 12


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


# What each ladder is a ladder of: the codes of a delivered column.
LADDERS = {"agency": FORUM_AGENCIES, "role": ROLES, "stance": STANCES, "review": REVIEW_KINDS}


def practice_problems(practice: PracticePolicy, audiences: tuple[str, ...]) -> list[str]:
    """One sentence with the setting and the cure for each thing that must not be."""
    problems = [f"practice.units {problem}" for problem in order_problems(practice.units, UNITS)]
    if set(practice.quotes) != set(audiences) or not all(0 <= n <= QUOTES_MOST for n in practice.quotes.values()):
        problems.append(
            "practice.quotes must say for each audience how many quotations of a theme may be shown, "
            f"from 0 to {QUOTES_MOST}. Correct it."
        )
    for name, codes in LADDERS.items():
        ladder: Ladder = getattr(practice, name)
        problems += code_problems(f"practice.{name}.leaves", ladder.leaves, codes)
        problems += [f"practice.{name} {problem}" for problem in _ladder_problems(ladder)]
    return problems


def _ladder_problems(ladder: Ladder) -> list[str]:
    if len(set(ladder.leaves)) != len(ladder.leaves):
        return ["is not nested: each leaf must be listed once."]
    return nesting_problems(ladder.bandings, ladder.leaves)
