"""Leaves of dimensions again, with their names and groups, and the leaf of each record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import h3
import pandas as pd

from data_loaders.deliveries import label
from data_loaders.deliveries.derived import RUN_LABELS, named_together, within_a_list
from data_loaders.facts import FACTS
from data_loaders.facts.cells import FINEST
from data_loaders.policy.datasets import Dimension
from data_loaders.published.recount.evidence import Evidence, Frame
from data_loaders.published.recount.hexagons import name_of_places, nearest_area

COARSEST = 7  # resolution of the largest hexagons; sensitive places are never in a finer one


NAMED, NOT_NAMED = "NAMED", "NOT_NAMED"  # whether a code stands in a column with several


@dataclass(frozen=True)
class Tree:
    """The leaves of a dimension in order, with their names; which of them mean "not known"; and named groups of leaves."""

    names: dict[str, str]
    unknown: frozenset[str]
    groups: dict[frozenset[str], str]
    codes: dict[frozenset[str], str]
    is_words: bool  # names that are words lose their capital inside a list; names of places keep it

    def label(self, leaves: frozenset[str]) -> str:
        """The fewest names for the known leaves; leaves that mean "not known" are said too, once, but where a named group holds them."""
        core, order = leaves - self.unknown, list(self.names)
        if not core:
            return self._listed([self.names[leaf] for leaf in order if leaf in leaves])
        inside = {leaf for group in self.groups if group <= leaves for leaf in group}
        rest = {self.names[leaf]: None for leaf in order if leaf in (leaves & self.unknown) - inside}
        told = self._core(core)
        return f"{told}, with {named_together([name[0].lower() + name[1:] for name in rest])}" if rest else told

    def _core(self, core: frozenset[str]) -> str:
        if core in self.groups:
            return self.groups[core]
        order = {leaf: at for at, leaf in enumerate(self.names)}
        left, parts = set(core), list[tuple[int, str]]()
        for group in sorted(self.groups, key=lambda g: (-len(g), sorted(order[leaf] for leaf in g))):
            if len(group) < len(core) and group <= left:
                parts.append((min(order[leaf] for leaf in group), self.groups[group]))
                left -= group
        parts += [(order[leaf], self.names[leaf]) for leaf in left]
        return self._listed([name for _, name in sorted(parts)])

    def _listed(self, names: list[str]) -> str:
        return named_together([names[0], *(within_a_list(n) if self.is_words else n for n in names[1:])])


def facts_of(evidence: Evidence, dataset: str) -> Frame:
    """The records of a dataset with the leaf of each dimension in a column of the dimension's name."""
    return evidence.once(f"facts {dataset}", lambda e: _facts(e, dataset))


def _facts(evidence: Evidence, dataset: str) -> Frame:
    policy = evidence.policy.datasets[dataset]
    person, date, build = FACTS[policy.records]
    facts = evidence.read_once(
        f"records {policy.records}", lambda e: e.counted.get(policy.records, build(dict(e.delivered)))
    )
    for column, value in policy.where.items():
        facts = facts[facts[column] == value]
    day = facts[date].dt.tz_localize(None) if getattr(facts[date].dtype, "tz", None) else facts[date]
    made = {"person": facts[person].fillna(""), "day": day.dt.normalize()}
    for name, dimension in policy.dimensions.items():
        made[f"of {name}"] = _leaves(evidence, dimension, facts)
    return pd.DataFrame(made)


def _leaves(evidence: Evidence, dimension: Dimension, facts: Frame) -> pd.Series:
    kind, column = dimension.kind, dimension.column
    if kind == "cells":
        known = set(evidence.published["places"]["leaf"])
        pairs = list(zip(facts[column], facts["is_sensitive"].astype(bool), strict=True))
        placed = {pair: _place(pair[0], known, is_sensitive=pair[1]) for pair in set(pairs)}
        return pd.Series([placed[pair] for pair in pairs], index=facts.index)
    if kind == "area":
        tree = tree_of(evidence, dimension)
        leaf = {code.removesuffix(":NK"): code for code in tree.names}
        return facts[column].map(leaf).fillna("NK")
    contains, leaves = dimension.contains, dimension.leaves
    if contains:
        texts = facts[column].fillna("")
        found = {t: NAMED if contains in re.split(r"\s*[;,|]\s*", t.strip()) else NOT_NAMED for t in texts.unique()}
        return texts.map(found)
    last = next((c for c in (*reversed(dimension.residual), "OTHER") if c in leaves), "")
    return facts[column].where(facts[column].isin(leaves), last)


