"""What the Committee keeps: risks, decisions, what was learnt, and what young people said and heard back. Of no child."""

from __future__ import annotations

from data_loaders.deliveries.practice import STATUSES
from data_loaders.deliveries.table import Column, Table

COURSES = {"RISING": "Rising", "SAME": "As before", "FALLING": "Falling"}
BODIES = {
    "CPC": "Child Protection Committee", "STEERING": "Steering group", "SLT": "Senior Leadership Team",
    "CMT": "Corporate Management Team", "FORUM": "Practitioners’ Forum",
}  # fmt: skip
LEARNT_FROM = {
    "AUDIT": "An audit", "CASE_REVIEW": "A case review", "LEARNING_REVIEW": "A learning review", "FORUM": "The forum",
    "YOUNG_PEOPLE": "Young people", "ELSEWHERE": "Another authority or university",
}  # fmt: skip
SHARED_WITH = {
    "PARTNERS": "Partners here", "OTHER_AUTHORITY": "Another authority", "UNIVERSITY": "A university", "NETWORK": "The field’s network",
    "YOUNG_PEOPLE": "Young people", "NOBODY": "Nobody yet",
}  # fmt: skip
HEARD_THROUGH = {
    "SURVEY": "A survey", "SAFETY_MAP": "A map of safe and unsafe places", "CONTEXT": "Work in a context", "GROUP": "A group of young people",
    "DISCUSSION": "Return discussions",
}  # fmt: skip
ANSWERS = {
    "DONE": "Done",
    "UNDER_WAY": "Under way",
    "NOT_POSSIBLE": "Not possible, and said why",
    "NOT_ANSWERED": "Not answered yet",
}

# What a target can be set for: times in days, shares in per cent.
TARGETS_IN_DAYS = {
    "CONFERENCE": "From referral to context conference", "PLAN": "From referral to plan", "CLOSED": "From referral to closing",
}  # fmt: skip
TARGETS_IN_PER_CENT = {
    "ARRANGED": "Return discussions arranged within 72 hours", "HELD": "Return discussions held within 7 days",
}  # fmt: skip
# Which figure of this product shows whether practice is as it was decided.
SHOWN_BY = {
    "REACHED_IRD": "Harm that reached a referral discussion", "LEVEL_2": "Harm answered in the context",
    "ARRANGED": "Return discussions arranged within 72 hours", "HELD": "Return discussions held within 7 days",
    "FELT": "What young people say when a context is closed",
}  # fmt: skip

RISK_REGISTER = Table(
    "risk_register", "Risk register", "One row for each risk to the partnership's work; never a risk of a child.", ("risk_id",),
    (
        Column("risk_id", "The risk's number in the register.", is_required=True),
        Column("opened", "When it was put in the register.", "date", True),
        Column("risk", "What may happen, in a sentence.", is_required=True),
        Column("owner_role", "The role that watches it, and never a name."),
        Column("likelihood", "From 1, very unlikely, to 5, nearly certain.", "integer", True),
        Column("impact", "From 1, slight, to 5, very severe.", "integer", True),
        Column("course", "Whether it rises or falls.", "code", True, COURSES),
        Column("what_is_done", "What is done about it, in a sentence."),
        Column("review_due", "When it is to be looked at again.", "date"),
        Column("closed", "When it was closed; blank while it is open.", "date"),
    ),
)  # fmt: skip
DECISIONS = Table(
    "decisions", "Decisions", "One row for each decision of a body of the partnership, and what came of it.", ("decision_id",),
    (
        Column("decision_id", "The decision's number.", is_required=True),
        Column("body", "Which body decided.", "code", True, BODIES),
        Column("decided", "The day of the meeting.", "date", True),
        Column("decision", "What was decided, in a sentence.", is_required=True),
        Column("owner_role", "The role that sees to it, and never a name."),
        Column("due", "The day by which it is to be done.", "date"),
        Column("status", "How far it has come.", "code", True, STATUSES),
        Column("what_came", "What came of it, in a sentence; blank while nothing is known."),
        Column("shown_by", "Which figure shows whether practice is as it was decided; blank where none does.", "code", codes=SHOWN_BY),
    ),
)  # fmt: skip
LEARNING = Table(
    "learning_log", "Learning log", "One row for each thing that was learnt, with whom it was shared and what changed.", ("entry_id",),
    (
        Column("entry_id", "The entry's number.", is_required=True),
        Column("learnt", "When it was written down.", "date", True),
        Column("learnt_from", "What it was learnt from.", "code", True, LEARNT_FROM),
        Column("what", "What was learnt, in a sentence.", is_required=True),
        Column("shared_with", "With whom it was shared first.", "code", True, SHARED_WITH),
        Column("what_changed", "What changed because of it, in a sentence; blank if nothing has yet."),
    ),
)  # fmt: skip
HEARD = Table(
    "heard_and_answered", "You said, we did", "One row for each thing that young people said together, and what they heard back.", ("heard_id",),
    (
        Column("heard_id", "The row's number.", is_required=True),
        Column("heard", "When it was heard.", "date", True),
        Column("heard_through", "Through what it was heard.", "code", True, HEARD_THROUGH),
        Column("you_said", "What young people said, in a sentence of nobody's own words.", is_required=True),
        Column("we_did", "What was done, or why it was not, in a sentence."),
        Column("answer", "How far it has come.", "code", True, ANSWERS),
        Column("told_back", "When those who said it heard back; blank if they have not.", "date"),
    ),
)  # fmt: skip
TARGETS = Table(
    "targets", "Targets", "One row for each target that a body of the partnership has set for a time or a share.", ("measure", "from_dt"),
    (
        Column("measure", "What the target is for.", "code", True, {**TARGETS_IN_DAYS, **TARGETS_IN_PER_CENT}),
        Column("from_dt", "The day from which it holds; it ends where a later one of the same measure begins.", "date", True),
        Column("target", "Of a time, within how many days; of a share, at least how many per cent.", "number", True),
        Column("decided_by", "Which body decided it.", "code", True, BODIES),
    ),
)  # fmt: skip
COMMITTEE = (RISK_REGISTER, DECISIONS, LEARNING, HEARD, TARGETS)
