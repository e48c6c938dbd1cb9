"""How finely the sizes of groups are told in a wave, and the views that stand beside them.

What all pupils answered is asked first of a survey, so it is sizes that give way to it: those of a split are told from the finest step
at which no answer of all pupils and no size tell of few. That is asked of who took part, and of those whom some questions were put to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data_loaders.safety.floor import Bools, Floor
from data_loaders.safety.ladder import Band, Ladder
from data_loaders.survey.grids import View, hold_beside, rank, view_of, withstanding
from data_loaders.survey.groups import Split
from data_loaders.survey.part import groups_of_part
from data_loaders.survey.pupils import Wave
from data_loaders.survey.sets import Asked, Group, Key, groups_told, sizes_told

EVERYBODY: Asked = frozenset()


@dataclass(frozen=True)
class Detail:
    """`part`: split → the groups of those who took part; views of each question, before and after some gave way."""

    part: Mapping[str, tuple[Band, ...]]
    views: list[View]


@dataclass(frozen=True)
class Told:
    """What one split tells of the sizes of its groups among those whom the same questions were put to."""

    blocks: tuple[Band, ...]
    views: tuple[View, ...]

    def groups(self, ladder: Ladder) -> set[Group]:
        return set[Group]().union(*(groups_told(ladder, own) for own in (self.blocks, *(v.blocks for v in self.views))))


def detail_of(wave: Wave, splits: Sequence[Split], floor: Floor) -> Detail:
    told = _told(wave, splits, floor)
    sizes = _sizes_of(wave, splits, told)
    views = {(v.question.identifier, v.split.name): v for own in told.values() for v in own.views}
    of_questions = ([views[question.identifier, split.name] for split in splits] for question in wave.questions)
    return Detail(
        part={name: own.blocks for (stages, name), own in told.items() if stages == EVERYBODY},
        views=[view for own in of_questions for view in withstanding(wave, own, sizes, floor)],
    )


def _told(wave: Wave, splits: Sequence[Split], floor: Floor) -> dict[Key, Told]:
    """What each split tells at the finest step that holds; of what is wanted less, the first that does not gives way."""
    asked = sorted({EVERYBODY, *(q.stages for q in wave.questions)}, key=lambda stages: (len(stages), sorted(stages)))
    keys = [(stages, split) for split in sorted(splits, key=rank) for stages in asked]
    told = {(stages, split.name): _told_from(wave, split, stages, floor, 0) for stages, split in keys}
    if _hold(wave, splits, told, floor):
        return told
    kept = dict[Key, Told]()
    for stages, split in keys:
        last, key = len(split.among(stages).steps) - 1, (stages, split.name)
        finer = ({**kept, key: _told_from(wave, split, stages, floor, first)} for first in range(last))
        coarsest = {**kept, key: _told_from(wave, split, stages, floor, last)}
        kept = next((tried for tried in finer if _hold(wave, splits, tried, floor)), coarsest)
    return kept


def _hold(wave: Wave, splits: Sequence[Split], told: Mapping[Key, Told], floor: Floor) -> bool:
    """Whether what all pupils answered holds beside sizes."""
    sizes = _sizes_of(wave, splits, told)
    whole = [v for (_, name), own in told.items() for v in own.views if name == "all" and v.is_shown]
    return all(hold_beside(wave, [view], sizes, floor) for view in whole)


def _sizes_of(wave: Wave, splits: Sequence[Split], told: Mapping[Key, Told]) -> Bools:
    split_of = {split.name: split for split in splits}
    groups = {(stages, name): own.groups(split_of[name].among(stages)) for (stages, name), own in told.items()}
    return sizes_told(wave, splits, groups)


def _told_from(wave: Wave, split: Split, stages: Asked, floor: Floor, first: int) -> Told:
    views = tuple(view_of(wave, q, split, floor, first) for q in wave.questions if q.stages == stages)
    return Told(groups_of_part(split, floor, first) if stages == EVERYBODY else (), views)
