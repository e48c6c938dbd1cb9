"""Where the system stands: every component over all reviews in one picture, with evidence and with what changed."""

from __future__ import annotations

import pandas as pd

from dashboard.ask.labels import code_labels
from dashboard.ask.published import rows_of
from dashboard.charts.rows import Cell, Column, Group, Row, Rows, Words
from dashboard.charts.table import Table, heads
from dashboard.findings.finding import About, Finding, source_of
from dashboard.measures.system_lights import latest_lights
from dashboard.words import system_review as words
from dashboard.words.form import number_of
from dashboard.words.format import month, months
from dashboard.words.number_format import DATE
from data_loaders.release import Release

QUESTION = "Where does the system stand, and what moved?"
STEPS = {1.0: "Up", -1.0: "Down", 0.0: "As before"}


def domains_of(release: Release) -> dict[str, str]:
    """The domains that were reviewed, in order."""
    names = code_labels(release, "system_review.domain")
    held = set(reviewed["domain"]) if len(reviewed := rows_of(release, "system_review")) else set()
    return {code: text for code, text in names.items() if code in held}


def system_review(release: Release) -> Finding | None:
    """One row for each component, one column for each review, the four domains below each other."""
    review, domains = rows_of(release, "system_review"), domains_of(release)
    if not domains:
        return None
    ratings, levels = code_labels(release, "system_review.rating"), code_labels(release, "system_review.level")
    values = code_labels(release, "evidence_values")
    latest = latest_lights(review)
    days = sorted(set(review["review_dt"]))[-words.MOST_REVIEWS :]
    title = words.system_title(latest["rating"].value_counts().to_dict(), len(latest), latest["change"])
    first, last = days[0], days[-1]
    groups = tuple(
        Group(
            f"{code} {name}",
            tuple(
                _row(review, row, days, ratings, {**levels, **values})
                for row in latest[latest["domain"] == code].itertuples()
            ),
        )
        for code, name in domains.items()
    )
    columns = (
        Column("Component"),
        *(Column(month(day), 108, hides=day != last) for day in days),
        Column("Since then", 84),
    )
    return Finding(
        "system-review", QUESTION, title, f"Each component as judged at {number_of(len(days), 'review', 'reviews')}, {months(first, last)}.", release.id,
        result=tuple((str(r.domain), str(r.level), str(r.component), str(r.rating)) for r in latest.itertuples()),
        table=_table(latest, domains, ratings, levels), chart=Rows(columns, groups, f"{title}. One row for each component, one column for each review.", row_height=44.0),
        bear_in_mind=words.OWN_JUDGEMENT, about=About(words.DEFINITION, "", (words.NO_CHILD,), source_of(release)),
    )  # fmt: skip


def _row(
    review: pd.DataFrame, row: object, days: list[pd.Timestamp], ratings: dict[str, str], names: dict[str, str]
) -> Row:
    """`names`: of levels and of values of the approach."""
    domain, level, component = (str(getattr(row, name)) for name in ("domain", "level", "component"))
    own = review[
        (review["domain"] == domain) & (review["level"] == level) & (review["component"] == component)
    ].set_index("review_dt")["rating"]
    values = words.values_words([names[code] for code in codes_of(row)])
    cells: list[Cell] = [Words("", component, f"{names[level].split(':')[0]}{values}")]
    before = ""
    for day in days:
        now = ratings[own[day]] if day in own.index else "Not reviewed"
        cells.append(Words("", now) if now != before else Words(now))  # what is new stands out
        before = now
    change = float(getattr(row, "change"))  # noqa: B009 - a row of a table
    cells.append(Words("First review" if pd.isna(change) else STEPS[max(-1.0, min(1.0, change))]))
    return Row(tuple(cells))


def codes_of(row: object) -> list[str]:
    """The values of the approach that the evidence of a row speaks to; none in a release from before there were any."""
    return [code.strip() for code in str(getattr(row, "evidence_values", "")).split(";") if code.strip()]


def _table(latest: pd.DataFrame, domains: dict[str, str], ratings: dict[str, str], levels: dict[str, str]) -> Table:
    columns = heads("component", "domain", "level", "rating", "before", ("dated", DATE), "evidence", "answers for it")  # fmt: skip
    return Table(columns, tuple(
        (str(r.component), domains[r.domain], levels[r.level], ratings[r.rating], ratings.get(r.before, "first review"), r.review_dt.date(), str(r.evidence).removeprefix("Invented: "), str(r.agency))
        for r in latest.itertuples()
    ))  # fmt: skip
