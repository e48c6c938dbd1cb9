"""The views that are wanted of a question: groups × answers, each as a grid on the ladders of its split and of its scale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from data_loaders.safety.attack import never_empty, of_margins
from data_loaders.safety.attack.meet import few_in_a_third
from data_loaders.safety.attack.moves import can_be_empty
from data_loaders.safety.floor import Bools, Floor, Ints, is_few
from data_loaders.safety.grid import Axis, Records, finest_cut, hidden
from data_loaders.safety.ladder import Band, Ladder, leaves_of
from data_loaders.survey.groups import Split
from data_loaders.survey.pupils import Question, Wave
from data_loaders.survey.scales import NOT_ASKED, STEPS, Answer
from data_loaders.survey.sets import counts_told

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

    def coarser(self) -> Iterator[View]:
        """The same groups, with answers joined further."""
        steps, routed = self.question.scale.steps, self.answers[-1].code == NOT_ASKED
        for step in steps[steps.index(self.step) + 1 :]:
            yield replace(self, step=step, answers=self.question.scale.step(step, routed=routed))


def view_of(wave: Wave, question: Question, split: Split, floor: Floor, first: int = 0) -> View:
    """The finest safe view of one split, from a step of its ladder on."""
    asked, codes = wave.asked(question), wave.codes(question)
    routed = bool((codes[asked] == NOT_ASKED).any())
    steps = {name: question.scale.step(name, routed=routed) for name in question.scale.steps}
    scale = Ladder("answer", tuple(tuple(Band(a.code, a.label, a.answers) for a in step) for step in steps.values()))
    answer = Axis(scale, leaves_of(np.where(asked, codes, "")))
    ladder = split.among(question.stages).from_step(first)
    blocks = Axis(ladder if split.name == "all" else ladder.splitting(), split.leaf)
    records = Records(np.arange(len(codes)), beside=wave.asked_alike)
    grid = finest_cut(records, blocks, [answer], floor) if blocks.ladder.steps else None
    if grid is None:
        return View(question, split, "", (), ())
    name = next(name for name, step in zip(steps, scale.steps, strict=True) if step == grid.bands[1])
    return View(question, split, name, steps[name], grid.bands[0])


def withstanding(wave: Wave, views: Sequence[View], sizes: Bools, floor: Floor) -> list[View]:
    """Of a question the views that together, and beside the sizes of groups, tell of no few pupils.

    What is wanted less gives way: its answers are joined, or it is withheld; all are where not even the whole may be shown.
    """
    ordered = sorted(views, key=lambda view: rank(view.split))
    if not ordered[0].is_shown:
        return [view.withheld() for view in views]
    shown, made, kept = [view for view in ordered if view.is_shown], dict[str, View](), list[View]()
    if hold_beside(wave, shown, sizes, floor) and all(_is_safe(wave, shown[:n], v, floor) for n, v in enumerate(shown)):
        return list(views)
    for view in ordered:
        tried = [view, *view.coarser()] if view.is_shown and (kept or view is ordered[0]) else []
        holds = (v for v in tried if hold_beside(wave, [*kept, v], sizes, floor) and _is_safe(wave, kept, v, floor))
        made[view.split.name] = next(holds, view.withheld())
        kept += [v for v in (made[view.split.name],) if v.is_shown]
    return [made[view.split.name] for view in views]


def hold_beside(wave: Wave, views: Sequence[View], sizes: Bools, floor: Floor) -> bool:
    """Whether no two counts of a question, and no count and the size of a group, tell of few that they are there.

    Sizes are told of the wave, and by other questions: of 120, 28 gave an answer and 95 are of one area; so three are of that area.
    """
    counts = [own for v in views for own in counts_told(wave, v.question, v.split, (v.step, v.answers, v.blocks))]
    return not counts or not few_in_a_third(np.array(counts), sizes, floor)


def rank(split: Split) -> tuple[int, int]:
    """Which is wanted first; of areas the coarser ones."""
    name = split.name
    return (WANTED.index(name), 0) if name in WANTED else (len(WANTED), len(split.ladder.steps[0]))


def _is_of_one_tree(one: View, other: View) -> bool:
    """Groups of `other` lie inside those of `one`: of all pupils any do, and areas in coarser areas."""
    return one.split.name == "all" or not {one.split.name, other.split.name} & set(WANTED)


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


def _is_safe(wave: Wave, kept: Sequence[View], view: View, floor: Floor) -> bool:
    """Whether each cell of one to k − 1 that a view makes with one that is kept could as well hold nobody. A reader is even told how
    the two splits cross; only answers move, so what holds for one question holds for all of them together.

    That such a cell could as well hold k is not asked here: it would hide a third of the splits (docs/decisions/031).
    """
    crossed = (_crossed(wave, one, view) for one in kept if not _is_of_one_tree(one, view))
    return all(_is_protected(table, floor) for table in crossed)


def _is_protected(table: Ints, floor: Floor) -> bool:
    hard = np.zeros(table.shape, dtype=bool)
    for y, a, b in np.argwhere(is_few(table, floor.k)):
        hard[y, a, b] = not can_be_empty(table, (int(y), int(a), int(b)))
    return not hard.any() or not never_empty(of_margins(table), hard.ravel()).any()