def _place(cell: str, known: set[str], *, is_sensitive: bool) -> str:
    for resolution in [COARSEST] if is_sensitive else range(FINEST, COARSEST - 1, -1):
        parent = str(h3.cell_to_parent(cell, resolution)) if cell else ""
        for leaf in (parent, f"{parent}-rest"):
            if cell and leaf in known:
                return leaf
    return "elsewhere"


def tree_of(evidence: Evidence, dimension: Dimension) -> Tree:
    made = {"area": _area_tree, "cells": _cell_tree}.get(dimension.kind, _code_tree)
    return made(evidence, dimension)


def _code_tree(evidence: Evidence, dimension: Dimension) -> Tree:
    del evidence
    column, leaves, contains = dimension.column, dimension.leaves, dimension.contains
    names = {code: label(column, code) for code in leaves}
    if contains:
        about = label(column, contains)
        names = {c: f"{about} named" if c == NAMED else f"{about} not named, or no discussion" for c in leaves}
    groups = {frozenset(leaves[i : j + 1]): run for i in range(len(leaves)) for j in range(i + 1, len(leaves))
              if (run := _run(column, leaves[i : j + 1], names))}  # fmt: skip
    return Tree(names, frozenset(dimension.residual), groups, {}, is_words=True)


def _run(column: str, codes: tuple[str, ...], names: dict[str, str]) -> str:
    first, last = names[codes[0]], names[codes[-1]]
    if column == "weekday":
        return f"{first} to {last}"
    if column in ("hour_band", "time_band"):
        return f"{first.split('–')[0]}–{last.split('–')[1]}" if all("–" in names[c] for c in codes) else ""
    return RUN_LABELS.get(column, {}).get((codes[0], codes[-1]), "")


def _area_tree(evidence: Evidence, dimension: Dimension) -> Tree:
    areas = evidence.table("ref_area")
    level, parent, name = (
        dict(zip(areas["area_code"], areas[c].fillna(""), strict=True))
        for c in ("area_level", "parent_code", "area_name")
    )
    present = [wanted for wanted in dimension.levels if wanted in level.values()]
    finest = present[0] if present else "COUNCIL"
    base = sorted(code for code in level if level[code] == finest)
    coarse = sorted(code for code in level if level[code] in present[1:] and level[code] != "COUNCIL")
    names = (
        {c: name[c] for c in base}
        | {f"{c}:NK": f"unknown parts of {name[c]}" for c in coarse}
        | {"NK": "area not known"}
    )
    groups, codes = dict[frozenset[str], str](), dict[frozenset[str], str]()
    for wanted in present:
        for area in (a for a in level if level[a] == wanted and wanted != "COUNCIL"):
            if inside := frozenset(c for c in base if area in _up(c, parent)):
                groups.setdefault(inside, name[area])
                groups.setdefault(inside | {f"{c}:NK" for c in coarse if area in _up(c, parent)}, name[area])
                codes.setdefault(inside, area)
    council = next((c for c in level if level[c] == "COUNCIL"), "NK")
    groups[frozenset(base)], codes[frozenset(base)] = name.get(council, "the whole area"), council
    return Tree(names, frozenset(set(names) - set(base)), groups, codes, is_words=False)


def _up(code: str, parent: dict[str, str]) -> list[str]:
    line: list[str] = []
    while code and code not in line:
        line.append(code)
        code = parent.get(code, "")
    return line


def _cell_tree(evidence: Evidence, dimension: Dimension) -> Tree:
    del dimension
    areas, leaves = evidence.table("ref_area"), list(evidence.published["places"]["leaf"])
    near = nearest_area(leaves, areas)
    level, parent, name = (
        dict(zip(areas["area_code"], areas[c].fillna(""), strict=True))
        for c in ("area_level", "parent_code", "area_name")
    )
    districts: dict[str, set[str]] = {}
    for leaf in leaves:
        line = [a for a in _up(near.get(leaf, ("", ""))[0], parent) if level.get(a) != "COUNCIL"]
        districts.setdefault(line[-1] if line else "", set()).add(leaf)
    groups = {frozenset(own): f"{name[code]} and around" for code, own in districts.items() if name.get(code)}
    is_empty = not any((facts_of(evidence, d)[f"of {n}"] == "elsewhere").any() for d, n in _cell_dimensions(evidence))
    unknown = frozenset({"elsewhere"}) if is_empty else frozenset[str]()
    return Tree(name_of_places(leaves, areas), unknown, groups, {}, is_words=False)


def _cell_dimensions(evidence: Evidence) -> Iterator[tuple[str, str]]:
    for dataset, policy in evidence.policy.datasets.items():
        if any(name.startswith(f"{dataset}.") for name in evidence.published):
            yield from ((dataset, name) for name, dimension in policy.dimensions.items() if dimension.kind == "cells")
