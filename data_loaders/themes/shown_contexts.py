"""Contexts that the policy lets be shown one by one: each with its weights, risks, measures and what young people asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from data_loaders.deliveries.missing import CONTEXTS
from data_loaders.facts import Tables
from data_loaders.policy.contexts import ContextPolicy
from data_loaders.themes.settled_counts import settled_counts
from data_loaders.themes.told_counts import told_measures, told_risks


def shown_tables(
    cases: pd.DataFrame,
    tables: Tables,
    setting: ContextPolicy,
    k: int,
    told: Mapping[str, Sequence[pd.DataFrame | None]],
) -> dict[str, pd.DataFrame]:
    """One table for each part of a context; of contexts that are pooled not one row. told: tables as they were told, the last last."""
    named = cases[cases["is_named"]]
    keys = dict(zip(named["case_id"], named["key"], strict=True))
    measured = told_measures(_of(tables, "context_measures", keys, "measured_dt"), setting, k)
    return {
        "context_shown": _shown(named, tables),
        "context_weights": _of(tables, "context_weights", keys, "assessed_dt"),
        "context_risks": told_risks(
            _of(tables, "context_risks", keys, "assessed_dt"), told.get("context_risks", ()), k
        ),
        "context_measures": settled_counts(
            measured, told.get("context_measures", ()), set(keys.values()), setting.small_counts, k
        ),
        "context_interventions": _of(tables, "interventions", keys, "start_date"),
    }


def _shown(named: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    history = tables.get("context_stage_history", pd.DataFrame(columns=["case_id", "entered_dt"]))
    entered = pd.to_datetime(named["case_id"].map(history.groupby("case_id")["entered_dt"].max()))
    label = named["context_type"].map(CONTEXTS) + named["place"].map(lambda place: f" in {place}" if place else "")
    same = label.groupby(label).cumcount() + 1
    overdue = (named["review_due"] < named["as_at"]).map({True: "overdue", False: "in time"})
    return pd.DataFrame({
        "key": named["key"], "label": label + ", " + same.astype(str), "context_type": named["context_type"], "place": named["place"],
        "size_band": named["size_band"], "stage": named["stage"], "weeks_in_stage": ((named["as_at"] - entered).dt.days // 7).fillna(0).astype(int),
        "referred": named["referral_date"].dt.to_period("M").dt.to_timestamp(),
        "review": overdue.where(named["review_due"].notna(), "none due"), "closure_outcome": named["closure_outcome"],
        "harm_types": named["harm_types"], "asked_for": named["young_people_asked_for"], "as_at": named["as_at"],
    }).sort_values("key", kind="stable")  # fmt: skip


def _of(tables: Tables, name: str, keys: dict[str, str], date: str) -> pd.DataFrame:
    """The rows of shown contexts, under their key and by month: a day could be found again in a record of somebody."""
    if name not in tables:
        return pd.DataFrame()
    rows = tables[name][tables[name]["case_id"].isin(list(keys))].copy()
    rows["key"] = rows["case_id"].map(keys)
    rows["month"] = pd.to_datetime(rows[date]).dt.tz_localize(None).dt.to_period("M").dt.to_timestamp()
    if "end_date" in rows:
        rows["month_end"] = pd.to_datetime(rows["end_date"]).dt.tz_localize(None).dt.to_period("M").dt.to_timestamp()
    order = [c for c in ("context", "risk", "measure", "type") if c in rows]
    return rows.sort_values(["key", date, *order], kind="stable")
