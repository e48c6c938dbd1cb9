"""What is about organisations again: actions, sessions, training, sharing, the language of documents."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import Any

import pandas as pd

from data_loaders.deliveries.practice import SESSION_KINDS
from data_loaders.published.recount.comparison import Recount
from data_loaders.published.recount.evidence import Evidence, Frame
from data_loaders.published.recount.language import language
from data_loaders.published.recount.sharing import sharing
from data_loaders.published.recount.spans import Span, periods_between, whole_years

SMALL = "hidden to protect people"


def floor(evidence: Evidence) -> int:
    return evidence.policy.practice.k[evidence.policy.audience]


def months_of(days: pd.Series) -> Span:
    """First day of the first month, last day of the last."""
    first, last = days.min(), days.max()
    return pd.Timestamp(first.year, first.month, 1), pd.Timestamp(last.year, last.month, 1) + pd.offsets.MonthEnd(0)


def periods_of(days: pd.Series, unit: str, year_starts: int) -> list[Span]:
    first, last = months_of(days)
    if unit == "all":
        return [span] if (span := whole_years(first, last, year_starts)) else []
    return list(periods_between(first, last, unit, year_starts))


def quarters_told(evidence: Evidence) -> list[Span]:
    """The whole quarters from the first to the last session to which as many came as may be told."""
    days = [s.date for s in evidence.table("forum_sessions").itertuples() if s.attendees_n >= floor(evidence)]
    return periods_of(pd.Series(days), "quarter", evidence.policy.time.year_starts) if days else []


def sessions(evidence: Evidence) -> Frame:
    """Session by session, of every kind. Quarters are those that lie whole between the first and the last to which enough came.

    Where fewer came than the floor asks, it is as if none had been held.
    """
    if not all(
        n in evidence.delivered for n in ("forum_sessions", "forum_contributions", "theme_codings", "theme_codebook")
    ):
        return pd.DataFrame()
    held = evidence.table("forum_sessions")
    rows = []
    for start, end in quarters_told(evidence):
        for kind in sorted(SESSION_KINDS):
            own = [s for s in held.itertuples() if s.type == kind and start <= s.date.normalize() <= end]
            came = sum(s.attendees_n for s in own)
            is_told = came >= floor(evidence)
            rows.append(
                (kind, start, end, *((len(own), float(came), "published") if is_told else (0, math.nan, SMALL)))
            )
    return pd.DataFrame(
        rows, columns=["type", "period_start", "period_end", "sessions", "attendees", "attendees_status"]
    )


def training(evidence: Evidence) -> Frame:
    """Row by row, in the order of time: withheld where fewer than k had it, or had it not, or moved; nobody is fewer than k.

    A course goes on from those of its agency that ended before it or come no more."""
    k, rows = floor(evidence), list[tuple[Any, ...]]()
    out = _told_before(evidence)
    by_course: dict[tuple[str, str], list[tuple[pd.Timestamp, int, int]]] = defaultdict(list)
    for t in evidence.table("training").itertuples():
        by_course[t.agency, t.course].append((t.period, int(t.eligible_n), int(t.trained_n)))
    shown_last: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for (agency, course), own in sorted(by_course.items(), key=lambda item: (min(item[1]), item[0])):
        gone = [out[key] for key in out if key[0] == agency and key not in by_course]
        known = [out[agency, course]] if (agency, course) in out else gone
        last, told = max((day for day, _ in known), default=None), [was for _, was in known if was is not None]
        if (agency, course) not in out:
            told += [
                was
                for key, ended in by_course.items()
                if key[0] == agency and max(ended)[0] < min(own)[0]
                for was in shown_last[key]
            ]
        for period, eligible, trained in sorted(own, key=lambda row: row[0]):
            if last is not None and period <= last:
                continue
            now = (trained, eligible - trained)
            moved = [abs(a - b) for was in told for a, b in zip(now, was, strict=True)]
            is_shown = trained >= k and not 0 < now[1] < k and not any(0 < m < k for m in moved)
            is_shown = is_shown and (not told or max(moved) >= k)
            told = [now] if is_shown else told
            shown = (float(eligible), float(trained), "published") if is_shown else (math.nan, math.nan, SMALL)
            rows.append((period, agency, course, *shown))
        shown_last[agency, course] = told
    rows.sort(key=lambda row: row[1:3])
    return pd.DataFrame(rows, columns=["period_start", "agency", "course", "eligible", "trained", "status"])


def _told_before(evidence: Evidence) -> dict[tuple[str, str], tuple[pd.Timestamp, tuple[int, int] | None]]:
    """Of each course the last period of the release before, and how many of it had it and had it not when it was last told."""
    found: dict[tuple[str, str], tuple[pd.Timestamp, tuple[int, int] | None]] = {}
    before = evidence.previous.get("practice_training", pd.DataFrame())
    for t in before.sort_values("period_start").itertuples() if len(before) else ():
        was = found.get((t.agency, t.course), (None, None))[1]
        told = was if math.isnan(t.trained) else (int(t.trained), int(t.eligible - t.trained))
        found[t.agency, t.course] = (t.period_start, told)
    return found


ORGANISATION = {
    "committee_risks": Recount("Compared with the delivered register of risks.", lambda e: e.table("risk_register")),
    "committee_decisions": Recount("Compared with the delivered decisions.", lambda e: e.table("decisions")),
    "committee_learning": Recount("Compared with the delivered log.", lambda e: e.table("learning_log")),
    "committee_heard": Recount("Compared with what was delivered.", lambda e: e.table("heard_and_answered")),
    "committee_targets": Recount("Compared with the delivered targets.", lambda e: e.table("targets")),
    "practice_actions": Recount("Compared with the delivered actions.", lambda e: e.table("actions")),
    "practice_terms": Recount("Compared with the delivered terms.", lambda e: e.table("language_terms")),
    "practice_sessions": Recount("Counted again session by session.", sessions),
    "practice_training": Recount("Counted again row by row.", training),
    "practice_sharing": Recount("Added up again item by item.", sharing),
    "practice_language": Recount("Added up again scan by scan.", language),
}
