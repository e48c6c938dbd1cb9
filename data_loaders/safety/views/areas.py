"""The nested hierarchy of places, from the reference areas that a partner delivers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data_loaders.safety.views.hierarchy import Block, Leaf

NOT_KNOWN = "NK"


@dataclass(frozen=True)
class AreaLeaves:
    leaves: tuple[Leaf, ...]
    residual: frozenset[int]
    levels: tuple[tuple[str, tuple[Block, ...]], ...]
    names: dict[Block, str]
    codes: dict[Block, str]
    leaf_of: dict[str, int]  # any delivered area code → leaf index


def area_leaves(areas: pd.DataFrame, wanted: Sequence[str]) -> AreaLeaves:
    """Leaves at the finest wanted level that was delivered; records coded to a coarser area get a residual leaf there."""
    parent = dict(zip(areas["area_code"], areas["parent_code"].fillna(""), strict=True))
    name = dict(zip(areas["area_code"], areas["area_name"], strict=True))
    level = dict(zip(areas["area_code"], areas["area_level"], strict=True))
    present = [w for w in wanted if w in set(level.values())]
    finest = present[0] if present else "COUNCIL"
    base = sorted(code for code in level if level[code] == finest)
    coarse = sorted(code for code in level if level[code] in present[1:] and level[code] != "COUNCIL")
    leaves = [Leaf(c, name[c]) for c in base]
    leaves += [Leaf(f"{c}:{NOT_KNOWN}", f"unknown parts of {name[c]}") for c in coarse]
    leaves.append(Leaf(NOT_KNOWN, "area not known"))
    leaf_of = {leaf.code.removesuffix(f":{NOT_KNOWN}"): i for i, leaf in enumerate(leaves)}
    lines = [_line(code, parent, level) for code in leaf_of]
    levels: list[tuple[str, tuple[Block, ...]]] = []
    names: dict[Block, str] = {}
    codes: dict[Block, str] = {}
    for wanted_level in [p for p in present if p != "COUNCIL"]:
        groups = _groups(lines, wanted_level, finer=present[: present.index(wanted_level)])
        if groups is None:
            continue  # some area has no parent there: the level would not nest, so views on it are withheld
        levels.append((wanted_level, tuple(sorted(tuple(g) for g in groups.values()))))
        for code, group in groups.items():
            if core := tuple(leaf for leaf in group if leaf < len(base)):
                names.setdefault(core, name[code])
                names.setdefault(tuple(sorted(group)), name[code])
                codes.setdefault(core, code)
    whole = tuple(range(len(base)))
    council = next((c for c in level if level[c] == "COUNCIL"), NOT_KNOWN)
    names[whole], codes[whole] = name.get(council, "the whole area"), council
    return AreaLeaves(tuple(leaves), frozenset(range(len(base), len(leaves))), tuple(levels), names, codes, leaf_of)


def _line(code: str, parent: dict[str, str], level: dict[str, str]) -> dict[str, str]:
    """The areas above an area, itself included: level → code."""
    line: dict[str, str] = {}
    while code in level and level[code] not in line:
        line[level[code]] = code
        code = parent[code]
    return line


def _groups(lines: Sequence[dict[str, str]], level: str, *, finer: Sequence[str]) -> dict[str, list[int]] | None:
    """Leaves by their area at a level; None where a finer area has no parent there. Coarser leaves stay by themselves."""
    groups: dict[str, list[int]] = {}
    for leaf, line in enumerate(lines):
        if level not in line and any(known in line for known in finer):
            return None
        groups.setdefault(line.get(level, f"{NOT_KNOWN}:{leaf}"), []).append(leaf)
    return groups


def leaf_indices(codes: pd.Series, leaf_of: dict[str, int]) -> np.ndarray:
    """Leaf index of each record's area; an area that is not among the reference areas is not known."""
    return np.asarray(codes.map(leaf_of).fillna(leaf_of[NOT_KNOWN]), dtype=np.int64)
