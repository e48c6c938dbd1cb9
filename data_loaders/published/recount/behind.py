"""Who stands behind the counts: a number can be large enough and yet be that of few, where one of them stands in it often.

Counted again record by record. Each function tells how many of the rows that are new in this release stand on fewer than the
floor asks, or mostly on one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable
from typing import Any

import pandas as pd

from data_loaders.published.recount.audits import both_read, read_enough
from data_loaders.published.recount.contributions import Record, records_of, said_by
from data_loaders.published.recount.counted_together import few_together
from data_loaders.published.recount.evidence import Evidence
from data_loaders.published.recount.practice_crowds import crowded_steps
from data_loaders.published.recount.ratings import ratings
from data_loaders.published.recount.survey_inside import few_inside
from data_loaders.published.recount.teams import teams_meant

Behind = Callable[[Evidence], int]


def audit_cells(evidence: Evidence) -> int:
    """Different records: of an area of practice one record has a rating for each standard."""
    enough = read_enough(evidence)
    given: dict[Hashable, list[tuple[str, str, int]]] = defaultdict(list)
    for at, item, area, record, team, points in ratings(evidence, "A"):
        given[at, "item", item].append((record, team, points))
        if (at, item) in enough:
            given[at, "area", area].append((record, team, points))
    thin = 0
    for cell in evidence.fresh("audit_cells").itertuples():
        rows = given[cell.round, "item" if cell.view == "item" else "area", cell.group]
        teams = None if cell.team == "ALL" else teams_meant(evidence, cell.round, cell.team)
        behind = {r for r, team, p in rows if cell.low <= p <= cell.high and (teams is None or team in teams)}
        thin += len(behind) < evidence.policy.audits.k[evidence.policy.audience]
    return thin


def audit_pairs(evidence: Evidence) -> int:
    read, thin = both_read(evidence), 0
    for cell in evidence.fresh("audit_pairs").itertuples():
        rows = read.get((cell.round, cell.view, cell.group), [])
        behind = {r for r, one, other in rows
                  if cell.first_low <= one <= cell.first_high and cell.second_low <= other <= cell.second_high}  # fmt: skip
        thin += len(behind) < evidence.policy.audits.k[evidence.policy.audience]
    return thin


def practice_counts(evidence: Evidence) -> int:
    """Voices with a theme and without it; and of a band that is named, a crowd in every session in which it spoke."""
    policy, audience = evidence.policy.practice, evidence.policy.audience
    named = {
        (split, "+".join(sorted(band)))
        for split in ("agency", "role")
        for step in crowded_steps(evidence, split)
        for band in step
    }
    thin = 0
    for row in evidence.fresh("practice_counts").itertuples():
        k = policy.reviews_k[audience] if row.view == "reviews" else policy.k[audience]
        halves = _voices_behind(evidence, row)
        is_few = any(len(half) < k or max(half.values()) > policy.dominance * half.total() for half in halves)
        thin += is_few or (row.split in ("agency", "role") and (row.split, row.group) not in named)
    return thin


def _voices_behind(evidence: Evidence, row: Any) -> tuple[Counter[str], ...]:
    """Who may have said what is counted, and what is not, how often each; all of it where no theme is asked about."""
    records, voice = records_of(evidence, row.view), said_by(evidence) if row.view == "themes" else {}
    days = evidence.read_once(f"practice days {row.view}", lambda _: [r.day for r in records])
    leaves, halves = set(row.group.split("+")), (Counter[str](), Counter[str]())
    for r in records[bisect_left(days, row.period_start) : bisect_right(days, row.period_end + pd.Timedelta(hours=23))]:
        if row.split in ("none", "stance") or r.leaves[row.split] in leaves:
            halves[not _is_meant(row, leaves, r)][voice.get(r.name, r.name)] += 1
    return halves if row.code else halves[:1]


def _is_meant(row: Any, leaves: set[str], record: Record) -> bool:
    if row.split == "stance":
        return any((row.code, stance) in record.found for stance in leaves)
    return not row.code or (row.code, row.kind) in record.found


def survey_cells(evidence: Evidence) -> int:
    """Answers that came counted, and answers of pupils."""
    return few_together(evidence) + few_inside(evidence)


BEHIND: dict[str, Behind] = {
    "audit_cells": audit_cells,
    "audit_pairs": audit_pairs,
    "practice_counts": practice_counts,
    "survey_cells": survey_cells,
}
