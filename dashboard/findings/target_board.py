"""The board of targets: what each is for, what is reached of it, since when it holds and who decided it."""

from __future__ import annotations

from datetime import date

import pandas as pd

from dashboard.ask.labels import code_labels
from dashboard.ask.published import rows_of
from dashboard.charts.rows import Column, Group, Row, Rows, Words
from dashboard.charts.table import Table, heads
from dashboard.findings.clocks import CLOCKS, clock_verdict
from dashboard.findings.contexts_waiting import against_targets
from dashboard.findings.finding import About, Finding, source_of
from dashboard.findings.measures_missing import EPISODES
from dashboard.findings.targets import in_force
from dashboard.words import targets as words
from dashboard.words.against import points_short
from dashboard.words.contexts import ENDS
from dashboard.words.format import day
from dashboard.words.number_format import COUNT, DATE
from data_loaders.release import Release

QUESTION = "Which targets are set, and are they reached?"


def targets(release: Release) -> Finding | None:
    """One row for each thing that a target can be set for, also where none is."""
    if rows_of(release, "committee_targets").empty:
        return None
    measures, bodies = code_labels(release, "targets.measure"), code_labels(release, "targets.decided_by")
    held = in_force(release)
    stand, missed, told = _standing(release)
    lines: list[tuple[str, str, date | None, str, float | None, str]] = []
    for code, name in measures.items():
        if code in held.index:
            row = held.loc[code]
            number = float(row["target"])
            aim, body = words.aim_words(code, number), bodies[row["decided_by"]]
            lines.append((name, aim, row["from_dt"].date(), body, number, stand.get(code, words.NOT_SHOWN)))
        else:
            lines.append((name, words.NONE_SET, None, "", None, ""))
    title = words.targets_title(
        len(held.index.intersection(measures)), len(lines), missed, len(set(held.index) & set(measures) - told)
    )
    rows = tuple(
        Row((Words(name), Words(aim), Words(said), Words("" if since is None else day(pd.Timestamp(since))), Words(body)), is_quiet=number is None)
        for name, aim, since, body, number, said in lines
    )  # fmt: skip
    columns = (
        Column("What for"),
        Column("Target", 110),
        Column("Where it stands", 250),
        Column("Since", 110, hides=True),
        Column("Decided by", 150, hides=True),
    )
    return Finding(
        "committee-targets", QUESTION, title, f"As at {day(pd.Timestamp(release.manifest.as_at))}.", release.id,
        result=tuple((code, None if code not in held.index else float(held.at[code, "target"])) for code in measures),
        table=Table(heads("what for", "target", ("target as a number", COUNT), "where it stands", ("since", DATE), "decided by"),
                    tuple((name, aim, number, said, since, body) for name, aim, since, body, number, said in lines)),
        chart=Rows(columns, (Group("", rows),), f"{title}. One row for each.", row_height=44.0), bear_in_mind=words.NO_JUDGEMENT,
        about=About(words.DEFINITION, "", (), source_of(release)),
    )  # fmt: skip


def _standing(release: Release) -> tuple[dict[str, str], int, set[str]]:
    """What is reached of each target, by its measure; how many shares miss theirs; and the measures of which it is told how they stand."""
    clocks = {which.upper(): clock_verdict(release, EPISODES, which) for which in CLOCKS}
    shares = {code: verdict for code, verdict in clocks.items() if verdict is not None and verdict.latest is not None}
    said = {code: words.reached_words(verdict) for code, verdict in shares.items()}
    waits = against_targets(release)
    times = {
        key.upper(): waits[name].sentence.partition("; ")[2].rstrip(".") for key, name in ENDS.items() if name in waits
    }
    told = {*said, *(key.upper() for key, name in ENDS.items() if name in waits and waits[name].within is not None)}
    return {**said, **times}, sum(points_short(verdict) > 0 for verdict in shares.values()), told
