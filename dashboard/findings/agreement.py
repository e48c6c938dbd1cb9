"""How far two auditors agree, standard by standard, and what they might talk about."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.ask.audits import names_of, standards_in
from dashboard.ask.published import rows_of
from dashboard.charts.rows import Bar, Cell, Column, Group, Range, Row, Rows, Words
from dashboard.charts.table import Figure, Table, heads
from dashboard.findings.finding import About, Finding, Link, State, source_of
from dashboard.findings.reasons import not_to_be_seen
from dashboard.measures.decision_pairs import disagreements, leanings
from dashboard.measures.verdict import Answer, Estimate, Kind, Scale, Verdict, direction_of
from dashboard.words import agreement as words
from dashboard.words.form import lower_first
from dashboard.words.format import percent, span
from dashboard.words.number_format import COUNT, SHARE, NumberFormat
from dashboard.words.standing import standing_of, verdict_word
from data_loaders.release import Release

DIMENSIONS = {"item": "item_id", "area": "practice_area"}
QUESTIONS = {
    "decision": "How far do two auditors agree on good or not?",
    "six_points": "How far do they agree on all six points?",
}
TALK = "What might auditors talk about?"
AUDITS = (Link("Audits", "audits"),)


def agreement(release: Release, name: str, *, view: str, scale: str) -> Finding:
    """Raw agreement drawn, with its range; the coefficients that take chance off beside it and in the table."""
    key, question = f"agreement-{scale}", QUESTIONS[scale]
    rows = rows_of(release, "audit_agreement")
    rows = rows[(rows["round"] == name) & (rows["view"] == view) & (rows["scale"] == scale)]
    shown, hidden = (
        _labelled(release, rows[(rows["status"] == "shown") == is_shown], view) for is_shown in (True, False)
    )
    if shown.empty:
        return not_to_be_seen(release, State.HIDDEN, words.TOO_FEW, key=key, question=question, links=AUDITS)
    wide = _wide(shown)
    raw = shown[shown["statistic"] == "raw"]
    title = (
        words.agreement_title(raw, words.OF[view])
        if scale == "decision"
        else words.six_title(wide["kappa"], words.OF[view])
    )
    bitten = words.bitten(wide) if scale == "decision" else wide.iloc[:0]
    notes = tuple(words.paradox_sentence(row) for _, row in bitten.iterrows())
    width = float(shown["step"].iloc[0])
    step = words.step_sentence(width) if scale != "decision" else ""
    number = NumberFormat.as_fine_as(width)
    kappas = wide.set_index("label")["kappa"].iloc[: 0 if scale == "decision" else None]
    return Finding(
        key, question, title, f"Share of ratings that both put into the same class, {lower_first(name)}.", release.id, result=tuple(sorted(bitten["label"])),
        table=_table(shown, scale, number), chart=_rows(raw, kappas, title, words.OF[view], number), bear_in_mind=words.kappa_line(list(bitten["label"])),
        about=About(words.DEFINITION, " ".join(notes), tuple(t for t in (step, *words.withheld_words(hidden), words.ONE_OF_TWO) if t), source_of(release)), links=AUDITS,
    )  # fmt: skip


def _rows(raw: pd.DataFrame, kappas: pd.Series, title: str, of: str, number: NumberFormat) -> Rows:
    """`kappas`: by label, where the title speaks of them; else none. The other coefficients are in the table."""
    ends = ((0.0, "0"), (50.0, "half"), (100.0, percent(100)))
    heads_of = (Column("Kappa", 60, "right", hides=True),) if len(kappas) else ()
    columns = (
        Column(words.ONE[of]),
        Column("Agreed", 420, high=100.0, ticks=ends),
        Column("Agreed", 120, "right"),
        *heads_of,
    )
    lines = []
    for r in raw.itertuples():
        rest: tuple[Cell, ...] = (Words(number.write(float(kappas.loc[r.label]))),) if len(kappas) else ()
        fits = Words(f" {span(100 * r.lower, 100 * r.upper)}", percent(100 * r.value))
        lines.append(
            Row(
                (
                    Words(str(r.label)),
                    Range(100 * float(r.value), 100 * float(r.lower), 100 * float(r.upper)),
                    fits,
                    *rest,
                )
            )
        )
    return Rows(
        columns, (Group("", tuple(lines)),), f"{title}. One row for each {words.ONE[of].lower()}.", row_height=32.0
    )


def _table(shown: pd.DataFrame, scale: str, number: NumberFormat) -> Table:
    names = words.STATISTICS if scale == "decision" else words.SIX_STATISTICS
    pairs = "ratings by both" if scale == "decision" else "ratings by both, at least"
    columns = heads("of", "coefficient", ("value", number), ("from", number), ("to", number), (pairs, COUNT))
    rows: list[tuple[Figure, ...]] = [
        (str(r.label), names[r.statistic], float(r.value), float(r.lower), float(r.upper), int(r.pairs))
        for r in shown.itertuples()
    ]
    return Table(columns, tuple(rows))


def to_talk_about(release: Release, name: str, *, view: str) -> Finding:
    """Where the auditors decide differently, and whether one is the higher beyond chance; no record and no auditor is named."""
    rows = _parted(release, name, view)
    if rows.empty:
        return not_to_be_seen(release, State.HIDDEN, words.NO_TABLE, key="agreement-talk", question=TALK, links=AUDITS)
    verdicts = {str(r.label): _verdict(r) for r in rows.itertuples()}
    found = rows[rows["is_found"]]
    most = rows.iloc[0]
    title = words.talk_title(str(most["label"]), float(most["apart_pct"]))
    if len(found):
        higher = [(str(r.label), int(r.n_first_higher), int(r.n_second_higher)) for r in found.itertuples()]
        title = words.higher_title(higher, len(rows), words.OF[view])
    table = Table(
        heads("of", ("ratings by both", COUNT), ("decided alike", COUNT), ("first auditor higher", COUNT), ("second auditor higher", COUNT), ("apart", SHARE), "second beside first"),
        tuple((str(r.label), int(r.records), int(r.n_alike), int(r.n_first_higher), int(r.n_second_higher), float(r.apart_pct), verdict_word(verdicts[str(r.label)])) for r in rows.itertuples()),
    )  # fmt: skip
    return Finding(
        "agreement-talk", TALK, title, f"Ratings for which two auditors decide differently between good and not, {lower_first(name)}.", release.id, result=tuple(verdicts.items()),
        table=table, chart=_talk_rows(rows, verdicts, title, words.ONE[words.OF[view]]), bear_in_mind=words.FIRST_SHOWN if len(found) else words.TWO_WAYS,
        about=About(words.DEFINITION, words.SECOND_BESIDE_FIRST, (), source_of(release)), links=AUDITS,
    )  # fmt: skip


def weak_rating(release: Release, name: str) -> str:
    """The areas in which the second auditor of a round rates otherwise than the first, whose ratings are shown; blank where none is."""
    rows = _parted(release, name, "area")
    found = rows[rows["is_found"]] if len(rows) else rows
    return words.weak_line([(str(r.label), float(r.difference_pct)) for r in found.itertuples()]) if len(found) else ""


def _parted(release: Release, name: str, view: str) -> pd.DataFrame:
    """Of each group that is told: its label, how often both decide alike, who is the higher, and whether beyond chance."""
    pairs = rows_of(release, "audit_pairs")
    pairs = pairs[(pairs["round"] == name) & (pairs["view"] == view)] if len(pairs) else pairs
    if pairs.empty:
        return pairs
    return _labelled(release, leanings(disagreements(pairs), standards_in(release, DIMENSIONS[view])), view)


def _verdict(row: Any) -> Verdict:
    made = Estimate(float(row.difference_pct), float(row.lower_pct), float(row.upper_pct), Scale.POINTS)
    if row.is_found:
        return Verdict(Answer.CHANGED, Kind.BESIDE, direction_of(made), estimate=made, p_value=float(row.p_value))
    return Verdict(Answer.CANNOT_TELL, Kind.BESIDE, estimate=made, why=words.WITHIN_CHANCE)


def _talk_rows(rows: pd.DataFrame, verdicts: dict[str, Verdict], title: str, one: str) -> Rows:
    high = 10.0 * -(-float(rows["apart_pct"].max()) // 10)
    strip = Column("Decided differently", 240, high=high, ticks=((0.0, "0"), (high, percent(high))))
    columns = (
        Column(one),
        strip,
        Column("", 60, "right"),
        Column("First higher", 90, "right"),
        Column("Second higher", 100, "right"),
        Column("Second beside first", 150),
    )
    lines = tuple(
        Row(
            (
                Words(str(r.label)),
                Bar(float(r.apart_pct)),
                Words("", percent(r.apart_pct)),
                Words(f"{r.n_first_higher}"),
                Words(f"{r.n_second_higher}"),
                standing_of(verdicts[str(r.label)]),
            )
        )
        for r in rows.itertuples()
    )
    return Rows(columns, (Group("", lines),), f"{title}.", row_height=32.0)


def _labelled(release: Release, rows: pd.DataFrame, view: str) -> pd.DataFrame:
    names = names_of(release, DIMENSIONS[view])
    return rows.assign(label=rows["group"].map(lambda g: names.get(g, g)))


def _wide(shown: pd.DataFrame) -> pd.DataFrame:
    parts = {s: shown[shown["statistic"] == s].set_index("label")["value"] for s in words.STATISTICS}
    return pd.DataFrame(parts).reset_index()
