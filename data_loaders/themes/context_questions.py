"""What is asked of contexts together: of which of them, and what each answers. Nothing here decides what may be shown.

A context comes in three ways: shown one by one, taken on at level 2, or answered at level 1 or not at all. Outcomes and waits
are of those taken on; how many were answered otherwise is a figure of its own. A home is weighed at level 1, in the plan of a
child, and is no context case.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from data_loaders.deliveries.contexts import CLOSURES, MEASURES, STAGES
from data_loaders.deliveries.contexts import FELT as FELT_LABELS
from data_loaders.deliveries.places import AGENCIES
from data_loaders.facts import Tables
from data_loaders.policy.contexts import ContextPolicy
from data_loaders.safety.ladder import Ladder, banded
from data_loaders.themes.context_assessments import (
    ACTED_ON,
    ASSESSED,
    HEAVIEST,
    NETWORK,
    OF_PEOPLE,
    OF_PEOPLE_MARK,
    assessments,
)

HOME = "HOME"
UNDECIDED = "NK"
BEFORE_LEVEL_2 = ("REFERRAL", "SCREENING")
LESS_IS_BETTER = ("INCIDENTS",)
ENDS = {"conference": "conference_date", "plan": "plan_date", "closed": "closed_date"}
# For how many steps of a curve each context is followed: 32 weeks at 28 days a step hold nearly every conference and plan, and
# twice as long the first half of the closings. Powers of two, as the intervals are joined two by two.
FOLLOWED_STEPS = {"conference": 8, "plan": 8, "closed": 16}
LATER = "LATER"
POOLED, ALL = "pooled", "all"  # whom a count is of: those not shown one by one, or every context

YES_NO = banded("answer", {"Y": "yes", "N": "no"}, [[["Y"], ["N"]]])
# What was not measured twice stands by itself, or with "not better": every context has an answer to every measure, so that no
# two measures have bases that differ.
MOVED = banded(
    "measure", {"Y": "better", "N": "not better", "NOT_TWICE": "not measured twice"},
    [[["Y"], ["N"], ["NOT_TWICE"]], [["Y"], ["N", "NOT_TWICE"]]],
)  # fmt: skip
# How many were answered at level 1 is asked more often than how many wait for a decision, so that one is told apart first.
DECISIONS = {"LEVEL_2": "level 2", "LEVEL_1": "level 1", "NO_ACTION": "no action", UNDECIDED: "not decided"}
SCREENED = banded(
    "screened", DECISIONS,
    [[["LEVEL_2"], ["LEVEL_1"], ["NO_ACTION"], [UNDECIDED]], [["LEVEL_2", UNDECIDED], ["LEVEL_1"], ["NO_ACTION"]],
     [["LEVEL_2", UNDECIDED], ["LEVEL_1", "NO_ACTION"]]],
)  # fmt: skip
CLOSED = banded(
    "closure", CLOSURES,
    [[["SAFER"], ["SAME"], ["LESS_SAFE"], ["NK"]], [["SAFER"], ["SAME"], ["LESS_SAFE", "NK"]],
     [["SAFER"], ["SAME", "LESS_SAFE", "NK"]]],
)  # fmt: skip
# Social work and police chair most conferences anywhere; the others are joined from the agencies that seldom lead to those that do.
CHAIRS = banded(
    "chair", AGENCIES,
    [[[code] for code in AGENCIES],
     [["SOCIAL_WORK"], ["POLICE"], ["EDUCATION"], ["CLD_YOUTH"], ["HEALTH", "BARNARDOS", "COMMUNITY", "YOUNG_PERSON", "NK"]],
     [["SOCIAL_WORK"], ["POLICE"], ["EDUCATION"], ["CLD_YOUTH", "HEALTH", "BARNARDOS", "COMMUNITY", "YOUNG_PERSON", "NK"]],
     [["SOCIAL_WORK"], ["POLICE", "EDUCATION"], ["CLD_YOUTH", "HEALTH", "BARNARDOS", "COMMUNITY", "YOUNG_PERSON", "NK"]],
     [["SOCIAL_WORK"], ["POLICE", "EDUCATION", "CLD_YOUTH", "HEALTH", "BARNARDOS", "COMMUNITY", "YOUNG_PERSON", "NK"]]],
)  # fmt: skip
# Who referred, and whether it was taken on; where that would tell of a few, who referred alone, joined as those who chair are.
_FRONT = [[f"{code}:{taken}" for taken in ("LEVEL_2", "NOT")] for code in AGENCIES]
FRONT_DOOR = banded(
    "front door", {f"{code}:{t}": f"{name}, {words}" for code, name in AGENCIES.items() for t, words in (("LEVEL_2", "taken on"), ("NOT", "not taken on"))},
    [[[leaf] for pair in _FRONT for leaf in pair],
     *([[f"{code}:{t}" for code in sorted(band.leaves) for t in ("LEVEL_2", "NOT")] for band in step] for step in CHAIRS.steps)],
)  # fmt: skip
FELT = banded(
    "felt", FELT_LABELS,
    [[["Y"], ["SAME"], ["LESS"], ["NOT_TWICE"]], [["Y"], ["SAME", "LESS"], ["NOT_TWICE"]], [["Y"], ["SAME", "LESS", "NOT_TWICE"]]],
)  # fmt: skip
WEIGHED = ("heaviest", "acted_on")  # of all contexts only: divided by kind, each answer holds too few
TOLD_OF_NONE = ("chair", "came", "young_people", "parents", "reopened")  # of contexts that are shown one by one
LADDERS = {"heaviest": HEAVIEST, "acted_on": ACTED_ON, "network": NETWORK, "assessed": ASSESSED}
# Question → other questions, and which of its answers lie in which of theirs by what they mean: whoever feels safer at the
# closing feels safer, who was in the chair was there (a delivery is checked for it), and young people who came had a part.
LIES_IN: dict[str, dict[str, dict[str, str]]] = {
    "felt": {"measure:YP_FEEL_SAFE": {"Y": "Y", "SAME": "N", "LESS": "N", "NOT_TWICE": "NOT_TWICE"}},
    "chair": {f"came:{code}": {code: "Y"} for code in AGENCIES if code != "NK"},
    "came:YOUNG_PERSON": {"young_people": {"Y": "Y"}},
}


@dataclass(frozen=True)
class Question:
    """`of`: the contexts that it is put to, row by row of the cases; `answer` is read inside them only.

    Whether its answer is told of contexts that are shown one by one, or of none.
    """

    name: str
    whom: str
    of: pd.Series
    answer: pd.Series
    ladder: Ladder

    @property
    def is_told(self) -> bool:
        return self.name.split(":", maxsplit=1)[0] not in TOLD_OF_NONE


def level_2_cases(delivered: pd.DataFrame) -> pd.DataFrame:
    """Contexts without homes, with `decision`, and `is_taken`: whether each was taken on at level 2."""
    cases = delivered[delivered["context_type"] != HOME].reset_index(drop=True)
    decision = cases["screen_decision"].replace("", UNDECIDED)
    is_under_way = ~cases["stage"].isin([*BEFORE_LEVEL_2, "CLOSED"]) | cases["conference_date"].notna()
    decision = decision.mask((decision == UNDECIDED) & is_under_way, "LEVEL_2")  # not recorded, but done
    return cases.assign(decision=decision, is_taken=decision == "LEVEL_2")


def questions(cases: pd.DataFrame, tables: Tables, setting: ContextPolicy) -> Iterator[Question]:
    """In the order in which they are wanted: what comes later gives way."""
    everybody, taken, hidden = pd.Series(True, index=cases.index), cases["is_taken"], ~cases["is_named"]
    stage = banded("stage", STAGES, setting.stage_bandings)
    yield Question("stage", POOLED, hidden & taken, cases["stage"], stage)
    open_now = hidden & taken & (cases["stage"] != "CLOSED")
    yield Question("overdue", POOLED, open_now, _yes(cases["review_due"] < cases["as_at"]), YES_NO)
    closed = hidden & taken & (cases["stage"] == "CLOSED")
    yield Question("closure", POOLED, closed, cases["closure_outcome"].replace("", "NK"), CLOSED)
    moved = measured(tables)
    for measure in MEASURES:
        better = moved[moved["measure"] == measure].set_index("case_id")["is_better"]
        yield Question(f"measure:{measure}", POOLED, hidden & taken, cases["case_id"].map(better).astype(object).fillna("NOT_TWICE"), MOVED)  # fmt: skip
    # Of all taken on, since those whose conference is still to come are few: "no" and "not known" hold them.
    yield Question("chair", ALL, taken, cases["chair_agency"].replace("", "NK"), CHAIRS)
    came = cases["agencies_attended"].str.split(";")
    for agency in (code for code in AGENCIES if code != "NK"):
        yield Question(f"came:{agency}", ALL, taken, _yes(came.map(lambda codes, a=agency: a in codes)), YES_NO)
    for name, column in (("young_people", "young_people_involved"), ("parents", "parents_involved")):
        yield Question(name, ALL, taken, _yes(cases[column] == "Y"), YES_NO)
    yield Question("felt", POOLED, closed, felt_of(cases, tables), FELT)
    yield Question("reopened", ALL, taken & was_closed(cases, tables), _yes(reopened(cases, tables)), YES_NO)
    of_people = taken & cases["context_type"].isin(OF_PEOPLE)
    for name, answer, ladder in assessments(cases, tables):
        yield Question(name, ALL, taken, answer, LADDERS[ladder])
        if name not in WEIGHED:
            yield Question(f"{name}:{OF_PEOPLE_MARK}", ALL, of_people, answer, LADDERS[ladder])
    # Of everybody who was referred, last: where few were not taken on, all that is told of those who were would else give way.
    yield Question("screened", ALL, everybody, cases["decision"], SCREENED)
    yield Question("front_door", ALL, everybody, _front_door(cases), FRONT_DOOR)


def _front_door(cases: pd.DataFrame) -> pd.Series:
    return cases["source_agency"].replace("", "NK") + ":" + cases["is_taken"].map({True: "LEVEL_2", False: "NOT"})


def felt_of(cases: pd.DataFrame, tables: Tables) -> pd.Series:
    """Whether young people feel safer, the same or less safe at the latest measuring than at the first."""
    moved = measured(tables)
    own = moved[moved["measure"] == "YP_FEEL_SAFE"].set_index("case_id")
    change = cases["case_id"].map(own["last"] - own["first"]).astype(float)
    felt = pd.Series("SAME", index=cases.index).mask(change > 0, "Y").mask(change < 0, "LESS")
    return felt.mask(change.isna(), "NOT_TWICE")


def was_closed(cases: pd.DataFrame, tables: Tables) -> pd.Series:
    """Closed now, or at some time before."""
    return (cases["stage"] == "CLOSED") | cases["case_id"].isin(_closings(tables).index)


def reopened(cases: pd.DataFrame, tables: Tables) -> pd.Series:
    """Whether another stage began after a closing."""
    stages = _stages(tables)
    others = stages[stages["stage"] != "CLOSED"]
    later = others[others["entered_dt"] > others["case_id"].map(_closings(tables))]
    return cases["case_id"].isin(later["case_id"])


def _stages(tables: Tables) -> pd.DataFrame:
    return tables.get("context_stage_history", pd.DataFrame(columns=["case_id", "stage", "entered_dt"]))


def _closings(tables: Tables) -> pd.Series:
    """Case → when it was closed for the first time."""
    stages = _stages(tables)
    return stages[stages["stage"] == "CLOSED"].groupby("case_id")["entered_dt"].min()


def long_enough(cases: pd.DataFrame, days: int) -> pd.Series:
    """Taken on at level 2 and referred so long ago that each was seen for so many days: none is counted as waiting too early."""
    return cases["is_taken"] & ((cases["as_at"] - cases["referral_date"]).dt.days >= days)


def interval_of(cases: pd.DataFrame, end: str, steps: int, step_days: int) -> pd.Series:
    """The step since referral in which each context reached its end, or `LATER`: after them all, or not yet, or never."""
    step = (cases[end] - cases["referral_date"]).dt.days // step_days
    return step.where(step < steps).map(lambda number: LATER if pd.isna(number) else str(int(number)))


def measured(tables: Tables) -> pd.DataFrame:
    """For each context and measure the first and the last value, and whether the last is better ("Y") or not ("N")."""
    rows = tables.get("context_measures", pd.DataFrame(columns=["case_id", "measure", "measured_dt", "value"]))
    ordered = rows.sort_values(["case_id", "measure", "measured_dt"], kind="stable")
    values = ordered.groupby(["case_id", "measure"])["value"]
    made = pd.DataFrame({"first": values.first(), "last": values.last(), "times": values.size()}).reset_index()
    made = made[made["times"] > 1]
    sign = made["measure"].map(lambda m: -1 if m in LESS_IS_BETTER else 1).astype("int64")  # also of no row at all
    return made.assign(is_better=_yes((made["last"] - made["first"]) * sign > 0))


def _yes(is_so: pd.Series) -> pd.Series:
    return is_so.map({True: "Y", False: "N"})
