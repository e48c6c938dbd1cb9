"""A published series goes on with the hierarchies it began with, so that two releases cannot be subtracted."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from data_loaders.policy.datasets import DatasetPolicy, Dimension
from data_loaders.release import Release, ViewEntry
from data_loaders.safety.calendar import Calendar
from data_loaders.safety.ladder import check_nested
from data_loaders.safety.views.areas import NOT_KNOWN
from data_loaders.safety.views.beside import CutThroughError, Partition, blocks_of, views_beside
from data_loaders.safety.views.dataset import Countable, coded, records_of
from data_loaders.safety.views.finder import Grid
from data_loaders.safety.views.hierarchy import Block, Hierarchy, Leaf
from data_loaders.safety.views.places import leaf_of_records


def frozen_countable(
    name: str,
    policy: DatasetPolicy,
    *,
    k: int,
    previous: Release,
    facts: pd.DataFrame,
    calendar: Calendar,
    others: Sequence[Release] = (),
) -> tuple[Countable, dict[str, Grid]]:
    """The dataset with the blocks of the previous release, and the grid of each of its published views.

    The chains go through the blocks of `others` too: what other audiences have been shown of the same records.
    """
    kept, records = records_of(policy, facts)
    views = [v for v in previous.views(name) if v.status == "published"]
    theirs = list(views_beside(name, others, since=calendar.first).values())
    shown = {release.id: release.table("blocks") for release in (previous, *(other for other, _ in theirs))}
    rows = pd.concat(shown, names=["release"]).reset_index("release")
    rows = rows[rows["dataset"] == name]
    hierarchies, codes, cuts = {}, {}, {v.name: dict[str, int]() for v in views}
    for dimension in sorted({d for v in [*views, *(v for _, v in theirs)] for d in v.dimensions}):
        own = rows[rows["dimension"] == dimension]
        beside = [blocks_of(other, name, dimension, v) for other, v in theirs if dimension in v.dimensions]
        hierarchy, names, steps = _chain(dimension, own, views, previous, beside)
        hierarchies[dimension], codes[dimension] = hierarchy, names
        for view, step in steps.items():
            cuts[view][dimension] = step
        position = {leaf.code.removesuffix(f":{NOT_KNOWN}"): i for i, leaf in enumerate(hierarchy.leaves)}
        known = policy.dimensions[dimension]
        fallback = position[NOT_KNOWN] if known.kind == "area" else None
        leaf = _codes_of(kept, known, position).map(position)
        records.leaf[dimension] = (leaf if fallback is None else leaf.fillna(fallback)).to_numpy(dtype=np.int64)
    grids = {v.name: Grid({d: cuts[v.name][d] for d in v.dimensions}, str(v.time_unit)) for v in views}
    return Countable(name, policy, k, records, calendar, hierarchies, codes), grids


def _codes_of(kept: pd.DataFrame, known: Dimension, position: dict[str, int]) -> pd.Series:
    if known.kind == "area":
        return kept[known.column]
    if known.kind == "cells":
        finest, sensitive = kept[known.column].to_numpy(dtype=object), kept["is_sensitive"].to_numpy(dtype=bool)
        return pd.Series(leaf_of_records(finest, sensitive, position), index=kept.index)
    return coded(kept, known)


def _chain(
    dimension: str, rows: pd.DataFrame, views: list[ViewEntry], previous: Release, beside: list[Partition]
) -> tuple[Hierarchy, dict[Block, str], dict[str, int]]:
    """The partitions that the published views use, finest first, as a hierarchy whose blocks keep their ids."""
    leaves = tuple(Leaf(str(c), str(t)) for c, t in dict(zip(rows["leaf"], rows["leaf_label"], strict=True)).items())
    position = {leaf.code: i for i, leaf in enumerate(leaves)}
    rows = rows[rows["release"] == previous.id]
    members = {
        str(block): tuple(sorted(position[str(leaf)] for leaf in group))
        for block, group in rows.groupby("block")["leaf"]
    }
    used = {
        v.name: tuple(sorted(members[str(b)] for b in previous.table(v.table)[dimension].unique()))
        for v in views
        if dimension in v.dimensions
    }
    theirs = {tuple(sorted(tuple(sorted(position[leaf] for leaf in block)) for block in blocks)) for blocks in beside}
    steps = sorted({*used.values(), *theirs}, key=lambda blocks: (-len(blocks), blocks))
    _check_nested(dimension, steps, beside)
    labels = {members[str(b)]: str(t) for b, t in zip(rows["block"], rows["label"], strict=True)}
    names = {block: code for code, block in members.items()}
    hierarchy = Hierarchy(dimension, leaves, tuple(steps), {}, labels)
    return hierarchy, names, {view: steps.index(blocks) for view, blocks in used.items()}


def _check_nested(dimension: str, steps: Sequence[tuple[Block, ...]], beside: list[Partition]) -> None:
    try:
        check_nested(dimension, steps)
    except ValueError as error:
        if not beside:
            raise
        raise CutThroughError(
            f"Groups of {dimension} in the releases of two audiences cut through each other."
        ) from error
