"""The one nested hierarchy of each split, and the cuts through it.

A split is a tree: stages → groups of stages → all, fifths → most, middle and least deprived → all, areas through the parents
of ref_area → all. Pupils of whom the value is not known stand with the largest leaf, where they distort least. A cut is a set
of nodes that hold every pupil once; a node that may not be shown gives way to its parent, with all that is below it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data_loaders.deliveries.missing import SEXES
from data_loaders.deliveries.survey import FIFTHS, STAGES
from data_loaders.policy.survey import SurveyPolicy

WHOLE = "ALL"
UNKNOWN = "NK"
Above = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Split:
    """`leaf` numbers the leaf of each pupil; `path[i]` names the nodes above leaf i, itself first and ALL last."""

    name: str
    leaf: np.ndarray
    path: tuple[tuple[str, ...], ...]
    labels: dict[str, str]
    codes: dict[str, tuple[str, ...]]  # node → the delivered codes below it

    def members(self, node: str) -> np.ndarray:
        """Which leaves lie below a node."""
        return np.asarray([node in path for path in self.path], dtype=bool)

    def inside(self, node: str) -> np.ndarray:
        """Which pupils lie below a node."""
        return np.asarray(self.members(node)[self.leaf], dtype=bool)


def whole_split(pupils: int) -> Split:
    return Split("all", np.zeros(pupils, dtype=np.int64), ((WHOLE,),), {WHOLE: "All who were asked"}, {WHOLE: ()})


def splits_of(pupils: pd.DataFrame, policy: SurveyPolicy, areas: pd.DataFrame) -> list[Split]:
    """Every split that the pupils of a wave can be divided by, the whole first."""
    above_stage: Above = {leaf: (name,) for name, group in policy.stage_groups.items() for leaf in group}
    above_fifth: Above = {leaf: (name,) for name, group in policy.fifth_groups.items() for leaf in group}
    made = [
        whole_split(len(pupils)),
        _split("stage", pupils["stage"], STAGES, above_stage),
        _split("sex", pupils["sex"], {c: SEXES[c] for c in ("F", "M", "OTHER")}, {}, joins=("OTHER",)),
        _split("simd", pupils["simd_quintile"], FIFTHS, above_fifth),
    ]
    return [*made, *_area_splits(pupils["area_code"], policy.area_levels, areas)]


def cut_of(split: Split, may_show: Callable[[np.ndarray], bool], asked: np.ndarray) -> list[str]:
    """The finest nodes that may be shown. `may_show` judges a set of leaves; leaves in which nobody was asked are left out.

    Empty where not even all together may be shown.
    """
    used = np.bincount(split.leaf[asked], minlength=len(split.path)) > 0
    at = {i: 0 for i in np.flatnonzero(used)}  # leaf → how far up its path the cut goes
    while True:
        nodes = sorted({split.path[i][up] for i, up in at.items()})
        failed = [node for node in nodes if not may_show(split.members(node) & used)]
        if not failed:
            return nodes
        if WHOLE in failed:
            return []
        for node in failed:
            parent = next(path[path.index(node) + 1] for path in split.path if node in path)
            for i in at:
                if parent in split.path[i]:
                    at[i] = max(at[i], split.path[i].index(parent))


def _split(name: str, values: pd.Series, labels: dict[str, str], above: Above, joins: tuple[str, ...] = ()) -> Split:
    """`joins`: known values that stand with the largest leaf too, because they are too few anywhere."""
    counts = values[values.isin(labels)].value_counts()
    own = [code for code in labels if code in counts.index and code not in joins]
    largest = min(own, key=lambda c: (-counts[c], c)) if own else ""
    stray = sorted({labels.get(v, "not known") for v in values.unique() if v not in own}, key=str.lower)
    number = {code: i for i, code in enumerate(own)}
    leaf = values.map(number).fillna(number.get(largest, 0)).to_numpy(dtype=np.int64)
    names = {**labels, **{n: n for nodes in above.values() for n in nodes}, WHOLE: "All together"}
    if stray and largest:
        hosts = [largest, *above.get(largest, ())]
        for host in hosts:
            names[host] = f"{names[host]} (with {' and '.join(s.lower() for s in stray)})"
    path = tuple((code, *above.get(code, ()), WHOLE) for code in own) or ((WHOLE,),)
    codes = {node: tuple(c for c, p in zip(own, path, strict=False) if node in p) for p in path for node in p}
    return Split(name, leaf, path, names, codes)


def _area_splits(codes: pd.Series, levels: tuple[str, ...], areas: pd.DataFrame) -> list[Split]:
    """One split for each level, all on the same tree. Known no finer than a coarser area: with its largest part."""
    parent = dict(zip(areas["area_code"], areas["parent_code"].fillna(""), strict=True))
    level = dict(zip(areas["area_code"], areas["area_level"], strict=True))
    name = dict(zip(areas["area_code"], areas["area_name"], strict=True))
    lines = {code: line_of(code, parent, level) for code in codes.unique()}
    present = [wanted for wanted in levels if any(wanted in line for line in lines.values())]
    placed = codes.map(lines)
    host = _hosts(placed, present)
    made = []
    for at, wanted in enumerate(present):
        rest = present[at:]
        found = [line.get(wanted) or host(line, wanted) for line in placed]
        own = sorted(set(found))
        paths = tuple(
            (code, *(a for a in (line_of(code, parent, level).get(r) for r in rest[1:]) if a), WHOLE) for code in own
        )
        number = {code: i for i, code in enumerate(own)}
        below = {node: tuple(sorted(c for c in parent if node in line_of(c, parent, level).values() or node == WHOLE))
                 for path in paths for node in path}  # fmt: skip
        stray = {code for line, code in zip(placed, found, strict=True) if wanted not in line}
        titles = {**name, WHOLE: "All together"}
        for code in own:
            if code in stray:
                titles[code] = f"{titles[code]} (with area not known)"
        made.append(Split(wanted, np.array([number[c] for c in found], dtype=np.int64), paths, titles, below))
    return made


def _hosts(placed: pd.Series, levels: list[str]) -> Callable[[dict[str, str], str], str]:
    """Where somebody stands whose area is not known at a level: top down in the largest area of the largest area."""
    sizes = {level: placed.map(lambda line, at=level: line.get(at, "")).value_counts() for level in levels}
    lines = {code: line for line in placed for code in line.values()}

    def host(line: dict[str, str], wanted: str) -> str:
        inside = dict(line)
        for level in reversed(levels[levels.index(wanted) :]):
            if level not in inside:
                fits = [
                    c for c in sizes[level].index
                    if c and all(lines[c].get(a, v) == v for a, v in inside.items() if a in levels)
                ]  # fmt: skip
                if not fits:
                    fits = [c for c in sizes[level].index if c]
                inside[level] = min(fits, key=lambda c: (-sizes[level][c], c))
        return inside[wanted]

    return host


def line_of(code: str, parent: dict[str, str], level: dict[str, str]) -> dict[str, str]:
    """The areas above an area, itself included: level → code."""
    line = dict[str, str]()
    while code in level and level[code] not in line:
        line[level[code]] = code
        code = parent[code]
    return line
