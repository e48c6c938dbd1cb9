"""Contributions and reviews one by one, as they were delivered: what each holds, who read it, who may have said it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from data_loaders.published.recount.evidence import Evidence

Readings = dict[str, list[tuple[str, list[tuple[str, str]]]]]


@dataclass(frozen=True)
class Record:
    """`leaves`: dimension → leaf; `found`: (theme, kind) of itself and of its root."""

    day: pd.Timestamp
    name: str
    leaves: dict[str, str]
    found: frozenset[tuple[str, str]]


def roots(evidence: Evidence) -> dict[str, str]:
    """Theme → its root, as the latest version that holds it has it."""
    latest: dict[str, tuple[int, str]] = {}
    for row in evidence.table("theme_codebook").itertuples():
        if row.theme_code not in latest or int(row.version) >= latest[row.theme_code][0]:
            latest[row.theme_code] = (int(row.version), row.parent_code)

    def top(code: str) -> str:
        while code in latest and latest[code][1]:
            code = latest[code][1]
        return code

    return {code: top(code) for code in latest}


def records_of(evidence: Evidence, view: str) -> list[Record]:
    return evidence.read_once(f"practice {view}", lambda e: sorted(_read(e, view), key=lambda r: r.day))


def _read(evidence: Evidence, view: str) -> Iterator[Record]:
    top = roots(evidence)
    if view == "reviews":
        found: dict[str, tuple[pd.Timestamp, str, set[tuple[str, str]]]] = {}
        for row in evidence.table("case_reviews").itertuples():
            own = found.setdefault(row.review_id, (row.quarter, row.type, set()))[2]
            own |= {(code, row.strength_or_gap) for code in (row.theme_code, top[row.theme_code])}
            own |= {(code.strip(), "CONTEXT") for code in row.contexts.split(";") if code.strip() not in ("", "NK")}
        for name, (day, kind, marks) in found.items():
            yield Record(day, name, {"review": kind}, frozenset(marks))
        return
    days = {row.session_id: row.date for row in evidence.table("forum_sessions").itertuples()}
    marks_of: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for contribution, readings in read_by(evidence).items():
        for theme, stance in readings[0][1]:
            marks_of[contribution] |= {(code, kind) for code in (theme, top[theme]) for kind in ("", stance)}
    for row in evidence.table("forum_contributions").itertuples():
        leaves = {"agency": row.agency_band, "role": row.role_band}
        yield Record(days[row.session_id], row.contribution_id, leaves, frozenset(marks_of[row.contribution_id]))


def read_by(evidence: Evidence) -> Readings:
    """Contribution → its coders in the order in which they read it, each with themes and stances."""
    return evidence.read_once("practice readings", _readings)


def _readings(evidence: Evidence) -> Readings:
    readings: dict[str, dict[str, list[tuple[pd.Timestamp, str, str]]]] = defaultdict(lambda: defaultdict(list))
    for row in evidence.table("theme_codings").itertuples():
        day = pd.Timestamp.max if pd.isna(row.coded_dt) else row.coded_dt
        readings[row.contribution_id][row.coder].append((day, row.theme_code, row.stance))
    made = {}
    for contribution, coders in readings.items():
        order = sorted(coders, key=lambda c: (min(day for day, _, _ in coders[c]), c))
        made[contribution] = [(c, [(theme, stance) for _, theme, stance in coders[c]]) for c in order]
    return made


def has_forum(evidence: Evidence) -> bool:
    names = ("forum_sessions", "forum_contributions", "theme_codings", "theme_codebook")
    return all(name in evidence.delivered for name in names)


def has_reviews(evidence: Evidence) -> bool:
    return all(name in evidence.delivered for name in ("case_reviews", "theme_codebook"))


def said_by(evidence: Evidence) -> dict[str, str]:
    """Contribution → who may have said it: one agency and role in one session may be one person."""
    return evidence.read_once("practice voices", lambda e: {
        r.contribution_id: f"{r.session_id} {r.agency_band} {r.role_band}"
        for r in e.table("forum_contributions").itertuples()
    })  # fmt: skip


def leaves_shown(evidence: Evidence) -> list[str]:
    return [code for code, root in roots(evidence).items() if code != root] if has_forum(evidence) else []
