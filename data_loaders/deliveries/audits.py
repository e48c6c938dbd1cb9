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
# The 22 quality indicators of the Care Inspectorate's framework for children and young people in need of care and protection.
QUALITY_INDICATORS = {
    "1.1": "1.1 Safety, wellbeing and life chances", "2.1": "2.1 Impact on children and young people", "2.2": "2.2 Impact on families",
    "3.1": "3.1 Impact on staff", "4.1": "4.1 Impact on communities", "5.1": "5.1 Recognition and response to initial concerns",
    "5.2": "5.2 Assessing risk and need", "5.3": "5.3 Care planning, managing risk and effective intervention",
    "5.4": "5.4 Involving individual children, young people and families", "6.1": "6.1 Policies, procedures and legal measures",
    "6.2": "6.2 Planning and improving services", "6.3": "6.3 Participation", "6.4": "6.4 Performance management and quality assurance",
    "7.1": "7.1 Recruitment, deployment and joint working", "7.2": "7.2 Training, development and support of staff",
    "8.1": "8.1 Management of resources", "8.2": "8.2 Commissioning", "8.3": "8.3 Improvement through self-evaluation",
    "9.1": "9.1 Vision, values and aims", "9.2": "9.2 Leadership of strategy and direction", "9.3": "9.3 Leadership of people",
    "9.4": "9.4 Leadership of improvement and change",
}  # fmt: skip
VALUES = {
    "COLLABORATIVE": "Collaborative", "ECOLOGICAL": "Ecological", "RIGHTS_BASED": "Rights-based", "STRENGTHS_BASED": "Strengths-based",
    "EVIDENCE_INFORMED": "Evidence-informed",
}  # fmt: skip
EVIDENCE_FROM = {
    "YOUNG_PEOPLE": "Young people", "FAMILIES": "Parents and carers", "PRACTITIONERS": "Practitioners", "MANAGERS": "Managers",
    "PARTNERS": "Those who can change a place", "AUDITORS": "Auditors", "RECORDS": "Records and counts",
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
        Column("quality_indicator", "The national quality indicator that it is tied to; blank if it is tied to none.", "code", False, QUALITY_INDICATORS),
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
        Column("evidence_values", f"Values of the approach that the evidence speaks to, as codes with ; between them: {', '.join(VALUES)}. Blank if none."),
        Column("evidence_from", "Who says so: whose account the evidence is.", "code", False, EVIDENCE_FROM),
        Column("next_step", "What is done next, in a sentence; blank if nothing is agreed."),
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
