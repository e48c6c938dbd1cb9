"""One nested hierarchy for each dimension: a chain of partitions from its leaves to one block.

Step 0 holds every leaf by itself; each further step joins two blocks of the step before, so any two steps nest and no
two views can be subtracted from each other along a dimension. The chain passes through every level that the policy
names (wards → communities → localities → council). Residual values ("not known") join the largest group first, where
they distort least; otherwise the smallest block joins the smallest of its siblings, so that large blocks stay as they are.

What is small is told by a reference from outside the records (sizes.py): a chain that followed the records would tell of
them, since A + B = 8 beside C = 5 means that A was too small to stand by itself. For the same reason a label names the
residual values that it holds, whether or not somebody is in them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from data_loaders.deliveries.derived import named_together
from data_loaders.safety.floor import Ints
from data_loaders.safety.ladder import check_nested

Block = tuple[int, ...]  # sorted leaf indices
Weakness = Callable[[Block], tuple[float, ...]]  # larger = weaker


@dataclass(frozen=True)
class Leaf:
    code: str
    label: str


@dataclass(frozen=True)
class Hierarchy:
    dimension: str
    leaves: tuple[Leaf, ...]
    steps: tuple[tuple[Block, ...], ...]
    level_step: dict[str, int]  # level → the step at which the partition is that level
    names: dict[
        Block, str
    ]  # blocks that have a name of their own, such as a locality, with and without what is residual in it
    residual: frozenset[int] = frozenset()
    listed: Callable[[str], str] = str  # how a label is written behind another one: names of places keep their capital
    _of_leaf: dict[int, Ints] = field(init=False, default_factory=dict, repr=False, compare=False)

    def block_of_leaf(self, step: int) -> Ints:
        """Index of the block of each leaf at a step."""
        if step not in self._of_leaf:
            lookup = np.empty(len(self.leaves), dtype=np.int64)
            for position, block in enumerate(self.steps[step]):
                lookup[list(block)] = position
            self._of_leaf[step] = lookup
        return self._of_leaf[step]

    def label(self, block: Block) -> str:
        """The fewest names that cover a block: 'Shotts and Wishaw', or 'Wishaw' where that is all of Wishaw."""
        core = tuple(leaf for leaf in block if leaf not in self.residual)
        owned = {leaf for known in self.names if set(known) <= set(block) for leaf in known}
        left = (self.leaves[leaf].label for leaf in block if leaf in self.residual and leaf not in owned)
        rest = list(dict.fromkeys(left))  # a community can be called as its locality is
        if not core:
            return self._listed([self.leaves[leaf].label for leaf in block])
        return self._core_label(core) + (
            f", with {named_together([r[0].lower() + r[1:] for r in rest])}" if rest else ""
        )

    def _core_label(self, core: Block) -> str:
        if core in self.names:
            return self.names[core]
        rest, parts = set(core), []
        for known in sorted(self.names, key=lambda b: (-len(b), b)):
            if len(known) < len(core) and set(known) <= rest:
                parts.append((min(known), self.names[known]))
                rest -= set(known)
        parts += [(leaf, self.leaves[leaf].label) for leaf in rest]
        return self._listed([label for _, label in sorted(parts)])

    def _listed(self, labels: list[str]) -> str:
        return named_together([labels[0], *(self.listed(label) for label in labels[1:])])


def build_hierarchy(
    dimension: str,
    leaves: Sequence[Leaf],
    *,
    weakness: Weakness,
    levels: Sequence[tuple[str, Sequence[Block]]] = (),
    residual: frozenset[int] = frozenset(),
    is_ordered: bool = False,
    names: dict[Block, str] | None = None,
    listed: Callable[[str], str] = str,
) -> Hierarchy:
    """Build the chain. `levels` are partitions of the leaves, finer first; each must refine the next."""
    blocks: list[Block] = [(i,) for i in range(len(leaves))]
    steps: list[tuple[Block, ...]] = [tuple(blocks)]
    for leaf in sorted(residual):
        siblings = _siblings(blocks, leaf, residual, levels)
        target = min(siblings, key=lambda block: (weakness(block), block))
        blocks = _joined(blocks, (leaf,), target)
        steps.append(tuple(blocks))
    level_step: dict[str, int] = {}
    for name, partition in [*levels, ("", (tuple(range(len(leaves))),))]:
        lookup = {leaf: number for number, block in enumerate(partition) for leaf in block}
        while pair := _weakest_pair(blocks, lookup, weakness, is_ordered=is_ordered):
            blocks = _joined(blocks, *pair)
            steps.append(tuple(blocks))
        if name:
            level_step[name] = len(steps) - 1
    check_nested(dimension, steps)
    return Hierarchy(dimension, tuple(leaves), tuple(steps), level_step, names or {}, residual, listed)


def _siblings(
    blocks: list[Block], leaf: int, residual: frozenset[int], levels: Sequence[tuple[str, Sequence[Block]]]
) -> list[Block]:
    """Blocks that a residual leaf may join: those of its own finest area that has any others, else all."""
    others = [b for b in blocks if leaf not in b and not set(b) <= residual]
    for _, partition in levels:
        home = next(set(block) for block in partition if leaf in block)
        if inside := [b for b in others if set(b) <= home]:
            return inside
    return others


def _joined(blocks: list[Block], one: Block, other: Block) -> list[Block]:
    merged = tuple(sorted((*one, *other)))
    return sorted([b for b in blocks if b not in (one, other)] + [merged])


def _weakest_pair(
    blocks: list[Block], lookup: dict[int, int], weakness: Weakness, *, is_ordered: bool
) -> tuple[Block, Block] | None:
    """The weakest block that still has a sibling inside its level, with the weakest of those siblings."""
    if is_ordered:
        pairs = [(a, b) for a, b in pairwise(blocks) if lookup[a[0]] == lookup[b[0]]]
        return max(
            pairs,
            key=lambda p: (max(weakness(p[0]), weakness(p[1])), min(weakness(p[0]), weakness(p[1]))),
            default=None,
        )
    for block in sorted(blocks, key=lambda b: (weakness(b), b), reverse=True):
        siblings = [b for b in blocks if b != block and lookup[b[0]] == lookup[block[0]]]
        if siblings:
            return block, max(siblings, key=lambda b: (weakness(b), b))
    return None
