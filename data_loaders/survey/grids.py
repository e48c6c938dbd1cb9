"""The views that are wanted of a question: groups × answers, each as a grid on the ladders of its split and of its scale."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from data_loaders.safety.attack import never_empty, of_margins
from data_loaders.safety.attack.meet import each_and_the_others, few_where_margins_meet
from data_loaders.safety.attack.moves import can_be_empty
from data_loaders.safety.floor import Floor, Ints, is_few
from data_loaders.safety.grid import Axis, Records, finest_cut, hidden
from data_loaders.safety.ladder import Band, Ladder, leaves_of
from data_loaders.survey.groups import Split
from data_loaders.survey.part import AGE_WORDS, AGES
from data_loaders.survey.pupils import Question, Wave
from data_loaders.survey.scales import NOT_ASKED, STEPS, Answer

WHY = hidden("pupils")
WANTED = ("all", "stage", "sex", "simd")  # then areas, coarser first: what comes later gives way


@dataclass(frozen=True)
class View:
    """A full grid: every answer in every block. No `blocks` where none may be shown."""

    question: Question
    split: Split
    step: str
    answers: tuple[Answer, ...]
    blocks: tuple[Band, ...]

    @property
    def is_shown(self) -> bool:
        return bool(self.blocks)

    def withheld(self) -> View:
        return replace(self, step="", answers=(), blocks=())


def views_of(wave: Wave, question: Question, splits: list[Split], floor: Floor) -> list[View]:
    """The finest safe view of each split; all withheld where not even the whole may be shown, or what two would tell together."""
    found = [_view(wave, question, split, floor) for split in splits]
    return _withstanding(wave, found if found[0].is_shown else [view.withheld() for view in found], floor)


def _view(wave: Wave, question: Question, split: Split, floor: Floor) -> View:
    asked, codes = wave.asked(question), wave.codes(question)
    routed = bool((codes[asked] == NOT_ASKED).any())
    steps = {name: question.scale.step(name, routed=routed) for name in question.scale.steps}
    scale = Ladder("answer", tuple(tuple(Band(a.code, a.label, a.answers) for a in step) for step in steps.values()))
    answer = Axis(scale, leaves_of(np.where(asked, codes, "")))
    ladder = split.among(question.stages)
    blocks = Axis(ladder if split.name == "all" else ladder.splitting(), split.leaf)
    records = Records(np.arange(len(codes)), beside=wave.asked_alike)
    grid = finest_cut(records, blocks, [answer], floor) if blocks.ladder.steps else None
    if grid is None:
        return View(question, split, "", (), ())
    name = next(name for name, step in zip(steps, scale.steps, strict=True) if step == grid.bands[1])
    return View(question, split, name, steps[name], grid.bands[0])


def _withstanding(wave: Wave, views: list[View], floor: Floor) -> list[View]:
    """Of every two splits the one that is wanted less gives way, where together they would tell of a few pupils."""
    made = {view.split.name: view for view in views}
    for one, other in combinations(sorted(views, key=_rank), 2):
        if not (made[one.split.name].is_shown and made[other.split.name].is_shown):
            continue
        crossed = _crossed(wave, one, other)
        is_safe = (
            _is_protected_inside(crossed, one, other, floor)
            if _is_of_one_tree(one, other)
            else _is_protected(crossed, floor, (_told_groups(one), _told_groups(other)))
        )
        if not is_safe:
            made[other.split.name] = other.withheld()
    while True:  # what is hidden now has groups whose sizes are told
        held = list(made.values())
        hidden = [view for view in held if not view.is_shown]
        made |= {v.split.name: v.withheld() for v in held if not _hold_beside_sizes(wave, v, hidden, floor)}
        if list(made.values()) == held:
            return held if held[0].is_shown else [view.withheld() for view in held]


def _hold_beside_sizes(wave: Wave, view: View, hidden: list[View], floor: Floor) -> bool:
    """Whether what is shown of a question tells of no few beside how many took part of each group of a split that it is hidden by.

    That is told of the wave, and by other questions: 28 who gave an answer, and 95 of 120 who are of one area, are three of that area.
    """
    if not view.is_shown:
        return True
    codes, asked = wave.codes(view.question), wave.asked(view.question)
    place = view.split.leaf.places_in(view.blocks)
    for other in hidden:
        for step in other.split.ladder.steps[:-1]:
            group = other.split.leaf.places_in(step)
            table = np.zeros((len(view.answers), len(view.blocks), len(step)), dtype=np.int64)
            for number, answer in enumerate(view.answers):
                inside = asked & np.isin(codes, sorted(answer.answers)) & (place >= 0) & (group >= 0)
                np.add.at(table[number], (place[inside], group[inside]), 1)
            told = each_and_the_others(len(view.answers) * len(view.blocks)), each_and_the_others(len(step))
            if few_where_margins_meet(table.reshape(-1, len(step)), floor, told):
                return False
    return True


def _told_groups(view: View) -> Ints:
    """union × block: each group of a view, all but that one, and each group of a coarser step or of an age that it makes up."""
    named = [band.leaves for step in view.split.ladder.steps[1:-1] for band in step]
    named += (
        [frozenset(s for s, age in AGES.items() if age == own) for own in AGE_WORDS]
        if view.split.name == "stage"
        else []
    )
    unions = np.array([[bool(block.leaves <= leaves) for block in view.blocks] for leaves in named], dtype=np.int64)
    several = unions[unions.sum(axis=1) > 1] if len(named) else unions.reshape(0, len(view.blocks))
    return np.vstack([each_and_the_others(len(view.blocks)), several])


def _is_of_one_tree(one: View, other: View) -> bool:
    """Groups of `other` lie inside those of `one`: of all pupils any do, and areas in coarser areas."""
    return one.split.name == "all" or not {one.split.name, other.split.name} & set(WANTED)


def _rank(view: View) -> tuple[int, int]:
    name = view.split.name  # of areas the coarser ones first
    return (WANTED.index(name), 0) if name in WANTED else (len(WANTED), len(view.split.ladder.steps[0]))


def _crossed(wave: Wave, one: View, other: View) -> Ints:
    """Pupils by answer (of the finer step of the two), block of one and block of the other."""
    finer = min(one, other, key=lambda view: STEPS.index(view.step))
    codes, asked = wave.codes(one.question), wave.asked(one.question)
    table = np.zeros((len(finer.answers), len(one.blocks), len(other.blocks)), dtype=np.int64)
    places = one.split.leaf.places_in(one.blocks), other.split.leaf.places_in(other.blocks)
    for number, answer in enumerate(finer.answers):
        inside = asked & np.isin(codes, sorted(answer.answers)) & (places[0] >= 0) & (places[1] >= 0)
        np.add.at(table[number], (places[0][inside], places[1][inside]), 1)
    return table


def _is_protected_inside(table: Ints, one: View, other: View, floor: Floor) -> bool:
    """Whether each crossed cell of one to k − 1 could as well hold nobody, where groups of `other` lie inside those of `one`.

    Both tell a group of answers; `one` tells it finer by answer, `other` by group. Of a table of two margins a cell holds at least what its row
    and its column count together above the whole.
    """
    finer = min(one, other, key=lambda view: STEPS.index(view.step)).answers
    for joined in other.answers:
        own = table[[at for at, answer in enumerate(finer) if answer.answers <= joined.answers]]
        at_least = own.sum(axis=2, keepdims=True) + own.sum(axis=0, keepdims=True) - own.sum(axis=(0, 2), keepdims=True)
        told = each_and_the_others(own.shape[0]), _told_groups(other)
        if (is_few(own, floor.k) & (at_least > 0)).any() or few_where_margins_meet(own.transpose(1, 0, 2), floor, told):
            return False
    return True


def _is_protected(table: Ints, floor: Floor, told: tuple[Ints, Ints]) -> bool:
    """Whether each crossed cell of one to k − 1 could as well hold nobody. A reader is even told how the two splits cross; only
    answers move, so what holds for one question holds for all of them together.

    Nor may groups that are told meet in one to k − 1, of an answer or of all the others. That such a cell could as well hold k is not
    asked here: it would hide a third of the splits (docs/decisions/031).
    """
    answers = np.vstack([table, table.sum(axis=0) - table])  # each, and all the others
    if few_where_margins_meet(answers, floor, told):
        return False
    hard = np.zeros(table.shape, dtype=bool)
    for y, a, b in np.argwhere(is_few(table, floor.k)):
        hard[y, a, b] = not can_be_empty(table, (int(y), int(a), int(b)))
    return not hard.any() or not never_empty(of_margins(table), hard.ravel()).any()
