"""The splits of a wave: for each, one ladder of groups and the leaf of each pupil.

Stages → groups of stages → all, fifths → most, middle and least deprived → all, areas through the parents of ref_area → all.
A stage, a fifth and an area are leaves only where k pupils of the wave stand in them: of few no more is told than of nobody. Pupils
of the others, and those of whom the value is not known, stand with one of these leaves that is chosen by what is public: the first stage,
the fifth nearest the middle, of areas the one with most areas below it. That leaf says so in its name, whether or not there is such a pupil.
An area in which no finer one has k is a leaf itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from data_loaders.deliveries.missing import SEXES
from data_loaders.deliveries.survey import FIFTHS, STAGES
from data_loaders.policy.survey import SurveyPolicy
from data_loaders.safety.floor import Bools, is_short
from data_loaders.safety.ladder import WHOLE, Band, Ladder, Leaves, Step, hosting, leaves_of
from data_loaders.survey.standing import held_by

TOGETHER = "All together"
STAGE_NOT_KNOWN, FIFTH_NOT_KNOWN, AREA_NOT_KNOWN, SEX_NOT_KNOWN = (
    "with stages of few and not known", "with fifths of few and not known", "with areas of few and not known", "with other and not known",
)  # fmt: skip
SEX_HOST = "M"  # a few more boys than girls are born anywhere, so a residual distorts boys a little less
# The middle first: neither end of the ladder is moved by pupils whose fifth is not known.
FIFTH_HOSTS = ("3", "2", "4", "1", "5")


@dataclass(frozen=True)
class Split:
    """`ladder` and `leaf` (of each pupil) of one way to divide; `codes`: leaf → the delivered codes that stand in it."""

    name: str
    ladder: Ladder
    leaf: Leaves
    codes: Mapping[str, tuple[str, ...]]
    hosts: frozenset[str] = frozenset()  # leaves that hold k of their own, and others

    def inside(self, block: Band) -> Bools:
        """Which pupils stand in a block."""
        return np.asarray(self.leaf.places_in((block,)) == 0)

    def among(self, stages: Collection[str]) -> Ladder:
        """The ladder for pupils of these stages (none named: of all): a stage that was not asked is no group of theirs."""
        return self.ladder.within(stages) if stages and self.name == "stage" else self.ladder

    def delivered(self, block: Band) -> tuple[str, ...]:
        """The delivered codes of a block."""
        return tuple(code for leaf in sorted(block.leaves) for code in self.codes.get(leaf, ()))


def whole_split(pupils: int) -> Split:
    step = (Band(WHOLE, "All who were asked", frozenset({WHOLE})),)
    return Split("all", Ladder("all", (step,)), leaves_of([WHOLE] * pupils), {})


def splits_of(pupils: pd.DataFrame, policy: SurveyPolicy, areas: pd.DataFrame, k: int) -> list[Split]:
    """Every split that the pupils of a wave can be divided by, the whole first."""
    stages, fifths = held_by(pupils["stage"], STAGES, k), held_by(pupils["simd_quintile"], FIFTHS, k)
    fifth_host = next((fifth for fifth in FIFTH_HOSTS if fifth in fifths), "")
    made = [
        whole_split(len(pupils)),
        _split("stage", pupils["stage"], {c: STAGES[c] for c in stages}, policy.stage_groups, host="".join(stages[:1]), words=STAGE_NOT_KNOWN),
        _split("sex", pupils["sex"], {c: SEXES[c] for c in ("F", "M")}, {}, host=SEX_HOST, words=SEX_NOT_KNOWN),
        _split("simd", pupils["simd_quintile"], {c: FIFTHS[c] for c in fifths}, policy.fifth_groups, host=fifth_host, words=FIFTH_NOT_KNOWN),
    ]  # fmt: skip
    return [*(split for split in made if split.ladder.steps), *_area_splits(pupils["area_code"], policy.area_levels, areas, k)]  # fmt: skip


def _split(
    name: str, values: pd.Series, labels: Mapping[str, str], groups: Mapping[str, tuple[str, ...]], *, host: str, words: str
) -> Split:  # fmt: skip
    own = tuple(Band(code, label, frozenset({code})) for code, label in labels.items())
    above = tuple(Band(group, group, held) for group, codes in groups.items() if (held := frozenset(codes) & set(labels)))  # fmt: skip
    whole = (Band(WHOLE, TOGETHER, frozenset(labels)),)
    plain = Ladder(name, tuple(step for step in (own, above, whole) if step and labels))
    stray = set(values.unique()) - set(labels)
    ladder = hosting(plain, stray, host=host, words=words)
    hosts = frozenset() if name == "sex" else frozenset({host})  # a sex is a leaf whoever gave it
    return Split(name, ladder, leaves_of(values), {code: (code,) for code in labels}, hosts)


@dataclass(frozen=True)
class Tree:
    """`lines`: of each area the areas above it, by level; `held`: those that hold k pupils; `levels` with such an area, finest first."""

    lines: Mapping[str, dict[str, str]]
    held: frozenset[str]
    levels: tuple[str, ...]

    def place(self, code: str, wanted: str) -> str:
        """The leaf of an area at a level: top down; where it is few or not known, in the area with most areas below it."""
        inside = {level: area for level, area in self.lines[code].items() if area in self.held}
        for level in reversed(self.levels[self.levels.index(wanted) :]):
            above = {inside[a] for a in self.levels if a in inside}
            if level not in inside and (fits := self.parts(above, level) & self.held):
                inside[level] = min(fits, key=lambda area: (-self.below[area], area))
        return next(inside[level] for level in self.levels[self.levels.index(wanted) :] if level in inside)

    def parts(self, above: Collection[str], level: str) -> set[str]:
        """The areas of a level inside all of these."""
        return {
            area for area, line in self.lines.items() if line.get(level) == area and set(above) <= set(line.values())
        }

    @cached_property
    def below(self) -> Counter[str]:
        return Counter(area for line in self.lines.values() for area in line.values())

    def hosts(self, level: str) -> set[str]:
        """The areas of a level with which those stand who are known only in a coarser area that has several of them, or in none."""
        coarser = self.levels[self.levels.index(level) + 1 :]
        wide = [area for area in self.held if any(self.lines[area].get(name) == area for name in coarser)]
        several = [area for area in wide if len(self.parts({area}, level)) > 1]
        return {area for area in (self.place("", level), *(self.place(a, level) for a in several)) if area not in wide}


def _area_splits(codes: pd.Series, levels: tuple[str, ...], areas: pd.DataFrame, k: int) -> list[Split]:
    """One split for each level, all on the same tree. Known no finer than a coarser area: with one part of it."""
    parent = dict(zip(areas["area_code"], areas["parent_code"].fillna(""), strict=True))
    level = dict(zip(areas["area_code"], areas["area_level"], strict=True))
    name = dict(zip(areas["area_code"], areas["area_name"], strict=True))
    lines = {code: line_of(code, parent, level) for code in {"", *parent, *codes.unique()}}
    sizes = Counter(area for code, n in codes.value_counts().items() for area in n * list(lines[code].values()))
    held = frozenset(area for area, n in sizes.items() if not is_short(n, k))
    tree = Tree(lines, held, tuple(own for own in levels if any(lines[area].get(own) == area for area in held)))
    hosts = frozenset[str]().union(*(tree.hosts(wanted) for wanted in tree.levels))
    name |= {area: f"{name[area]} ({AREA_NOT_KNOWN})" for area in hosts}
    made = []
    for at, wanted in enumerate(tree.levels):
        leaf = codes.map({code: tree.place(code, wanted) for code in codes.unique()})
        own = sorted(leaf.unique())
        steps = [_area_step(own, lines, rest, name) for rest in tree.levels[at:]]
        whole = (Band(WHOLE, TOGETHER, frozenset(own)),)
        delivered = {area: tuple(sorted(c for c in parent if area in lines[c].values())) for area in own}
        made.append(Split(wanted, Ladder(wanted, (*steps, whole)), leaves_of(leaf), delivered, hosts))
    return made


def _area_step(own: list[str], lines: Mapping[str, dict[str, str]], level: str, name: dict[str, str]) -> Step:
    held: dict[str, set[str]] = {}
    for code in own:
        held.setdefault(lines[code].get(level, code), set()).add(code)
    return tuple(Band(area, name[area], frozenset(parts)) for area, parts in held.items())


def line_of(code: str, parent: dict[str, str], level: dict[str, str]) -> dict[str, str]:
    """The areas above an area, itself included: level → code."""
    line = dict[str, str]()
    while code in level and level[code] not in line:
        line[level[code]] = code
        code = parent[code]
    return line
