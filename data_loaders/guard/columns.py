"""What each delivered column holds, as the guard must know it to read it. A column that is not named here is read as free text."""

from __future__ import annotations

from data_loaders.deliveries import TABLES
from data_loaders.guard.reading import Holds

NOT_READ = {
    "ref_area.geometry",
    "ground.geometry",
    "manifest.sha256",
}  # a shape and a digest: long rows of signs that no person reads
IDENTIFIERS = frozenset(
    [
        "episode_id",
        "child_pseudo_id",
        "discussion_id",
        "incident_id",
        "child_group_pseudo_ids",
        "location_id",
        "asset_id",
        "intervention_id",
        "case_id",
        "pupil_pseudo_id",
        "cluster",
        "stratum",
        "audit_id",
        "record_pseudo_id",
        "session_id",
        "contribution_id",
        "origin_id",
        "review_id",
        "scan_id",
    ]
)
CODES = frozenset(
    [
        "area_code",
        "parent_code",
        "code_vintage",
        "scope",
        "datasets",
        "indicator_id",
        "definition_version",
        "area_from",
        "area_found",
        "hex",
        "hexes",
        "comparison_area",
        "displacement_area",
        "survey_id",
        "wave",
        "question_id",
        "response_code",
        "stages_asked",
        "item_id",
        "round",
        "harm_types",
        "agencies_attended",
        "agencies",
        "roles",
        "theme_code",
        "version",
        "coder",
        "action_id",
        "decision_id",
        "entry_id",
        "heard_id",
        "observation_id",
        "risk_id",
        "contexts",
        "hits",
        "table",
        "pattern",
        "period",
        "year_type",
        "unit",
    ]
)
LABELS = frozenset(
    [
        "declined_reason",
        "push_factors",
        "pull_factors",
        "contexts_named",
        "opening",
        "team_band",
        "agency",
        "young_people_asked_for",
        "evidence_values",
        "protective_factors",
        "owner_role",
        "read_by_1",
        "read_by_2",
        "course",
        "term",
        "exceptions",
        "category",
        "theme",
        "instrument",
        "supplier_agency",
        "sharing_agreement",
        "source",
        "credit",
        "indicator",
        "short",
        "scale",
    ]
)
TEXTS = frozenset(
    [
        "wording",
        "definition",
        "description",
        "evidence",
        "component",
        "why",
        "alternatives",
        "risk",
        "what_is_done",
        "decision",
        "what_came",
        "what",
        "what_changed",
        "you_said",
        "we_did",
        "recommendation",
        "next_step",
    ]
)
PUBLIC_PLACES = {"ref_area.area_name", "ground.label", "assets.label"}
QUOTATIONS = {"forum_contributions.text"}
LABELLED = {
    "school_terms.label", "events.label", "locations.label", "theme_codebook.label",
}  # fmt: skip


def holds(table: str, column: str) -> Holds:
    """The declared kind of a column of ours."""
    name = f"{table}.{column}"
    for kind, declared in _DECLARED.items():
        if name in declared or column in declared:
            return kind
    known = TABLES[table].column(column).kind
    return "code" if known == "code" else "figure" if known != "text" else "header" if column == "file" else "text"


_DECLARED: dict[Holds, frozenset[str] | set[str]] = {
    "public place": PUBLIC_PLACES, "quotation": QUOTATIONS, "identifier": IDENTIFIERS, "code": CODES,
    "label": LABELS | LABELLED, "text": TEXTS,
}  # fmt: skip


def undeclared() -> list[str]:
    """Text columns that nobody has declared; a test keeps it empty."""
    declared = frozenset[str]().union(*_DECLARED.values(), NOT_READ, {"manifest.file"})
    return [
        f"{table.name}.{column.name}"
        for table in TABLES.values()
        for column in table.columns
        if column.kind == "text" and column.name not in declared and f"{table.name}.{column.name}" not in declared
    ]
