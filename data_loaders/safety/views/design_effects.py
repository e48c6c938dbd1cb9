"""How far a few children make the figures of each dataset and split, so that intervals can take children as their unit.

With n of each child in a year: Σn²/Σn of counts; Σ(a − b)²/Σ(a + b) of one year against the next, since children who are there in
both take their frequency with them; of a split into groups c with shares p, ΣΣ(n_c − p_c·n)² / (Σn·(1 − Σp²)), the variance of
shares over that of as many children who are counted once (Kish 1965, Survey Sampling, 6.5); of its shares in one year beside the
next the same of the differences. What may be told of it: docs/decisions/100-design-effects.md.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data_loaders.published.effects import GRID, LEAST_RECORDS, TIME, WHOLE, WITHHELD, against_the_next
from data_loaders.reference import contracted
from data_loaders.release import Release
from data_loaders.safety.floor import Bools, Floats, Floor, Ints
from data_loaders.safety.views.dataset import Countable

COLUMNS = ["dataset", "split", "effect", "status", "reason"]
TINY = 1e-9  # what rounding may put a ratio above a number of the grid
UNSPLIT = (
    "area",
    "cells",
)  # where a child lives and is met changes little: for places the whole is the cautious answer


@dataclass(frozen=True)
class Repeated:
    """One entry for each child and time: how often it was counted, and what it adds to the variance. Their ratio is its own effect."""

    person: Ints
    times: Ints
    squares: Floats

    @property
    def effect(self) -> float:
        return float(self.squares.sum() / self.times.sum())


def effects_table(datasets: Iterable[Countable], previous: Release | None) -> pd.DataFrame:
    """One row for each dataset and split. What was published stays; a dataset that begins adds its own."""
    out = pd.DataFrame(columns=COLUMNS) if previous is None else previous.frames.get("design_effects", pd.DataFrame(columns=COLUMNS))  # fmt: skip
    begins = [data for data in datasets if data.name not in set(out["dataset"])]
    added = contracted(pd.DataFrame([row for data in begins for row in _rows(data)], columns=COLUMNS), "design_effects")
    return pd.concat([out, added], ignore_index=True) if len(out) and len(added) else out if len(out) else added


def _rows(data: Countable) -> Iterable[tuple[str, str, float, str, str]]:
    year = data.period("year")
    inside = year >= 0
    person, year = _persons(data)[inside], year[inside]
    splits = [key for key, d in data.policy.dimensions.items() if d.kind not in UNSPLIT and key in data.records.leaf]
    # Where nobody comes twice a number of a record may stand for its child; that few do has the same answer.
    repeats = Floor(data.k).is_reached(int((np.bincount(person) > 1).sum()))
    found = {WHOLE: within_years(person, year, None), TIME: between_years(person, year)}
    for split in splits:
        leaf = data.records.leaf[split][inside]
        found[split] = within_years(person, year, leaf)
        found[against_the_next(split)] = shares_between_years(person, year, leaf)
    for split, repeated in found.items():
        told = shown(repeated, k=data.k) if repeats else math.nan
        yield data.name, split, told, *(("withheld", WITHHELD) if math.isnan(told) else ("published", ""))


def shown(found: Repeated, *, k: int) -> float:
    """What is published of it, or not a number where too few records are.

    Nobody weighs more than the child whose own effect is the k-th largest: a number above a step of the grid then always says
    of k children or more that theirs is, and being withheld says of nobody that there are fewer.
    """
    if found.times.sum() < LEAST_RECORDS:
        return math.nan
    return GRID[min(int(np.searchsorted(GRID, capped_effect(found, k=k) - TINY)), len(GRID) - 1)]


def capped_effect(found: Repeated, *, k: int) -> float:
    """The effect in which nobody weighs more than the one whose own is the k-th largest."""
    own = found.squares / np.maximum(found.times, 1)
    of_child = np.zeros(int(found.person.max()) + 1)
    np.maximum.at(of_child, found.person, own)
    most = np.sort(of_child)[-k] if len(of_child) >= k else 0.0
    return float(np.minimum(found.squares, most * found.times).sum() / found.times.sum())


def _persons(data: Countable) -> Ints:
    """Records of nobody in particular stand for themselves."""
    person = data.records.person.copy()
    nobody = np.isin(person, list(data.records.unnamed))
    person[nobody] = data.records.people + np.arange(int(nobody.sum()))
    return person


def within_years(person: Ints, year: Ints, leaf: Ints | None) -> Repeated:
    years = int(year.max(initial=0)) + 1
    pair, row, times = np.unique(person * years + year, return_inverse=True, return_counts=True)
    who, when = np.divmod(pair, years)
    if leaf is None or not len(person):
        return Repeated(who, times, (times**2).astype(np.float64))
    leaves = int(leaf.max()) + 1
    table = np.bincount(row * leaves + leaf, minlength=len(pair) * leaves).reshape(-1, leaves)
    of_year = np.bincount(year * leaves + leaf, minlength=years * leaves).reshape(-1, leaves)
    share = (of_year / np.maximum(of_year.sum(axis=1, keepdims=True), 1))[when]
    apart = ((table - share * times[:, None]) ** 2).sum(axis=1)
    chance = 1 - (share**2).sum(axis=1)
    # Where all are in one group shares do not vary: no other answer than where one child is in another (P2).
    return Repeated(who, times, np.where(chance > TINY, apart / np.maximum(chance, TINY), 0.0))


def between_years(person: Ints, year: Ints) -> Repeated:
    """Each year beside the next: what a child adds to the variance of their difference."""
    if not len(person) or year.max() < 1:
        return Repeated(np.zeros(1, dtype=np.int64), np.zeros(1, dtype=np.int64), np.zeros(1))
    everybody, index = np.unique(person, return_inverse=True)
    years = int(year.max()) + 1
    table = np.bincount(index * years + year, minlength=len(everybody) * years).reshape(-1, years)
    before, after = table[:, :-1], table[:, 1:]
    own = np.repeat(everybody, before.shape[1])
    return Repeated(own, (before + after).ravel(), ((after - before) ** 2).ravel().astype(np.float64))


def shares_between_years(person: Ints, year: Ints, leaf: Ints) -> Repeated:
    """Each year's shares beside those of the next: what a child adds to the variance of their differences.

    A child who is there in both years, in the same groups, moves both shares alike and adds little to what lies between them.
    """
    made = [_shares_apart(person, year == at, year == at + 1, leaf) for at in range(int(year.max(initial=0)))]
    nobody = Repeated(np.zeros(1, dtype=np.int64), np.zeros(1, dtype=np.int64), np.zeros(1))
    whole = [nobody, *made]
    return Repeated(
        np.concatenate([own.person for own in whole]), np.concatenate([own.times for own in whole]),
        np.concatenate([own.squares for own in whole]),
    )  # fmt: skip


def _shares_apart(person: Ints, before: Bools, after: Bools, leaf: Ints) -> Repeated:
    inside, leaves = before | after, int(leaf.max(initial=0)) + 1
    who, row = np.unique(person[inside], return_inverse=True)
    place = (2 * row + after[inside]) * leaves + leaf[inside]
    table = np.bincount(place, minlength=2 * len(who) * leaves).reshape(-1, 2, leaves)
    of_year, times = table.sum(axis=0), table.sum(axis=2)
    share = of_year / np.maximum(of_year.sum(axis=1, keepdims=True), 1)
    apart = table - share * times[:, :, None]
    chance = 1 - ((of_year.sum(axis=0) / max(int(of_year.sum()), 1)) ** 2).sum()  # of both years' shares together
    squares = ((apart[:, 1] - apart[:, 0]) ** 2).sum(axis=1)
    return Repeated(who, times.sum(axis=1), squares / chance if chance > TINY else np.zeros(len(who)))
