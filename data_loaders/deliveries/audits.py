"""What the steering group looks at: audits of records against standards, and the system against its own."""

from __future__ import annotations

from data_loaders.deliveries.table import YES_NO, Column, Table

DOMAINS = {
    "1": "Target the contexts", "2": "Through child protection", "3": "With those who can change the context",
    "4": "Measure change in the context too",
}  # fmt: skip
LEVELS = {"L1": "Level 1: children and families", "L2": "Level 2: the context itself"}
PRACTICE_AREAS = {
    "CHRONOLOGY": "Chronology", "ASSESSMENT": "Assessment", "PLAN": "Plan", "VOICE": "Voice of young people", "LANGUAGE": "Language",
    "CONTEXT_ID": "Contexts identified", "PARTNERSHIP": "Partnership", "OUTCOME": "Outcome",
}  # fmt: skip
POINTS = {"1": "Unsatisfactory", "2": "Weak", "3": "Adequate", "4": "Good", "5": "Very good", "6": "Excellent"}

AUDIT_ITEMS = Table(
    "audit_items", "Standards of the audit", "One row for each standard that a record is read against.", ("item_id",),
    (
        Column("item_id", "The identifier of the standard, the same in each round.", is_required=True),
        Column("domain", "Which of the four domains it belongs to.", "code", True, DOMAINS),
        Column("level", "Level 1 or level 2.", "code", True, LEVELS),
        Column("practice_area", "The area of practice that it belongs to.", "code", True, PRACTICE_AREAS),
        Column("wording", "The standard in the words of the audit tool; it says nothing of any record.", is_required=True),
        Column("scale", "The scale on which it is rated: six points.", "code", False, {"SIX_POINT": "Six points"}),
    ),
)  # fmt: skip
AUDIT_ROUNDS = Table(
    "audit_rounds", "Rounds of the audit", "One row for each round: how many records there were, and how those read were drawn.", ("round",),
    (
        Column("round", "The name of the round, as in audit_ratings.", is_required=True),
        Column("held_on", "The day on which the round is dated.", "date", True),
        Column("frame_n", "How many records could have been drawn; blank if not known.", "integer"),
        Column("drawn", "How the records were drawn.", "code", True, {
            "RANDOM": "At random", "SYSTEMATIC": "Every so many of a list", "ALL": "All of them", "CHOSEN": "Chosen on purpose", "NK": "Not known"}),
    ),
)  # fmt: skip
AUDIT_RATINGS = Table(
    "audit_ratings", "Ratings of the audit", "One row for each record, standard and auditor.", ("round", "record_pseudo_id", "item_id", "rater"),
    (
        Column("audit_id", "A random identifier of the sheet that the rating stood on."),
        Column("round", "The name of the round.", is_required=True),
        Column("record_pseudo_id", "A random identifier of the record that was read, new in each extract.", is_required=True),
        Column("team_band", "The group of teams, already joined so that no team or worker is known by it.", is_required=True),
        Column("sampled_dt", "When the record was drawn.", "date"),
        Column("item_id", "The standard.", is_required=True),
        Column("rater", "The first auditor (A) or the second (B).", "code", True, {"A": "First auditor", "B": "Second auditor"}),
        Column("rating", "From 1, unsatisfactory, to 6, excellent.", "integer", True),
        Column("is_blind", "Whether the second auditor had not seen the first rating.", "code", False, YES_NO),
    ),
)  # fmt: skip
SYSTEM_REVIEW = Table(
    "system_review", "Review of the system", "Where the partnership stands, by domain, level and component; it is about no child.",
    ("review_dt", "domain", "level", "component"),
    (
        Column("review_dt", "The day of the review.", "date", True),
        Column("domain", "Which of the four domains.", "code", True, DOMAINS),
        Column("level", "Level 1 or level 2.", "code", True, LEVELS),
        Column("component", "The part of the system, in a few words.", is_required=True),
        Column("rating", "Red: not in place. Amber: partly. Green: in place.", "code", True, {
            "RED": "Not in place", "AMBER": "Partly in place", "GREEN": "In place"}),
        Column("evidence", "What the rating rests on, in a sentence that says nothing of any child."),
        Column("agency", "The agency that answers for it."),
    ),
)  # fmt: skip
AUDIT_PARTS = {
    "DOCUMENTS": "Documents and policies", "MEETINGS": "Meetings that were observed", "TRAINING": "Training that was observed",
    "YOUNG_PEOPLE": "Focus groups with young people", "PRACTITIONERS": "Focus groups with practitioners",
}  # fmt: skip
FOUND = {"STRENGTH": "Strength", "GAP": "Gap"}
AUDIT_OBSERVATIONS = Table(
    "audit_observations", "Other parts of the audit",
    "One row for each thing that documents, observed meetings and training, or focus groups showed; it is about no child.", ("observation_id",),
    (
        Column("observation_id", "The number of the row.", is_required=True),
        Column("part", "Which part of the audit it comes from.", "code", True, AUDIT_PARTS),
        Column("held_on", "The day on which that part is dated.", "date", True),
        Column("domain", "Which of the four domains it belongs to.", "code", True, DOMAINS),
        Column("found", "Whether it is a strength or a gap.", "code", True, FOUND),
        Column("what", "What was found, in a sentence of nobody's own words.", is_required=True),
        Column("recommendation", "What is recommended, in a sentence; blank if nothing is."),
        Column("action_id", "The action in the register that came of it; blank if none has."),
    ),
)  # fmt: skip
AUDIT_TABLES = (AUDIT_ITEMS, AUDIT_ROUNDS, AUDIT_RATINGS, SYSTEM_REVIEW, AUDIT_OBSERVATIONS)
