"""Domain four: in how many contexts each measure of the place moved to the good side."""

from __future__ import annotations

import pandas as pd

from dashboard.ask.labels import code_labels
from dashboard.ask.published import rows_of
from dashboard.charts.rows import Column, Group, Parted, Row, Rows, Words
from dashboard.charts.table import Table, TableColumn
from dashboard.findings.context_rows import as_at, question
from dashboard.findings.finding import About, Finding, State, source_of
from dashboard.findings.reasons import not_to_be_seen
from dashboard.measures.context_counts import moved_of_shown, with_shown, yes_shares
from dashboard.words import contexts as words
from dashboard.words.form import capital
from dashboard.words.format import count
from dashboard.words.number_format import COUNT
from data_loaders.release import Release

MEASURED = "Did the context change?"
TWICE = {"Y", "N"}


def measured(release: Release) -> Finding:
    """Bars part in the middle: to the right what moved to the good side, of contexts measured twice."""
    names, moved = (
        code_labels(release, "context_measures.measure"),
        moved_of_shown(rows_of(release, "context_measures")),
    )
    counts = {
        m: with_shown(question(release, f"measure:{m}"), moved.loc[moved["measure"] == m, "moved"]) for m in names
    }
    counts = {m: rows for m, rows in counts.items() if len(rows)}
    if not counts:
        return not_to_be_seen(release, State.HIDDEN, words.TOO_FEW, key="context-measured", question=MEASURED)
    apart = {m: rows for m, rows in counts.items() if set(rows["group"]) >= TWICE}
    told = (
        pd.concat([rows[rows["group"].isin(TWICE)].assign(question=names[m]) for m, rows in apart.items()])
        if apart
        else pd.DataFrame(columns=["question", "group", "n"])
    )
    shares = yes_shares(told)
    joined = [names[m] for m in counts if m not in apart]
    title = words.moved_title(shares, len(counts))
    return Finding(
        "context-measured", MEASURED, title, "Contexts measured twice: to the right those that moved to the good side.", release.id,
        result=tuple(sorted(shares.loc[(shares["base"] >= words.FEW) & (shares["lower_pct"] > words.HALF), "question"])), table=_table(counts, names),
        chart=_rows(counts, names, title), bear_in_mind=words.NOT_WHY,
        about=About("For incidents fewer is better, for all others more.", words.moved_sentence(shares, joined), (words.JOINED, as_at(release)), source_of(release)),
    )  # fmt: skip


def _rows(counts: dict[str, pd.DataFrame], names: dict[str, str], title: str) -> Rows:
    most = max(float(rows["n"].max()) for rows in counts.values())
    bars = Column(
        "Contexts", 420, low=-most, high=most, ticks=((-most / 2, "← the same or other"), (most / 2, "good side →"))
    )
    lines = []
    for measure, rows in counts.items():
        n = {str(r.group): int(r.n) for r in rows.itertuples()}
        if set(n) >= TWICE:
            bar = Parted(
                (float(n["N"]), float(n["Y"])),
                (capital(words.SIDES["N"]), capital(words.SIDES["Y"])),
                ("rating-2", "rating-5"),
                1,
            )
            lines.append(Row((Words("", names[measure]), bar, Words(f" of {count(n['Y'] + n['N'])}", count(n["Y"])))))
        else:
            bar = Parted((float(n.get("Y", 0)),), (capital(words.SIDES["Y"]),), ("rating-5",), 0)
            lines.append(
                Row(
                    (
                        Words("", names[measure], "the rest cannot be told from those measured once"),
                        bar,
                        Words("", count(n.get("Y", 0))),
                    )
                )
            )
    return Rows(
        (Column("Measure"), bars, Column("Good side", 90, "right")),
        (Group("", tuple(lines)),),
        f"{title}. One bar for each measure.",
        row_height=50.0,
    )


def _table(counts: dict[str, pd.DataFrame], names: dict[str, str]) -> Table:
    rows = tuple(
        (names[m], words.group_words(r.group, words.SIDES), int(r.n))
        for m, own in counts.items()
        for r in own.itertuples()
    )
    return Table((TableColumn("measure"), TableColumn("first to latest"), TableColumn("contexts", COUNT)), rows)
