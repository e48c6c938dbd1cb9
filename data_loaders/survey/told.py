"""What counts that are told together tell of pupils who have no count of their own.

Of answers that came counted nobody knows who gave what else, so all follows from the counts themselves. Whom the groups inside a
group leave (the groups of a split the whole, communities their locality) is a group too. Two groups of different splits have in common
at least what they count together above all who were asked. Each of these is nobody, or at least k, or is not told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from data_loaders.safety.floor import Floor
from data_loaders.survey.scales import NO_ANSWER, Scale

Answers = frozenset[str]
Key = tuple[str, str]  # split and group
LEFT_OF = " left of "  # between the split of groups and that of the group which holds them
NOT_ASKED: Answers = frozenset({"in the population and not asked"})  # no code of a scale


@dataclass(frozen=True)
class Block:
    """One group's counts by code, with the base that answered and the silent."""

    counts: Mapping[str, int]
    answered: int
    silent: int
    population: float

    def n(self, answers: Answers) -> float:
        if answers == NOT_ASKED:
            return self.population - self.asked
        return sum(self.silent if code == NO_ANSWER else self.counts.get(code, 0) for code in answers)

    @property
    def asked(self) -> int:
        return self.answered + self.silent

    def some_or_others(self, sums: Iterable[Answers]) -> list[float]:
        """How many gave each of these answers, how many gave all but these, and how many answered."""
        given = [self.n(answers) for answers in sums]
        return [*given, *(self.asked - n for n in given), self.answered]

    def less(self, parts: Iterable[Block]) -> Block:
        """Whom these parts of it leave."""
        left = self
        for part in parts:
            codes = {*left.counts, *part.counts}
            counts = {code: left.counts.get(code, 0) - part.counts.get(code, 0) for code in codes}
            left = Block(counts, left.answered - part.answered, left.silent - part.silent, left.population - part.population)  # fmt: skip
        return left


@dataclass(frozen=True)
class Told:
    """Groups that are told with the same answers.

    `holders`: group → the smallest one that is told and holds it. `sums`: all answers whose counts are printed or add up.
    `above`: group → every area that it lies in, told or not.
    """

    groups: Mapping[Key, Block]
    holders: Mapping[Key, Key]
    whole: Block
    answers: tuple[Answers, ...]
    sums: tuple[Answers, ...]
    above: Mapping[Key, tuple[Key, ...]] = field(default_factory=dict)

    @cached_property
    def left(self) -> dict[Key, Block]:
        """Whom the groups inside a group leave of it."""
        held: dict[Key, list[Block]] = {}
        for key, holder in self.holders.items():
            held.setdefault(holder, []).append(self.groups[key])
        return {holder: self.groups.get(holder, self.whole).less(parts) for holder, parts in held.items()}

    @property
    def everybody(self) -> dict[Key, Block]:
        """Its groups, and by the name of what holds them (and of one of them) whom they leave."""
        one = next(iter(self.groups), ("", ""))[0]
        return {
            **self.groups,
            **{(f"{one}{LEFT_OF}{split}", code): block for (split, code), block in self.left.items()},
        }

    def holding(self, key: Key) -> set[Key]:
        """Every area that a group lies in, told or not; of those whom the groups of an area leave, this area too."""
        left, _, split = key[0].partition(LEFT_OF)
        holder = (split, key[1])
        return {holder, *self.above.get(holder, ())} if split and left else set(self.above.get(key, ()))

    def is_safe(self, floor: Floor) -> bool:
        """Each group has k with each answer, and what is left nobody or k."""
        return floor.is_reached(
            [group.n(a) for group in self.groups.values() for a in self.answers]
        ) and self.leaves_no_few(floor)

    def leaves_no_few(self, floor: Floor) -> bool:
        """Less than nobody contradicts itself: then nothing is known to be safe."""
        counts = [block.n(answers) for block in self.everybody.values() for answers in self.answers]
        return floor.may_differ(counts) and all(n >= 0 for n in counts)

    def counts(self) -> Iterator[tuple[Answers, float]]:
        return ((answers, block.n(answers)) for block in self.everybody.values() for answers in self.sums)

    def of_not_asked(self, populations: Mapping[Key, float], of_whole: float) -> Told:
        """The same groups, and of each how many of its population were not asked."""
        groups = {key: replace(group, population=populations[key]) for key, group in self.groups.items()}
        return replace(self, groups=groups, whole=replace(self.whole, population=of_whole), answers=(NOT_ASKED,), sums=(NOT_ASKED,))  # fmt: skip


def sums_of(scale: Scale, step: str) -> tuple[Answers, ...]:
    """The answers of a step, of each coarser one, and all of them."""
    own = [band.answers for name in scale.steps[scale.steps.index(step) :] for band in scale.step(name, routed=False)]
    return tuple(dict.fromkeys([*own, frozenset[str]().union(*own)]))


def share_few(one: Told, other: Told, floor: Floor) -> bool:
    """Whether groups of two splits have, for certain, at least one to k − 1 pupils in common with one answer."""
    known = {answers: one.whole.n(answers) for answers in {*one.sums, *other.sums}}
    both = [n + m - known[a | b] for a, n in one.counts() for b, m in other.counts() if a <= b or b <= a]
    return not floor.may_differ(np.maximum(both, 0))


def sizes_tell(one: Told, other: Told, floor: Floor) -> bool:
    """Whether an answer of one question and a group whose size another tells, or its complement, have one to k − 1 in common for certain.

    Of a question that is asked of each two splits that are told (`share_few`); one that it hides may be told of another. Inside a group
    that is told, as a locality of its communities, less is needed than among all. Where more were asked one question than the other,
    as many may be outside of either.
    """
    most = max(one.whole.asked, other.whole.asked)
    beside = {key: group.asked for key, group in other.everybody.items() if key not in one.groups}
    sizes = [size for asked in beside.values() for size in (asked, most - asked)]
    both = [
        n + size - most for block in one.everybody.values() for n in block.some_or_others(one.sums) for size in sizes
    ]
    for key, asked in beside.items():
        for holder in other.holding(key) & one.groups.keys():
            whole = max([one.groups[holder].asked, *(other.groups[h].asked for h in (holder,) if h in other.groups)])
            counts = one.groups[holder].some_or_others(one.sums)
            both += [n + size - whole for n in counts for size in (asked, whole - asked)]
    return not floor.may_differ(np.maximum([0.0, *both], 0))
