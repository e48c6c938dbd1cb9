"""Domain four: in how many contexts each measure of the place moved to the good side."""

from __future__ import annotations

import pandas as pd

from dashboard.ask.labels import code_labels
from dashboard.ask.published import rows_of
from dashboard.charts.rows import Column, Group, Parted, Row, Rows, Words
from dashboard.charts.table import Table, heads
from dashboard.findings.context_rows import as_at, of_all, pooled_day, question, together
from dashboard.findings.finding import About, Finding, State, source_of
from dashboard.findings.reasons import not_to_be_seen
from dashboard.measures.context_counts import FEWER_FIRST, HALF, beyond_half, moved_of_shown
from dashboard.measures.verdict import Answer, Direction, Doubt, Estimate, Goodness, Kind, Level, Scale, Verdict
from dashboard.words import contexts as words
from dashboard.words.form import capital
from dashboard.words.format import count
from dashboard.words.number_format import COUNT
from dashboard.words.standing import standing_of, verdict_word
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
        m: together(release, question(release, f"measure:{m}"), moved.loc[moved["measure"] == m, "moved"])
        for m in names
    }
    counts = {m: rows for m, rows in counts.items() if len(rows)}
    if not counts:
        return not_to_be_seen(release, State.HIDDEN, words.TOO_FEW, key="context-measured", question=MEASURED)
    verdicts = {names[m]: v for m, v in _verdicts(counts).items()}
    title = words.moved_title(verdicts)
    return Finding(
        "context-measured", MEASURED, title, f"{of_all(release, 'Contexts measured twice')}, as at {pooled_day(release)}: to the right those that moved to the good side, and the range of their share.", release.id,
        result=tuple(verdicts.items()), counted=of_all(release, "contexts measured twice"), table=_table(counts, names, verdicts),
        chart=_rows(counts, names, verdicts, title), bear_in_mind=words.NOT_WHY,
        about=About(words.GOOD_SIDE, words.MEASURED_METHOD, (words.JOINED, as_at(release)), source_of(release)),
    )  # fmt: skip


def _verdicts(counts: dict[str, pd.DataFrame]) -> dict[str, Verdict]:
    """Better where the share that moved to the good side is beyond a half, all measures paid for together."""
    twice = {m: rows[rows["group"].isin(TWICE)] for m, rows in counts.items() if set(rows["group"]) >= TWICE}
    shares = beyond_half(pd.concat([rows.assign(question=m) for m, rows in twice.items()])) if twice else pd.DataFrame()
    found = {str(row["question"]): _verdict(str(row["question"]), row) for _, row in shares.iterrows()}
    withheld = Verdict(Answer.NOT_COMPARED, Kind.SHARE, why=words.REST_UNTOLD, doubt=Doubt.WITHHELD)
    return {m: found.get(m, withheld) for m in counts}


def _verdict(measure: str, row: pd.Series) -> Verdict:
    """What did not move to the good side may be as it was: less than half is no worse. Fewer incidents has no good end here either."""
    latest = Level(float(row["share_pct"]), "to the good side", "%", base=float(row["base"]))
    share, low, high = (float(row[end]) - HALF for end in ("share_pct", "lower_pct", "upper_pct"))
    made = Estimate(share, low, high, Scale.POINTS)
    if row["base"] >= words.FEW and low > 0:
        way, good = (Direction.FEWER, Goodness.NEITHER) if measure in FEWER_FIRST else (Direction.MORE, Goodness.BETTER)  # fmt: skip
        return Verdict(Answer.CHANGED, Kind.SHARE, way, good, latest=latest, estimate=made)
    estimate = None if made.is_beyond_chance else made
    return Verdict(Answer.CANNOT_TELL, Kind.SHARE, latest=latest, estimate=estimate, why=words.HALF_OR_FEWER)


def _sides(measure: str) -> dict[str, str]:
    return words.OF_INCIDENTS if measure in FEWER_FIRST else words.SIDES


def _rows(counts: dict[str, pd.DataFrame], names: dict[str, str], verdicts: dict[str, Verdict], title: str) -> Rows:
    most = max(float(rows["n"].max()) for rows in counts.values())
    bars = Column(
        "Contexts", 300, low=-most, high=most, ticks=((-most / 2, "← the same or other"), (most / 2, "good side →"))
    )
    lines = []
    for measure, rows in counts.items():
        n, sides = {str(r.group): int(r.n) for r in rows.itertuples()}, _sides(measure)
        name = Words("", names[measure], f"to the right: {sides['Y']}" if measure in FEWER_FIRST else "")
        verdict = verdicts[names[measure]]
        standing = standing_of(verdict, words.good_share(verdict))
        if set(n) >= TWICE:
            bar = Parted(
                (float(n["N"]), float(n["Y"])),
                (capital(sides["N"]), capital(sides["Y"])),
                ("rating-2", "rating-5"),
                1,
            )
            lines.append(Row((name, bar, Words(f" of {count(n['Y'] + n['N'])}", count(n["Y"])), standing)))
        else:
            bar = Parted((float(n.get("Y", 0)),), (capital(sides["Y"]),), ("rating-5",), 0)
            lines.append(
                Row(
                    (
                        name,
                        bar,
                        Words("", count(n.get("Y", 0))),
                        standing,
                    )
                )
            )
    return Rows(
        (Column("Measure"), bars, Column("To the right", 90, "right"), Column("In most contexts", 168)),
        (Group("", tuple(lines)),),
        f"{title}. One bar for each measure.",
        row_height=50.0,
    )


def _table(counts: dict[str, pd.DataFrame], names: dict[str, str], verdicts: dict[str, Verdict]) -> Table:
    """The verdict stands once for each measure, beside what moved to the good side."""
    rows = tuple(
        (
            names[m],
            words.group_words(r.group, _sides(m)),
            int(r.n),
            verdict_word(verdicts[names[m]]) if at == 0 else "",
        )
        for m, own in counts.items()
        for at, r in enumerate(own.itertuples())
    )
    columns = heads("measure", "first to latest", ("contexts", COUNT), "verdict")
    return Table(columns, rows)
