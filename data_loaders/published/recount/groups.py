"""By what pupils are divided, again: who stands in which group of a split, and what the group is called.

A stage, a fifth and an area have a group only where they reach the floor in the wave. Whoever's stage, sex, fifth or area is another, or
not known, stands in one group that is chosen by what is public: the first stage, boys, the fifth nearest the middle, the area with most
areas below it. Its name says so, whether or not there is such a pupil.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from data_loaders.deliveries.missing import SEXES
from data_loaders.deliveries.survey import FIFTHS, STAGES
from data_loaders.published.recount.evidence import Evidence, Frame

# The age at which most pupils of a stage are; primary 5 is younger than the bands of the population reach.
AGES = {"under 10": ("P5",), "10-12": ("P6", "P7", "S1"), "13-15": ("S2", "S3", "S4"), "16-17": ("S5", "S6")}
AGE_NAMES = {
    "under 10": "Under 10", "10-12": "About 10 to 12", "13-15": "About 13 to 15", "16-17": "About 16 and 17",
}  # fmt: skip
TOGETHER = "All together"


@dataclass(frozen=True, eq=False)
class Split:
    """`leaf`: the leaf of each pupil; `raw`: what was said of each; `steps`: from the finest, group → its leaves."""

    leaf: np.ndarray
    raw: np.ndarray
    steps: tuple[dict[str, tuple[str, ...]], ...]
    names: Mapping[str, str]
    delivered: Mapping[str, tuple[str, ...]]  # leaf → the delivered codes that stand in it
    _found: dict[str, np.ndarray] = field(default_factory=dict, repr=False)

    @property
    def leaves(self) -> dict[str, tuple[str, ...]]:
        """Group → leaves; of a code on several steps, the coarsest."""
        return {group: leaves for step in self.steps for group, leaves in step.items()}

    @property
    def order(self) -> dict[str, int]:
        return {group: at for at, group in enumerate(group for step in self.steps for group in step)}

    def inside(self, group: str) -> np.ndarray:
        """Which pupils stand in a group."""
        if group not in self._found:
            self._found[group] = np.asarray(np.isin(self.leaf, self.leaves[group]))
        return self._found[group]

    def finest(self, who: np.ndarray) -> list[str]:
        """The finest groups in which these pupils stand, in the order in which they come."""
        group_of = {leaf: group for group, leaves in self.steps[0].items() for leaf in leaves}
        return list(dict.fromkeys(group_of[leaf] for leaf in self.leaf[who] if leaf in group_of))

    def codes(self, group: str, who: np.ndarray) -> list[str]:
        """The delivered codes of those leaves of a group in which any of these pupils stands."""
        there = set(self.raw[who & self.inside(group)])
        return [code for leaf in sorted(self.leaves[group]) if leaf in there for code in self.delivered.get(leaf, ())]


def splits_of(people: Frame, evidence: Evidence) -> dict[str, Split]:
    policy, size = evidence.policy.survey, len(people)
    least = policy.k[evidence.policy.audience]
    every = np.full(size, "ALL")
    made = {"all": Split(every, every, ({"ALL": ("ALL",)},), {"ALL": "All who were asked"}, {})}
    stages = _enough(people["stage"], STAGES, least)
    if stages:
        words = "with stages of few and not known"
        made["stage"] = _coded(people["stage"], stages, policy.stage_groups, host=next(iter(stages)), words=words)
    sexes = {code: SEXES[code] for code in ("F", "M")}
    made["sex"] = _coded(people["sex"], sexes, {}, host="M", words="with other and not known")
    fifths = _enough(people["simd_quintile"], FIFTHS, least)
    if fifths:
        middle = min(fifths, key=lambda fifth: (abs(int(fifth) - 3), fifth))
        words = "with fifths of few and not known"
        made["simd"] = _coded(people["simd_quintile"], fifths, policy.fifth_groups, host=middle, words=words)
    return made | _areas(people["area_code"].tolist(), evidence, least)


def _enough(values: Frame, labels: Mapping[str, str], least: int) -> dict[str, str]:
    counts = Counter(values.tolist())
    return {code: label for code, label in labels.items() if counts[code] >= least}


def ages_of(stages: Split) -> Split:
    """Stages by the age of most of their pupils."""
    own = {age: tuple(s for s in stages.steps[0] if s in of) for age, of in AGES.items()}
    own = {age: leaves for age, leaves in own.items() if leaves}
    whole = {"ALL": tuple(leaf for leaves in own.values() for leaf in leaves)}
    codes = {leaf: (age,) for age, leaves in own.items() for leaf in leaves}
    return Split(stages.leaf, stages.leaf, (own, whole), {**AGE_NAMES, "ALL": TOGETHER}, codes)


def _coded(
    values: Frame, labels: Mapping[str, str], groups: Mapping[str, tuple[str, ...]], *, host: str, words: str
) -> Split:
    raw = values.to_numpy(dtype=str)
    own: dict[str, tuple[str, ...]] = {code: (code,) for code in labels}
    above = {name: held for name, codes in groups.items() if (held := tuple(c for c in codes if c in labels))}
    steps = tuple(step for step in (own, above, {"ALL": tuple(labels)}) if step)
    plain = {**labels, **{name: name for name in groups}, "ALL": TOGETHER}
    hosts = {group for step in steps for group, leaves in step.items() if host in leaves}
    names = {group: f"{name} ({words})" if group in hosts else name for group, name in plain.items()}
    return Split(np.where(np.isin(raw, list(labels)), raw, host), raw, steps, names, {code: (code,) for code in labels})


def _areas(codes: list[str], evidence: Evidence, least: int) -> dict[str, Split]:
    """One split for each level, all on one tree."""
    areas = evidence.table("ref_area")
    level = dict(zip(areas["area_code"], areas["area_level"], strict=True))
    parent = dict(zip(areas["area_code"], areas["parent_code"].fillna(""), strict=True))
    lines = {code: _line(code, parent, level) for code in {*parent, *codes}}
    people = Counter(area for code in codes for area in lines[code].values())
    enough = {area for area, n in people.items() if n >= least}
    present = [wanted for wanted in evidence.policy.survey.area_levels if {level[area] for area in enough} & {wanted}]
    below = Counter(area for line in lines.values() for area in line.values())

    def stands(line: Mapping[str, str], wanted: str) -> str:
        """Top down, each time into the area of enough with most areas below it; where there is none inside, it is as far as it goes."""
        at, inside = "", {one: area for one, area in line.items() if area in enough}
        for one in reversed(present[present.index(wanted) :]):
            if one not in inside:
                above = {inside[a] for a in present if a in inside}
                fits = [area for area in enough if level[area] == one and above <= set(lines[area].values())]
                inside |= {one: min(fits, key=lambda area: (-below[area], area))} if fits else {}
            at = inside.get(one, at)
        return at

    hosts = {stands({}, wanted) for wanted in present}
    for number, wanted in enumerate(present):
        for area in (own for own in enough if level[own] in present[number + 1 :]):
            parts = [own for own, line in lines.items() if level.get(own) == wanted and area in line.values()]
            hosts |= {stands(lines[area], wanted)} - {area} if len(parts) > 1 else set()
    names = {**dict(zip(areas["area_code"], areas["area_name"], strict=True)), "ALL": TOGETHER}
    names |= {area: f"{names[area]} (with areas of few and not known)" for area in hosts}
    made = {}
    for number, wanted in enumerate(present):
        leaf = np.array([stands(lines[code], wanted) for code in codes])
        own = sorted(set(leaf))
        steps = []
        for rest in present[number:]:
            step: dict[str, tuple[str, ...]] = {}
            for code in own:
                group = lines[code].get(rest, code)
                step[group] = (*step.get(group, ()), code)
            steps.append(step)
        inside = {area: tuple(sorted(c for c in parent if area in lines[c].values())) for area in own}
        made[wanted] = Split(leaf, leaf, (*steps, {"ALL": tuple(own)}), names, inside)
    return made


def _line(code: str, parent: dict[str, str], level: dict[str, str]) -> dict[str, str]:
    """Level → the area of that level in which an area lies, itself included."""
    line: dict[str, str] = {}
    while code in level and level[code] not in line:
        line[level[code]] = code
        code = parent[code]
    return line
