"""The splits of a wave: for each, one ladder of groups and the leaf of each pupil.

Stages → groups of stages → all, fifths → most, middle and least deprived → all, areas through the parents of ref_area → all.
Pupils of whom the value is not known stand with one leaf that is chosen by what is public: the first stage that was asked, the
middle fifth, of areas the one with most areas below it. That leaf says so in its name, whether or not there is such a pupil.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data_loaders.deliveries.missing import SEXES
from data_loaders.deliveries.survey import FIFTHS, STAGES
from data_loaders.policy.survey import SurveyPolicy
from data_loaders.safety.floor import Bools
from data_loaders.safety.ladder import WHOLE, Band, Ladder, Leaves, Step, hosting, leaves_of

UNKNOWN = "NK"
TOGETHER = "All together"
NOT_KNOWN, AREA_NOT_KNOWN = "with not known", "with area not known"
SEX_HOST = "M"  # a few more boys than girls are born anywhere, so a residual distorts boys a little less
FIFTH_HOST = "3"  # the middle one: neither end of the ladder is moved by pupils whose fifth is not known


@dataclass(frozen=True)
class Split:
    """`ladder` and `leaf` (of each pupil) of one way to divide; `codes`: leaf → the delivered codes that stand in it."""

    name: str
    ladder: Ladder
    leaf: Leaves
    codes: Mapping[str, tuple[str, ...]]

    def inside(self, block: Band) -> Bools:
        """Which pupils stand in a block."""
        return np.asarray(self.leaf.places_in((block,)) == 0)

    def among(self, asked: Bools) -> Ladder:
        """The ladder for these pupils: a stage that was not asked, or an area without any, is no group of theirs."""
        return self.ladder.within(self.leaf.codes[at] for at in np.unique(self.leaf.at[asked]))

    def delivered(self, block: Band) -> tuple[str, ...]:
        """The delivered codes of a block."""
        return tuple(code for leaf in sorted(block.leaves) for code in self.codes.get(leaf, ()))


def whole_split(pupils: int) -> Split:
    step = (Band(WHOLE, "All who were asked", frozenset({WHOLE})),)
    return Split("all", Ladder("all", (step,)), leaves_of([WHOLE] * pupils), {})


def splits_of(pupils: pd.DataFrame, policy: SurveyPolicy, areas: pd.DataFrame) -> list[Split]:
    """Every split that the pupils of a wave can be divided by, the whole first."""
    stages = {code: label for code, label in STAGES.items() if (pupils["stage"] == code).any()}
    made = [
        whole_split(len(pupils)),
        _split("stage", pupils["stage"], stages, policy.stage_groups, host=next(iter(stages), "")),
        _split("sex", pupils["sex"], {c: SEXES[c] for c in ("F", "M")}, {}, host=SEX_HOST, words="with other and not known"),
        _split("simd", pupils["simd_quintile"], FIFTHS, policy.fifth_groups, host=FIFTH_HOST),
    ]  # fmt: skip
    return [*(split for split in made if split.ladder.steps), *_area_splits(pupils["area_code"], policy.area_levels, areas)]  # fmt: skip


def _split(
    name: str, values: pd.Series, labels: Mapping[str, str], groups: Mapping[str, tuple[str, ...]], *, host: str, words: str = NOT_KNOWN
) -> Split:  # fmt: skip
    own = tuple(Band(code, label, frozenset({code})) for code, label in labels.items())
    above = tuple(Band(group, group, held) for group, codes in groups.items() if (held := frozenset(codes) & set(labels)))  # fmt: skip
    whole = (Band(WHOLE, TOGETHER, frozenset(labels)),)
    plain = Ladder(name, tuple(step for step in (own, above, whole) if step and labels))
    stray = set(values.unique()) - set(labels)
    ladder = hosting(plain, stray, host=host, words=words)
    return Split(name, ladder, leaves_of(values), {code: (code,) for code in labels})


def _area_splits(codes: pd.Series, levels: tuple[str, ...], areas: pd.DataFrame) -> list[Split]:
    """One split for each level, all on the same tree. Known no finer than a coarser area: with one part of it."""
    parent = dict(zip(areas["area_code"], areas["parent_code"].fillna(""), strict=True))
    level = dict(zip(areas["area_code"], areas["area_level"], strict=True))
    name = dict(zip(areas["area_code"], areas["area_name"], strict=True))
    lines = {code: line_of(code, parent, level) for code in {*parent, *codes.unique()}}
    present = [wanted for wanted in levels if any(wanted in lines[code] for code in codes.unique())]
    host = _host(lines, present)
    for hosting_level in present:
        name |= {area: f"{name[area]} ({AREA_NOT_KNOWN})" for area in _hosts(lines, present, hosting_level)}
    made = []
    for at, wanted in enumerate(present):
        leaf = codes.map({code: lines[code].get(wanted) or host(lines[code], wanted) for code in codes.unique()})
        own = sorted(leaf.unique())
        steps = [_area_step(own, lines, rest, name) for rest in present[at:]]
        whole = (Band(WHOLE, TOGETHER, frozenset(own)),)
        delivered = {area: tuple(sorted(c for c in parent if area in lines[c].values())) for area in own}
        made.append(Split(wanted, Ladder(wanted, (*steps, whole)), leaves_of(leaf), delivered))
    return made


def _area_step(own: list[str], lines: dict[str, dict[str, str]], level: str, name: dict[str, str]) -> Step:
    held: dict[str, set[str]] = {}
    for code in own:
        held.setdefault(lines[code].get(level, code), set()).add(code)
    return tuple(Band(area, name[area], frozenset(parts)) for area, parts in held.items())


def _hosts(lines: dict[str, dict[str, str]], present: list[str], level: str) -> set[str]:
    """The areas of a level with which those stand who are known only in a coarser area that has several of them, or in none."""
    host, coarser = _host(lines, present), present[present.index(level) + 1 :]
    several = [
        line for area, line in lines.items()
        if any(line.get(wide) == area for wide in coarser)
        and sum(own.get(level) == part and area in own.values() for part, own in lines.items()) > 1
    ]  # fmt: skip
    return {host({}, level), *(host(line, level) for line in several)}


def _host(lines: dict[str, dict[str, str]], levels: list[str]) -> Callable[[dict[str, str], str], str]:
    """Where somebody stands whose area is not known at a level: top down, in the area with most areas below it."""
    below: dict[str, int] = {}
    for line in lines.values():
        for area in line.values():
            below[area] = below.get(area, 0) + 1

    def host(line: dict[str, str], wanted: str) -> str:
        inside = dict(line)
        for level in reversed(levels[levels.index(wanted) :]):
            if level not in inside:
                known = [inside[a] for a in levels if a in inside]
                fits = [
                    area for area, own in lines.items() if own.get(level) == area and set(known) <= set(own.values())
                ]
                fits = fits or [area for area, own in lines.items() if own.get(level) == area]
                inside[level] = min(fits, key=lambda area: (-below[area], area))
        return inside[wanted]

    return host


def line_of(code: str, parent: dict[str, str], level: dict[str, str]) -> dict[str, str]:
    """The areas above an area, itself included: level → code."""
    line = dict[str, str]()
    while code in level and level[code] not in line:
        line[level[code]] = code
        code = parent[code]
    return line
