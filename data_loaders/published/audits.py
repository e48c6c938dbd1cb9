"""Audits of records: rounds, bands of ratings, how far two auditors agree; and the review of the system."""

from __future__ import annotations

from data_loaders.published.kinds import Block, Code, Count, CountOrBlank, Date, Figure, Key, Label, Reason, Text, Whole
from data_loaders.published.rules import Always, FullGrid, InOrder, Within
from data_loaders.published.table import NOBODY, GoesOn, PublishedTable, declared

RECORDS = "audited records"
WHY = "Every band of ratings holds as many different records as the floor asks."
POINT = Whole(is_key=True, low=1, high=6)
GROUP = {"round": Key(), "view": Code(allowed=("item", "area", "team_area"), is_key=True), "group": Block()}
ITEMS = PublishedTable(
    name="audit_items",
    of_what="A standard that records are read against.",
    columns={"item_id": Key(), "domain": Label(), "level": Label(), "practice_area": Label(), "wording": Text()},
    who=NOBODY,
    why="What standards are called; the same whichever records were read.",
    goes_on=GoesOn.APPEND,
)
TIES = PublishedTable(
    name="audit_ties",
    of_what="The national quality indicator that a standard is tied to.",
    columns={"item_id": Key(), "quality_indicator": Label()},
    who=NOBODY,
    why="How standards are grouped; the same whichever records were read.",
    goes_on=GoesOn.ANEW,
)
ROUNDS = PublishedTable(
    name="audit_rounds",
    of_what="A round of the audit.",
    columns={
        "round": Key(),
        "held_on": Date(),
        "frame_n": Figure(low=0, may_be_blank=True),
        "records": Count(of=RECORDS, whose="audits"),
        "drawn": Label(),
    },
    who=RECORDS,
    why="Only rounds in which as many records were read as the floor asks.",
    goes_on=GoesOn.APPEND,
    rules=(InOrder("records", "frame_n"),),
)
GROUPS = PublishedTable(
    name="audit_groups",
    of_what="A group of standards (and of teams) in a round: shown, or withheld.",
    columns={
        **GROUP,
        "team": Block(),
        "status": Code(allowed=("shown", "withheld")),
        "reason": Reason(status="status"),
    },
    who=RECORDS,
    why=WHY,
    goes_on=GoesOn.APPEND,
)
CELLS = PublishedTable(
    name="audit_cells",
    of_what="How many ratings of a group are in a band.",
    columns={
        **GROUP,
        "team": Block(),
        "low": POINT,
        "high": POINT,
        "n": Count(of=RECORDS, whose="audits"),
    },
    who=RECORDS,
    why=WHY,
    goes_on=GoesOn.APPEND,
    rules=(
        InOrder("low", "high"),
        Always(
            lambda f: f.assign(size=f["high"] - f["low"] + 1).groupby(["round", "view", "group", "team"])["size"].transform("sum") == 6,
            "has bands that do not make up the six points",
        ),
    ),
)  # fmt: skip
PAIRS = PublishedTable(
    name="audit_pairs",
    of_what="How many records the first auditor put into one band and the second into another.",
    columns={
        **GROUP,
        "first_low": POINT,
        "first_high": POINT,
        "second_low": POINT,
        "second_high": POINT,
        "n": Count(of=RECORDS, whose="audits"),
    },
    who=RECORDS,
    why=WHY,
    goes_on=GoesOn.APPEND,
    rules=(
        InOrder("first_low", "first_high"),
        InOrder("second_low", "second_high"),
        FullGrid(("round", "view", "group"), (("first_low", "first_high"), ("second_low", "second_high"))),
    ),
)
AGREEMENT = PublishedTable(
    name="audit_agreement",
    of_what="A coefficient of how far two auditors agree.",
    columns={
        **GROUP,
        "scale": Code(allowed=("decision", "six_points"), is_key=True),
        "statistic": Code(allowed=("", "raw", "kappa", "alpha", "ac1"), is_key=True),
        "value": Figure(low=-1, high=1, may_be_blank=True),
        "lower": Figure(low=-1, high=1, may_be_blank=True),
        "upper": Figure(low=-1, high=1, may_be_blank=True),
        "step": Figure(low=0, high=1, may_be_blank=True),
        "pairs": CountOrBlank(of=RECORDS, whose="audits", status="status", blank_when=("withheld",)),
        "status": Code(allowed=("shown", "withheld")),
        "reason": Reason(status="status"),
    },
    who=RECORDS,
    why="Of a table of bands that is shown, exactly; of all six points only in steps of a tenth or more.",
    goes_on=GoesOn.APPEND,
    rules=(
        Within("lower", "value", "upper"),
        Always(
            lambda f: (f["scale"] == "decision") | (f["status"] == "withheld") | (
                (f["step"] >= 0.1) & ((f["value"] / f["step"]).round(6) % 1 == 0) & (f["pairs"] % 10 == 0)),
            "has a coefficient of six points that is not in steps",
        ),
        Always(lambda f: (f["statistic"] == "") == (f["status"] == "withheld"), "has a statistic that is withheld"),
        Always(lambda f: f["step"].isna() == (f["status"] == "withheld"), "has a step that is withheld"),
    ),
)  # fmt: skip
REVIEW = PublishedTable(
    name="system_review",
    of_what="How a component of the system was judged.",
    columns={
        "review_dt": Date(),
        "domain": Label(),
        "level": Label(),
        "component": Label(),
        "rating": Label(),
        "evidence": Text(),
        "agency": Label(),
        "evidence_values": Label(),
        "evidence_from": Label(),
        "next_step": Text(),
    },
    who=NOBODY,
    why="Judgements about services, in the partnership's own words, read by the identity guard.",
    goes_on=GoesOn.ANEW,
)
OBSERVATIONS = PublishedTable(
    name="audit_observations",
    of_what="What another part of the audit than case files showed, what was recommended, and which action came of it.",
    columns={
        "observation_id": Key(),
        "part": Label(),
        "held_on": Date(),
        "domain": Label(),
        "found": Label(),
        "what": Text(),
        "recommendation": Text(),
        "action_id": Label(),
    },
    who=NOBODY,
    why="What was found in documents, meetings and groups, in the partnership's own words, read by the identity guard.",
    goes_on=GoesOn.ANEW,
)
AUDITS = declared(ITEMS, TIES, ROUNDS, GROUPS, CELLS, PAIRS, AGREEMENT, REVIEW, OBSERVATIONS)
