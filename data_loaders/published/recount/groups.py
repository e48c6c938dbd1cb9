"""By what pupils are divided, again: who stands in which group of a split, and what the group is called.

Whoever's stage, sex, fifth or area is not known stands in the largest group, which it changes least.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from data_loaders.deliveries.missing import SEXES
from data_loaders.deliveries.survey import FIFTHS, STAGES
from data_loaders.published.recount.evidence import Evidence, Frame

COLUMN = {"stage": "stage", "sex": "sex", "simd": "simd_quintile"}
# The age at which most pupils of a stage are; primary 5 is younger than the bands of the population reach.
AGES = {"under 10": ("P5",), "10-12": ("P6", "P7", "S1"), "13-15": ("S2", "S3", "S4"), "16-17": ("S5", "S6")}
AGE_NAMES = {"under 10": "Under 10", "10-12": "About 10 to 12", "13-15": "About 13 to 15", "16-17": "About 16 and 17"}


@dataclass(frozen=True)
class Split:
    """`leaf`: the leaf of each pupil; `above`: leaf → itself and the nodes above it, ALL last; `order`: of all nodes."""

    leaf: np.ndarray
    above: dict[str, tuple[str, ...]]
    names: dict[str, str]
    codes: dict[str, tuple[str, ...]]  # node → what was delivered below it
    _found: dict[str, np.ndarray] = field(default_factory=dict, repr=False)

    @property
    def order(self) -> list[str]:
        return list(dict.fromkeys(node for path in self.above.values() for node in path))

    def inside(self, node: str) -> np.ndarray:
        """Which pupils stand in a node."""
        if node not in self._found:
            self._found[node] = np.isin(self.leaf, [leaf for leaf, path in self.above.items() if node in path])
        return self._found[node]


def splits_of(people: Frame, evidence: Evidence) -> dict[str, Split]:
    policy = evidence.policy.survey
    whole = Split(np.full(len(people), "ALL"), {"ALL": ("ALL",)}, {"ALL": "All who were asked"}, {"ALL": ("",)})
    stages = {leaf: name for name, group in policy.stage_groups.items() for leaf in group}
    fifths = {leaf: name for name, group in policy.fifth_groups.items() for leaf in group}
    made = {
        "all": whole,
        "stage": _coded(people["stage"].tolist(), STAGES, stages, alone=tuple(STAGES)),
        "sex": _coded(people["sex"].tolist(), {c: SEXES[c] for c in ("F", "M", "OTHER")}, {}, alone=("F", "M")),
        "simd": _coded(people["simd_quintile"].tolist(), FIFTHS, fifths, alone=tuple(FIFTHS)),
    }
    return made | _areas(people["area_code"].tolist(), evidence)


def ages_of(people: Frame) -> Split:
    """Stages by the age of most of their pupils."""
    age = {stage: band for band, stages in AGES.items() for stage in stages}
    return _coded([age.get(s, "") for s in people["stage"]], AGE_NAMES, {}, alone=tuple(AGE_NAMES), is_plain=True)


def _coded(
    values: list[str], labels: dict[str, str], group: dict[str, str], *, alone: tuple[str, ...], is_plain: bool = False
) -> Split:
    counts = Counter(value for value in values if value in labels)
    own = [code for code in labels if code in counts and code in alone]
    largest = min(own, key=lambda code: (-counts[code], "" if is_plain else code), default="ALL")
    leaf = np.array([value if value in own else largest for value in values])
    above = {code: (code, *([group[code]] if code in group else []), "ALL") for code in own} or {"ALL": ("ALL",)}
    names = {**labels, **{name: name for name in group.values()}, "ALL": "All together"}
    stray = sorted({labels.get(value, "not known") for value in values if value not in own}, key=str.lower)
    if stray and own and not is_plain:
        for host in above[largest][:-1]:
            names[host] += f" (with {' and '.join(word.lower() for word in stray)})"
    below = {
        node: tuple(code for code, path in above.items() if node in path) for path in above.values() for node in path
    }
    return Split(leaf, above, names, below if own else {"ALL": ()})


def _areas(codes: list[str], evidence: Evidence) -> dict[str, Split]:
    """One split for each level; an area known no finer than a coarser one stands in that one's largest part, top down."""
    areas = evidence.table("ref_area")
    level = dict(zip(areas["area_code"], areas["area_level"], strict=True))
    parent = dict(zip(areas["area_code"], areas["parent_code"].fillna(""), strict=True))
    lines = {code: _line(code, parent, level) for code in {*codes, *parent}}
    present = [wanted for wanted in evidence.policy.survey.area_levels if any(wanted in lines[c] for c in set(codes))]
    sizes = {wanted: Counter(lines[code][wanted] for code in codes if wanted in lines[code]) for wanted in present}
    used = {code: lines[used] for used in set(codes) for code in lines[used].values()}
    name = dict(zip(areas["area_code"], areas["area_name"], strict=True))

    def host(code: str, wanted: str) -> str:
        inside = dict(lines[code])
        for one in reversed(present[present.index(wanted) :]):
            if one not in inside:
                fits = [c for c in sizes[one] if all(used[c].get(a, v) == v for a, v in inside.items() if a in present)]
                inside[one] = min(fits or sizes[one], key=lambda c, at=one: (-sizes[at][c], c))
        return inside[wanted]

    made = {}
    for number, wanted in enumerate(present):
        place = {code: lines[code].get(wanted) or host(code, wanted) for code in set(codes)}
        own = sorted(set(place.values()))
        above = {
            code: (code, *(lines[code][r] for r in present[number + 1 :] if r in lines[code]), "ALL") for code in own
        }
        stray = {place[code] for code in set(codes) if wanted not in lines[code]}
        names = {**name, "ALL": "All together"}
        names |= {code: f"{name[code]} (with area not known)" for code in own if code in stray}
        below = {node: tuple(sorted(c for c in parent if node == "ALL" or node in lines[c].values()))
                 for path in above.values() for node in path}  # fmt: skip
        made[wanted] = Split(np.array([place[code] for code in codes]), above, names, below)
    return made


def _line(code: str, parent: dict[str, str], level: dict[str, str]) -> dict[str, str]:
    """Level → the area of that level in which an area lies, itself included."""
    line: dict[str, str] = {}
    while code in level and level[code] not in line:
        line[level[code]] = code
        code = parent[code]
    return line
