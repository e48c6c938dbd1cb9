"""The theme of contexts at level 2: some shown one by one, all others pooled.

Which may be shown by itself is for the policy: by its kind, by how many people it holds, never one that is sensitive, and only
where it was not answered at level 1. What is told of shown contexts one by one (stage, review, outcome, measures) is counted for
the pooled ones; what is told of no single context (who chaired, who came, how long it took) over all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from data_loaders.deliveries.contexts import CONTEXT_TABLES
from data_loaders.facts import Tables
from data_loaders.policy import Policy
from data_loaders.policy.contexts import ContextPolicy
from data_loaders.published import TABLES
from data_loaders.reference import contracted
from data_loaders.release import Check, Release
from data_loaders.safety.floor import Floor
from data_loaders.safety.ledger import AS_EVER_TOLD, POOLED_ONCE, VERSIONS
from data_loaders.themes.context_checks import check_named
from data_loaders.themes.context_questions import UNDECIDED, level_2_cases
from data_loaders.themes.made import Made
from data_loaders.themes.pooled_contexts import curves, pooled_rows
from data_loaders.themes.pooled_sets import NONE_YET, Remembered, pooled_keys
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
KEPT = "Contexts: pooled figures stay as they were first published; once a year those of contexts that came since are added."


@dataclass(frozen=True)
class Contexts:
    """All contexts with what the policy says of each: `is_named`, `key` (no identifier of the delivery). `as_at`: the day of the extract."""

    cases: pd.DataFrame
    tables: Tables
    setting: ContextPolicy
    floor: Floor
    as_at: pd.Timestamp


def contexts(tables: Tables, policy: Policy, previous: Release | None) -> Made:
    """Shown contexts as they are on the day of the extract; pooled figures as they were first published."""
    if len(tables.get("context_cases", ())) == 0:
        why = Check(
            name="contexts",
            subject="contexts",
            status="not applicable",
            reason="No contexts at level 2 were delivered.",
        )
        return Made({name: contracted(pd.DataFrame(), name) for name in NAMES}, (why,))
    out = {} if previous is None else previous.frames
    read = read_contexts(tables, policy, out.get(POOLED_ONCE))
    told = {name: (out.get(AS_EVER_TOLD.format(name)), out.get(name)) for name in VERSIONS}
    made = shown_tables(read.cases, read.tables, read.setting, read.floor.k, told)
    pooled, once = _pooled(read, out)
    done = {name: contracted((made | pooled).get(name, pd.DataFrame()), name) for name in NAMES}
    return Made(done, (check_named(done, read.cases, read.setting, policy.audience),), (KEPT,), {POOLED_ONCE: once})


def _pooled(read: Contexts, out: Mapping[str, pd.DataFrame]) -> tuple[Tables, pd.DataFrame]:
    """Both tables with what was published before as it was, and the memory of who is in which figures.

    Figures of the same contexts, release after release, would move by few beside those that are shown one by one. So nothing of
    them moves, whoever was pooled once is never shown one by one, and what is added is of contexts that no figure holds.
    """
    is_out = any(TABLES[name].tells(out.get(name)) for name in (POOLED, CURVES))
    before = {name: out[name] for name in (POOLED, CURVES) if is_out and name in out}
    known = Remembered(
        out.get(POOLED_ONCE, NONE_YET), max((own["as_at"].max() for own in before.values()), default=None)
    )
    cases = known.fresh(read.cases) if known.is_due(read.as_at) else read.cases.iloc[:0]
    if cases.empty and before:
        return before, known.after(read.cases, cases)
    counts, chains = pooled_rows(cases, read.tables, read.setting, read.floor)
    fresh = {POOLED: counts, CURVES: curves(cases, read.setting, chains)}
    made = {name: frame.assign(as_at=read.as_at) for name, frame in fresh.items()}
    if any(TABLES[name].tells(frame) for name, frame in made.items()):
        whole = {name: pd.concat([before[name], frame], ignore_index=True) if name in before else frame for name, frame in made.items()}  # fmt: skip
        return whole, known.after(read.cases, cases)
    # Nothing is told of them, so a context among them can be shown one by one when it may, or counted later.
    return before or made, known.after(read.cases, cases.iloc[:0])


def read_contexts(tables: Tables, policy: Policy, pooled_once: pd.DataFrame | None = None) -> Contexts:
    """pooled_once: the private memory of contexts that are in pooled figures that are out, or were shown."""
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
    cases["is_named"] &= ~cases["key"].isin(pooled_keys(pooled_once))
    cases["place"] = _places(cases["area_code"], tables["ref_area"], setting.named_level)
    return Contexts(cases, _own(tables), setting, Floor(setting.k[policy.audience]), as_at)


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
