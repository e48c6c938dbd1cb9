"""The one nested ladder of each dimension: its leaves, and how they may be joined, fixed before any record is read.

Each step is made of whole bands of the step before, so what two steps differ by is a union of bands. The joins come from the
policy, from public geography or from a fixed order, never from how many records stand where: else the join itself would tell
who was few. A residual value ("other", "not known") stands in the same band on every ladder, whoever is in it, and the band
says so whether or not anybody is: a name that appears with the first such record would tell of that record.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from data_loaders.safety.floor import Ints

WHOLE = "ALL"


@dataclass(frozen=True)
class Band:
    """Leaves that are counted together. `code` and `label` are the same whoever stands in it."""

    code: str
    label: str
    leaves: frozenset[str]


Step = tuple[Band, ...]


@dataclass(frozen=True)
class Ladder:
    """The steps of one dimension, the finest first."""

    dimension: str
    steps: tuple[Step, ...]

    def __post_init__(self) -> None:
        check_nested(self.dimension, ([band.leaves for band in step] for step in self.steps))

    @property
    def leaves(self) -> frozenset[str]:
        return frozenset(leaf for band in self.steps[0] for leaf in band.leaves) if self.steps else frozenset()

    def within(self, leaves: Iterable[str]) -> Ladder:
        """The same ladder for leaves that somebody could stand in (a stage that was asked, an agency that came)."""
        kept = self.leaves & frozenset(leaves)
        parts = (tuple(Band(b.code, b.label, b.leaves & kept) for b in step if b.leaves & kept) for step in self.steps)
        return Ladder(self.dimension, tuple(dict.fromkeys(step for step in parts if step)))

    def splitting(self) -> Ladder:
        """Without steps of one band, which divide nothing."""
        return Ladder(self.dimension, tuple(step for step in self.steps if len(step) > 1))

    def from_step(self, first: int) -> Ladder:
        """Without the steps before this one."""
        return Ladder(self.dimension, self.steps[first:])

    def above(self, band: Band) -> Band | None:
        """The next band up that holds more than this one."""
        return next((wide for step in self.steps for wide in step if band.leaves < wide.leaves), None)


def check_nested(dimension: str, steps: Iterable[Iterable[Collection[Hashable]]]) -> None:
    """Every step holds the same leaves once, in whole blocks of the step before; else two of them could be subtracted."""
    finer: dict[Hashable, int] = {}
    for number, step in enumerate(steps):
        blocks = [tuple(block) for block in step]
        held = {leaf: at for at, block in enumerate(blocks) for leaf in block}
        within = {(finer.get(leaf, leaf), at) for leaf, at in held.items()}
        is_whole = len(within) == len({part for part, _ in within}) and (not number or held.keys() == finer.keys())
        if not is_whole or len(held) != sum(map(len, blocks)):
            raise ValueError(f"Step {number + 1} of '{dimension}' is not made of whole bands of the step before.")
        finer = held


@dataclass(frozen=True)
class Leaves:
    """The leaf code of each record, each code written once: `codes[at[i]]` is that of record i."""

    codes: tuple[str, ...]
    at: Ints

    def places_in(self, bands: Sequence[Band]) -> Ints:
        """The position of the band of each record; −1 where its code is in none of them."""
        position = {leaf: number for number, band in enumerate(bands) for leaf in band.leaves}
        return np.array([position.get(code, -1) for code in self.codes], dtype=np.int64)[self.at]


def leaves_of(values: ArrayLike) -> Leaves:
    codes, at = np.unique(np.asarray(values, dtype=str), return_inverse=True)
    return Leaves(tuple(str(code) for code in codes), np.asarray(at, dtype=np.int64))


def banded(dimension: str, labels: Mapping[str, str], bandings: Iterable[Sequence[Sequence[str]]]) -> Ladder:
    """The bandings of a policy, finest first. A band is called by its leaves, in the order of `labels`."""
    return Ladder(dimension, tuple(tuple(_band(tuple(band), labels) for band in banding) for banding in bandings))


def joined_in_order(dimension: str, labels: Mapping[str, str]) -> Ladder:
    """Neighbours in a fixed order joined two by two, then four by four, until all stand together."""
    steps, width, codes = list[Step](), 1, list(labels)
    while True:
        step = tuple(_band(tuple(codes[at : at + width]), labels) for at in range(0, len(codes), width))
        steps.append(step)
        if len(step) <= 1:
            return Ladder(dimension, tuple(steps))
        width *= 2


def hosting(ladder: Ladder, residual: Iterable[str], *, host: str, words: str) -> Ladder:
    """Residual values stand with one leaf on every step, and the bands of that leaf say so for good.

    The host is chosen by the ladder's maker from what is public (an order, a population), never as the largest found.
    """
    rest = frozenset(residual)
    steps = tuple(
        tuple(Band(b.code, f"{b.label} ({words})", b.leaves | rest) if host in b.leaves else b for b in step)
        for step in ladder.steps
    )
    return Ladder(ladder.dimension, steps)


def _band(leaves: tuple[str, ...], labels: Mapping[str, str]) -> Band:
    ordered = [code for code in labels if code in leaves]
    words = [labels[code] for code in ordered]
    label = words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
    return Band("+".join(sorted(leaves)), label, frozenset(leaves))
