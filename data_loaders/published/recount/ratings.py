"""The delivered ratings of audits, one by one."""

from __future__ import annotations

from typing import Any

from data_loaders.published.recount.evidence import Evidence

Rating = tuple[str, str, str, str, str, int]  # round, standard, area of practice, record, team, points


def ratings(evidence: Evidence, rater: str) -> list[Rating]:
    return evidence.read_once(f"ratings {rater}", lambda e: _ratings(e, rater))


def _ratings(evidence: Evidence, rater: str) -> list[Rating]:
    if not evidence.has("audit_ratings", "audit_items", "audit_rounds"):
        return []
    area = dict(zip(*(evidence.table("audit_items")[c] for c in ("item_id", "practice_area")), strict=True))
    return [
        (at, item, str(area[item]), record, team, int(points))
        for at, item, record, team, points, by, is_blind in columns(
            evidence, "round", "item_id", "record_pseudo_id", "team_band", "rating", "rater", "is_blind"
        )
        if by == rater and item in area and (rater == "A" or is_blind != "N")
    ]


def columns(evidence: Evidence, *names: str) -> list[tuple[Any, ...]]:
    """Rows of the ratings, read column by column: row by row takes ten times as long."""
    own = evidence.table("audit_ratings")
    return list(zip(*(own[name].tolist() for name in names), strict=True))
