"""What is told of a wave, as sets of pupils: how many each group has that any table names, and how many of it gave an answer.

Sizes are told of who took part, and as the bases of questions; of a question that some stages were asked these tell how the stages
cross with the groups that it is shown by.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import permutations

import numpy as np

from data_loaders.safety.floor import Bools
from data_loaders.safety.ladder import Band, Ladder
from data_loaders.survey.groups import Split
from data_loaders.survey.part import AGES
from data_loaders.survey.pupils import Question, Wave
from data_loaders.survey.scales import Answer

Group = frozenset[str]  # its leaves
Asked = frozenset[str]  # the stages that a question was put to, none for all
Key = tuple[Asked, str]  # and the name of a split


def groups_told(ladder: Ladder, blocks: Iterable[Band]) -> set[Group]:
    """These groups, and each of a coarser step and each age that they make up."""
    own, ages = {block.leaves for block in blocks}, dict[str, Group]()
    for stage in ladder.steps[0] if ladder.dimension == "stage" and ladder.steps else ():
        ages[AGES[stage.code]] = ages.get(AGES[stage.code], Group()) | stage.leaves
    named = [*ages.values(), *(band.leaves for step in ladder.steps for band in step)]
    return own | {leaves for leaves in named if leaves == Group().union(*(part for part in own if part <= leaves))}


def sizes_told(wave: Wave, splits: Iterable[Split], told: Mapping[Key, set[Group]]) -> Bools:
    """set × pupil: each group of those whom the same was asked, whom of it only some questions were put to, and all pupils."""
    made = [np.ones(len(wave.pupils), dtype=bool)]
    for split in splits:
        of_group: dict[Group, list[Bools]] = {}
        for (stages, name), groups in told.items():
            for group in groups if name == split.name else ():
                of_group.setdefault(group, []).append(_inside(split, group) & wave.of_stages(stages))
        for sets in of_group.values():
            made += [*sets, *(one & ~other for one, other in permutations(sets, 2) if not (other & ~one).any())]
    return np.array(made)


def counts_told(
    wave: Wave, question: Question, split: Split, shown: tuple[str, tuple[Answer, ...], tuple[Band, ...]]
) -> Iterator[Bools]:
    """Who of each group gave each answer, or one of several. shown: the step of the answers, these, and the groups."""
    step, answers, blocks = shown
    for group in groups_told(split.among(question.stages), blocks):
        inside = wave.asked(question) & _inside(split, group)
        yield from (inside & wave.gave(question, own) for own in _answers_told(question, step, answers))


def _answers_told(question: Question, step: str, answers: tuple[Answer, ...]) -> set[frozenset[str]]:
    """Each answer, those that a coarser step tells together, all others than these, all who answered, and all."""
    every = frozenset(code for answer in answers for code in answer.answers)
    steps = question.scale.steps[question.scale.steps.index(step) :]
    own = {answer.answers for name in steps for answer in question.scale.step(name, routed=False)}
    own |= {answer.answers for answer in answers}
    silent = frozenset(code for answer in answers if answer.side in ("none", "not_asked") for code in answer.answers)
    return {*own, *(every - one for one in own), every - silent, every}


def _inside(split: Split, group: Group) -> Bools:
    return np.asarray(split.leaf.places_in((Band("", "", group),)) == 0)
