"""Contexts at level 2: some shown one by one, the others counted together."""

from __future__ import annotations

import re

import pandas as pd

from data_loaders.published.kinds import Block, Code, Count, Date, Figure, Key, Label, Reason, Whole
from data_loaders.published.rules import Always, FloorInWords, InOrder
from data_loaders.published.table import GoesOn, PublishedTable, declared

CHILDREN = "children of a context"
SHOWN = "Only contexts of kinds and sizes that may be shown by themselves, under a key of letters, dated by month."
SHOWN_AS_IT_IS = f"{SHOWN} How many weeks it has been in its stage tells the week in which it entered it."
POOLED = (
    "Contexts counted together; each figure holds as many as the floor asks, and so does what answers of all contexts "
    "leave beside the same answers of some."
)
KEY = re.compile(r"[a-p]{12}")
A_KEY = Always(lambda f: f["key"].str.fullmatch(KEY), "has a key that is not one of twelve letters")
A_MONTH = Always(lambda f: f["month"].dt.day == 1, "has a day where only a month may be told")
# A council takes on a few dozen contexts at level 2 a year: sooner, a set of those that came since would hold too few.
YEAR = pd.DateOffset(years=1)


def _is_far_apart(frame: pd.DataFrame) -> pd.Series:
    days = frame["as_at"].drop_duplicates().sort_values()
    return ~frame["as_at"].isin(days[days < days.shift() + YEAR])


A_YEAR_APART = Always(_is_far_apart, "is of days less than a year apart")
CONTEXT_SHOWN = PublishedTable(
    name="context_shown",
    of_what="A context that may be shown by itself, as it is on the day of the extract.",
    columns={
        "key": Key(),
        "label": Label(),
        "context_type": Label(),
        "place": Label(),
        "size_band": Label(),
        "stage": Label(),
        "weeks_in_stage": Whole(low=0, high=2600),
        "referred": Date(),
        "review": Code(allowed=("overdue", "in time", "none due")),
        "closure_outcome": Label(),
        "harm_types": Label(),
        "asked_for": Label(),
        "as_at": Date(),
    },
    who=CHILDREN,
    why=SHOWN_AS_IT_IS,
    goes_on=GoesOn.ANEW,
    rules=(A_KEY, Always(lambda f: f["referred"].dt.day == 1, "has a day where only a month may be told"),
           InOrder("referred", "as_at")),
)  # fmt: skip
WEIGHTS = PublishedTable(
    name="context_weights",
    of_what="How much a context weighed in an assessment, in per cent.",
    columns={"key": Label(), "month": Date(), "context": Label(), "weight": Figure(low=0, high=100)},
    who=CHILDREN,
    why=SHOWN,
    goes_on=GoesOn.ANEW,
    rules=(A_KEY, A_MONTH),
)
RISKS = PublishedTable(
    name="context_risks",
    of_what="A risk of a context as it was assessed.",
    columns={
        "key": Label(),
        "month": Date(),
        "risk": Label(),
        "likelihood": Whole(low=1, high=5),
        "impact": Whole(low=1, high=5),
        "protective_factors": Label(),
        "network": Label(),
    },
    who=CHILDREN,
    why=SHOWN,
    goes_on=GoesOn.ANEW,
    rules=(
        A_KEY,
        A_MONTH,
        Always(
            lambda f: f["network"].str.fullmatch(r"not known|fewer than \d+|\d+"),
            "tells of a network in other words than a number",
        ),
        FloorInWords("network", "contexts"),
    ),
)
MEASURES = PublishedTable(
    name="context_measures",
    of_what="What was measured in a context; a small count is told in words and has no figure.",
    columns={
        "key": Label(),
        "month": Date(),
        "measure": Label(),
        "value": Figure(low=0, may_be_blank=True),
        "told": Label(),
        "scale": Label(),
    },
    who=CHILDREN,
    why=SHOWN,
    goes_on=GoesOn.ANEW,
    rules=(
        A_KEY,
        A_MONTH,
        Always(lambda f: f["value"].isna() == f["told"].str.startswith("fewer than "), "tells a small count as a figure"),
        Always(
            lambda f: f["value"].isna() | (pd.to_numeric(f["told"], errors="coerce") - f["value"]).abs().lt(0.51),
            "tells another number than its figure",
        ),
    ),
)  # fmt: skip
CONTEXT_INTERVENTIONS = PublishedTable(
    name="context_interventions",
    of_what="What was done in a context that is shown by itself.",
    columns={
        "key": Label(),
        "type": Label(),
        "month": Date(),
        "month_end": Date(may_be_blank=True),
        "lead_agency": Label(),
    },
    who=CHILDREN,
    why=SHOWN,
    goes_on=GoesOn.ANEW,
    rules=(A_KEY, A_MONTH, InOrder("month", "month_end")),
)
CONTEXT_POOLED = PublishedTable(
    name="context_pooled",
    of_what="How many contexts have one of the answers of a question, of those that came by that day and since the one before; 0 only where it is withheld.",
    columns={
        "question": Key(),
        "whom": Code(allowed=("pooled", "all")),
        "group": Block(),
        "n": Count(of="contexts", whose="contexts", status="status", blank_when=("withheld",)),
        "status": Code(allowed=("shown", "withheld")),
        "reason": Reason(status="status"),
        "as_at": Date(is_key=True),
    },
    who=CHILDREN,
    why=POOLED,
    goes_on=GoesOn.YEARLY,
    rules=(A_YEAR_APART,),
)
CURVES = PublishedTable(
    name="context_curves",
    of_what="How many contexts reached a step within so many days; the last row, how many did later or not yet.",
    columns={
        "question": Key(),
        "day_from": Whole(low=0, is_key=True),
        "day_to": Whole(low=1, is_key=True),
        "n_ended": Count(of="contexts", whose="contexts", least_zero=True),
        "n_waiting": Count(of="contexts", whose="contexts", least_zero=True),
        "as_at": Date(is_key=True),
    },
    who=CHILDREN,
    why=POOLED,
    goes_on=GoesOn.YEARLY,
    rules=(
        InOrder("day_from", "day_to"),
        A_YEAR_APART,
        Always(
            lambda f: f["day_from"] == f.groupby(["question", "as_at"])["day_to"].shift(fill_value=0),
            "has intervals with a gap between them",
        ),
        Always(
            lambda f: (
                ((f["n_ended"] == 0) == (f["day_from"] == f["day_to"]))
                & ((f["n_waiting"] == 0) == (f["day_from"] < f["day_to"]))
            ),
            "has an interval that counts both, or neither",
        ),
        Always(
            lambda f: f["day_to"] == f.groupby(["question", "as_at"])["day_to"].cummax(),
            "has intervals out of their order",
        ),
        Always(
            lambda f: f.groupby(["question", "as_at"])["n_waiting"].transform("max") > 0,
            "does not say how many came later or not yet",
        ),
    ),
)
CONTEXTS = declared(CONTEXT_SHOWN, WEIGHTS, RISKS, MEASURES, CONTEXT_INTERVENTIONS, CONTEXT_POOLED, CURVES)
