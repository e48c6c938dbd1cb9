"""Contexts at level 2: from the referral of a place or group to its being safer."""

from __future__ import annotations

from data_loaders.deliveries.context_kinds import CONTEXTS
from data_loaders.deliveries.places import AGENCIES
from data_loaders.deliveries.table import YES_NO, Column, Table

STAGES = {
    "REFERRAL": "Referral", "SCREENING": "Screening", "ASSESSMENT": "Context assessment", "CONFERENCE": "Context conference",
    "PLAN": "Plan", "INTERVENTION": "Intervention", "REVIEW": "Review", "CLOSED": "Closed",
}  # fmt: skip
CLOSURES = {"SAFER": "Safer", "SAME": "The same", "LESS_SAFE": "Less safe", "NK": "Not known"}
SIZES = {"UNDER_10": "Fewer than 10", "10_TO_49": "10 to 49", "50_OR_MORE": "50 or more", "NK": "Not known"}
ASKS = {
    "LIGHT_AND_SIGHT": "Light, and being seen", "SOMEWHERE_TO_GO": "Somewhere to go", "ADULTS_WHO_KNOW_US": "Adults who know us",
    "GETTING_HOME": "Getting home safely", "BEING_BELIEVED": "Being believed", "LESS_MOVING_ON": "Not only being moved on",
    "ONLINE": "What happens online",
}  # fmt: skip
MEASURES = {
    "INCIDENTS": "Incidents", "YP_FEEL_SAFE": "Young people who feel safe", "GUARDIANS": "Adults who look out",
    "ENVIRONMENT": "The place itself", "PEER_NORMS": "Norms among peers", "PARTNER_ACTION": "Actions of partners done",
}  # fmt: skip
OF_THINGS = ("ENVIRONMENT", "PARTNER_ACTION")  # measures that count nobody, whatever their figure is
SHARE, COUNTS = "PER_CENT", ("COUNT", "COUNT_A_MONTH")  # scales
RISKS = {
    "EXPLOITATION": "Exploitation", "VIOLENCE": "Violence", "SUBSTANCES": "Substances", "ONLINE_HARM": "Online harm",
    "PEER_PRESSURE": "Pressure from peers", "UNSEEN": "Nobody sees what happens", "OTHER": "Other",
}  # fmt: skip
PROTECTIVE = {
    "TRUSTED_ADULT": "A trusted adult", "YOUTH_WORK": "Youth work", "WATCHFUL_STAFF": "Watchful staff", "FRIENDS": "Friends who stand by",
    "GOOD_TRANSPORT": "A way home", "PARENTS": "Parents who are involved", "OPEN_PLACE": "An open, lit place",
}  # fmt: skip
# What is worked out of several rows has its words here too. Up to two in a network of support is a carer and a worker; six and more
# is a network that holds when one of them leaves.
FEW, SOME = 2, 5
NETWORKS = {
    "FEW": f"Up to {FEW}",
    "SOME": f"{FEW + 1} to {SOME}",
    "MANY": f"{SOME + 1} or more",
    "NOT_ASSESSED": "Not assessed",
}
FELT = {"Y": "More feel safe", "SAME": "As many feel safe", "LESS": "Fewer feel safe", "NOT_TWICE": "Not asked twice"}
HEAVIEST = CONTEXTS | {"EQUAL": "Several alike", "NOT_WEIGHED": "Not weighed"}

