"""One context that may be shown: what has influence, its risks then and now, what protects, what young people asked for."""

from __future__ import annotations

import pandas as pd

from dashboard.ask.labels import code_labels
from dashboard.ask.published import rows_of
from dashboard.charts.rows import BeforeLatest, Column, Group, Row, Rows, Words
from dashboard.charts.table import Table, heads
from dashboard.findings.context_rows import of_two
from dashboard.findings.finding import About, Finding, Link, State, source_of
from dashboard.findings.reasons import not_to_be_seen
from dashboard.measures.context_counts import first_and_latest, moved_of_shown, times_assessed
from dashboard.words import contexts as words
from dashboard.words.form import capital, fitting, listed, lower_first
from dashboard.words.format import count, month
from dashboard.words.indicators import signed, unit_beside
from dashboard.words.number_format import COUNT
from dashboard.words.standing import standing_of, verdict_word
from data_loaders.release import Release

ALL_CONTEXTS = (Link("All contexts", "contexts"),)
MEASURES, RISKS, WEIGHTS, DONE = (
    "What changed in the place?",
    "Are its risks lower than at first?",
    "Which contexts have most influence?",
    "What is done there?",
)
FIVE = 5.0  # likelihood and impact are judged from 1 to 5


def contexts_shown(release: Release) -> dict[str, str]:
    """Key → label of each context that the release shows by itself. No other can be asked for."""
    if not len(rows_of(release, "context_shown")):
        return {}
    rows = rows_of(release, "context_shown")
    times = times_assessed(rows_of(release, "context_weights"))
    rows["times"] = rows["key"].map(times).fillna(0).clip(upper=2)
    rows["closed"] = (
        rows["stage"] == "CLOSED"
    )  # open ones first, as on the page of all; of these, those with something to compare
    rows = rows.sort_values(["closed", "times", "label"], ascending=[True, False, True], kind="stable")
    return dict(zip(rows["key"].astype(str), rows["label"].astype(str), strict=True))


def facts(release: Release, key: str) -> dict[str, str]:
    """What is known of it, in the order in which it is said."""
    rows = rows_of(release, "context_shown")
    row = rows[rows["key"] == key].iloc[0]
    stages, harms = code_labels(release, "context_cases.stage"), code_labels(release, "harm_types")
    asked, ends = code_labels(release, "young_people_asked_for"), code_labels(release, "context_cases.closure_outcome")
    known = {
        "Stage": f"{stages[row['stage']]}, for {row['weeks_in_stage']} weeks",
        "Referred": month(row["referred"]),
        "Review": str(row["review"]),
        "Kinds of harm": _codes(row["harm_types"], harms),
        "Young people asked for": _codes(row["asked_for"], asked),
        "Protects": _protects(release, key),
    }
    return known | ({"At closing": ends.get(row["closure_outcome"], "Not known")} if row["stage"] == "CLOSED" else {})


def measures(release: Release, key: str) -> Finding:
    """First and latest of each measure; each has a scale of its own, so they stand in words."""
    rows = _of(release, "context_measures", key)
    if rows.empty:
        return _nothing(release, "context-moved", MEASURES)
    moved, names, scales = (
        moved_of_shown(rows),
        code_labels(release, "context_measures.measure"),
        code_labels(release, "context_measures.scale"),
    )
    scale = rows.drop_duplicates("measure").set_index("measure")["scale"]
    twice = moved[moved["moved"] != "NOT_TWICE"]
    once = twice.empty
    other = int((twice["first"] != twice["last"]).sum())
    title = "Measured once so far" if once else words.measured_title(other, len(twice))
    verdicts = {names[r.measure]: of_two(r) for r in moved.itertuples()}
    lines = tuple(
        Row(
            (
                Words("", names[r.measure], unit_beside(scales.get(scale[r.measure], ""))),
                Words(
                    "", signed(str(r.last_told), scales.get(scale[r.measure], "")), "" if once else f"{r.first_told} →"
                ),
                standing_of(verdicts[names[r.measure]], capital(words.moved_words(r))),
            )
        )
        for r in moved.itertuples()
    )
    columns = (Column("Measure"), Column("First → latest", 160, "right"), Column("Verdict", 340))
    table = Table(heads("measure", "scale", "first", "latest", "moved", "verdict"),
                  tuple((names[r.measure], scales.get(scale[r.measure], ""), str(r.first_told), str(r.last_told), words.moved_words(r), verdict_word(verdicts[names[r.measure]]))
                        for r in moved.itertuples()))  # fmt: skip
    return Finding(
        "context-moved", MEASURES, title, _months(rows), release.id, result=tuple(verdicts.items()), table=table,
        chart=Rows(columns, (Group("", lines),), f"{title}.", row_height=50.0), bear_in_mind="" if once else words.TWO_MEASURINGS,
        about=About(words.COUNTED_THERE, "", (words.FEWER_THAN,), source_of(release)), links=ALL_CONTEXTS,
    )  # fmt: skip


