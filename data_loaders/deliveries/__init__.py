"""What partners supply: one description for each table, from which readers, checks, templates and pages are made."""

from __future__ import annotations

from data_loaders.deliveries.audits import AUDIT_TABLES
from data_loaders.deliveries.committee import COMMITTEE
from data_loaders.deliveries.contexts import CONTEXT_TABLES
from data_loaders.deliveries.derived import DERIVED_LABELS
from data_loaders.deliveries.ground import GROUND
from data_loaders.deliveries.missing import DISCUSSIONS, EPISODES
from data_loaders.deliveries.place_actions import ASSETS, INTERVENTIONS, SAFETY_MAPS
from data_loaders.deliveries.places import INCIDENTS, LOCATIONS
from data_loaders.deliveries.practice import PRACTICE
from data_loaders.deliveries.reference import AREA, EVENTS, INDICATORS, MANIFEST, POPULATION, TERMS
from data_loaders.deliveries.survey import SURVEY
from data_loaders.deliveries.table import Column, Table

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        *(AREA, GROUND, POPULATION, TERMS, EVENTS, INDICATORS, EPISODES, DISCUSSIONS, INCIDENTS, LOCATIONS),
        *(ASSETS, SAFETY_MAPS, INTERVENTIONS),
        *SURVEY,
        *AUDIT_TABLES,
        *CONTEXT_TABLES,
        *PRACTICE,
        *COMMITTEE,
        MANIFEST,
    )
}
REQUIRED = ("ref_area",)
COUNTED = ("missing_episodes", "efh_incidents")  # records of children, counted into months
# Each of these makes a release by itself: a partner may have a survey, audits, contexts or a forum and nothing else.
SHOWN_BY_THEMSELVES = (
    *COUNTED, "survey_responses", "survey_results", "audit_ratings", "context_cases", "forum_contributions", "cpc_indicators",
)  # fmt: skip


def label(column: str, code: str) -> str:
    """What pages call a code of a delivered or derived column; the code itself where nothing else is known."""
    if column in DERIVED_LABELS:
        return DERIVED_LABELS[column].get(code, code)
    for table in reversed(TABLES.values()):
        for known in table.columns:
            if known.name == column and code in known.codes:
                return known.codes[code]
    return "Not known" if code == "NK" else code


__all__ = ["COUNTED", "DERIVED_LABELS", "REQUIRED", "SHOWN_BY_THEMSELVES", "TABLES", "Column", "Table", "label"]
