"""Which delivered columns a finding rests on. Left out are columns that stay blank by right: a reason only where something was declined."""

from __future__ import annotations

from dashboard.catalogue.entry import Codes, Entry

EPISODES, INCIDENTS = "missing_episodes", "efh_incidents"
# Dimension by which a finding divides → the delivered column that fills it.
SPLITS = {
    "age": (EPISODES, "age_band"), "sex": (EPISODES, "sex"), "missing_from": (EPISODES, "missing_from"),
    "care_status": (EPISODES, "care_status"), "risk_level": (EPISODES, "risk_level"), "duration": (EPISODES, "end_dt"),
    "outcome": (EPISODES, "outcome"), "harm_reported": (EPISODES, "harm_reported"),
    "found_context": (EPISODES, "found_context_type"), "harm": (INCIDENTS, "harm_type"), "context": (INCIDENTS, "context_type"),
}  # fmt: skip
# Findings that always divide by the same, by their keys.
OF_FINDINGS = {
    "flow": ((EPISODES, "area_found"),),
    "day-and-time": ((INCIDENTS, "time_band"), (INCIDENTS, "day_type")),
    "reached-ird": ((INCIDENTS, "ird_held"),),
    "level-two": ((INCIDENTS, "response_level"),),
}  # fmt: skip
READ_BY_CODERS = frozenset(["themes", "theme-time", "theme-split", "theme-pairs", "asks"])  # into what was said
Basis = tuple[tuple[str, str], ...]  # table and column


def basis_of(entry: Entry, asked: Codes) -> Basis:
    split = SPLITS.get(asked.get("split", ""))
    return (*OF_FINDINGS.get(entry.key, ()), *((split,) if split else ()))