def risks(release: Release, key: str) -> Finding:
    """Likelihood and impact of each risk, first and latest."""
    rows = _of(release, "context_risks", key)
    if rows.empty:
        return _nothing(release, "context-risks", RISKS)
    both, names = first_and_latest(rows), code_labels(release, "context_risks.risk")
    sides = {r.risk: (r.likelihood * r.impact, r.likelihood_latest * r.impact_latest) for r in both.itertuples()}
    lower = [names[risk] for risk, (first, latest) in sides.items() if latest < first]
    is_once = rows["month"].nunique() == 1
    title = (
        "Assessed once so far"
        if is_once
        else fitting(f"Judged lower than at first: {listed([lower_first(n) for n in lower])}")
        if lower
        else "No risk is judged lower than at first"
    )
    judged = ((_judged(what), Column(what, 64, "right")) for what in ("Likelihood", "Impact"))
    columns = (Column("Risk"), *(column for pair in judged for column in pair), Column("Judged", 130))
    lines = tuple(
        Row((Words("", names[r.risk]), BeforeLatest(float(r.likelihood), float(r.likelihood_latest)), _pair(r.likelihood, r.likelihood_latest),
             BeforeLatest(float(r.impact), float(r.impact_latest)), _pair(r.impact, r.impact_latest), Words("Assessed once") if is_once else _standing(*sides[r.risk])))
        for r in both.itertuples()
    )  # fmt: skip
    table = Table(heads("risk", ("likelihood at first", COUNT), ("impact at first", COUNT), ("likelihood now", COUNT), ("impact now", COUNT)),
                  tuple((names[r.risk], int(r.likelihood), int(r.impact), int(r.likelihood_latest), int(r.impact_latest)) for r in both.itertuples()))  # fmt: skip
    return Finding(
        "context-risks", RISKS, title, f"Likelihood and impact from 1 to 5, as judged. {_months(rows)}", release.id, result=tuple(lower), table=table,
        chart=Rows(columns, (Group("", lines),), f"{title}. Ring: at first. Dot: latest.", row_height=44.0), bear_in_mind=words.JUDGED,
        about=About("Likelihood and impact from 1 to 5, as judged.", "", (), source_of(release)), links=ALL_CONTEXTS,
    )  # fmt: skip


def _judged(title: str) -> Column:
    return Column(title, 180, high=FIVE, ticks=((1.0, "1"), (FIVE, "5")))


def _pair(first: int, latest: int) -> Words:
    return Words("", count(latest), "" if first == latest else f"{count(first)} →")


def _standing(first: int, latest: int) -> Words:
    """Likelihood times impact, lower or higher than at first."""
    return Words("As at first" if latest == first else "Lower" if latest < first else "Higher")


