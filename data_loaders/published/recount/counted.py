"""Views of counted datasets again: records put into their leaves one by one, and counted by the groups that are published."""

from __future__ import annotations

from itertools import product
from math import prod

import numpy as np
import pandas as pd

from data_loaders.published.recount.comparison import Recount
from data_loaders.published.recount.evidence import Evidence, Frame
from data_loaders.published.recount.spans import MONTHS, Span, periods_between, whole_years
from data_loaders.published.recount.trees import Tree, facts_of, tree_of

PERIOD = ["period_start", "period_end"]


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
    named, _, some = block.partition("~")  # those that have joined by then, each by its code
    has_unknown = named.endswith("+NK") and not ("NK" in tree.names and "NK" not in tree.unknown)
    core_code = named.removesuffix("+NK") if has_unknown else named
    core = next((set(g) for g, code in tree.codes.items() if code == core_code), set(core_code.split("+")))
    if not core <= set(tree.names):
        return []
    unknown = said & tree.unknown if has_unknown else set(some.split("+")) & tree.unknown
    return [leaf for leaf in tree.names if leaf in core | unknown]


def view_recount(name: str) -> Recount:
    return Recount("Counted again record by record, in every group and period.", lambda evidence: view(evidence, name))


def view(evidence: Evidence, name: str) -> Frame:
    """Every period and every combination of the groups that are published, with all records that stand there."""
    own, dataset = evidence.published[name], name.split(".", 1)[0]
    dimensions = [c for c in own.columns if c not in (*PERIOD, "n", "children")]
    spans = _periods(evidence, dataset, own)
    used = [_groups_of(evidence, dataset, dimension, own[dimension]) for dimension in dimensions]
    cell = place_of(facts_of(evidence, dataset)["day"].to_numpy(dtype="datetime64[s]"), spans)
    for dimension, blocks_used in zip(dimensions, used, strict=True):
        block = _block_of(evidence, dataset, dimension, blocks_used)
        cell = np.where((cell < 0) | (block < 0), -1, cell * len(blocks_used) + block)
    size, person = len(spans) * prod(map(len, used)), _persons(evidence, dataset)
    there = cell >= 0
    records = np.bincount(cell[there], minlength=size)
    once = pd.unique(cell[there] * (person.max(initial=0) + 1) + person[there]) // (person.max(initial=0) + 1)
    persons = np.bincount(once, minlength=size)
    rows = [(*span, *key) for span in spans for key in product(*used)]
    return pd.DataFrame(rows, columns=[*PERIOD, *dimensions]).assign(n=records, children=persons)


def place_of(day: np.ndarray, spans: list[Span]) -> np.ndarray:
    """The position of the period, of several in order, in which each day lies; −1 where it lies in none."""
    if not spans:
        return np.full(len(day), -1, dtype=np.int64)
    starts, ends = (np.array([span[side].to_datetime64() for span in spans]) for side in (0, 1))
    at = np.searchsorted(starts, day, side="right") - 1
    return np.where((at >= 0) & (day <= ends[at]), at, -1)


def _groups_of(evidence: Evidence, dataset: str, dimension: str, published: pd.Series) -> list[str]:
    """The groups of a view, and as one more whatever leaf is in none of them."""
    groups, said = list(dict.fromkeys(published)), _leaves_of(evidence, dataset, dimension)
    lost = set(said["leaf"]) - set(said.loc[said["block"].isin(groups), "leaf"])
    return [*groups, *([""] if lost else [])]


def _leaves_of(evidence: Evidence, dataset: str, dimension: str) -> Frame:
    """The published rows of a dimension: its groups with their leaves."""
    said = evidence.once(
        "blocks of dimensions", lambda e: dict(list(e.published["blocks"].groupby(["dataset", "dimension"])))
    )
    return said.get((dataset, dimension), evidence.published["blocks"].iloc[:0])


def _block_of(evidence: Evidence, dataset: str, dimension: str, used: list[str]) -> np.ndarray:
    """The position of the group that holds the leaf of each record; −1 where none of a view does."""
    column = f"of {dimension}"
    leaf, leaves = evidence.once(f"{dataset} {column}", lambda e: pd.factorize(facts_of(e, dataset)[column]))
    own = _leaves_of(evidence, dataset, dimension)
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
    if own["period_start"].nunique() == 1 and whole_years(first, last, starts) == (start, end):
        return [(start, end)]
    if unit == "all" and dataset_before:  # it goes on by whole years after the time it began with
        return [(start, end), *(p for p in periods_between(first, last, "year", starts) if p[0] > end)]
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
