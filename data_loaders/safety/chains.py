"""Figures of different questions that can be taken from each other: what is left is nobody, or at least k units.

Two figures of one question are cells of one grid and share nobody. Figures of two questions can lie in each other by what they
mean: "level 2, or not decided" less all conferences is "not decided". So of every two of which one lies in the other, the rest is
nobody or k; and so is what a whole leaves beside two parts of it that share nobody.

That one lies in the other is read off the rows, which is stricter than what the words mean. So it is asked only where words can mean
it: an answer ("level 1") may lie in what another question is put to (all taken on), and what happened by some day in what had
happened or could have. Answers to two questions ("the police came", "young people were asked") cannot be known to lie in each
other, nor an answer in what happened by some day.

Two figures inside one whole that are more than it together meet in at least as many as they are too many: of 38 contexts 22 with few
adults and 17 with drugs leave one with both. So those in whom two such figures meet are k units or more; the same of all but an answer. Where nobody knows what
those who are shown one by one answered, all of them may have answered so: that many fewer are known of.

One question can be put to all and to some: 14 of all asked to be believed, and 12 of the groups of friends, so two of the others did.
There an answer of some lies in the same answer of all by what it means. So whatever answers of all, joined as they need be, leave
beside those of some is nobody or k too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, combinations
from typing import Literal

from data_loaders.safety.floor import Bools, Floor

About = Literal["question", "answer", "day"]


@dataclass(frozen=True)
class Figure:
    """The protected units that a printed count is about, as bits; how many of them it is known to hold at least."""

    units: int
    about: About
    least: int

    def holds(self, other: Figure) -> bool:
        return other.units & ~self.units == 0 and 0 < other.units != self.units

    def can_be_held_against(self, other: Figure) -> bool:
        return "answer" not in (self.about, other.about) or "question" in (self.about, other.about)

    @property
    def size(self) -> int:
        return self.units.bit_count()


@dataclass(frozen=True)
class Asked:
    """Whom a question was put to, and its printed answers, as bits of protected units."""

    whole: int
    answers: tuple[int, ...]

    def beside(self, other: Asked) -> Iterator[int]:
        """How many are left of all where one was put to all of the other's: by every union of answers of some."""
        every, some = (self, other) if other.whole & ~self.whole == 0 else (other, self)
        if some.whole & ~every.whole == 0:
            for union in _unions(some.answers):
                holding = sum(answer for answer in every.answers if answer & union)
                yield (holding & ~union).bit_count()


@dataclass(frozen=True)
class Meetings:
    """What questions are put to, and the figures inside: where two of these are more than the whole, they meet."""

    wholes: dict[Figure, None] = field(default_factory=dict)
    parts: dict[Figure, None] = field(default_factory=dict)

    def with_figures(self, whole: Figure, parts: Sequence[Figure]) -> Meetings:
        return Meetings(self.wholes | {whole: None}, self.parts | dict.fromkeys(parts))

    def add(self, more: Meetings) -> None:
        self.wholes.update(more.wholes)
        self.parts.update(more.parts)

    def beyond(self, known: Meetings) -> Iterator[int]:
        """Of every two figures that must meet, and of which was not asked yet: how many they meet in."""
        for whole in self.wholes:
            inside = [p for p in self.parts if p.units & ~whole.units == 0 and whole.can_be_held_against(p)]
            is_new = [whole not in known.wholes or part not in known.parts for part in inside]
            for one, two in combinations(range(len(inside)), 2):
                if (is_new[one] or is_new[two]) and inside[one].least + inside[two].least > whole.size:
                    yield (inside[one].units & inside[two].units).bit_count()


@dataclass(frozen=True)
class Chains:
    """What is out by now. `protected`: the units that nobody knows one by one."""

    floor: Floor
    protected: Bools
    out: list[Figure] = field(default_factory=list)
    meetings: Meetings = field(default_factory=Meetings)
    asked: dict[str, list[Asked]] = field(default_factory=dict)

    def take(
        self, *, question: Bools, answers: Sequence[Bools] = (), by_day: Sequence[Bools] = (), untold: int = 0, name: str = ""
    ) -> bool:  # fmt: skip
        """Add these figures, if no chain of them and of what is out tells of few; nothing is added otherwise.

        `untold`: of how many who are shown one by one nobody is told what they answered. `name`: one for a question that is put to
        several groups; blank where it is put to one.
        """
        whole = self._figure(question, "day" if by_day else "question", 0)
        told = [self._figure(a, "answer", untold) for a in answers] + [self._figure(d, "day", 0) for d in by_day]
        rests = [self._figure(question & ~part, "answer", untold) for part in answers]
        rests += [self._figure(question & ~reached, "day", 0) for reached in by_day]
        new, more = [whole, *told], self.meetings.with_figures(whole, [*told, *rests])
        own = Asked(whole.units, tuple(self._figure(a, "answer", 0).units for a in answers))
        others = chain.from_iterable(of.beside(own) for of in self.asked.get(name, ()))
        left = chain(_rests([*self.out, *new], frozenset(new)), more.beyond(self.meetings), others, (0,))
        if not self.floor.may_differ(list(left)):
            return False
        self.out.extend(new)
        self.meetings.add(more)
        if name:
            self.asked.setdefault(name, []).append(own)
        return True

    def _figure(self, of: Bools, about: About, untold: int) -> Figure:
        units = sum(1 << at for at in (of & self.protected).nonzero()[0].tolist())
        return Figure(units, about, int(of.sum()) - untold if untold else units.bit_count())


def _unions(answers: Sequence[int]) -> Iterator[int]:
    """Answers of one question share nobody: their sum is their union."""
    for number in range(1, len(answers) + 1):
        yield from (sum(some) for some in combinations(answers, number))


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
