"""The theme of contexts at level 2: some shown one by one, all others pooled.

Which may be shown by itself is for the policy: by its kind, by how many people it holds, never one that is sensitive, and only
where it was not answered at level 1. What is told of shown contexts one by one (stage, review, outcome, measures) is counted for
the pooled ones; what is told of no single context (who chaired, who came, how long it took) over all.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from data_loaders.deliveries.contexts import CONTEXT_TABLES
from data_loaders.facts import Tables
from data_loaders.policy import Policy
from data_loaders.policy.contexts import ContextPolicy
from data_loaders.reference import contracted
from data_loaders.release import Check, Release
from data_loaders.safety.floor import Floor
from data_loaders.safety.ledger import AS_EVER_TOLD
from data_loaders.safety.vintage import renew
from data_loaders.themes.context_checks import check_named
from data_loaders.themes.context_questions import FOLLOWED_STEPS, UNDECIDED, level_2_cases
from data_loaders.themes.made import Made
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
CHANGE = {  # of each table that is renewed: what names a row, what it counts, and which rows tell of one set together
    POOLED: (["question", "whom", "group", "status", "reason"], ["n"], ["question"]),
    CURVES: (["question", "day_from", "day_to"], ["n_ended", "n_waiting"], ["question"]),
}
RENEWED = "Contexts: pooled figures are shown as they were last published until all of them may move together."


@dataclass(frozen=True)
class Contexts:
    """All contexts with what the policy says of each: `is_named`, `key` (no identifier of the delivery), `as_at`."""

    cases: pd.DataFrame
    tables: Tables
    setting: ContextPolicy
    floor: Floor


def contexts(tables: Tables, policy: Policy, previous: Release | None) -> Made:
    """Shown contexts as they are on the day of the extract; pooled figures renewed together, or not at all."""
    if len(tables.get("context_cases", ())) == 0:
        why = Check(
            name="contexts",
            subject="contexts",
            status="not applicable",
            reason="No contexts at level 2 were delivered.",
        )
        return Made({name: contracted(pd.DataFrame(), name) for name in NAMES}, (why,))
    read = read_contexts(tables, policy)
    names = (AS_EVER_TOLD.format("context_measures"), "context_measures")
    told = [previous.frames.get(name) if previous else None for name in names]
    made = shown_tables(read.cases, read.tables, read.setting, read.floor.k, *told)
    made |= _pooled(read, previous, {name: contracted(frame, name) for name, frame in made.items()})
    out = {name: contracted(made.get(name, pd.DataFrame()), name) for name in NAMES}
    return Made(out, (check_named(out, read.cases, read.setting, policy.audience),), (RENEWED,))


def _pooled(read: Contexts, previous: Release | None, shown: Tables) -> dict[str, pd.DataFrame]:
    """Both tables as they are today where both may have moved so, else both as they were: they count the same contexts.

    The moves of contexts that are shown one by one are known, and what is left of a move is of the pooled ones: all by six and
    the shown by four is two. So a figure of all is held to the floor where the shown ones answer as they did, and stays where not.
    """
    counts, out = pooled_rows(read.cases, read.tables, read.setting, read.floor)
    as_at = read.cases["as_at"].iloc[0]
    fresh = {POOLED: counts, CURVES: curves(read.cases, read.setting, out)}
    fresh = {name: contracted(frame.assign(as_at=as_at), name) for name, frame in fresh.items()}
    before = {name: previous.frames.get(name, pd.DataFrame()) if previous else pd.DataFrame() for name in fresh}
    if previous is None or all(frame.empty for frame in before.values()):
        return fresh
    told, earlier = _known(shown, read.setting), _known(previous.frames, read.setting)
    if not all(now.equals(was) for now, was in zip(told, earlier, strict=True)):
        return before
    renewed = {
        name: renew(before[name], fresh[name], keys=keys, counts=numbers, of=of, floor=read.floor)
        for name, (keys, numbers, of) in CHANGE.items()
    }
    return fresh if all(renewed[name] is fresh[name] for name in fresh) else before


def _known(shown: Tables, setting: ContextPolicy) -> tuple[pd.DataFrame, ...]:
    """What is told of contexts one by one and counted in a figure of all, and for which waits each was followed long enough.

    Of a referral the month is told: on its first day and on its last, so that one who may have come in since counts as moved.
    """
    own = shown["context_shown"]
    told = own[["key", "context_type", "stage", "closure_outcome", "asked_for", "referred"]].copy()
    for name, steps in FOLLOWED_STEPS.items():
        for late in (pd.Timedelta(0), pd.offsets.MonthEnd(1)):
            told[f"{name} {late}"] = (own["as_at"] - (own["referred"] + late)).dt.days >= steps * setting.curve_days
    parts = (told, shown["context_weights"], shown["context_risks"])
    return tuple(p.astype("str").sort_values(list(p), kind="stable").reset_index(drop=True) for p in parts)


def read_contexts(tables: Tables, policy: Policy) -> Contexts:
    setting = policy.contexts
    as_at = pd.Timestamp(tables["origins"].set_index("table")["extract_date"]["context_cases"])
    cases = level_2_cases(tables["context_cases"]).assign(as_at=as_at)
    cases["is_named"] = (
        cases["context_type"].isin(setting.named_types[policy.audience])
        & cases["size_band"].isin(setting.named_sizes)
        & (cases["is_sensitive"] == "N")
        & (cases["is_taken"] | (cases["decision"] == UNDECIDED))
    )
    cases["key"] = cases["case_id"].map(tables["context_keys"].set_index("case_id")["key"])
    cases["place"] = _places(cases["area_code"], tables["ref_area"], setting.named_level)
    return Contexts(cases, _own(tables), setting, Floor(setting.k[policy.audience]))


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
