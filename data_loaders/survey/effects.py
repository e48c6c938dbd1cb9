"""How much less sure the drawing of schools makes answers: one number for a view and one for a wave, never of a group or a cell.

An error of its own tells of a cell of ten to nineteen pupils in how many classes they are, and degrees of freedom of a group's own
tell of how many classes the group is: by both, some class holds between one and nine of them. So a view (a question by a split,
or by areas of all levels) has one design effect: the mean over its groups of how much the schools add to the variance of their answers (averaged over answers
as Rao and Scott 1984 do; on variances that cells share, Wolter 2007, chapter 7), in steps and rounded up. Any of them fits a world in
which each answer of a group sits in classes of k and more, since how large a part of all schools was drawn is not published.

A wave has one number of pupils for each degree of freedom, the largest over its questions, rounded up and 2k at least. Degrees follow
from it and from how many were asked: what two of them leave counts no school, and none says that there are more classes than k
pupils each would fill.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import floor, log10

import numpy as np

from data_loaders.safety.floor import Bools
from data_loaders.survey.denominators import bases, ends_of, in_base
from data_loaders.survey.estimates import linear_mean
from data_loaders.survey.grids import WANTED, View
from data_loaders.survey.pupils import Wave

LADDER = (
    1.0,
    1.1,
    1.25,
    1.5,
    1.75,
    2.0,
    2.5,
    3.0,
    4.0,
    5.0,
    6.0,
    8.0,
    10.0,
)  # an error grows by a sixth at most between two
EVEN = 1e-6  # what arithmetic leaves above a step is no more than it


def step_up(value: float, *, unit: float = 1.0) -> float:
    """The smallest step that is not below a value, in units of the smallest of all."""
    least = max(value / unit, 1.0) - EVEN
    tens = 10.0 ** floor(log10(max(least, 1.0)))
    return unit * tens * next(step for step in LADDER if tens * step >= least)


def pupils_per_degree(wave: Wave, k: int) -> float:
    """1 where pupils were drawn by themselves: then each is a degree of freedom, and how many they are is printed."""
    if not wave.has_clusters:
        return 1.0
    asked = {mask.tobytes(): mask for mask in map(wave.asked, wave.questions)}.values()
    return step_up(max(mask.sum() / max(wave.design.degrees_of(mask), 1) for mask in asked), unit=2 * k)


def degrees_told(asked: int, base: int, *, per_degree: float) -> int:
    """`asked`: everybody to whom a question was put; `base`: those of them whom a figure is of."""
    return max(1, min(int(asked / per_degree), base - 1))


def kin_of(view: View, views: Sequence[View]) -> list[View]:
    """The views that have one effect: an area may be one at two levels, so all splits of a question by area, else the view alone."""
    if view.split.name in WANTED:
        return [view]
    return [own for own in views if own.question is view.question and own.split.name not in WANTED]


def effect_of_shares(wave: Wave, kin: Sequence[View]) -> float:
    """Of all answers or, where these are more alike within a school, of both ends of the scale."""
    answers, ends = list[float](), list[float]()
    for view in kin:
        asked = wave.asked(view.question)
        groups = [asked & view.split.inside(block) for block in view.blocks]
        answers += [_effect(wave, _answers(wave, view, inside)) for inside in groups]
        ends += [_effect(wave, _ends(wave, view, inside)) for inside in groups]
    return max(_told(answers), _told(ends))


def effect_of_differences(wave: Wave, kin: Sequence[View]) -> float:
    """Of each group less all others: groups that sit in the same schools share what is particular to a school."""
    return _told([effect for view in kin if len(view.blocks) > 1 for effect in _apart(wave, view)])


def _apart(wave: Wave, view: View) -> Iterator[float]:
    codes = wave.codes(view.question)
    base, is_good = wave.asked(view.question) & in_base(view, codes), ends_of(view, wave)["positive"].astype(float)
    for block in view.blocks:
        inside = base & view.split.inside(block)
        (one, first), (other, second) = (linear_mean(wave.design, is_good, who) for who in (inside, base & ~inside))
        simple = one * (1 - one) / (inside.sum() - 1) + other * (1 - other) / ((base & ~inside).sum() - 1)
        yield float(wave.design.variance(first - second)) / simple


Shares = list[tuple[Bools, Bools]]  # who gave an answer, and of whom that is a share


def _answers(wave: Wave, view: View, inside: Bools) -> Shares:
    found = bases(view, wave.codes(view.question), inside)
    return [(wave.gave(view.question, band.answers), base) for base, bands in found for band in bands]


def _ends(wave: Wave, view: View, inside: Bools) -> Shares:
    base = inside & in_base(view, wave.codes(view.question))
    return [(is_so, base) for is_so in ends_of(view, wave).values()]


def _effect(wave: Wave, shares: Shares) -> float:
    """Variances of shares over those of as many pupils drawn by themselves."""
    linear, simple = [], 0.0
    for is_so, base in shares:
        share, own = linear_mean(wave.design, is_so.astype(float), base)
        linear.append(own * np.sqrt(base.sum() - 1))
        simple += share * (1 - share)
    return float(wave.design.variance(np.column_stack(linear)).sum()) / simple


def _told(found: Sequence[float]) -> float:
    return step_up(float(np.mean(found))) if len(found) else 1.0