def weights(release: Release, key: str) -> Finding:
    """Shares of influence, first and latest assessment."""
    rows = _of(release, "context_weights", key)
    if rows.empty:
        return _nothing(release, "context-weights", WEIGHTS)
    names = code_labels(release, "context_weights.context")
    first, latest = (
        rows[rows["month"] == at].set_index("context")["weight"] for at in (rows["month"].min(), rows["month"].max())
    )
    is_once = rows["month"].nunique() == 1
    top = [names[str(c)] for c in latest.index[latest == latest.max()]]
    most = f"{count(latest.max())} of 100"
    title = (
        f"{top[0]} has most influence: {most}" if len(top) == 1 else f"{listed(top)} have most influence: {most} each"
    )
    codes = [c for c in names if c in latest.index or c in first.index]
    pairs = {
        c: (
            None if is_once or c not in first.index else float(first[c]),
            float(latest[c]) if c in latest.index else None,
        )
        for c in codes
    }
    high = float(rows["weight"].max()) * 1.05
    columns = (
        Column("Context"),
        Column("Share of influence, out of 100", 420, high=high, ticks=((0.0, "0"), (high, count(high)))),
        Column("First → latest", 120, "right"),
    )
    lines = tuple(
        Row(
            (
                Words("", names[c]),
                BeforeLatest(*pairs[c]),
                Words("", _whole(pairs[c][1]), f"{_whole(pairs[c][0])} →" if pairs[c][0] is not None else ""),
            )
        )
        for c in codes
    )
    table = Table(heads("assessed", "context", ("share of influence, out of 100", COUNT)),
                  tuple((month(r.month), names[r.context], float(r.weight)) for r in rows.itertuples()))  # fmt: skip
    return Finding(
        "context-weights", WEIGHTS, title, f"Share of influence, out of 100. {_months(rows)}", release.id, result=(top,), table=table,
        chart=Rows(columns, (Group("", lines),), f"{title}. Ring: at first. Dot: latest.", row_height=40.0), bear_in_mind=words.WEIGHT,
        about=About("", "", (), source_of(release)), links=ALL_CONTEXTS,
    )  # fmt: skip


def _whole(weight: float | None) -> str:
    return "" if weight is None else count(weight)


def interventions(release: Release, key: str) -> Finding:
    rows = _of(release, "context_interventions", key)
    if rows.empty:
        return _nothing(release, "context-done", DONE, "No intervention in this context is in what was delivered.")
    kinds = rows["type"].map(code_labels(release, "interventions.type"))
    leads = rows["lead_agency"].map(code_labels(release, "interventions.lead_agency")).fillna("Not known")
    ended = [month(end) if pd.notna(end) else "goes on" for end in rows["month_end"]]
    title = fitting(f"Done or under way: {listed(sorted(set(kinds)))}")
    table = Table(heads("what", "from", "to", "led by"),
                  tuple(zip(kinds, rows["month"].map(month), ended, leads, strict=True)))  # fmt: skip
    about = About(source=source_of(release))
    return Finding("context-done", DONE, title, "", release.id, result=tuple(kinds), table=table, about=about, links=ALL_CONTEXTS)  # fmt: skip


def _protects(release: Release, key: str) -> str:
    rows = _of(release, "context_risks", key)
    if rows.empty:
        return "Not recorded"
    names, latest = code_labels(release, "protective_factors"), rows[rows["month"] == rows["month"].max()]
    codes = sorted({code for text in latest["protective_factors"] for code in text.split(";") if code})
    protects = words.group_words(";".join(codes), names) if codes else "Nothing recorded"
    return f"{protects}; {latest['network'].iloc[0]} people in the support network"


def _nothing(release: Release, key: str, question: str, why: str = "Nothing of this was delivered for this context.") -> Finding:  # fmt: skip
    return not_to_be_seen(release, State.NOT_DELIVERED, why, key=key, question=question, links=ALL_CONTEXTS)


def _months(rows: pd.DataFrame) -> str:
    first, latest = rows["month"].min(), rows["month"].max()
    return f"{month(latest)}." if first == latest else f"First {month(first)}, latest {month(latest)}."


def _of(release: Release, table: str, key: str) -> pd.DataFrame:
    rows = rows_of(release, table)
    return rows[rows["key"] == key].sort_values("month", kind="stable").reset_index(drop=True)


def _codes(text: str, names: dict[str, str]) -> str:
    return ", ".join(names.get(code, code) for code in text.split(";") if code) or "Nothing recorded"
