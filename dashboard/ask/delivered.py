"""What was delivered for a release, by its own list of sources; emptiness alone says nothing about it."""

from __future__ import annotations

from dataclasses import dataclass

from data_loaders.release import Release


@dataclass(frozen=True)
class Theme:
    """Published tables that belong together. One of `sources` delivered is enough for there to be something."""

    title: str  # as in "No <title> was delivered"
    sources: tuple[str, ...]


SURVEY = Theme("survey", ("survey_responses", "survey_results"))
AUDITS = Theme("audit", ("audit_ratings",))
CONTEXTS = Theme("context at level 2", ("context_cases",))
FORUM = Theme("session with practitioners", ("forum_contributions", "theme_codings"))
REGISTER = Theme("register of actions", ("actions",))
TRAINING = Theme("training", ("training",))
SHARING = Theme("intelligence sharing", ("intelligence_sharing",))
LANGUAGE = Theme("language scan", ("language_scans",))
TERMS = Theme("list of words", ("language_terms",))
COMMITTEE = {"committee_risks": Theme("register of risks", ("risk_register",)), "committee_decisions": Theme("decision", ("decisions",)),
             "committee_learning": Theme("learning log", ("learning_log",)), "committee_heard": Theme("answer to young people", ("heard_and_answered",)),
             "committee_targets": Theme("target", ("targets",))}  # fmt: skip
REVIEWS = Theme("case review", ("case_reviews",))
INCIDENTS = Theme("incident", ("efh_incidents",))
EPISODES, CONVERSATIONS = (
    Theme("missing episode", ("missing_episodes",)),
    Theme("return discussion", ("return_discussions",)),
)
REFERENCE = Theme("list of areas", ("ref_area",))

# published table → whose it is; a table that is not here is about no theme of its own
THEMES: dict[str, Theme] = {
    "areas": REFERENCE,
    "ground": Theme("ground of the map", ("ground",)),
    "population": Theme("population", ("ref_population",)),
    "calendar": Theme("calendar of school terms", ("school_terms",)),
    "events": Theme("dated event", ("events",)),
    "indicators": Theme("published indicator", ("cpc_indicators",)),
    "places": INCIDENTS, "incident_repeats": INCIDENTS,
    "people_cells": Theme("population by small area", ("ref_population",)),
    "assets": Theme("asset", ("assets",)), "guardians": Theme("asset", ("assets",)),
    "safety_maps": Theme("safety map", ("safety_maps",)),
    "interventions": Theme("intervention", ("interventions",)),
    "audit_observations": Theme("other part of the audit", ("audit_observations",)),
    "system_review": Theme("review of the system", ("system_review",)),
    **dict.fromkeys(("survey_bands", "survey_blocks", "survey_cells", "survey_differences", "survey_part", "survey_questions",
                     "survey_sides", "survey_views"), SURVEY),
    **dict.fromkeys(("audit_agreement", "audit_cells", "audit_groups", "audit_items", "audit_pairs", "audit_rounds", "audit_ties"), AUDITS),
    **dict.fromkeys(("context_curves", "context_interventions", "context_measures", "context_pooled", "context_risks",
                     "context_shown", "context_weights"), CONTEXTS),
    **dict.fromkeys(("practice_agreement", "practice_counts", "practice_disagreements", "practice_pairs", "practice_quotes",
                     "practice_sessions", "practice_codebook", "practice_status"), FORUM),
    **COMMITTEE, "practice_actions": REGISTER, "practice_training": TRAINING, "practice_sharing": SHARING,
    "practice_language": LANGUAGE, "practice_terms": TERMS,
}  # fmt: skip

# Dimension of a counted dataset, or the beginning of its name → the table without which nobody can fill it.
DISCUSSIONS, TERMS_OF_SCHOOLS = "return_discussions", "school_terms"
NEEDED_BY_DIMENSION: dict[str, str] = {
    "discussion": DISCUSSIONS, "arranged_clock": DISCUSSIONS, "provider": DISCUSSIONS, "declined": DISCUSSIONS,
    "offered_again": DISCUSSIONS, "push_": DISCUSSIONS, "pull_": DISCUSSIONS, "contexts_": DISCUSSIONS,
    "day_kind": TERMS_OF_SCHOOLS,
}  # fmt: skip
# Dimensions of missing episodes that need the hour, or the day, of each record: they are not made where nobody recorded it.
NEEDS_HOURS = {
    "hour_band": "hours",
    "duration": "hours",
    "arranged_clock": "hours",
    "weekday": "days",
    "day_kind": "days",
}
TITLES = {DISCUSSIONS: "return discussions", TERMS_OF_SCHOOLS: "school terms"}


def sources_of(release: Release) -> frozenset[str]:
    return frozenset(source.table for source in release.manifest.sources)


def is_delivered(release: Release, theme: Theme) -> bool:
    return not sources_of(release).isdisjoint(theme.sources)


def needed_by(dimension: str) -> str:
    """The delivered table without which nobody can fill a dimension, beside the records themselves; empty where there is none."""
    return next((table for start, table in NEEDED_BY_DIMENSION.items() if dimension.startswith(start)), "")


def missing_source(release: Release, dataset: str, dimension: str) -> str:
    """What would have to be delivered before a dimension could be filled, in words; empty where nothing is missing."""
    made = next((one.dimension_titles for one in release.manifest.datasets if one.name == dataset), {dimension: ""})
    if dimension not in made and dimension in NEEDS_HOURS:
        return NEEDS_HOURS[dimension]
    needed = needed_by(dimension)
    return TITLES[needed] if needed and needed not in sources_of(release) else ""
