"""Areas, indicators and times that are new where a published count that is out and may be the same is not delivered any more."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from data_loaders.policy import Policy
from data_loaders.publish.memory import INDICATORS
from data_loaders.publish.question import MOST, NOTHING, Frames, Question

ROW = ["indicator_id", "period", "area_code"]


def indicators(tables: Frames, out: Frames, policy: Policy) -> Iterator[Question]:
    """Published counts: a new area or indicator where another comes no more, or the same time in other words."""
    rows, was = tables.get("cpc_indicators", NOTHING), out[INDICATORS]
    if rows.empty or was.empty:
        return
    count = rows["numerator"].fillna(rows["value"]) if "numerator" in rows else rows["value"]
    rows, was = _dated(rows.assign(numerator=count)).assign(at=range(len(rows))), _dated(was)
    gone = was[~_is_among(was, rows, ROW) & was["numerator"].notna()]
    new = rows[~_is_among(rows, was, ROW)]
    areas = new[~_is_among(new, was, ["indicator_id", "area_code"])].merge(
        gone, on="indicator_id", suffixes=("", "_out")
    )
    yield from _by("area of an indicator", "area_code", areas[_is_of_one_time(areas)], rows)
    others = new[~_is_among(new, was, ["indicator_id"])].merge(
        gone[~_is_among(gone, rows, ["indicator_id"])], on="area_code", suffixes=("", "_out")
    )
    few = (others["numerator"] - others["numerator_out"]).abs() < policy.floors["indicators"]
    others = others[_is_of_one_time(others)].assign(is_near=few)
    mostly = others.groupby(["indicator_id", "indicator_id_out"])["is_near"].transform("mean") >= MOST
    yield from _by("indicator", "indicator_id", others[mostly.astype(bool)], rows)
    times = new.merge(gone, on=["indicator_id", "area_code"], suffixes=("", "_out"))
    yield from _by("time of an indicator", "period", times[times["period_start"].isna() & _is_of_one_time(times)], rows)


def _by(what: str, name: str, pairs: pd.DataFrame, rows: pd.DataFrame) -> Iterator[Question]:
    for _, own in pairs.groupby(name):
        yield Question("cpc_indicators", what, str(own[f"{name}_out"].iloc[-1]), rows["at"].isin(own["at"]))


def _dated(rows: pd.DataFrame) -> pd.DataFrame:
    """With days, blank where there are none, and the words and numbers of the period, in the order of letters."""
    words = [" ".join(sorted(re.findall(r"[a-z]+|\d+", str(period).casefold()))) for period in rows["period"]]
    days = {day: pd.to_datetime(rows[day]) if day in rows else pd.NaT for day in ("period_start", "period_end")}
    return rows[ROW].assign(**days, numerator=rows["numerator"], words=words)


def _is_of_one_time(pairs: pd.DataFrame) -> pd.Series:
    """Pairs of rows that share a day, or whose periods have the same words and numbers."""
    meets = (pairs["period_start"] <= pairs["period_end_out"]) & (pairs["period_end"] >= pairs["period_start_out"])
    return meets | (pairs["words"] == pairs["words_out"])


def _is_among(rows: pd.DataFrame, others: pd.DataFrame, columns: list[str]) -> pd.Series:
    known = {tuple(key) for key in others[columns].astype(str).to_numpy()}
    return pd.Series(
        [tuple(key) in known for key in rows[columns].astype(str).to_numpy()], index=rows.index, dtype=bool
    )
