"""What an outsider has: published views, each with the meaning of its blocks; and the true records behind each cell."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from ground_truth import Truth, leaf_codes

from data_loaders.release import Release


@dataclass(frozen=True)
class Violation:
    attack: str
    subject: str
    detail: str
    children: int  # how many different children the attacker has singled out

    def __str__(self) -> str:
        return f"{self.attack} · {self.subject} · {self.detail} ({self.children} children)"


@dataclass(frozen=True)
class Scene:
    """The records of one dataset, the child number of each, the floor, and which kinds of day each month has."""

    dataset: str
    k: int
    records: pd.DataFrame
    child: np.ndarray
    calendar: frozenset[tuple[int, str]] = frozenset()


@dataclass(frozen=True)
class Shown:
    """One published view. `period` and `block` say, for each record, where it stands (−1: nowhere); `row` the cell."""

    name: str
    dims: tuple[str, ...]
    frame: pd.DataFrame
    spans: np.ndarray  # first and last month of each period, periods × 2
    leaves: dict[str, tuple[frozenset[str], ...]]  # dimension → the leaves of each block
    period: np.ndarray
    block: dict[str, np.ndarray]
    row: np.ndarray
    counted: np.ndarray = field(repr=False)  # which records its numbers hold; not those that came late

    def inside(self) -> np.ndarray:
        return (self.row >= 0) & self.counted


def scenes(release: Release, truth: Truth) -> list[tuple[Scene, list[Shown]]]:
    """Every dataset of a release with its published views."""
    made = []
    for dataset in release.manifest.datasets:
        records = truth.of(dataset.name)
        child = pd.factorize(records["child"])[0].astype(np.int64)
        scene = Scene(dataset.name, dataset.k, records, child, truth.calendar)
        entries = [v for v in release.views(dataset.name) if v.status == "published"]
        blocks = release.table("blocks")
        blocks = blocks[blocks["dataset"] == dataset.name]
        made.append((scene, [shown(scene, v.name, release.table(v.table), blocks) for v in entries]))
    return made


def shown(scene: Scene, name: str, frame: pd.DataFrame, blocks: pd.DataFrame) -> Shown:
    """`blocks`: dimension, block, leaf. The cell of each record is found by its own date and codes."""
    frame = frame.reset_index(drop=True)
    dims = tuple(c for c in frame.columns if c not in ("period_start", "period_end", "n", "children"))
    start, end = (frame[c].dt.year * 12 + frame[c].dt.month - 1 for c in ("period_start", "period_end"))
    spans = np.unique(np.stack([start, end], axis=1), axis=0)
    keys = {"": np.searchsorted(spans[:, 0], start)}
    found = {"": _period_of(scene.records["month"].to_numpy(), spans)}
    leaves: dict[str, tuple[frozenset[str], ...]] = {}
    for dim in dims:
        own = blocks[blocks["dimension"] == dim]
        names = sorted(frame[dim].unique())
        members = [frozenset(own.loc[own["block"] == name, "leaf"]) for name in names]
        leaves[dim] = tuple(members)
        keys[dim] = np.array([names.index(b) for b in frame[dim]])
        number = {leaf: i for i, group in enumerate(members) for leaf in group}
        codes = leaf_codes(scene.records, dim, set(own["leaf"]))
        found[dim] = codes.map(number).fillna(-1).to_numpy(dtype=np.int64)
    sizes = [len(spans), *(len(leaves[d]) for d in dims)]
    lookup = np.full(sizes, -1)
    lookup[tuple(keys[a] for a in ("", *dims))] = np.arange(len(frame))
    place = [found[a] for a in ("", *dims)]
    row = (
        np.where(np.min(place, axis=0) >= 0, lookup[tuple(place)], -1) if len(scene.records) else np.empty(0, np.int64)
    )
    counted = np.ones(len(scene.records), dtype=bool)
    return Shown(name, dims, frame, spans, leaves, found.pop(""), found, row, counted)


def _period_of(month: np.ndarray, spans: np.ndarray) -> np.ndarray:
    at = np.searchsorted(spans[:, 0], month, side="right") - 1
    return np.where((at >= 0) & (month <= spans[np.maximum(at, 0), 1]), at, -1)


def distinct(groups: np.ndarray, child: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """For each group that occurs: its number, different children, and the records of the child with most."""
    if len(groups) == 0:
        return (np.empty(0, np.int64),) * 3
    width = int(child.max()) + 1
    pairs, times = np.unique(groups * width + child, return_counts=True)
    number, first = np.unique(pairs // width, return_index=True)
    return number, np.diff([*first, len(pairs)]), np.maximum.reduceat(times, first)
