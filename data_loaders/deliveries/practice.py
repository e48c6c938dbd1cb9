"""What practitioners say, what was asked and done about it, and the language of documents."""

from __future__ import annotations

from data_loaders.deliveries.missing import CONTEXTS
from data_loaders.deliveries.places import AGENCIES
from data_loaders.deliveries.table import Column, Table

SESSION_KINDS = {
    "PRACTICE_FORUM": "Practitioners' forum", "FOCUS_GROUP": "Focus group", "MANAGER_FEEDBACK": "Managers' feedback",
    "REFLECTIVE": "Reflective session",
}  # fmt: skip
ROLES = {"PRACTITIONER": "Practitioners", "MANAGER": "Managers", "SENIOR": "Senior managers"}
STANCES = {"ASK": "Ask", "BARRIER": "Barrier", "ENABLER": "Enabler", "PRAISE": "Praise"}
FORUM_AGENCIES = {**AGENCIES, "OTHER": "Other agencies"}
ORIGINS = {
    "FORUM": "Practitioners' forum", "AUDIT": "Audit", "CASE_REVIEW": "Case review", "CPC": "Child Protection Committee",
    "STEERING": "Steering group",
}  # fmt: skip
STATUSES = {"OPEN": "Not begun", "IN_PROGRESS": "Under way", "DONE": "Done", "STOPPED": "Stopped"}
REVIEW_KINDS = {
    "SINGLE_AGENCY": "Single-agency review", "MULTI_AGENCY": "Multi-agency review", "LEARNING_REVIEW": "Learning review",
}  # fmt: skip
SIDES = {"STRENGTH": "Strength", "GAP": "Gap"}
DOC_TYPES = {
    "ASSESSMENT": "Assessments", "PLAN": "Plans", "CHRONOLOGY": "Chronologies", "REFERRAL": "Referrals", "MINUTES": "Minutes",
    "REPORT": "Reports",
}  # fmt: skip

SESSIONS = Table(
    "forum_sessions", "Sessions with practitioners", "One row for each session of the forum, focus group or reflective session.", ("session_id",),
    (
        Column("session_id", "A random identifier of the session.", is_required=True),
        Column("date", "The day of the session.", "date", True),
        Column("type", "What kind of session it was.", "code", True, SESSION_KINDS),
        Column("agencies", "Agencies that attended, with how many people came where known: POLICE:3; HEALTH:1."),
        Column("roles", "Roles that attended, with how many people came where known: PRACTITIONER:18; MANAGER:5."),
        Column("attendees_n", "How many people attended.", "integer", True),
    ),
)  # fmt: skip

CONTRIBUTIONS = Table(
    "forum_contributions", "Contributions", "One row for each thing that was said in a session, without saying who said it.", ("contribution_id",),
    (
        Column("contribution_id", "A random identifier of the row.", is_required=True),
        Column("session_id", "The session in which it was said.", is_required=True),
        Column("agency_band", "The agency of who said it.", "code", True, FORUM_AGENCIES, synonyms=("agency",)),
        Column("role_band", "The role of who said it.", "code", True, ROLES, synonyms=("role",)),
        Column("text", "What was said, with nothing in it that identifies anybody."),
        Column("is_ask", "Whether something was asked for.", "code", False, {"Y": "Yes", "N": "No"}),
        Column("consent_to_quote", "Whether it may be quoted word for word.", "code", False, {"Y": "Yes", "N": "No"}),
        Column("read_by_1", "The role of who read it first, for words that could identify somebody; never a name. Nothing is quoted that two have not read."),
        Column("read_on_1", "The day on which it was read first.", "date"),
        Column("read_by_2", "The role of a second person who read it; another role than the first."),
        Column("read_on_2", "The day on which it was read a second time.", "date"),
    ),
)  # fmt: skip

CODEBOOK = Table(
    "theme_codebook", "Codebook", "The themes with their definitions, each under Capacity, Culture or Consistency, by version.", ("theme_code", "version"),
    (
        Column("theme_code", "The theme's code.", is_required=True),
        Column("parent_code", "The theme above it; blank for CAPACITY, CULTURE and CONSISTENCY."),
        Column("label", "What pages call it.", is_required=True),
        Column("definition", "What belongs to it, in a sentence.", is_required=True),
        Column("version", "The version of the codebook, a number that grows.", is_required=True),
    ),
)  # fmt: skip

