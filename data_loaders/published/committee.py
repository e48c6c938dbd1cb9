"""What the Committee keeps, as it was delivered: about the partnership's work and no child."""

from __future__ import annotations

from data_loaders.published.kinds import Date, Figure, Key, Label, Text, Whole
from data_loaders.published.rules import InOrder
from data_loaders.published.table import NOBODY, GoesOn, PublishedTable, declared

WHY = "What the partnership writes about its own work, by role; read by the identity guard."
RISKS = PublishedTable(
    name="committee_risks",
    of_what="A risk to the partnership's work, as it was last judged.",
    columns={
        "risk_id": Key(),
        "opened": Date(),
        "risk": Text(),
        "owner_role": Label(),
        "likelihood": Whole(low=1, high=5),
        "impact": Whole(low=1, high=5),
        "course": Label(),
        "what_is_done": Text(),
        "review_due": Date(may_be_blank=True),
        "closed": Date(may_be_blank=True),
    },
    who=NOBODY,
    why=WHY,
    goes_on=GoesOn.ANEW,
    rules=(InOrder("opened", "closed"),),
)
DECISIONS = PublishedTable(
    name="committee_decisions",
    of_what="A decision of a body of the partnership, and what came of it.",
    columns={
        "decision_id": Key(),
        "body": Label(),
        "decided": Date(),
        "decision": Text(),
        "owner_role": Label(),
        "due": Date(may_be_blank=True),
        "status": Label(),
        "what_came": Text(),
        "shown_by": Label(),
    },
    who=NOBODY,
    why=WHY,
    goes_on=GoesOn.ANEW,
)
LEARNING = PublishedTable(
    name="committee_learning",
    of_what="Something that was learnt, with whom it was shared, and what changed.",
    columns={
        "entry_id": Key(),
        "learnt": Date(),
        "learnt_from": Label(),
        "what": Text(),
        "shared_with": Label(),
        "what_changed": Text(),
    },
    who=NOBODY,
    why=WHY,
    goes_on=GoesOn.ANEW,
)
HEARD = PublishedTable(
    name="committee_heard",
    of_what="Something that young people said together, and what they heard back.",
    columns={
        "heard_id": Key(),
        "heard": Date(),
        "heard_through": Label(),
        "you_said": Text(),
        "we_did": Text(),
        "answer": Label(),
        "told_back": Date(may_be_blank=True),
    },
    who=NOBODY,
    why=WHY,
    goes_on=GoesOn.ANEW,
    rules=(InOrder("heard", "told_back"),),
)
TARGETS = PublishedTable(
    name="committee_targets",
    of_what="A target that a body of the partnership has set for a time or a share.",
    columns={
        "measure": Key(),
        "from_dt": Date(is_key=True),
        "target": Figure(low=0),
        "decided_by": Label(),
    },
    who=NOBODY,
    why="What a body wants to be reached, whatever is.",
    goes_on=GoesOn.ANEW,
)
COMMITTEE = declared(RISKS, DECISIONS, LEARNING, HEARD, TARGETS)
