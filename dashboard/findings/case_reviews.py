"""What case reviews found: strengths and gaps, single- and multi-agency side by side, the contexts, and over time."""

from __future__ import annotations

import pandas as pd

from dashboard.ask.labels import code_labels
from dashboard.ask.practice import bands_of, labels_of, least, leaves_of
from dashboard.ask.published import rows_of
from dashboard.charts.rows import Cell, Column, Group, Interval, Range, Row, Rows, Words
from dashboard.charts.table import Table, heads
from dashboard.findings.finding import About, Finding, State, source_of
from dashboard.findings.reasons import not_to_be_seen
from dashboard.findings.theme_course import course_table, courses
from dashboard.measures.practice_records import apart, review_shares
from dashboard.measures.theme_shares import asked_of, shares_over_time
from dashboard.words.form import listed
from dashboard.words.format import count, months, percent
from dashboard.words.number_format import COUNT, SHARE_TENTH
from dashboard.words.practice_records import review_title, times_words, years_title
from data_loaders.release import Release

SIDES = {"STRENGTH": "strengths", "GAP": "gaps", "CONTEXT": "contexts"}
WHOLE_PRACTICE = "Reviews are held when something may have gone wrong: they are not practice as a whole."


def contexts_of(release: Release) -> dict[str, str]:
    """The contexts that a review can find; "not known" is none of them."""
    names = code_labels(release, "context_cases.context_type")
    return {code: name for code, name in names.items() if code != "NK"}


def has_reviews(release: Release) -> bool:
    counts = rows_of(release, "practice_counts")
    return bool(len(counts) and (counts["view"] == "reviews").any())


def _about(release: Release, method: str, *caveats: str) -> About:
    k = least(release, "reviews_k")
    joined = f"Quarters are joined to years, or to the whole time, so that at least {k} reviews with a theme and {k} without it are behind every figure, and no two figures together tell of fewer."
    return About("Each review concerns a child; nothing is shown of one by itself.", method, (joined, *(c for c in caveats if c)), source_of(release))  # fmt: skip


def side(release: Release, kind: str) -> Finding:
    """One side (strengths, gaps or contexts) by kind of review."""
    key, question = f"reviews-{kind.lower()}", f"Which {SIDES[kind]} did reviews find?"
    labels, bands = (contexts_of(release) if kind == "CONTEXT" else leaves_of(release)), bands_of(release, "review")
    rows = asked_of(rows_of(release, "practice_counts"), view="reviews", split="review", kind=kind)
    shares = review_shares(rows[rows["code"].isin(labels)])
    if shares.empty:
        return not_to_be_seen(release, State.HIDDEN, "Too few reviews of some kind found it, or did not, or two figures together would tell of too few.", key=key, question=question)  # fmt: skip
    codes = [code for code in labels if code in set(shares["code"])]
    kinds = sorted(set(shares["group"]), key=lambda group: bands.get(group, group), reverse=True)
    different = apart(shares)
    title = review_title([labels[c] for c in different], SIDES[kind], len(codes))
    own = {(r.code, r.group): r for r in shares.itertuples()}
    spans = {r.code: months(r.first, r.last) for r in shares.itertuples()}
    high = float(shares["upper_pct"].max()) * 1.03
    columns: list[Column] = [Column("Found", 170)]
    for group in kinds:
        scale = Column(f"{bands.get(group, group)}s", 160, low=0, high=high, ticks=((0, "0"), (high, percent(high))))
        columns += [scale, Column(bands.get(group, group), 120)]
    lines = tuple(
        Row(
            (
                Words(labels[c], note=spans[c] if len(set(spans.values())) > 1 else ""),
                *(cell for g in kinds for cell in _cells(own.get((c, g)), is_apart=c in different)),
            )
        )
        for c in codes
    )
    left = [name for code, name in labels.items() if code not in codes]
    return Finding(
        key, question, title, f"Share of reviews that found it, by kind of review, {times_words(list(spans.values()))}. Line: what would fit.", release.id, result=tuple(different), table=_table(shares, labels, bands),
        chart=Rows(tuple(columns), (Group("", lines),), f"{title}. One row for each, kinds of review side by side.", 44.0), bear_in_mind=WHOLE_PRACTICE,
        about=_about(release, "Kinds of review differ where their ranges do not meet.", f"Not shown by kind of review, because too few would stand behind a figure or be told of by two, or none: {listed(left, most=12)}." if left else ""),
    )  # fmt: skip


def _cells(row: object | None, *, is_apart: bool) -> tuple[Cell, Cell]:
    if row is None:
        return Words(""), Words("hidden")
    at, low, high, n, base = (
        float(getattr(row, name)) for name in ("share_pct", "lower_pct", "upper_pct", "n", "base")
    )
    drawn = Range(at, low, high) if is_apart else Interval(at, low, high)
    return drawn, Words("", percent(at), f"{count(n)} of {count(base)}")


def _table(shares: pd.DataFrame, labels: dict[str, str], bands: dict[str, str]) -> Table:
    columns = heads("found", "kind of review", "time", ("reviews with it", COUNT), ("of reviews", COUNT), ("share", SHARE_TENTH), ("from", SHARE_TENTH), ("to", SHARE_TENTH))  # fmt: skip
    lines = tuple(
        (labels[r.code], bands.get(r.group, r.group), months(r.first, r.last), int(r.n), int(r.base), float(r.share_pct), float(r.lower_pct), float(r.upper_pct))
        for r in shares.itertuples()
    )  # fmt: skip
    return Table(columns, lines)


def reviews_time(release: Release, kind: str) -> Finding:
    """One side by year, all kinds of review together."""
    key, question = f"reviews-time-{kind.lower()}", f"Do reviews find other {SIDES[kind]} than before?"
    labels = contexts_of(release) if kind == "CONTEXT" else labels_of(release)
    rows = asked_of(rows_of(release, "practice_counts"), view="reviews", split="none", kind=kind)
    rows = rows[rows["code"].isin(labels) & (rows["unit"] != "all")].reset_index(drop=True)
    if rows.empty:
        return not_to_be_seen(release, State.HIDDEN, "Too few reviews in a year.", key=key, question=question)
    rows = shares_over_time(rows)
    different = apart(rows.assign(group=rows["period_start"]))
    title = years_title([labels[c] for c in different], SIDES[kind])
    span = months(rows["period_start"].min(), rows["period_end"].max())
    return Finding(
        key, question, title, f"Share of reviews that found it, by year, {span}.", release.id, State.SHOWN if different else State.CANNOT_TELL,
        result=tuple(different), table=course_table(rows, labels, "found", ("reviews with it", "of reviews")),
        chart=courses(rows, labels, f"{title}. A small course for each, on one scale."), bear_in_mind=WHOLE_PRACTICE,
        about=_about(release, "Years differ where their ranges do not meet; the table holds the range of every year."),
    )  # fmt: skip
