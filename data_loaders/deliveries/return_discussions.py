"""The conversation that a young person is offered after coming back, and its two clocks."""

from __future__ import annotations

from data_loaders.deliveries.codes import CONTEXT, CONTEXT_SYNONYMS
from data_loaders.deliveries.column import YES_NO, Column, Table

_BY = {
    "POLICE": "Police", "SOCIAL_WORK": "Social work", "BARNARDOS": "Barnardo's", "SCHOOL": "School",
    "OTHER": "Someone else", "NK": "Not known",
}  # fmt: skip
_DECLINED = {
    "NOT_WANTED": "Did not want one", "TALKED_ALREADY": "Had already talked to someone", "NOT_THIS_PERSON": "Not with this person",
    "NOT_NOW": "Not at this time", "COULD_NOT_BE_REACHED": "Could not be reached", "OTHER": "Another reason",
}  # fmt: skip
_PUSH = {
    "FAMILY_CONFLICT": "Conflict at home", "UNSAFE_AT_HOME": "Not safe at home", "PLACEMENT": "Unhappy where they live",
    "SCHOOL": "Difficulties at school", "BULLYING": "Bullying", "MENTAL_HEALTH": "Mental health", "LOSS": "Loss or bereavement",
    "BOREDOM": "Nothing to do", "OTHER": "Another reason",
}  # fmt: skip
_PULL = {
    "FRIENDS": "Time with friends", "FAMILY": "Time with family", "RELATIONSHIP": "A boyfriend or girlfriend", "PARTY": "Parties",
    "SUBSTANCES": "Alcohol or drugs", "EXPLOITATION": "Being exploited", "ONLINE_CONTACT": "Contact made online",
    "PLACE": "A place to be", "OTHER": "Another reason",
}  # fmt: skip

TABLE = Table(
    name="return_discussions",
    title="Return discussions",
    description="One row for each episode after which a return discussion was or should have been offered.",
    key=("discussion_id",),
    is_about_children=True,
    columns=(
        Column("discussion_id", "A random identifier of the row, new in every extract.", "text", is_required=True,
               synonyms=("return_discussion_id", "rhi_id", "interview_id"), is_random_id=True),
        Column("episode_id", "The episode that it follows, by its identifier in missing_episodes.", "text",
               is_required=True, synonyms=("missing_episode_id", "missing_id"), is_random_id=True),
        Column("offered", "Whether a discussion was offered.", "flag"),
        Column("offered_dt", "When it was offered, local time.", "datetime", synonyms=("offered_date",)),
        Column("arranged_dt", "When it was arranged (the 72-hour clock), local time.", "datetime", synonyms=("arranged_date",)),
        Column("completed_dt", "When it took place (the seven-day clock), local time.", "datetime",
               synonyms=("completed_date", "held_dt", "interview_dt")),
        Column("accepted", "Whether the young person accepted.", "flag"),
        Column("declined_reason", "Why it was declined.", "code", synonyms=("reason_declined",), codes=_DECLINED),
        Column("completed_by", "Who held it.", "code", synonyms=("provider",), codes=_BY,
               code_synonyms={"social worker": "SOCIAL_WORK", "barnardo's": "BARNARDOS", "barnardo’s": "BARNARDOS",
                              "police scotland": "POLICE", "teacher": "SCHOOL"}),
        Column("choice_offered", "Whether the young person could choose who to talk to.", "flag"),
        Column("push_factors", "What the young person went away from; several codes are separated by semicolons.", "code",
               is_list=True, codes=_PUSH, synonyms=("push",)),
        Column("pull_factors", "What the young person went towards; several codes are separated by semicolons.", "code",
               is_list=True, codes=_PULL, synonyms=("pull",)),
        Column("contexts_named", "The contexts named; several codes are separated by semicolons.", "code", is_list=True,
               codes=CONTEXT, code_synonyms=CONTEXT_SYNONYMS, synonyms=("contexts",)),
        Column("info_shared", "Whether what was learnt was shared with partners.", "flag", codes=YES_NO,
               synonyms=("information_shared",)),
        Column("safety_plan", "Whether a safety plan was made or renewed.", "flag", synonyms=("plan",)),
    ),
)  # fmt: skip
