"""Figures of different questions that can be taken from each other: what is left is nobody, or at least k units.

Two figures of one question are cells of one grid and share nobody. Figures of two questions can lie in each other by what they
mean: "level 2, or not decided" less all conferences is "not decided". So of every two of which one lies in the other, the rest is
nobody or k; and so is what a whole leaves beside two parts of it that share nobody.

That one lies in the other is read off the rows, which is stricter than what the words mean. So it is asked only where words can mean
it: an answer ("level 1") may lie in what another question is put to (all taken on), and what happened by some day in what had
happened or could have. Answers to two questions ("the police came", "young people were asked") cannot be known to lie in each
other, nor an answer in what happened by some day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from data_loaders.safety.floor import Bools, Floor

About = Literal["question", "answer", "day"]


@dataclass(frozen=True)
class Figure:
    """The protected units that a printed count is about, as bits."""

    units: int
    about: About

    def holds(self, other: Figure) -> bool:
        return other.units & ~self.units == 0 and 0 < other.units != self.units

    def can_be_held_against(self, other: Figure) -> bool:
        return "answer" not in (self.about, other.about) or "question" in (self.about, other.about)

    @property
    def size(self) -> int:
        return self.units.bit_count()


@dataclass(frozen=True)
class Chains:
    """What is out by now. `protected`: the units that nobody knows one by one."""

    floor: Floor
    protected: Bools
    out: list[Figure] = field(default_factory=list)

    def take(self, *, question: Bools, answers: Sequence[Bools] = (), by_day: Sequence[Bools] = ()) -> bool:
        """Add these figures, if no chain of them and of what is out tells of few; nothing is added otherwise."""
        new = [self._figure(question, "day" if by_day else "question"), *(self._figure(a, "answer") for a in answers)]
        new += [self._figure(reached, "day") for reached in by_day]
        if not self.floor.may_differ([*_rests([*self.out, *new], frozenset(new)), 0]):
            return False
        self.out.extend(new)
        return True

    def _figure(self, of: Bools, about: About) -> Figure:
        return Figure(sum(1 << at for at in (of & self.protected).nonzero()[0].tolist()), about)


def _rests(figures: Sequence[Figure], new: frozenset[Figure]) -> Iterator[int]:
    """What every chain with a new figure in it leaves over: a whole less one part, and less two that share nobody."""
    every = dict.fromkeys(figures)
    for whole in every:
        parts = [part for part in every if whole.holds(part) and whole.can_be_held_against(part)]
        for part in parts:
            if part in new or whole in new:
                yield whole.size - part.size
            others = () if "answer" in (whole.about, part.about) else parts
            apart = (o for o in others if o.units & part.units == 0 and new & {whole, part, o})
            yield from (whole.size - part.size - other.size for other in apart)
