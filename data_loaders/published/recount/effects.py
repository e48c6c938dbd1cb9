"""How often children were counted again, counted child by child from the records."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator

import pandas as pd

from data_loaders.published.effects import GRID, LEAST_RECORDS, WITHHELD
from data_loaders.published.recount.comparison import Recount
from data_loaders.published.recount.counted import months_of
from data_loaders.published.recount.evidence import Evidence, Frame
from data_loaders.published.recount.spans import periods_between
from data_loaders.published.recount.trees import facts_of

PLACES = ("area", "cells")
Squares = list[tuple[str, int, float]]  # child, how often, what it adds


def design_effects(evidence: Evidence) -> Frame:
    rows = []
    for name, policy in evidence.policy.datasets.items():
        if policy.coverage in evidence.delivered:
            for split, own in _of_dataset(evidence, name):
                effect = _told(own, evidence.policy.k(name))
                is_told = not math.isnan(effect)
                rows.append((name, split, effect, "published" if is_told else "withheld", "" if is_told else WITHHELD))
    return pd.DataFrame(rows, columns=["dataset", "split", "effect", "status", "reason"])


def _of_dataset(evidence: Evidence, name: str) -> Iterator[tuple[str, Squares]]:
    facts, policy = facts_of(evidence, name), evidence.policy.datasets[name]
    years = list(periods_between(*months_of(evidence, name), "year", evidence.policy.time.year_starts))
    child = [who if who not in ("", "not known") else f"row {at}" for at, who in enumerate(facts["person"])]
    year = [next((at for at, (a, z) in enumerate(years) if a <= day <= z), -1) for day in facts["day"]]
    inside = [at for at, number in enumerate(year) if number >= 0]
    is_met_again = any(n > 1 for n in Counter(child[at] for at in inside).values())
    if not is_met_again:
        inside = []  # an identifier that never comes twice may be that of a record
    once = Counter((child[at], year[at]) for at in inside)
    yield "", [(who, n, n * n) for (who, _), n in once.items()]
    pair = {key: (n, once[key[0], key[1] + 1]) for key, n in once.items() if key[1] + 1 < len(years)}
    pair |= {(who, at - 1): (once[who, at - 1], n) for (who, at), n in once.items() if at}
    yield "time", [(who, a + b, (a - b) ** 2) for (who, _), (a, b) in pair.items()]
    for split, dimension in policy.dimensions.items():
        if dimension.kind not in PLACES:
            leaf = list(facts[f"of {split}"])
            yield split, _apart([(child[at], year[at], leaf[at]) for at in inside])


def _apart(records: list[tuple[str, int, str]]) -> Squares:
    """How far each child's groups lie from those of all children of its year, as a part of what chance would give."""
    in_year, in_group = Counter(year for _, year, _ in records), Counter((year, group) for _, year, group in records)
    shares: dict[int, dict[str, float]] = {}
    for (year, group), n in in_group.items():
        shares.setdefault(year, {})[group] = n / in_year[year]
    of_child, of_group = Counter((who, year) for who, year, _ in records), Counter(records)
    chance_in = {year: 1 - sum(p * p for p in groups.values()) for year, groups in shares.items()}
    made = []
    for (who, year), n in of_child.items():
        groups, chance = shares[year], chance_in[year]
        apart = sum((of_group[who, year, group] - p * n) ** 2 for group, p in groups.items())
        made.append((who, n, apart / chance if chance > 1e-9 else 0.0))
    return made


def _told(own: Squares, k: int) -> float:
    """Nobody weighs more than the child with the k-th largest effect of its own; rounded up."""
    records = sum(n for _, n, _ in own)
    if records < LEAST_RECORDS:
        return math.nan
    largest: dict[str, float] = {}
    for who, n, squares in own:
        largest[who] = max(largest.get(who, 0.0), squares / n)
    most = sorted(largest.values(), reverse=True)[k - 1] if len(largest) >= k else 0.0
    effect = sum(min(squares, most * n) for _, n, squares in own) / records
    return next((g for g in GRID if effect <= g + 1e-9), GRID[-1])


EFFECTS = {"design_effects": Recount("Counted again child by child and year by year.", design_effects)}
