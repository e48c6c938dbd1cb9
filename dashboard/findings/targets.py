"""Targets that bodies of the partnership have set: which hold, and a sentence beside what they are set for."""

from __future__ import annotations

from datetime import date

import pandas as pd

from dashboard.ask.labels import code_labels
from dashboard.ask.published import rows_of
from dashboard.charts.rows import Column, Group, Row, Rows, Words
from dashboard.charts.table import Table, heads
from dashboard.findings.finding import About, Finding, source_of
from dashboard.words import targets as words
from dashboard.words.format import day
from dashboard.words.number_format import COUNT, DATE
from data_loaders.release import Release

QUESTION = "Which targets are set, since when, and by whom?"


def in_force(release: Release) -> pd.DataFrame:
    """Of each measure the last target that has begun by the day of the release, by its code."""
    rows = rows_of(release, "committee_targets")
    if rows.empty:
        return pd.DataFrame(columns=["target", "from_dt", "decided_by"])
    begun = rows[rows["from_dt"] <= pd.Timestamp(release.manifest.as_at)]
    return begun.sort_values("from_dt", kind="stable").drop_duplicates("measure", keep="last").set_index("measure")


def target_sentence(release: Release, measure: str) -> str:
    """Beside a finding: the target that holds for what it shows, or that none was delivered."""
    held = in_force(release)
    if measure not in held.index:
        return words.NO_TARGET
    row = held.loc[measure]
    return words.target_words(
        measure, float(row["target"]), row["from_dt"], code_labels(release, "targets.decided_by")[row["decided_by"]]
    )


def targets(release: Release) -> Finding | None:
    """One row for each thing that a target can be set for, also where none is."""
    if rows_of(release, "committee_targets").empty:
        return None
    measures, bodies = code_labels(release, "targets.measure"), code_labels(release, "targets.decided_by")
    held = in_force(release)
    lines: list[tuple[str, str, date | None, str, float | None]] = []
    for code, name in measures.items():
        if code in held.index:
            row = held.loc[code]
            number = float(row["target"])
            lines.append(
                (name, words.aim_words(code, number), row["from_dt"].date(), bodies[row["decided_by"]], number)
            )
        else:
            lines.append((name, words.NONE_SET, None, "", None))
    title = words.targets_title(sum(number is not None for *_, number in lines), len(lines))
    rows = tuple(
        Row((Words(name), Words(aim), Words("" if since is None else day(pd.Timestamp(since))), Words(body)), is_quiet=number is None)
        for name, aim, since, body, number in lines
    )  # fmt: skip
    columns = (
        Column("What for"),
        Column("Target", 150),
        Column("Since", 130, hides=True),
        Column("Decided by", 200, hides=True),
    )
    return Finding(
        "committee-targets", QUESTION, title, f"As at {day(pd.Timestamp(release.manifest.as_at))}.", release.id,
        result=tuple((code, None if code not in held.index else float(held.at[code, "target"])) for code in measures),
        table=Table(heads("what for", "target", ("target as a number", COUNT), ("since", DATE), "decided by"),
                    tuple((name, aim, number, since, body) for name, aim, since, body, number in lines)),
        chart=Rows(columns, (Group("", rows),), f"{title}. One row for each.", row_height=44.0), bear_in_mind=words.NO_JUDGEMENT,
        about=About(words.DEFINITION, "", (), source_of(release)),
    )  # fmt: skip