CONTEXT_CASES = Table(
    "context_cases", "Contexts at level 2", "One row for each context that was referred.", ("case_id",),
    (
        Column("case_id", "A random identifier of the context, the same in each extract.", is_required=True),
        Column("context_type", "The kind of place or group.", "code", True, CONTEXTS),
        Column("size_band", "About how many young people live in it or use it.", "code", False, SIZES),
        Column("is_sensitive", "Whether it must be pooled whatever its kind, as a children’s house must.", "code", False, {"Y": "Yes", "N": "No"}),
        Column("area_code", "The area in which it lies."),
        Column("referral_date", "When it was referred.", "date", True),
        Column("source_agency", "Who referred it.", "code", False, AGENCIES),
        Column("harm_types", "Kinds of harm, as codes with ; between them."),
        Column("stage", "The stage that it is at on the day of the extract.", "code", True, STAGES),
        Column("screen_decision", "What the screening decided; LEVEL_2 also where children in it are answered at level 1 beside it.", "code", False, {
            "LEVEL_2": "Taken on at level 2", "LEVEL_1": "Answered at level 1", "NO_ACTION": "No action", "NK": "Not known"}),
        Column("conference_date", "When the context conference was held.", "date"),
        Column("chair_agency", "Which agency chaired it.", "code", False, AGENCIES),
        Column("agencies_attended", "Agencies that were there, as codes with ; between them."),
        Column("young_people_involved", "Whether young people had a part in it.", "code", False, YES_NO),
        Column("parents_involved", "Whether parents had a part in it.", "code", False, YES_NO),
        Column("young_people_asked_for", "What young people said should change, as codes with ; between them."),
        Column("plan_date", "When the plan was agreed.", "date"),
        Column("review_due", "When the next review is due.", "date"),
        Column("review_date", "When the last review was held.", "date"),
        Column("closed_date", "When it was closed.", "date"),
        Column("closure_outcome", "What became of the context.", "code", False, CLOSURES),
    ),
)  # fmt: skip
CONTEXT_STAGES = Table(
    "context_stage_history", "Stages of contexts", "One row for each stage that a context went through.", ("case_id", "stage", "entered_dt"),
    (
        Column("case_id", "The context.", is_required=True),
        Column("stage", "The stage.", "code", True, STAGES),
        Column("entered_dt", "When it began.", "date", True),
        Column("left_dt", "When it ended; blank while it lasts.", "date"),
    ),
)  # fmt: skip
CONTEXT_WEIGHTS = Table(
    "context_weights", "Weights of contexts", "How much each kind of context contributes to what is happening; they sum to 100.",
    ("case_id", "assessed_dt", "context"),
    (
        Column("case_id", "The context.", is_required=True),
        Column("assessed_dt", "When it was weighed.", "date", True),
        Column("context", "The kind of context that contributes.", "code", True, CONTEXTS),
        Column("weight", "Its part of 100.", "number", True),
    ),
)  # fmt: skip
CONTEXT_RISKS = Table(
    "context_risks", "Risks of contexts", "One row for each risk at each assessment.", ("case_id", "assessed_dt", "risk"),
    (
        Column("case_id", "The context.", is_required=True),
        Column("assessed_dt", "When it was assessed.", "date", True),
        Column("risk", "The risk.", "code", True, RISKS),
        Column("likelihood", "From 1, very unlikely, to 5, nearly certain.", "integer", True),
        Column("impact", "From 1, slight, to 5, very severe.", "integer", True),
        Column("protective_factors", "What protects, as codes with ; between them."),
        Column("network_of_support_n", "How many people and services are in the network of support.", "integer"),
        Column("young_people_involved", "Whether young people had a part in the assessment.", "code", False, YES_NO),
    ),
)  # fmt: skip
CONTEXT_MEASURES = Table(
    "context_measures", "Measures of contexts", "What is measured in the context itself, again and again.", ("case_id", "measured_dt", "measure"),
    (
        Column("case_id", "The context.", is_required=True),
        Column("measured_dt", "When it was measured.", "date", True),
        Column("measure", "What is measured.", "code", True, MEASURES),
        Column("value", "The figure.", "number", True),
        Column("scale", "What the figure means.", "code", True, {
            "COUNT_A_MONTH": "a month", "PER_CENT": "per cent", "ZERO_TO_TEN": "out of 10", "COUNT": "in number"}),
    ),
)  # fmt: skip
CONTEXT_TABLES = (CONTEXT_CASES, CONTEXT_STAGES, CONTEXT_WEIGHTS, CONTEXT_RISKS, CONTEXT_MEASURES)
