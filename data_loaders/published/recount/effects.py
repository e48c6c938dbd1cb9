"""How often children were counted again, counted child by child from the records."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator

import pandas as pd

from data_loaders.published.effects import GRID, LEAST_RECORDS, WITHHELD
from data_loaders.published.recount.comparison import Recount
from data_loaders.published.recount.counted import facts_of, months_of
from data_loaders.published.recount.evidence import Evidence, Frame
from data_loaders.published.recount.spans import periods_between

PLACES = ("area", "cells")
Squares = list[tuple[str, int, float]]  # child, how often, what it adds


def design_effects(evidence: Evidence) -> Frame:
    rows = []
    for name, policy in evidence.policy.datasets.items():
        if policy.coverage in evidence.delivered:
            for split, effect in _of_dataset(evidence, name):
                is_told = not math.isnan(effect)
                rows.append(
                    (name, split, effect, "published" if is_told else "withheld", "" if is_told else WITHHELD)
                )
    return pd.DataFrame(rows, columns=["dataset", "split", "effect", "status", "reason"])


def _of_dataset(evidence: Evidence, name: str) -> Iterator[tuple[str, float]]:
    facts, policy = facts_of(evidence, name), evidence.policy.datasets[name]
    years = list(periods_between(*months_of(evidence, name), "year", evidence.policy.time.year_starts))
    child = [who if who not in ("", "not known") else f"row {at}" for at, who in enumerate(facts["person"])]
    year = [next((at for at, (a, z) in enumerate(years) if a <= day <= z), -1) for day in facts["day"]]
    inside = [at for at, number in enumerate(year) if number >= 0]
    is_met_again = any(n > 1 for n in Counter(child[at] for at in inside).values())
    told = lambda own: _told(own, evidence, name) if is_met_again else math.nan  # noqa: E731
    once = Counter((child[at], year[at]) for at in inside)
    yield "", told([(who, n, n * n) for (who, _), n in once.items()])
    pairs = {(who, at - back) for who, at in once for back in (0, 1) if 0 <= at - back < len(years) - 1}
    yield "time", told([(who, once[who, at] + once[who, at + 1], (once[who, at] - once[who, at + 1]) ** 2) for who, at in pairs])
    for split, dimension in policy.dimensions.items():
        if dimension.kind not in PLACES:
            leaf = list(facts[f"of {split}"])
            yield split, told(_apart([(child[at], year[at], leaf[at]) for at in inside]))


def _apart(records: list[tuple[str, int, str]]) -> Squares:
    """How far each child's groups lie from those of all children of its year, as a part of what chance would give."""
    in_year, in_group = Counter(year for _, year, _ in records), Counter((year, group) for _, year, group in records)
    share = {key: n / in_year[key[0]] for key, n in in_group.items()}
    of_child, of_group = Counter((who, year) for who, year, _ in records), Counter(records)
    made = []
    for (who, year), n in of_child.items():
        groups = {group: p for (when, group), p in share.items() if when == year}
        chance = 1 - sum(p * p for p in groups.values())
        apart = sum((of_group[who, year, group] - p * n) ** 2 for group, p in groups.items())
        made.append((who, n, apart / chance if chance > 1e-9 else 0.0))
    return made


def _told(own: Squares, evidence: Evidence, name: str) -> float:
    records, whole = sum(n for _, n, _ in own), sum(s for _, _, s in own)
    if records < LEAST_RECORDS or whole > GRID[-1] * records:
        return math.nan
    told = next(g for g in GRID if whole <= g * records + 1e-9 * records)
    lower = [g for g in GRID if g < told]
    if not lower:
        return told
    by_child = defaultdict[str, float](float)
    for who, _, s in own:
        by_child[who] += s
    often = {who for who, n, s in own if s > lower[-1] * n}
    policy = evidence.policy
    if len(often) < policy.k(name) or max(by_child.values()) > policy.datasets[name].dominance * whole:
        return math.nan
    return told


EFFECTS = {"design_effects": Recount("Counted again child by child and year by year.", design_effects)}
