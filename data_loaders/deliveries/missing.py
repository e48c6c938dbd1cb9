"""Missing episodes and the conversations after the return."""

from __future__ import annotations

from data_loaders.deliveries.agencies import AGENCIES
from data_loaders.deliveries.context_kinds import CONTEXTS as CONTEXTS
from data_loaders.deliveries.table import NOT_KNOWN, YES_NO, Column, Table

AGES = {"10-12": "10–12", "13-15": "13–15", "16-17": "16–17", "NK": "Not known"}
KNOWN_TO = {"MINUTE": "To the minute", "DAY": "To the day", "MONTH": "To the month"}
SEXES = {"F": "Female", "M": "Male", "OTHER": "Other", "NK": "Not known"}

EPISODES = Table(
    "missing_episodes", "Missing episodes", "One row for each report, investigation or episode of a child who was missing.",
    ("counting_unit", "episode_id"),
    (
        Column("episode_id", "A random identifier of the row.", is_required=True),
        Column("child_pseudo_id", "A random identifier of the child, new in each extract.", is_required=True, synonyms=("child_id", "pseudo_id")),
        Column("counting_unit", "What the row is: a report, an investigation or an episode.", "code", True, {
            "REPORT": "Report", "INVESTIGATION": "Investigation", "EPISODE": "Episode"},
            # England's returns say M (missing) or A (away without leave). Scotland has no "absent": both are episodes.
            code_synonyms={"M": "EPISODE", "A": "EPISODE", "MISSING": "EPISODE", "ABSENT": "EPISODE"}),
        Column("start_dt", "When the child was last seen or reported, local time.", "datetime", True, synonyms=("start", "missing_from_dt", "reported_dt")),
        Column("end_dt", "When the child was back, local time; blank if not known.", "datetime", synonyms=("end", "returned_dt")),
        Column("age_band", "Age in years.", "code", True, AGES),
        Column("sex", "Sex as recorded.", "code", True, SEXES, ("gender",), {"FEMALE": "F", "MALE": "M", "GIRL": "F", "BOY": "M", "UNKNOWN": "NK"}),
        Column("missing_from", "Where the child was missing from.", "code", False, {
            "HOME": "Home", "CHILDRENS_HOUSE": "Children's house", "FOSTER": "Foster care", "KINSHIP": "Kinship care",
            "SECURE": "Secure care", "SCHOOL": "School", "HEALTH": "Health setting", "OTHER": "Other", "NK": "Not known"}),
        Column("care_status", "Whether the child is looked after.", "code", False, {
            "NOT_LA": "Not looked after", "LA_HOME": "Looked after at home", "LA_AWAY": "Looked after away from home",
            "CARE_EXPERIENCED": "Care experienced", "NK": "Not known"}),
        Column("risk_level", "Risk as assessed: low, medium or high.", "code", False, {
            "LOW": "Low", "MEDIUM": "Medium", "HIGH": "High", "NK": "Not known"}, code_synonyms={"STANDARD": "MEDIUM", "L": "LOW", "M": "MEDIUM", "H": "HIGH"}),
        Column("area_from", "Area code of where the child was missing from.", is_required=True, synonyms=("area_code",)),
        Column("area_found", "Area code of where the child was found."),
        Column("found_context_type", "In which kind of place the child was found.", "code", False, CONTEXTS),
        Column("not_at_home_protocol", "Whether a not-at-home agreement was in force.", "code", False, YES_NO),
        Column("outcome", "How the episode ended.", "code", False, {
            "RETURNED_SELF": "Came back", "FOUND_POLICE": "Found by police", "FOUND_OTHER": "Found by others",
            "OTHER": "In another way", "NK": "Not known"}),
        Column("harm_reported", "Whether harm was reported.", "code", False, YES_NO),
        Column("source_agency", "Which agency recorded it.", "code", False, AGENCIES),
        Column("times_known_to", "How exactly the times of the row are known, where not to the minute; the reader says DAY or MONTH of a file in which no row has an hour.", "code", False, KNOWN_TO),
    ),
)  # fmt: skip

DISCUSSIONS = Table(
    "return_discussions", "Return discussions", "The conversation that a child is offered after coming back.", ("discussion_id",),
    (
        Column("discussion_id", "A random identifier of the row.", is_required=True),
        Column("episode_id", "The episode it follows.", is_required=True),
        Column("offered", "Whether it was offered.", "code", True, {"Y": "Yes", "N": "No", "NA": "Not applicable", "NK": "Not known"}),
        Column("offered_dt", "When it was offered.", "datetime"),
        Column("arranged_dt", "When it was arranged.", "datetime"),
        Column("completed_dt", "When it took place.", "datetime"),
        Column("accepted", "Whether the child wanted it.", "code", False, YES_NO),
        Column("declined_reason", "Why not, as a code of the partnership."),
        Column("offered_again", "If declined: whether it was offered again.", "code", False, YES_NO),
        Column("completed_by", "Who had the conversation.", "code", False, {
            "POLICE": "Police", "SOCIAL_WORK": "Social work", "BARNARDOS": "Barnardo's", "SCHOOL": "School", "OTHER": "Other", **NOT_KNOWN}),
        Column("choice_offered", "Whether the child could choose with whom.", "code", False, YES_NO),
        Column("push_factors", "What the child was leaving, as codes."),
        Column("pull_factors", "What the child was going to, as codes."),
        Column("contexts_named", "Contexts that were named, as codes."),
        Column("info_shared", "Whether what was learned was shared.", "code", False, YES_NO),
        Column("safety_plan", "Whether a safety plan followed.", "code", False, YES_NO),
        Column("times_known_to", "How exactly the times of the row are known, where not to the minute; the reader says DAY or MONTH of a file in which no row has an hour.", "code", False, KNOWN_TO),
    ),
)  # fmt: skip
