"""Findings of the steering group: audits, agreement of auditors, the review of the system."""

from __future__ import annotations

from dashboard.ask.audits import DIMENSIONS, INDICATOR, AuditChoice, has_audits, rounds_of
from dashboard.catalogue.entry import Codes, Entry
from dashboard.findings import audit_standards as standards
from dashboard.findings.agreement import QUESTIONS, agreement, to_talk_about
from dashboard.findings.audit_areas import CHANGED_FIRST, audit_areas
from dashboard.findings.audit_observations import QUESTION as OBSERVED
from dashboard.findings.audit_observations import observations
from dashboard.findings.audit_parts import QUESTIONS as ASKED_OF_PARTS
from dashboard.findings.audit_parts import audit_part, by_indicator
from dashboard.findings.finding import Finding
from dashboard.findings.measures_other import audit_measures
from dashboard.findings.system_evidence import QUESTION as RESTS_ON
from dashboard.findings.system_evidence import system_evidence
from dashboard.findings.system_review import system_review
from data_loaders.release import Release

RATED, AUDITS, AGREEMENT, SYSTEM = ("audit_ratings",), "audits", "agreement", "system-review"
FILTERS = tuple(f"audit-{name}" for name in DIMENSIONS)
PARTS = {
    "round": ("Audits by round", "Is practice better than in the round before?"), "item_id": ("Audits by standard", "Which standards are met?"),
    "domain_level": ("Audits by domain and level", "Which domains are strong, at which level?"),
    "team": ("Audits by group of teams", "Does practice differ between groups of teams?"),
}  # fmt: skip


def choice_of(codes: Codes) -> AuditChoice:
    return AuditChoice(**{name: codes[f"audit-{name}"] for name in DIMENSIONS if f"audit-{name}" in codes})


def codes_of(choice: AuditChoice) -> dict[str, str]:
    """The codes that a link to a choice carries; what is not narrowed is not named."""
    return {f"audit-{name}": code for name, code in choice.without().items()}


def _areas(release: Release, codes: Codes) -> Finding | None:
    return (
        audit_areas(release, choice_of(codes), order=codes.get("order", CHANGED_FIRST)) if has_audits(release) else None
    )


def _part(release: Release, codes: Codes) -> Finding | None:
    """By whatever else than areas of practice, which are the explorer itself."""
    return audit_part(release, choice_of(codes), codes["by"]) if has_audits(release) else None


def _agree(release: Release, codes: Codes) -> Finding | None:
    if not has_audits(release):
        return None
    name = codes.get("round") or rounds_of(release)[-1]
    return agreement(release, name, view=codes.get("look", "area"), scale=codes["scale"])


def _talk(release: Release, codes: Codes) -> Finding | None:
    if not has_audits(release):
        return None
    return to_talk_about(release, codes.get("round") or rounds_of(release)[-1], view=codes.get("look", "area"))


ENTRIES = (
    Entry("audit-change", "Audits: how practice is rated, and what changed", "What do auditors find, and what changed?", AUDITS, _areas,
          (*FILTERS, "order"), RATED, "layout", measures=audit_measures),
    *(Entry(f"audit-by-{by.replace('_', '-')}", title, question, AUDITS, _part, FILTERS, RATED, "layout", (("by", by),), is_for_papers=False)
      for by, (title, question) in PARTS.items()),
    Entry("audit-by-quality-indicator", "Audits by national quality indicator", ASKED_OF_PARTS[INDICATOR], AUDITS,
          lambda r, c: by_indicator(r, choice_of(c)) if has_audits(r) else None, FILTERS, RATED),
    Entry("audit-standards", "Audits: which standards fell or rose", standards.QUESTION, AUDITS,
          lambda r, c: standards.audit_standards(r, choice_of(c)) if has_audits(r) else None, ("audit-round",), RATED, judges="standards of audits"),
    *(Entry(f"agreement-{scale.replace('_', '-')}", title, QUESTIONS[scale], AGREEMENT, _agree, ("round", "look"), RATED,
            with_codes=(("scale", scale),), is_for_papers=False)
      for scale, title in (("decision", "Agreement on good or not"), ("six_points", "Agreement on all six points"))),
    Entry("agreement-talk", "What auditors might talk about", "What might auditors talk about?", AGREEMENT, _talk, ("round", "look"), RATED,
          judges="two auditors"),
    Entry("system-review", "System review", "Where does the system stand, and what moved?", SYSTEM, lambda r, _: system_review(r), (), ("system_review",)),
    Entry("system-evidence", "What the review rests on", RESTS_ON, SYSTEM, lambda r, _: system_evidence(r), (), ("system_review",)),
    Entry("audit-observations", "Other parts of the audit", OBSERVED, SYSTEM, lambda r, _: observations(r), (), ("audit_observations",)),
)  # fmt: skip
