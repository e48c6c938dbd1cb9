"""Contexts that the policy lets be shown one by one: each with its weights, risks, measures and what young people asked for."""

from __future__ import annotations

import pandas as pd

from data_loaders.deliveries.contexts import MEASURES
from data_loaders.deliveries.missing import CONTEXTS
from data_loaders.facts import Tables
from data_loaders.policy.contexts import ContextPolicy
from data_loaders.themes.settled_counts import settled_counts

COUNTED = "fewer than {k}"


def shown_tables(
    cases: pd.DataFrame, tables: Tables, setting: ContextPolicy, k: int, *told: pd.DataFrame | None
) -> dict[str, pd.DataFrame]:
    """One table for each part of a context; of contexts that are pooled not one row. told: the measures as they were told, the last last."""
    named = cases[cases["is_named"]]
    keys = dict(zip(named["case_id"], named["key"], strict=True))
    measured = _measures(_of(tables, "context_measures", keys, "measured_dt"), setting, k)
    return {
        "context_shown": _shown(named, tables),
        "context_weights": _of(tables, "context_weights", keys, "assessed_dt"),
        "context_risks": _risks(_of(tables, "context_risks", keys, "assessed_dt"), k),
        "context_measures": settled_counts(measured, told, set(keys.values()), setting.small_counts, k),
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


def _risks(rows: pd.DataFrame, k: int) -> pd.DataFrame:
    return rows if rows.empty else rows.assign(network=[_counted(n, k) for n in rows["network_of_support_n"]])


def _measures(rows: pd.DataFrame, setting: ContextPolicy, k: int) -> pd.DataFrame:
    """Counts of 1 to k−1, and 0 beside them, are told as "fewer than k": they have no figure."""
    if rows.empty:
        return rows
    assert set(rows["measure"]) <= set(MEASURES)
    small = rows["measure"].isin(setting.small_counts) & (rows["value"] < k)
    is_count = rows["measure"].isin(setting.small_counts)
    told = [
        COUNTED.format(k=k) if is_small else f"{value:.0f}" if counts else f"{value:.1f}"
        for is_small, counts, value in zip(small, is_count, rows["value"], strict=True)
    ]
    return rows.assign(told=told, value=rows["value"].where(~small))


def _counted(n: float, k: int) -> str:
    return "not known" if pd.isna(n) else COUNTED.format(k=k) if n < k else f"{n:.0f}"
