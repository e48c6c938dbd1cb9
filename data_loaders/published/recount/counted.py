"""Views of counted datasets again: records put into their leaves one by one, and counted by the groups that are published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from math import prod

import h3
import numpy as np
import pandas as pd

from data_loaders.deliveries import label
from data_loaders.deliveries.derived import RUN_LABELS, within_a_list
from data_loaders.facts import FACTS
from data_loaders.facts.cells import FINEST
from data_loaders.published.recount.comparison import Recount
from data_loaders.published.recount.evidence import Evidence, Frame
from data_loaders.published.recount.hexagons import name_of_places, nearest_area
from data_loaders.published.recount.spans import MONTHS, Span, periods_between, whole_years

COARSEST = 7  # resolution of the largest hexagons; sensitive places are never in a finer one
PERIOD = ["period_start", "period_end"]
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
        return f"{told}, with {_and([name[0].lower() + name[1:] for name in rest])}" if rest else told

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
        return _and([names[0], *(within_a_list(n) if self.is_words else n for n in names[1:])])


def _and(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


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


def _leaves(evidence: Evidence, dimension: object, facts: Frame) -> pd.Series:
    kind, column = str(getattr(dimension, "kind")), str(getattr(dimension, "column"))  # noqa: B009
    if kind == "cells":
        known = set(evidence.published["places"]["leaf"])
        pairs = zip(facts[column], facts["is_sensitive"], strict=True)
        return pd.Series([_place(cell, bool(s), known) for cell, s in pairs], index=facts.index)
    if kind == "area":
        tree = tree_of(evidence, dimension)
        leaf = {code.removesuffix(":NK"): code for code in tree.names}
        return facts[column].map(lambda code: leaf.get(code, "NK"))
    contains, leaves = getattr(dimension, "contains"), getattr(dimension, "leaves")  # noqa: B009
    if contains:
        return (
            facts[column]
            .fillna("")
            .map(lambda text: NAMED if contains in re.split(r"\s*[;,|]\s*", text.strip()) else NOT_NAMED)
        )
    last = next((c for c in (*reversed(getattr(dimension, "residual")), "OTHER") if c in leaves), "")  # noqa: B009
    return facts[column].where(facts[column].isin(leaves), last)


def _place(cell: str, is_sensitive: bool, known: set[str]) -> str:  # noqa: FBT001
    for resolution in [COARSEST] if is_sensitive else range(FINEST, COARSEST - 1, -1):
        parent = str(h3.cell_to_parent(cell, resolution)) if cell else ""
        for leaf in (parent, f"{parent}-rest"):
            if cell and leaf in known:
                return leaf
    return "elsewhere"


def tree_of(evidence: Evidence, dimension: object) -> Tree:
    kind = str(getattr(dimension, "kind"))  # noqa: B009
    made = {"area": _area_tree, "cells": _cell_tree}.get(kind, _code_tree)
    return made(evidence, dimension)


def _code_tree(evidence: Evidence, dimension: object) -> Tree:
    del evidence
    column, leaves, contains = (getattr(dimension, n) for n in ("column", "leaves", "contains"))
    names = {code: label(column, code) for code in leaves}
    if contains:
        about = label(column, contains)
        names = {c: f"{about} named" if c == NAMED else f"{about} not named, or no discussion" for c in leaves}
    groups = {frozenset(leaves[i : j + 1]): run for i in range(len(leaves)) for j in range(i + 1, len(leaves))
              if (run := _run(column, leaves[i : j + 1], names))}  # fmt: skip
    return Tree(names, frozenset(getattr(dimension, "residual")), groups, {}, is_words=True)  # noqa: B009


def _run(column: str, codes: tuple[str, ...], names: dict[str, str]) -> str:
    first, last = names[codes[0]], names[codes[-1]]
    if column == "weekday":
        return f"{first} to {last}"
    if column in ("hour_band", "time_band"):
        return f"{first.split('–')[0]}–{last.split('–')[1]}" if all("–" in names[c] for c in codes) else ""
    return RUN_LABELS.get(column, {}).get((codes[0], codes[-1]), "")


def _area_tree(evidence: Evidence, dimension: object) -> Tree:
    areas = evidence.table("ref_area")
    level, parent, name = (
        dict(zip(areas["area_code"], areas[c].fillna(""), strict=True))
        for c in ("area_level", "parent_code", "area_name")
    )
    present = [wanted for wanted in getattr(dimension, "levels") if wanted in level.values()]  # noqa: B009
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


def _cell_tree(evidence: Evidence, dimension: object) -> Tree:
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


def blocks(evidence: Evidence) -> Frame:
    """Every group that some view uses, with its leaves. Leaves that mean "not known" stand where the table says, and once."""
    own, rows = evidence.published["blocks"], []
    said = {key: set(g["leaf"]) for key, g in own.groupby(["dataset", "dimension", "block"])}
    for dataset, policy in evidence.policy.datasets.items():
        views = [frame for name, frame in evidence.published.items() if name.startswith(f"{dataset}.")]
        for name, dimension in policy.dimensions.items():
            own_views = [list(dict.fromkeys(frame[name])) for frame in views if name in frame]
            if not own_views:
                continue
            tree = tree_of(evidence, dimension)
            leaves = {b: _members(tree, b, said.get((dataset, name, b), set())) for used in own_views for b in used}
            order = {leaf: at for at, leaf in enumerate(tree.names)}
            for used in own_views:  # a leaf in none of a view's groups, or in two of them, is one row too many here
                held = [leaf for block in used for leaf in leaves[block]]
                lost = [leaf for leaf in tree.names if held.count(leaf) != 1]
                rows += [(dataset, name, "", "", order[leaf], leaf, tree.names[leaf]) for leaf in lost]
            for block in sorted(leaves, key=lambda b: sorted(order[leaf] for leaf in leaves[b])):
                inside = sorted(leaves[block], key=lambda leaf: order[leaf])
                told = tree.label(frozenset(inside))
                rows += [
                    (dataset, name, block, told[:1].upper() + told[1:], order[inside[0]], leaf, tree.names[leaf])
                    for leaf in inside
                ]
    return pd.DataFrame(rows, columns=list(own.columns))


def _members(tree: Tree, block: str, said: set[str]) -> list[str]:
    """The leaves of a group from its code, with those of no known value that the published table puts there."""
    has_unknown = block.endswith("+NK") and not ("NK" in tree.names and "NK" not in tree.unknown)
    core_code = block.removesuffix("+NK") if has_unknown else block
    core = next((set(g) for g, code in tree.codes.items() if code == core_code), set(core_code.split("+")))
    if not core <= set(tree.names):
        return []
    unknown = said & tree.unknown if has_unknown else set[str]()
    return [leaf for leaf in tree.names if leaf in core | unknown]


def view_recount(name: str) -> Recount:
    return Recount("Counted again record by record, in every group and period.", lambda evidence: view(evidence, name))


def view(evidence: Evidence, name: str) -> Frame:
    """Every period and every combination of the groups that are published, with all records that stand there."""
    own, dataset = evidence.published[name], name.split(".", 1)[0]
    dimensions = [c for c in own.columns if c not in (*PERIOD, "n", "children")]
    spans = _periods(evidence, dataset, own)
    used = [list(dict.fromkeys(own[dimension])) for dimension in dimensions]
    cell = _period_of(facts_of(evidence, dataset)["day"].to_numpy(dtype="datetime64[s]"), spans)
    for dimension, blocks_used in zip(dimensions, used, strict=True):
        block = _block_of(evidence, dataset, dimension, blocks_used)
        cell = np.where((cell < 0) | (block < 0), -1, cell * len(blocks_used) + block)
    size, person = len(spans) * prod(map(len, used)), _persons(evidence, dataset)
    there = cell >= 0
    records = np.bincount(cell[there], minlength=size)
    once = np.unique(cell[there] * (person.max(initial=0) + 1) + person[there]) // (person.max(initial=0) + 1)
    persons = np.bincount(once, minlength=size)
    rows = [(*span, *key) for span in spans for key in product(*used)]
    return pd.DataFrame(rows, columns=[*PERIOD, *dimensions]).assign(n=records, children=persons)


def _period_of(day: np.ndarray, spans: list[Span]) -> np.ndarray:
    """The position of the period in which each day lies; −1 where it lies in none."""
    at = np.full(len(day), -1, dtype=np.int64)
    for number, (start, end) in enumerate(spans):
        at[(day >= start.to_datetime64()) & (day <= end.to_datetime64())] = number
    return at


def _block_of(evidence: Evidence, dataset: str, dimension: str, used: list[str]) -> np.ndarray:
    """The position of the group that holds the leaf of each record; −1 where none of a view does."""
    column = f"of {dimension}"
    leaf, leaves = evidence.once(f"{dataset} {column}", lambda e: pd.factorize(facts_of(e, dataset)[column]))
    said = evidence.once(
        "blocks of dimensions", lambda e: dict(list(e.published["blocks"].groupby(["dataset", "dimension"])))
    )
    own = said.get((dataset, dimension), evidence.published["blocks"].iloc[:0])
    place = {block: number for number, block in enumerate(used)}
    block_of = {code: place[b] for code, b in zip(own["leaf"], own["block"], strict=True) if b in place}
    return np.asarray(np.array([*(block_of.get(one, -1) for one in leaves), -1], dtype=np.int64)[leaf])


def _persons(evidence: Evidence, dataset: str) -> np.ndarray:
    return evidence.once(f"{dataset} persons", lambda e: pd.factorize(facts_of(e, dataset)["person"])[0])


def _periods(evidence: Evidence, dataset: str, own: Frame) -> list[Span]:
    """Every whole period of the view's unit that the deliveries cover."""
    first, last = months_of(evidence, dataset)
    if dataset_before := [f for n, f in evidence.previous.items() if n.startswith(f"{dataset}.") and len(f)]:
        first = min(f["period_start"].min() for f in dataset_before)
    start, end = own[PERIOD].iloc[0] if len(own) else (first, last)
    length = (end.year - start.year) * 12 + end.month - start.month + 1
    unit = next((u for u, months in MONTHS.items() if months == length), "all")
    starts = evidence.policy.time.year_starts
    if unit == "year" and own["period_start"].nunique() == 1 and whole_years(first, last, starts) == (start, end):
        return [(start, end)]
    if unit == "all":
        return [span] if (span := whole_years(first, last, starts)) else []
    return list(periods_between(first, last, unit, starts))


def months_of(evidence: Evidence, dataset: str) -> Span:
    """The whole months that the table of the dataset covers."""
    covered = evidence.covered[evidence.policy.datasets[dataset].coverage]
    first, last = (pd.Timestamp(day) for day in evidence.spans.get(dataset, covered))
    start = first if first.day == 1 else first + pd.offsets.MonthBegin(1)
    return start, last if last.is_month_end else last - pd.offsets.MonthEnd(1)


COUNTED = {
    "blocks": Recount(
        "Worked out again from the policy, the delivered codes and the records that are not known.", blocks
    )
}
