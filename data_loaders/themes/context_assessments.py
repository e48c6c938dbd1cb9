"""What was assessed in contexts taken to level 2, put to all of them together: weights, risks, who supports, who had a part.

The latest assessment of each context answers. A context that was never assessed has an answer too, so that every question of
one set has the same base. Houses and groups of friends are never told of one by one: what they have in common is asked of
them together, beside the same question of all.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from data_loaders.deliveries.context_kinds import CONTEXTS
from data_loaders.deliveries.contexts import ASKS, FEW, NETWORKS, RISKS, SOME
from data_loaders.deliveries.contexts import HEAVIEST as HEAVIEST_LABELS
from data_loaders.facts import Tables
from data_loaders.safety.ladder import banded

NOT_ASSESSED, NOT_WEIGHED, EQUAL = "NOT_ASSESSED", "NOT_WEIGHED", "EQUAL"
OF_PEOPLE = ("PEER", "RESIDENTIAL")  # contexts that are a few people who know each other, never shown by themselves
OF_PEOPLE_MARK = "OF_PEOPLE"
# A risk is told as grave from 12 of 25 on: likely (4) with a middling impact (3), or the other way round.
GRAVE = 12

_ALONE = [[code] for code in (*CONTEXTS, EQUAL, NOT_WEIGHED)]
_PUBLIC = ["NEIGHBOURHOOD", "COMMERCIAL", "TRANSPORT", "YOUTH_PROVISION"]
_REST = ["RESIDENTIAL", "OTHER", "NK", EQUAL, NOT_WEIGHED]
HEAVIEST = banded(
    "heaviest", HEAVIEST_LABELS,
    [_ALONE,
     [["HOME"], ["PEER"], ["SCHOOL"], _PUBLIC, ["ONLINE"], _REST],
     [["HOME"], ["PEER"], ["SCHOOL"], _PUBLIC, ["ONLINE", *_REST]],
     [["HOME"], ["PEER"], ["SCHOOL", *_PUBLIC], ["ONLINE", *_REST]],
     [["HOME", "PEER"], ["SCHOOL", *_PUBLIC], ["ONLINE", *_REST]]],
)  # fmt: skip
ACTED_ON = banded(
    "acted on", {"Y": "yes", "N": "no", NOT_WEIGHED: "not weighed"}, [[["Y"], ["N"], [NOT_WEIGHED]], [["Y"], ["N", NOT_WEIGHED]]]
)  # fmt: skip
ASSESSED = banded(
    "assessed", {"Y": "yes", "N": "no", NOT_ASSESSED: "not assessed"}, [[["Y"], ["N"], [NOT_ASSESSED]], [["Y"], ["N", NOT_ASSESSED]]]
)  # fmt: skip
NETWORK = banded(
    "network", NETWORKS,
    [[["FEW"], ["SOME"], ["MANY"], [NOT_ASSESSED]], [["FEW"], ["SOME"], ["MANY", NOT_ASSESSED]], [["FEW", "SOME"], ["MANY", NOT_ASSESSED]]],
)  # fmt: skip
Asked = tuple[str, pd.Series, str]  # name, the answer of each case, and on which ladder


def assessments(cases: pd.DataFrame, tables: Tables) -> Iterator[Asked]:
    """Each question, in the order in which it is wanted. A table that was not delivered asks nothing; what young people asked for is
    asked whether or not a context has it, since a row that is there for the first one would tell of it."""
    if len(tables.get("context_weights", ())):
        heaviest = heaviest_of(cases, tables["context_weights"])
        yield "heaviest", heaviest, "heaviest"
        own = heaviest.eq(cases["context_type"]).map({True: "Y", False: "N"})
        yield "acted_on", own.mask(heaviest == NOT_WEIGHED, NOT_WEIGHED), "acted_on"
    if len(tables.get("context_risks", ())):
        latest = latest_of(tables["context_risks"])
        yield "network", network_of(cases, latest), "network"
        yield "assessed_with", _any_of(cases, latest, latest["young_people_involved"] == "Y"), "assessed"
        grave = latest["likelihood"] * latest["impact"] >= GRAVE
        for risk in RISKS:
            yield f"risk:{risk}", _any_of(cases, latest, grave & (latest["risk"] == risk)), "assessed"
    asked = cases["young_people_asked_for"].str.split(";")
    for ask in ASKS:
        said = asked.map(lambda codes, a=ask: a in codes).map({True: "Y", False: "N"})
        yield f"asked:{ask}", said.mask(cases["young_people_asked_for"] == "", NOT_ASSESSED), "assessed"


def latest_of(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of each context's latest assessment."""
    return rows[rows["assessed_dt"] == rows.groupby("case_id")["assessed_dt"].transform("max")]


def heaviest_of(cases: pd.DataFrame, weights: pd.DataFrame) -> pd.Series:
    """For each case the kind of context that weighs most in its latest assessment; `EQUAL` where two weigh the same."""
    latest = latest_of(weights)
    top = latest[latest["weight"] == latest.groupby("case_id")["weight"].transform("max")]
    kind = top.groupby("case_id")["context"].agg(lambda kinds: kinds.iloc[0] if len(kinds) == 1 else EQUAL)
    return cases["case_id"].map(kind).astype(object).fillna(NOT_WEIGHED)


def network_of(cases: pd.DataFrame, latest: pd.DataFrame) -> pd.Series:
    """How many are in the network of support at the latest assessment, in bands; the largest where its rows differ."""
    size = cases["case_id"].map(latest.groupby("case_id")["network_of_support_n"].max())
    band = pd.Series("MANY", index=cases.index).mask(size <= SOME, "SOME").mask(size <= FEW, "FEW")
    return band.mask(size.isna(), NOT_ASSESSED)


def _any_of(cases: pd.DataFrame, latest: pd.DataFrame, is_so: pd.Series) -> pd.Series:
    said = cases["case_id"].isin(latest.loc[is_so, "case_id"]).map({True: "Y", False: "N"})
    return said.where(cases["case_id"].isin(latest["case_id"]), NOT_ASSESSED)
