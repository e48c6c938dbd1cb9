"""What the weights of a wave are told by: one way to divide pupils, and how much a pupil of each of its groups counts.

A weighted share beside its count tells how many of those who count more gave an answer, and shares of several answers tell it together.
So no share is made of pupils' own weights. Those of all pupils are put together from what is printed anyway: each group's pupils by
answer, times what a pupil of the group counts. Answers that groups do not tell apart share what they have together by their counts.
(Post-stratification, Särndal, Swensson and Wretman 1992, section 7.6, by groups whose sizes the delivered weights give.)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from data_loaders.safety.floor import Floor
from data_loaders.safety.grid import Axis, Records, finest_cut
from data_loaders.safety.ladder import Band
from data_loaders.survey.denominators import gave
from data_loaders.survey.grids import View
from data_loaders.survey.groups import Split
from data_loaders.survey.pupils import Wave

# Each step is twice the one before, and what is told is the middle of a cell, so that cells lie in each other. The widest is a tenth or so of
# what a pupil counts: a share moves by half a point at most by it, which is less than counting each pupil once would.
STEPS = (0.002, 0.004, 0.008, 0.016, 0.032, 0.064, 0.128)
PLACES = 3
EVEN = 1e-9  # what arithmetic leaves below a step is not below it


@dataclass(frozen=True)
class Weighting:
    """`counts`: for each block of the finest step of a split, how much one of its pupils counts: their mean weight, in `scale_of` the wave."""

    split: Split
    blocks: tuple[Band, ...]
    counts: tuple[float, ...]

    def of_pupils(self) -> np.ndarray:
        """What each pupil of the wave counts."""
        return np.asarray(self.counts)[self.split.leaf.places_in(self.blocks)]

    def of_groups(self, blocks: Iterable[Band]) -> np.ndarray:
        """The same where groups are joined: what their pupils count on average, whatever they answered; 1 for pupils in none of them."""
        own, made = self.of_pupils(), np.ones(len(self.split.leaf.at))
        for block in blocks:
            inside = self.split.inside(block)
            made[inside] = own[inside].mean()
        return made

    def of_block(self, code: str) -> float:
        """Missing for a block that is none of these."""
        return {block.code: own for block, own in zip(self.blocks, self.counts, strict=True)}.get(code, float("nan"))


def counted_once(wave: Wave) -> Wave:
    """The same pupils in the same schools, each of weight 1."""
    return _weighing(wave, np.ones(len(wave.pupils)))


def blocks_of(wave: Wave, split: Split, floor: Floor) -> tuple[Band, ...]:
    """The finest groups of which each holds k pupils of a wave; none where there are none."""
    everybody = np.ones(len(wave.pupils), dtype=bool)
    pupils = Records(np.arange(len(wave.pupils)), wave.design.weights)
    grid = finest_cut(pupils, Axis(split.among(everybody), split.leaf), (), floor)
    return grid.bands[0] if grid else ()


def weighting_of(wave: Wave, splits: Iterable[Split], floor: Floor) -> Weighting | None:
    """By the groups that explain most of how weights differ; None where none explains any, or where telling it would tell of a few.

    floor: that of the audience that asks for most, so that all audiences are told the same.
    """
    made = [_by(wave, split, blocks_of(wave, split, floor), floor.k) for split in splits if split.name != "all"]
    found = [(own, _explained(wave, own)) for own in made if own is not None and len(set(own.counts)) > 1]
    return max(found, key=lambda pair: pair[1])[0] if found else None


def _by(wave: Wave, split: Split, blocks: tuple[Band, ...], k: int) -> Weighting | None:
    """None where groups had to be joined: one audience would then be told of parts what another is told of the whole."""
    weights = wave.design.weights
    everybody = np.ones(len(weights), dtype=bool)
    if set(blocks) != set(split.among(everybody).steps[0]) or weights.min() <= 0:
        return None
    inside, scale = [weights[split.inside(block)] for block in blocks], scale_of(weights)
    step = step_of(float(np.ptp(weights)) / scale, [len(own) for own in inside], k)
    if step is None:
        return None
    told = [round((int(own.mean() / scale / step + EVEN) + 0.5) * step, PLACES) for own in inside]
    return Weighting(split, blocks, tuple(told))


def scale_of(weights: np.ndarray) -> float:
    """The power of two next to their mean. Not the mean itself: it moves with each pupil, and so would what is told of every group."""
    return float(2.0 ** round(float(np.log2(weights.mean()))))


def step_of(apart: float, pupils: Sequence[int], k: int) -> float | None:
    """The smallest step that leaves open by k pupils how many heavier ones are in a group; None if none does.

    apart: the heaviest weight of the wave less the lightest, so that the step tells of no group whether its weights differ; pupils: how many
    a group has. Of n pupils of whom h count more by `apart` the mean rises by apart·h/n: a cell as wide as apart·k/n holds k values of h
    in a row, so h from 1 to k - 1 fits with none, or with k.
    """
    needed = apart * k / min(pupils)
    return next((step for step in STEPS if step >= needed - EVEN), None)


def _explained(wave: Wave, own: Weighting) -> float:
    """How much of the spread of weights lies between groups; rounded, so that of two that explain the same the first is taken."""
    return round(float(np.var(own.of_pupils()) / max(float(np.var(wave.design.weights)), EVEN)), 6)


def wave_told(wave: Wave, view: View, views: Iterable[View], weighting: Weighting | None) -> Wave | None:
    """The wave in which each pupil counts what those with their answer count on average in the view by the weighting's groups.

    None for a view of groups, and where the groups of the weighting are not shown for this question: then pupils count once.
    """
    beside = next(
        (own for own in views if weighting and own.split is weighting.split and own.question is view.question), None
    )
    if view.split.name != "all" or weighting is None or beside is None or not beside.is_shown:
        return None
    codes, asked = wave.codes(view.question), wave.asked(view.question)
    counts, made = weighting.of_groups(beside.blocks), np.ones(len(codes))
    for band in beside.answers:
        who = asked & gave(codes, band.answers)
        made[who] = counts[who].mean()
    return _weighing(wave, made)


def _weighing(wave: Wave, weights: np.ndarray) -> Wave:
    return replace(wave, design=replace(wave.design, weights=weights))
