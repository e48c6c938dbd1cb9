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
beside those of some is nobody or k too. The same holds of two questions of which one's answers lie in the other's by what they mean, as is declared:
whoever feels safer when a context is closed feels safer, and the agency in the chair was there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import chain, combinations
from operator import or_
from types import MappingProxyType
from typing import Literal

from data_loaders.safety.floor import Bools, Floor

About = Literal["question", "answer", "day"]
# Another question, and of each answer that lies in its answers: who gave it, and who gave the other's that it means.
LiesIn = Mapping[str, Sequence[tuple[Bools, Bools]]]
NOTHING: LiesIn = MappingProxyType({})


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
    """Whom a question was put to, and its printed answers, as bits of protected units.

    `meant`: these are answers of another question; for each, who gave the answers of this one that it lies in by what it means.
    A reader knows no more than these: "the same, or not measured twice" lies in "not better" and "not measured twice" together.
    """

    whole: int
    answers: tuple[int, ...]
    meant: tuple[int, ...] = ()

    @property
    def reach(self) -> dict[int, int]:
        """Answer → where it is known to lie among the answers of all."""
        return dict(zip(self.answers, self.meant or self.answers, strict=True))

    def beside(self, other: Asked) -> Iterator[int]:
        """How many are left of all where one was put to all of the other's: by every union of answers of some."""
        is_every = bool(other.meant) if bool(self.meant) != bool(other.meant) else other.whole & ~self.whole == 0
        every, some = (self, other) if is_every else (other, self)
        if some.whole & ~every.whole == 0:
            for joined in _unions(some.answers):
                reach = reduce(or_, (some.reach[answer] for answer in joined))
                holding = sum(answer for answer in every.answers if answer & reach)
                yield (holding & ~sum(joined)).bit_count()


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
        self, *, question: Bools, answers: Sequence[Bools] = (), by_day: Sequence[Bools] = (), untold: int = 0,
        names: Collection[str] = (), lies_in: LiesIn = NOTHING,
    ) -> bool:  # fmt: skip
        """Add these figures, if no chain of them and of what is out tells of few; nothing is added otherwise.

        `untold`: of how many who are shown one by one nobody is told what they answered. `names`: its own, and that of the same
        question put to others; none where it is put to one group. `lies_in`: other questions, and the answers here that lie in theirs.
        """
        whole = self._figure(question, "day" if by_day else "question", 0)
        told = [self._figure(a, "answer", untold) for a in answers] + [self._figure(d, "day", 0) for d in by_day]
        rests = [self._figure(question & ~part, "answer", untold) for part in answers]
        rests += [self._figure(question & ~reached, "day", 0) for reached in by_day]
        new, more = [whole, *told], self.meetings.with_figures(whole, [*told, *rests])
        asked = [(name, self._asked(whole, answers)) for name in names]
        asked += [(of, self._asked(whole, *zip(*inside, strict=True))) for of, inside in lies_in.items() if inside]
        others = chain.from_iterable(one.beside(own) for of, own in asked for one in self.asked.get(of, ()))
        left = chain(_rests([*self.out, *new], frozenset(new)), more.beyond(self.meetings), others, (0,))
        if not self.floor.may_differ(list(left)):
            return False
        self.out.extend(new)
        self.meetings.add(more)
        for of, own in asked:
            self.asked.setdefault(of, []).append(own)
        return True

    def _asked(self, whole: Figure, answers: Sequence[Bools], meant: Sequence[Bools] = ()) -> Asked:
        return Asked(whole.units, tuple(map(self._units, answers)), tuple(map(self._units, meant)))

    def _figure(self, of: Bools, about: About, untold: int) -> Figure:
        units = self._units(of)
        return Figure(units, about, int(of.sum()) - untold if untold else units.bit_count())

    def _units(self, of: Bools) -> int:
        return sum(1 << at for at in (of & self.protected).nonzero()[0].tolist())


def _unions(answers: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Answers of one question share nobody: their sum is their union."""
    for number in range(1, len(answers) + 1):
        yield from combinations(answers, number)


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