CODINGS = Table(
    "theme_codings", "Codings", "One row for each theme that a coder found in a contribution.", ("contribution_id", "theme_code", "coder"),
    (
        Column("contribution_id", "The contribution that was read.", is_required=True),
        Column("theme_code", "The theme that was found in it.", is_required=True),
        Column("coder", "Who read it, as a letter and never a name.", is_required=True),
        Column("coded_dt", "The day on which it was read.", "date"),
        Column("stance", "Whether it asks, names a barrier or an enabler, or praises.", "code", True, STANCES),
    ),
)  # fmt: skip

ACTIONS = Table(
    "actions", "Actions", "One row for each action that was agreed, whatever it came from.", ("action_id",),
    (
        Column("action_id", "The action's number in the partnership's register.", is_required=True),
        Column("origin_type", "What it came from.", "code", True, ORIGINS),
        Column("origin_id", "The row that it came from, if it is known; it is not published."),
        Column("theme_code", "The theme that it answers.", is_required=True),
        Column("description", "What is to be done, in a sentence.", is_required=True),
        Column("owner_role", "The role that is to see to it, and never a name."),
        Column("due", "The day by which it is to be done.", "date"),
        Column("status", "How far it has come.", "code", True, STATUSES),
        Column("closed", "The day on which it was done or stopped; blank if it is neither.", "date"),
        Column("evidence", "What shows that it was done, in a sentence."),
    ),
)  # fmt: skip

REVIEWS = Table(
    "case_reviews", "Themes of case reviews", "One row for each theme that a review found, as a strength or as a gap.",
    ("review_id", "theme_code", "strength_or_gap"),
    (
        Column("review_id", "A random identifier of the review; it is not published.", is_required=True),
        Column("type", "What kind of review it was.", "code", True, REVIEW_KINDS),
        Column("quarter", "The first day of the quarter in which it was finished.", "date", True),
        Column("theme_code", "The theme that was found.", is_required=True),
        Column("contexts", f"Contexts that were part of it, as codes with ; between them: {', '.join(CONTEXTS)}."),
        Column("strength_or_gap", "Whether it was a strength or a gap.", "code", True, SIDES),
    ),
)  # fmt: skip

TRAINING = Table(
    "training", "Training", "How many of an agency's eligible staff had completed a course by the end of a period.", ("period", "agency", "course"),
    (
        Column("period", "The first day of the quarter.", "date", True),
        Column("agency", "The agency whose staff they are.", "code", True, FORUM_AGENCIES),
        Column("course", "What the course is called.", is_required=True),
        Column("eligible_n", "How many of its staff are to have it.", "integer", True),
        Column("trained_n", "How many of them had completed it by the end of the quarter.", "integer", True),
    ),
)  # fmt: skip

SHARING = Table(
    "intelligence_sharing", "Intelligence shared", "How many items of intelligence one agency gave another in a period.", ("period", "from_agency", "to_agency"),
    (
        Column("period", "The first day of the month.", "date", True),
        Column("from_agency", "The agency that shared.", "code", True, FORUM_AGENCIES),
        Column("to_agency", "The agency that it was shared with.", "code", True, FORUM_AGENCIES),
        Column("items_n", "How many items were shared.", "integer", True),
        Column("acted_on_n", "How many of them were acted on.", "integer", True),
    ),
)  # fmt: skip

LANGUAGE_TERMS = Table(
    "language_terms", "Words that blame", "The partnership's list of words to avoid, with why and what to write instead.", ("term",),
    (
        Column("term", "The word or phrase.", is_required=True),
        Column("pattern", "Its forms, with | between them and * for any ending; blank if the term itself is enough."),
        Column("category", "What kind of blame it is.", is_required=True),
        Column("why", "Why to avoid it, in a sentence.", is_required=True),
        Column("alternatives", "What to write instead, with ; between them.", is_required=True),
        Column("exceptions", "Phrases in which it is meant otherwise, with ; between them."),
    ),
)  # fmt: skip

LANGUAGE_SCANS = Table(
    "language_scans", "Counts of words that blame", "One row for each document that was counted, with none of its text.", ("scan_id",),
    (
        Column("scan_id", "A random identifier of the row.", is_required=True),
        Column("scan_dt", "The day on which the document was written; the command `language` writes the first day of its quarter.", "date", True),
        Column("doc_type", "What kind of document it is.", "code", True, DOC_TYPES),
        Column("words_n", "How many words it has.", "integer", True),
        Column("hits", "How many words that blame it has of each category: CHOICE:2; LABEL:1. Blank if none."),
    ),
)  # fmt: skip

PRACTICE = (
    SESSIONS, CONTRIBUTIONS, CODEBOOK, CODINGS, ACTIONS, REVIEWS, TRAINING, SHARING, LANGUAGE_TERMS, LANGUAGE_SCANS,
)  # fmt: skip
