"""Published indicators again: as delivered, withheld by the rule written out once more."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from data_loaders.published.recount.areas_of_indicators import did_not_come, whose_areas_leave_few
from data_loaders.published.recount.evidence import INDICATORS_OF_OTHERS, Evidence, Frame
from data_loaders.published.recount.rests_of_areas import of_which_few_are_left
from data_loaders.published.recount.times import making_few_known

TIME = ("indicator_id", "period", "period_start", "period_end")
WITHHELD, SMALL, BESIDE = "withheld by its publisher", "too small to show", "not shown beside one too small to show"
NOT_SHOWN = "too small to show, or beside one that is"
TOLD_TIME = "told time"  # beside the columns of a row while it is worked out
FIGURES = ("numerator", "denominator", "value", "lower", "upper")
RATE = re.compile("%|percent.*|per|index|(rate|ratio|share|proportion|score|mean|average|median)s?")
PROPORTION = ("%", "per", "rate", "ratio", "share", "proportion")
TIME_SPAN = re.compile("(hour|day|week|month|year)s?")
Row = dict[Hashable, Any]


def indicators(evidence: Evidence) -> Frame:
    """Row by row, in the order of the delivery, then what is out and did not come again.

    What its publisher withheld loses its base, what is too small everything, and so does all but the largest of the figures
    beside one that is too small or withheld as a figure, each count of a time that holds that of one which shows none, and each
    that makes few of some days known. What other audiences are shown is out too. A row that is out is as it was, or corrected by
    as many as the floor asks; instead of it what is new goes.
    """
    delivered, k = evidence.table("cpc_indicators").reset_index(drop=True), evidence.policy.floors["indicators"]
    before = evidence.previous.get("indicators", pd.DataFrame())
    if delivered.empty:
        return delivered if before.empty else before
    optional = {name: delivered.get(name, np.nan) for name in ("numerator", "denominator")}
    came = delivered.assign(**optional).to_dict("records")
    others = evidence.previous.get(INDICATORS_OF_OTHERS, pd.DataFrame()).to_dict("records")
    for row in came:
        if pd.isna(row["numerator"]) and _counts_people(row):
            row["numerator"] = row["value"]
        row["numerator_status"] = _status(row, k)
    was = {_name(row): row | {"is_out": True} for row in before.to_dict("records")}
    _tell_times([*came, *was.values(), *others])
    rows = [_as_it_is_or_was(row, was.get(_name(row)), came, list(was.values()), k) for row in came]
    named = {_name(row) for row in rows}
    rows += [row for name, row in was.items() if name not in named]
    foreign = _only_elsewhere(others, rows)
    for row in rows:
        elsewhere = {told for told in foreign if told[:3] == _name(row)}
        if not row.get("is_out") and row["numerator_status"] == "published" and elsewhere - {_told(row)}:
            row["numerator_status"] = BESIDE
    beside = [*foreign.values(), *rows]
    _blank_beside(
        [*beside, *did_not_come(beside, evidence.table("ref_area"), TOLD_TIME)], evidence.table("ref_area"), k
    )
    for row in rows:
        lost = {SMALL: FIGURES, BESIDE: FIGURES, WITHHELD: ("denominator",)}.get(row["numerator_status"], ())
        row.update(dict.fromkeys(lost, np.nan))
    for row in beside:
        _without_small_rates(row, beside, k)
    for row in rows:
        row["numerator_status"] = _said(row)
    return pd.DataFrame(rows).drop(columns=["is_out", TOLD_TIME, "shows nothing"], errors="ignore")


def _said(row: Row) -> str:
    is_new = not row.get("is_out")
    return NOT_SHOWN if is_new and row["numerator_status"] in (SMALL, BESIDE) else str(row["numerator_status"])


def _only_elsewhere(others: list[Row], rows: list[Row]) -> dict[tuple[str, ...], Row]:
    """Counts that another audience is shown and this one was not yet, or not as they are there."""
    here = {_told(row) for row in rows if row.get("is_out")}
    new = [row for row in others if not pd.isna(row["numerator"]) and _told(row) not in here]
    return {_told(row): row | {"is_out": True} for row in new}


def _told(row: Row) -> tuple[str, ...]:
    return (*_name(row), str(float(row["numerator"])), str(float(row["denominator"])))


def _tell_times(rows: list[Row]) -> None:
    """The days of a row are its time; where it has none, those of a row whose time is called so, or what it is called."""
    dated = dict[tuple[str, str], str]()
    for row in rows:
        name = (str(row["indicator_id"]), "" if pd.isna(row["period"]) else str(row["period"]))
        days = [pd.Timestamp(row.get(day, pd.NaT)) for day in TIME[2:]]
        row[TOLD_TIME] = "" if any(pd.isna(day) for day in days) else f"{days[0]:%Y-%m-%d} {days[1]:%Y-%m-%d}"
        if row[TOLD_TIME]:
            dated.setdefault(name, row[TOLD_TIME])
    for row in rows:
        name = (str(row["indicator_id"]), "" if pd.isna(row["period"]) else str(row["period"]))
        row[TOLD_TIME] = row[TOLD_TIME] or dated.get(name, name[1])


def _as_it_is_or_was(row: Row, out: Row | None, came: list[Row], was: list[Row], k: int) -> Row:
    """A delivered row, or its own that is out, where the one may not take the place of the other."""
    if out is None:
        return row
    if out["numerator_status"] == row["numerator_status"] == WITHHELD:
        return out if pd.isna(out["value"]) or out["value"] == row["value"] else row
    if not out["numerator_status"] == row["numerator_status"] == "published":
        return out
    moved = [
        abs(of(row) - of(out))
        for of in (lambda r: r["numerator"], lambda r: r["denominator"], _others)
        if not pd.isna(of(row) - of(out))
    ]
    is_safe = max(moved) > 0 and not any(0 < m < k for m in moved)
    return row if is_safe and all(_is_by_itself(one, of) for one, of in ((row, came), (out, was))) else out


def _is_by_itself(row: Row, rows: list[Row]) -> bool:
    same = [r for r in rows if r is not row and r["indicator_id"] == row["indicator_id"] and _name(r) != _name(row)]
    return not any(r["area_code"] == row["area_code"] and _share_a_day(r, row) for r in same) and all(
        r["numerator_status"] == "published" for r in same if r[TOLD_TIME] == row[TOLD_TIME]
    )


def _blank_beside(rows: list[Row], areas: Frame, k: int) -> None:
    """Mark what would give back what shows nothing, until nothing does; what is out is left, and what is new beside it goes."""
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault(_time(row), []).append(row)
    while True:
        empty = [row for row in rows if _shows_nothing(row)]
        told = [r for row in empty for r in groups[_time(row)] if _size(r) != max(map(_size, groups[_time(row)]))]
        told += [r for row in empty for r in rows if not pd.isna(r["numerator"]) and _is_longer(r, row)]
        told += _of_which_few_follow(rows, k)
        shown = [r for r in rows if not _shows_nothing(r)]
        told += whose_areas_leave_few(shown, areas, TOLD_TIME, k)
        told = [r for r in told if not _shows_nothing(r)]
        kept = [r for r in told if r.get("is_out")]
        told += [r for out in kept for r in rows if not pd.isna(r["numerator"]) and _lies_beside(r, out)]
        going = [r for r in told if not r.get("is_out") and not _shows_nothing(r)]
        going = going or of_which_few_are_left([r for r in shown if not pd.isna(r["numerator"])], areas, k)
        for row in going:
            row["numerator_status"] = BESIDE
        if not going:
            return


def _lies_beside(row: Row, out: Row) -> bool:
    is_near = row[TOLD_TIME] == out[TOLD_TIME] or (row["area_code"] == out["area_code"] and _share_a_day(row, out))
    return bool(row["indicator_id"] == out["indicator_id"] and is_near)


def _share_a_day(one: Row, other: Row) -> bool:
    start, end, first, last = (pd.Timestamp(r.get(name, pd.NaT)) for r in (one, other) for name in TIME[2:])
    return bool(start <= last and first <= end)


def _of_which_few_follow(rows: list[Row], k: int) -> list[Row]:
    """The counts that make 1 to k−1 of some days known beside shorter ones of the same thing and place."""
    places: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        if not any(pd.isna(row.get(name)) for name in ("numerator", *TIME[2:])):
            row["shows nothing"] = _shows_nothing(row)
            places.setdefault((row["indicator_id"], row["area_code"]), []).append(row)
    return [row for own in places.values() for row in making_few_known(own, k)]


def _without_small_rates(row: Row, rows: list[Row], k: int) -> None:
    """A rate without a count that a base of its area makes a count of few: it goes, or where it is out, what is new with that base."""
    unit = "" if pd.isna(row.get("unit")) else str(row["unit"]).lower()
    if not pd.isna(row["numerator"]) or pd.isna(row["value"]) or not any(w in unit for w in PROPORTION):
        return
    of = re.search(r"per\s*(\d[\d,]*)", unit)
    scale = float(of.group(1).replace(",", "")) if of else 100.0
    for other in rows:
        base = other["denominator"]
        if other["area_code"] != row["area_code"] or pd.isna(base):
            continue
        count = np.round(row["value"] / scale * base)
        if count < k or 0 < base - count < k:
            gone, status = (other, BESIDE) if row.get("is_out") else (row, SMALL)
            if not gone.get("is_out"):
                gone.update(dict.fromkeys(FIGURES, np.nan), numerator_status=status)


def _name(row: Row) -> tuple[str, ...]:
    return tuple("" if pd.isna(row[name]) else str(row[name]) for name in ("indicator_id", "period", "area_code"))


def _others(row: Row) -> float:
    return float(row["denominator"] - row["numerator"])


def _time(row: Row) -> tuple[str, ...]:
    return str(row["indicator_id"]), str(row[TOLD_TIME])


def _size(row: Row) -> tuple[float, float]:
    """How many, and of how many; what is blank is the least."""
    n, base = (-1.0 if pd.isna(row[name]) else float(row[name]) for name in ("numerator", "denominator"))
    return n, max(base, 0.0)


def _shows_nothing(row: Row) -> bool:
    return row["numerator_status"] in (SMALL, BESIDE, NOT_SHOWN) or (
        row["numerator_status"] == WITHHELD and pd.isna(row["value"])
    )


def _is_longer(row: Row, inner: Row) -> bool:
    """Whether a row is of the same thing and place as another, of a time that holds the other's and more."""
    if any(row[name] != inner[name] for name in ("indicator_id", "area_code")):
        return False
    start, end, first, last = (pd.Timestamp(one.get(name, pd.NaT)) for one in (row, inner) for name in TIME[2:])
    return bool(start <= first and last <= end and (start, end) != (first, last))  # a blank is neither before nor after


def _counts_people(row: Mapping[Hashable, Any]) -> bool:
    """Whether the figure is whole and nothing in its unit says that it is a rate, a mean or a time."""
    unit = "" if pd.isna(row.get("unit")) else str(row["unit"]).lower()
    words = re.findall("[a-z]+|%", unit)
    is_rate = any(RATE.fullmatch(word) for word in words) or any(TIME_SPAN.fullmatch(word) for word in words[:1])
    return float(row["value"]).is_integer() and not is_rate


def _status(row: Mapping[Hashable, Any], k: int) -> str:
    if pd.isna(row["numerator"]):
        return WITHHELD
    is_small = row["numerator"] < k or 0 < row["denominator"] - row["numerator"] < k
    return SMALL if is_small else "published"
