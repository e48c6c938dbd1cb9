"""The theme of contexts at level 2: some shown one by one, all others pooled.

Which may be shown by itself is for the policy: by its kind, by how many people it holds, never one that is sensitive. Since
those are known one by one, a total that holds both kinds gives the pooled ones back by subtraction. So whatever is told of
shown contexts one by one (stage, review, outcome, measures) is counted for the pooled ones alone, each figure with k of
them; what is told of no single context (who chaired, who came, how long it took) is counted over all.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

import pandas as pd

from data_loaders.deliveries.contexts import CONTEXT_TABLES
from data_loaders.facts import Tables
from data_loaders.policy import Policy
from data_loaders.policy.contexts import ContextPolicy
from data_loaders.reference import contracted
from data_loaders.release import Check, Release
from data_loaders.themes.context_checks import check_named, check_pooled
from data_loaders.themes.made import Made
from data_loaders.themes.pooled import may_renew
from data_loaders.themes.pooled_contexts import curves, pooled_rows
from data_loaders.themes.shown_contexts import shown_tables

POOLED, CURVES = "context_pooled", "context_curves"
NAMES = (
    "context_shown",
    "context_weights",
    "context_risks",
    "context_measures",
    "context_interventions",
    POOLED,
    CURVES,
)
LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")


@dataclass(frozen=True)
class Contexts:
    """All contexts with what the policy says of each: `is_named`, `key` (no identifier of the delivery), `as_at`."""

    cases: pd.DataFrame
    tables: Tables
    setting: ContextPolicy
    k: int
    as_at: pd.Timestamp


def contexts(tables: Tables, policy: Policy, previous: Release | None) -> Made:
    """Shown contexts as they are on the day of the extract; pooled figures renewed only when no figure moves by less than k."""
    if len(tables.get("context_cases", ())) == 0:
        why = Check(
            name="contexts",
            subject="contexts",
            status="not applicable",
            reason="No contexts at level 2 were delivered.",
        )
        return Made({name: contracted(pd.DataFrame(), name) for name in NAMES}, (why,))
    read = _read(tables, policy)
    made = shown_tables(read.cases, read.tables, read.setting, read.k)
    fresh = {POOLED: pooled_rows(read.cases, read.tables, read.setting, read.k),
             CURVES: curves(read.cases, read.as_at, read.setting, read.k)}  # fmt: skip
    fresh = {name: contracted(frame.assign(as_at=read.as_at), name) for name, frame in fresh.items()}
    kept = {name: previous.frames[name] for name in fresh if previous is not None and name in previous.frames}
    is_new = not kept or not any(len(frame) for frame in kept.values())
    renewed = is_new or all(_may(kept[name], fresh[name], name, read.k) for name in fresh)
    pooled = fresh if renewed else kept
    out = {name: contracted(made.get(name, pooled.get(name, pd.DataFrame())), name) for name in NAMES}
    checks = [check_named(out, read.cases, read.setting, policy.audience)]
    if renewed:
        checks.append(check_pooled(out, read.cases, read.tables, read.k))
    notice = (
        ()
        if renewed
        else ("Contexts: pooled figures stay as they were, since some would move by fewer contexts than may be told.",)
    )
    return Made(out, tuple(checks), notice)


def _may(before: pd.DataFrame, now: pd.DataFrame, name: str, k: int) -> bool:
    if name == POOLED:
        shown = [frame[frame["status"] == "shown"] for frame in (before, now)]
        return may_renew(shown[0], shown[1], ["question", "group"], ["n"], k)
    return may_renew(before, now, ["question", "day_from", "day_to"], ["n_ended", "n_waiting"], k)


def key_of(case: str) -> str:
    """What a context is called across the lock: letters only, so that it never looks like somebody's number or postcode."""
    return sha256(f"context {case}".encode()).hexdigest()[:12].translate(LETTERS)


def _read(tables: Tables, policy: Policy) -> Contexts:
    setting = policy.contexts
    cases = tables["context_cases"].copy()
    kinds = setting.named_types[policy.audience]
    cases["is_named"] = (
        cases["context_type"].isin(kinds)
        & cases["size_band"].isin(setting.named_sizes)
        & (cases["is_sensitive"] == "N")
    )
    cases["key"] = cases["case_id"].map(key_of)
    cases["place"] = _places(cases["area_code"], tables["ref_area"], setting.named_level)
    origins = tables["origins"].set_index("table")["extract_date"]
    as_at = pd.Timestamp(origins["context_cases"])
    cases["as_at"] = as_at
    cases["days_open"] = ((cases["closed_date"].fillna(as_at) - cases["referral_date"]).dt.days).astype(int)
    return Contexts(cases, _own(tables), setting, setting.k[policy.audience], as_at)


def _own(tables: Tables) -> Tables:
    names = [table.name for table in CONTEXT_TABLES] + ["interventions"]
    return {name: tables[name] for name in names if name in tables}


def _places(codes: pd.Series, areas: pd.DataFrame, level: str) -> pd.Series:
    """The name of the area of one level in which each code lies; blank where it is not known."""
    at = areas.set_index("area_code")
    named = {}
    for code in codes.unique():
        up = code
        while up in at.index and at.loc[up, "area_level"] != level:
            up = at.loc[up, "parent_code"]
        named[code] = str(at.loc[up, "area_name"]) if up in at.index else ""
    return codes.map(named)
