"""The audit of practice: every published figure counted again from the deliveries in the plainest way, and what else could tell.

Nothing here uses the code that made the tables: rows are walked one by one. A figure that differs, stands on too few voices or
on one, a band without a crowd, a quotation without consent: each fails the publication.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from data_loaders.facts import Tables
from data_loaders.release import Check

Record = tuple[
    pd.Timestamp, str, dict[str, str], set[tuple[str, str]]
]  # when, voice, leaves, (theme, kind) found in it


@dataclass(frozen=True)
class Limits:
    k: int
    reviews_k: int
    crowd: int
    dominance: float


def audit(tables: Tables, made: dict[str, pd.DataFrame], limits: Limits, published_before: pd.DataFrame) -> list[Check]:
    """The checks of this theme, failed or passed. What an earlier release published is not counted again: it may be held."""
    return [
        _counts(tables, made["practice_counts"], limits, published_before),
        _crowds(tables, made, limits),
        _quotes(tables, made["practice_quotes"]),
        _floors(made, limits),
    ]


def records_of(tables: Tables, view: str) -> list[Record]:
    parent = {}
    for row in sorted(tables["theme_codebook"].itertuples(), key=lambda r: int(r.version)):
        parent[row.theme_code] = row.parent_code

    def line(code: str) -> Iterator[str]:
        yield code
        top = code
        while parent.get(top):
            top = parent[top]
        yield top

    if view == "reviews":
        found: dict[str, Record] = {}
        for row in tables["case_reviews"].itertuples():
            record = found.setdefault(row.review_id, (row.quarter, row.review_id, {"review": row.type}, set()))
            record[3].update((code, row.strength_or_gap) for code in line(row.theme_code))
            record[3].update((c.strip(), "CONTEXT") for c in row.contexts.split(";"))
        return list(found.values())
    days = {row.session_id: row.date for row in tables["forum_sessions"].itertuples()}
    reader: dict[str, tuple[pd.Timestamp, str]] = {}
    for row in tables["theme_codings"].itertuples():
        mine = (pd.Timestamp.max if pd.isna(row.coded_dt) else row.coded_dt, row.coder)
        reader[row.contribution_id] = min(mine, reader.get(row.contribution_id, mine))
    themes: dict[str, set[tuple[str, str]]] = {}
    for row in tables["theme_codings"].itertuples():
        if reader[row.contribution_id][1] == row.coder:
            kinds = {(code, kind) for code in line(row.theme_code) for kind in ("", row.stance)}
            themes.setdefault(row.contribution_id, set()).update(kinds)
    return [
        (days[r.session_id], f"{r.session_id} {r.agency_band} {r.role_band}", {"agency": r.agency_band, "role": r.role_band},
         themes.get(r.contribution_id, set()))
        for r in tables["forum_contributions"].itertuples()
    ]  # fmt: skip


def _counts(tables: Tables, counts: pd.DataFrame, limits: Limits, before: pd.DataFrame) -> Check:
    old = set(before.itertuples(index=False, name=None)) if len(before) else set()
    records = {view: sorted(records_of(tables, view), key=lambda r: r[0]) for view in sorted(set(counts["view"]))}
    days = {view: [r[0] for r in own] for view, own in records.items()}
    wrong = thin = tried = 0
    for row in counts.itertuples(index=False):
        tried += 1
        k = limits.reviews_k if row.view == "reviews" else limits.k
        if tuple(row) in old:
            thin += row.n < k
            continue
        leaves = set(row.group.split("+")) if row.group else set()
        yes, no = Counter[str](), Counter[str]()
        inside = slice(bisect_left(days[row.view], row.period_start), bisect_right(days[row.view], row.period_end))
        for _, voice, own, found in records[row.view][inside]:
            if row.split == "stance":
                is_meant = any((row.code, stance) in found for stance in leaves)
            elif row.split != "none" and own[row.split] not in leaves:
                continue
            else:
                is_meant = not row.code or (row.code, row.kind) in found
            (yes if is_meant else no)[voice] += 1
        wrong += row.n != yes.total() or row.base != yes.total() + no.total()
        for half in (yes, no) if row.code else (yes,):
            thin += len(half) < k or max(half.values(), default=0) > limits.dominance * half.total()
    reason = (
        f"Every figure was counted again, row by row, from the deliveries: at least {limits.k} voices (or {limits.reviews_k} reviews) are behind "
        "those with a theme and those without it, and none makes most of a figure."
        if not wrong + thin
        else f"{wrong} figures differ from a recount and {thin} stand on too few voices or on one."
    )
    return Check(
        name="recount of practice",
        subject="themes and reviews",
        status="failed" if wrong + thin else "passed",
        reason=reason,
        tried=tried,
    )


def _crowds(tables: Tables, made: dict[str, pd.DataFrame], limits: Limits) -> Check:
    """Each band that is named, in a count or beside a quotation, had a crowd in every session in which it spoke."""
    named = {(r.split, r.group) for r in made["practice_counts"].itertuples() if r.split in ("agency", "role")}
    named |= {("agency", band) for band in made["practice_quotes"]["band"] if band}
    lonely = 0
    for dimension, band in sorted(named):
        column, spoke, other = (
            ("agencies", "agency_band", "role_band") if dimension == "agency" else ("roles", "role_band", "agency_band")
        )
        said: dict[str, set[tuple[str, str]]] = {}
        for row in tables["forum_contributions"].itertuples():
            if getattr(row, spoke) in band.split("+"):
                said.setdefault(row.session_id, set()).add((getattr(row, spoke), getattr(row, other)))
        for row in tables["forum_sessions"].itertuples():
            if row.session_id not in said:
                continue
            told = dict(part.split(":") for part in getattr(row, column).replace(" ", "").split(";") if ":" in part)
            here = {leaf for leaf in band.split("+") if leaf in told}
            people = sum(int(told[leaf]) for leaf in here) + len(
                {cell for cell in said[row.session_id] if cell[0] not in here}
            )
            lonely += people < limits.crowd
    reason = (
        f"In every session in which a named band spoke, at least {limits.crowd} of its people were there."
        if not lonely
        else f"{lonely} times a band is named that had fewer than {limits.crowd} people in a session in which it spoke."
    )
    return Check(
        name="crowds of practice",
        subject="bands",
        status="failed" if lonely else "passed",
        reason=reason,
        tried=len(named),
    )


def _readers(row: Any) -> int:
    """How many different roles have read a contribution on a day that is recorded."""
    read = {1: row.read_on_1, 2: row.read_on_2}
    return len(
        {str(getattr(row, f"read_by_{n}")).strip().lower() for n, day in read.items() if not pd.isna(day)} - {""}
    )


def _quotes(tables: Tables, quotes: pd.DataFrame) -> Check:
    if quotes.empty:
        return Check(name="quotations", subject="forum", status="not applicable", reason="Nothing is quoted.")
    asked = tables["forum_contributions"]
    allowed = {row.text for row in asked.itertuples() if row.consent_to_quote == "Y" and _readers(row) == 2}
    refused = sum(text not in allowed for text in quotes["text"])
    short = int((quotes["period_end"] - quotes["period_start"]).dt.days.lt(80).sum())
    reason = (
        "Each has consent, was read by two people, and says no more of who and when than a wide band and a quarter."
        if not refused + short
        else f"{refused} have no consent or were not read by two people, {short} tell of less than a quarter."
    )
    return Check(
        name="quotations",
        subject="forum",
        status="failed" if refused + short else "passed",
        reason=reason,
        tried=len(quotes),
    )


def _floors(made: dict[str, pd.DataFrame], limits: Limits) -> Check:
    """Every count of the small tables, and what one of them leaves of another, is at least k."""
    low = tried = 0
    for name, parts in (
        ("practice_pairs", ["both", "only_a", "only_b", "neither"]), ("practice_agreement", ["both", "one", "neither"]),
        ("practice_disagreements", ["n"]), ("practice_sharing", ["items", "acted_on"]), ("practice_training", ["eligible", "trained"]),
    ):  # fmt: skip
        frame = made[name]
        tried += frame[parts].size
        low += int((frame[parts].dropna() < limits.k).sum().sum())
        if name in ("practice_sharing", "practice_training"):
            left = (frame[parts[0]] - frame[parts[1]]).dropna()
            low += int(((left < limits.k) & (left > 0)).sum())
    reason = (
        f"Every count, and what is left of its base, is at least {limits.k}."
        if not low
        else f"{low} counts are below {limits.k}."
    )
    return Check(
        name="floors of practice",
        subject="pairs, coders, training, sharing",
        status="failed" if low else "passed",
        reason=reason,
        tried=tried,
    )
