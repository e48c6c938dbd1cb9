"""How often children were counted again, counted from the records."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pandas as pd

from data_loaders.published.effects import GRID, LEAST_RECORDS, WITHHELD, against_the_next
from data_loaders.published.recount.comparison import Recount
from data_loaders.published.recount.counted import months_of, place_of
from data_loaders.published.recount.evidence import Evidence, Frame
from data_loaders.published.recount.spans import periods_between
from data_loaders.published.recount.trees import facts_of

PLACES = ("area", "cells")


def design_effects(evidence: Evidence) -> Frame:
    rows = []
    for name, policy in evidence.policy.datasets.items():
        if policy.coverage in evidence.delivered:
            for split, own in _of_dataset(evidence, name):
                effect = _told(own, evidence.policy.k(name))
                is_told = not math.isnan(effect)
                rows.append((name, split, effect, "published" if is_told else "withheld", "" if is_told else WITHHELD))
    return pd.DataFrame(rows, columns=["dataset", "split", "effect", "status", "reason"])


def _of_dataset(evidence: Evidence, name: str) -> Iterator[tuple[str, Frame]]:
    """Split → for each child and time how often it was counted (`n`), and what it adds (`squares`)."""
    facts, policy = facts_of(evidence, name), evidence.policy.datasets[name]
    years = list(periods_between(*months_of(evidence, name), "year", evidence.policy.time.year_starts))
    nobody = facts["person"].isin(["", "not known"]).to_numpy()
    child = np.where(nobody, -1 - np.arange(len(facts)), pd.factorize(facts["person"])[0])
    splits = [split for split, dimension in policy.dimensions.items() if dimension.kind not in PLACES]
    records = pd.DataFrame({"child": child, "year": place_of(facts["day"].to_numpy(dtype="datetime64[s]"), years)})
    records = records.assign(**{split: pd.factorize(facts[f"of {split}"])[0] for split in splits})
    records = records[records["year"] >= 0]
    if (records["child"].value_counts() > 1).sum() < evidence.policy.k(name):
        records = records.iloc[
            :0
        ]  # an identifier that never comes twice may be that of a record, and of few it is not told
    once = records.groupby(["child", "year"], as_index=False).size().rename(columns={"size": "n"})
    yield "", once.assign(squares=once["n"] ** 2)
    last = int(once["year"].max()) + 1 if len(once) else 0  # a year after it, without records, stands beside none
    yield "time", _against_the_next(once, last)
    for split in splits:
        yield split, _apart(records, once, split)
        yield against_the_next(split), _apart_from_the_next(records, split, last)


def _against_the_next(once: Frame, years: int) -> Frame:
    """Each child in one year and the next, where it was counted in either."""
    table = once.pivot(index="child", columns="year", values="n").reindex(columns=range(years)).fillna(0)
    pairs = [(table[at], table[at + 1]) for at in range(years - 1)]
    made = [pd.DataFrame({"n": a + b, "squares": (a - b) ** 2}).reset_index() for a, b in pairs]
    both = pd.concat([once.iloc[:0][["child", "n"]].assign(squares=0.0), *made])
    return both[both["n"] > 0]


def _apart(records: Frame, once: Frame, split: str) -> Frame:
    """How far each child's groups lie from those of all children of its year, as a part of what chance would give.

    Over all groups, Σ(n_c − p_c·n)² is Σn_c² − 2n·Σp_c·n_c + n²·Σp_c²; where a child is not, n_c is nought.
    """
    if once.empty:
        return once.assign(squares=0.0)
    group, groups = _numbered(records[split])
    year, n = once["year"].to_numpy(), once["n"].to_numpy()
    table = np.bincount(records["year"].to_numpy() * groups + group, minlength=(year.max() + 1) * groups)
    share = _shares(table.reshape(-1, groups))
    cell, of = np.unique(_row_of(records, once) * groups + group, return_counts=True)
    row, there = np.divmod(cell, groups)
    squared = np.bincount(row, weights=of**2, minlength=len(once))
    met = np.bincount(row, weights=of * share[year[row], there], minlength=len(once))
    alike = (share**2).sum(axis=1)[year]
    apart = squared - 2 * n * met + n**2 * alike
    return once.assign(squares=np.divide(apart, 1 - alike, out=np.zeros(len(once)), where=alike < 1 - 1e-9))


def _apart_from_the_next(records: Frame, split: str, years: int) -> Frame:
    """The same of the difference between a year and the next: how far each child's groups moved against those of all children.

    A child's row is its groups in the later year less what all children's shares would have made of them, less the same of the
    earlier; chance is that of the shares of both years together.
    """
    made = [pd.DataFrame({"child": [], "n": [], "squares": []})]
    (group, groups), year, child = _numbered(records[split]), records["year"].to_numpy(), records["child"].to_numpy()
    for at in range(years - 1):
        inside = (year == at) | (year == at + 1)
        if not inside.any():
            continue
        children, row = np.unique(child[inside], return_inverse=True)
        cell = ((year[inside] - at) * len(children) + row) * groups + group[inside]
        wide = np.bincount(cell, minlength=2 * len(children) * groups).reshape(2, len(children), groups)
        all_children = wide.sum(axis=1)
        earlier, later = wide - _shares(all_children)[:, None, :] * wide.sum(axis=2, keepdims=True)
        alike = ((all_children.sum(axis=0) / all_children.sum()) ** 2).sum()
        squares = ((later - earlier) ** 2).sum(axis=1) / (1 - alike) if alike < 1 - 1e-9 else np.zeros(len(children))
        made.append(pd.DataFrame({"child": children, "n": wide.sum(axis=(0, 2)), "squares": squares}))
    return pd.concat(made, ignore_index=True)


def _numbered(group: pd.Series) -> tuple[np.ndarray, int]:
    """The group of each record by number, and how many there are."""
    groups, number = np.unique(group.to_numpy(), return_inverse=True)
    return number, len(groups)


def _row_of(records: Frame, once: Frame) -> np.ndarray:
    """For each record the row of its child and year; rows are in their order."""
    child, year = (records[name].to_numpy() for name in ("child", "year"))
    years = int(year.max(initial=0)) + 1
    rows = once["child"].to_numpy() * years + once["year"].to_numpy()
    return np.asarray(np.searchsorted(rows, child * years + year), dtype=np.int64)


def _shares(table: np.ndarray) -> np.ndarray:
    """Of each row what part stands in each column; of an empty one none."""
    return np.asarray(table / np.maximum(table.sum(axis=1, keepdims=True), 1))


def _told(own: Frame, k: int) -> float:
    """Nobody weighs more than the child with the k-th largest effect of its own; rounded up."""
    records = own["n"].sum()
    if records < LEAST_RECORDS:
        return math.nan
    largest = (own["squares"] / own["n"]).groupby(own["child"]).max().nlargest(k)
    most = largest.iloc[-1] if len(largest) >= k else 0.0
    effect = own["squares"].clip(upper=most * own["n"]).sum() / records
    return next((g for g in GRID if effect <= g + 1e-9), GRID[-1])


EFFECTS = {"design_effects": Recount("Counted again child by child and year by year.", design_effects)}
