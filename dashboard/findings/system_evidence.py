"""What the review of the system rests on: which values of the approach its evidence speaks to, who says so, and what is next."""

from __future__ import annotations

from dashboard.ask.labels import code_labels
from dashboard.ask.published import rows_of
from dashboard.charts.rows import Column, Group, Row, Rows, Words
from dashboard.charts.table import Table, heads
from dashboard.findings.finding import About, Finding, State, source_of
from dashboard.findings.reasons import not_to_be_seen
from dashboard.findings.system_review import codes_of, domains_of
from dashboard.measures.system_lights import latest_lights
from dashboard.words import system_review as words
from dashboard.words.form import capital, lower_first
from dashboard.words.format import day
from data_loaders.release import Release

QUESTION = "What does the review rest on, who says so, and what is next?"
NEW = ("evidence_values", "evidence_from", "next_step")
INVENTED = "Invented: "


def system_evidence(release: Release) -> Finding | None:
    """One row for each component as it was last judged, the domains below each other."""
    review, domains = rows_of(release, "system_review"), domains_of(release)
    if not domains:
        return None
    told = [name for name in NEW if name in review.columns and (review[name] != "").any()]
    if len(told) == 0:
        return not_to_be_seen(release, State.NOT_DELIVERED, words.NO_VALUES, key="system-evidence", question=QUESTION)
    latest = latest_lights(review)
    values, whose = code_labels(release, "evidence_values"), code_labels(release, "system_review.evidence_from")
    spoken = {code for row in latest.itertuples() for code in codes_of(row)}
    silent = [lower_first(name) for code, name in values.items() if code not in spoken]
    without = sum(not codes_of(row) for row in latest.itertuples())
    still = int((latest["next_step"] == "").sum())
    title = words.evidence_title(silent, len(values), without, still)
    rows = {
        code: [
            (str(r.component), _text(r.evidence), words.values_named([values[c] for c in codes_of(r)]), whose.get(str(r.evidence_from), words.NOBODY_SAYS), _text(r.next_step))
            for r in latest[latest["domain"] == code].itertuples()
        ]
        for code in domains
    }  # fmt: skip
    groups = tuple(
        Group(f"{code} {name}", tuple(
            Row((Words("", component, rests), Words(of), Words(who), Words(then or words.NO_STEP)))
            for component, rests, of, who, then in rows[code]
        ))
        for code, name in domains.items()
    )  # fmt: skip
    columns = (
        Column("Component"),
        Column("Speaks to", 190, hides=True),
        Column("Who says so", 150),
        Column("Next", 230),
    )
    table = Table(
        heads("component", "domain", "evidence", "values it speaks to", "who says so", "next step"),
        tuple(
            (component, name, rests, of, who, then or words.NO_STEP)
            for code, name in domains.items()
            for component, rests, of, who, then in rows[code]
        ),
    )
    return Finding(
        "system-evidence", QUESTION, title, f"Each component as it was last judged, {day(latest['review_dt'].max())}.", release.id,
        result=tuple((str(r.component), tuple(codes_of(r)), str(r.evidence_from)) for r in latest.itertuples()), table=table,
        chart=Rows(columns, groups, f"{title}. One row for each component.", row_height=56.0), bear_in_mind=words.VALUES_MIND,
        about=About(words.VALUES, "", (words.NO_CHILD,), source_of(release)),
    )  # fmt: skip


def _text(text: object) -> str:
    return capital(str(text).removeprefix(INVENTED))
