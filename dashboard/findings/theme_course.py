"""Themes over time: one by itself, or all of them in small courses on one scale; and what has emerged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from dashboard.ask.months import ALL
from dashboard.ask.practice import labels_of, least, leaves_of
from dashboard.ask.published import rows_of
from dashboard.charts.shapes import Course, Multiples
from dashboard.charts.table import Table, heads
from dashboard.charts.trend import Point, Trend
from dashboard.findings.finding import Finding, State
from dashboard.findings.reasons import not_to_be_seen
from dashboard.findings.themes import about_themes
from dashboard.measures.theme_shares import asked_of, emergence, latest_codebook, shares_over_time
from dashboard.words.format import month, months
from dashboard.words.number_format import COUNT, SHARE, SHARE_TENTH, NumberFormat
from dashboard.words.periods import UNIT_WORDS, period_label
from dashboard.words.themes import NEW_CODE, emergence_title, latest_title, span_title
from data_loaders.release import Release

QUESTION, CAPACITY = "Is it named more than before?", "What do practitioners say of their capacity?"
GAPS = "A gap means too few people, not none."


def new_themes(book: pd.DataFrame) -> list[str]:
    """The names of the themes that only the newest of several versions of the codebook holds. book: as `latest_codebook` gives it."""
    newest = max(book["version"].astype(int), default=1)
    is_new = (book["theme_code"] != book["root"]) & (book["versions"] == str(newest))
    return list(book.loc[is_new, "label"].astype(str)) if newest > 1 else []


def theme_time(release: Release, theme: str) -> Finding:
    """One theme, or all of them in small courses; and what has emerged."""
    codes = list(leaves_of(release)) if theme == ALL else [theme]
    return _over_time(release, codes, key="theme-time", question=QUESTION)


def capacity_themes(release: Release) -> Finding:
    """What practitioners say of their time: the themes under Capacity."""
    book = latest_codebook(rows_of(release, "practice_codebook"))
    codes = [str(r.theme_code) for r in book.itertuples() if r.root == "CAPACITY" and r.theme_code != r.root]
    return _over_time(release, codes, key="capacity-themes", question=CAPACITY)


def _over_time(release: Release, codes: list[str], *, key: str, question: str) -> Finding:
    labels = labels_of(release)
    counts = asked_of(rows_of(release, "practice_counts"), view="themes", split="none")
    rows = shares_over_time(counts[counts["code"].isin(codes)].reset_index(drop=True))
    if rows.empty:
        reason = "Too few voices named it in every part of the time covered."
        return not_to_be_seen(release, State.HIDDEN, reason, key=key, question=question)
    emerged = [(labels[str(r.code)], r.since) for r in emergence(rows, counts["period_start"].min()).itertuples()]
    unit, last = UNIT_WORDS[str(rows["unit"].iloc[0])], rows.iloc[-1]
    if emerged and key == "theme-time":
        title = emergence_title(emerged, new_themes(latest_codebook(rows_of(release, "practice_codebook"))))
    elif len(codes) == 1:
        title = latest_title(labels[codes[0]], float(last["share_pct"]), period_label(last["period_start"], last["period_end"]))  # fmt: skip
    else:
        latest = rows.drop_duplicates("code", keep="last")
        ends = {period_label(r.period_start, r.period_end) for r in latest.itertuples()}
        title = span_title(list(latest["share_pct"].astype(float)), ends)
    span = months(rows["period_start"].min(), rows["period_end"].max())
    alt = f"{title}. Share of contributions by {unit}; every figure stands in the table."
    return Finding(
        key, question, title, f"Share of contributions that name it, by {unit}, {span}.", release.id, result=tuple(emerged), table=course_table(rows, labels, "theme"),
        chart=one_course(rows, alt) if len(codes) == 1 else courses(rows, labels, alt), bear_in_mind=GAPS,
        about=about_themes(release, f"A theme has emerged when at least {least(release)} different voices named it in every {unit} since, and fewer before. {NEW_CODE}"),
    )  # fmt: skip


def courses(rows: pd.DataFrame, names: Mapping[str, str], alt: str, *, by: str = "code", number: NumberFormat = SHARE, value: str = "share_pct") -> Multiples:  # fmt: skip
    """A small course for each value of `by`, on one scale. A figure of a longer period stands in each of the periods it covers.

    Where there is none, the course has a gap.
    """
    starts, told = sorted(set(rows["period_start"])), rows[rows[value].notna()]
    found = []
    for code in dict.fromkeys(rows[by]):
        own = [(r.period_start, r.period_end, float(getattr(r, value))) for r in told[told[by] == code].itertuples()]
        values = tuple(next((v for first, last, v in own if first <= at <= last), None) for at in starts)
        found.append(Course(str(names.get(str(code), code)), values))
    return Multiples(tuple(s.date() for s in starts), tuple(found), number, alt, tuple(month(s) for s in starts))


def one_course(rows: pd.DataFrame, alt: str) -> Trend:
    points = tuple(
        Point(r.period_start.date(), float(r.share_pct), period_label(r.period_start, r.period_end)) for r in rows.itertuples()
    )  # fmt: skip
    return Trend(points, (), SHARE, alt)


def course_table(rows: pd.DataFrame, names: Mapping[str, str], what: str, of: Sequence[str] = ("contributions with it", "of contributions")) -> Table:  # fmt: skip
    columns = heads(what, "period", (of[0], COUNT), (of[1], COUNT), ("share", SHARE_TENTH), ("from", SHARE_TENTH), ("to", SHARE_TENTH))  # fmt: skip
    lines = tuple(
        (str(names.get(str(r.code), r.code)), period_label(r.period_start, r.period_end), int(r.n), int(r.base), float(r.share_pct), float(r.lower_pct), float(r.upper_pct))
        for r in rows.itertuples()
    )  # fmt: skip
    return Table(columns, lines)
