"""Contexts in rows: the published groups of a question, drawn as parts of a whole or as shares with their range."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from dashboard.ask.published import POOLED, days_counted, latest, rows_of
from dashboard.charts.rows import Bar, Column, Group, Row, Rows, Words
from dashboard.charts.table import Table, heads
from dashboard.findings.finding import About, Finding, State, source_of
from dashboard.findings.reasons import not_to_be_seen
from dashboard.findings.shares_table import share_lines
from dashboard.measures import context_counts as moves
from dashboard.measures.verdict import Answer, Kind, Level, Verdict
from dashboard.words import contexts as words
from dashboard.words.format import count, day, percent
from dashboard.words.number_format import COUNT, SHARE
from data_loaders.release import Release


def counted(
    release: Release, rows: pd.DataFrame, *, key: str, asked: str, title: Callable[[pd.DataFrame], str], names: dict[str, str], whom: str, mind: str, after: str = "", method: str = "", definition: str = "",
) -> Finding:  # fmt: skip
    """Groups of one whole: how many, and of all; groups with too few contexts are joined and say so by their name. `after`: what the
    subtitle says beside the base."""
    if rows.empty:
        return not_to_be_seen(release, State.HIDDEN, words.TOO_FEW, key=key, question=asked)
    total, said = int(rows["n"].sum()), title(rows)
    lines = [(words.group_words(r.group, names), int(r.n), 100 * r.n / total) for r in rows.itertuples()]
    share = Column("Share", 420, high=100.0, ticks=((0.0, "0"), (50.0, "half"), (100.0, percent(100))))
    drawn = tuple(Row((Words("", name), Bar(part), Words(f" {percent(part)}", count(n)))) for name, n, part in lines)
    return Finding(
        key, asked, said, f"Of {count(total)} {whom}, as at {pooled_day(release)}. {after}".strip(), release.id, result=tuple((n, c) for n, c, _ in lines),
        table=Table(heads("group", ("contexts", COUNT), ("share", SHARE)), tuple(lines)), counted=whose(release, whom),
        chart=Rows((Column("Group"), share, Column("Contexts", 110, "right")), (Group("", drawn),), f"{said}. One bar for each group.", row_height=44.0), bear_in_mind=mind,
        about=About(definition, method, (words.JOINED, as_at(release)), source_of(release)),
    )  # fmt: skip


def of_group(rows: pd.DataFrame, group: str) -> int:
    """How many stand in a group that may be told by itself."""
    return int(rows.loc[rows["group"] == group, "n"].sum())


def share_columns(first: str) -> tuple[Column, ...]:
    scale = Column("Share", 420, high=100.0, reference=50.0, ticks=((0.0, "0"), (50.0, "half"), (100.0, percent(100))))
    return (Column(first), scale, Column("Share, could be", 120, "right"))


def shares_rows(rows: pd.DataFrame, first: str, title: str) -> Rows:
    """rows: label, n, base, share_pct, lower_pct, upper_pct."""
    drawn = share_lines(rows, rows["label"])
    return Rows(share_columns(first), (Group("", drawn),), f"{title}. Dots with the range that would fit.", row_height=50.0)  # fmt: skip


def question(release: Release, name: str) -> pd.DataFrame:
    """The published groups of one pooled question."""
    rows = latest(release, POOLED)
    return rows[(rows["question"] == name) & (rows["status"] == "shown")].reset_index(drop=True)


def of_two(row: Any) -> Verdict:
    """Of one place measured twice, whichever way it goes: chance cannot be told from a difference. Measured once shows nothing yet.

    row: first, last, moved, as `moved_of_shown` gives them.
    """
    if row.moved not in (moves.BETTER, moves.NOT_BETTER):
        return Verdict(Answer.NOT_COMPARED, Kind.DIFFERENCE, why=words.TWICE)
    latest, before = Level(float(row.last), "latest"), Level(float(row.first), "first")
    return Verdict(Answer.CANNOT_TELL, Kind.DIFFERENCE, latest=latest, before=before, why=words.TWICE)


def is_of_one_day(release: Release) -> bool:
    """Whether what is pooled and what is shown one by one are the contexts of one day, and so may be put together. Pooled figures
    stay as they were first published, and contexts that are shown go on; of a later set they are in part of those before."""
    pooled, shown = days_counted(release), rows_of(release, "context_shown")
    return not pooled or (len(pooled) == 1 and (shown.empty or shown["as_at"].max() == pooled[0]))


def together(release: Release, pooled: pd.DataFrame, answers: pd.Series) -> pd.DataFrame:
    """Groups of pooled contexts with the shown ones of the same day added; of another day they stay alone."""
    return moves.with_shown(pooled, answers if is_of_one_day(release) else answers.iloc[:0])


def of_all(release: Release, whom: str) -> str:
    return whom if is_of_one_day(release) else words.pooled_alone(whom)


def pooled_day(release: Release) -> str:
    """The day of the pooled figures, and since when the contexts came that are in them."""
    days = days_counted(release)
    return words.counted_on(*map(day, days[:2])) if days else ""


def whose(release: Release, whom: str) -> str:
    """Whose figures these are, from one release to another: a set that came since is another one."""
    return words.counted_on(whom, *map(day, days_counted(release)[1:2]))


def as_at(release: Release) -> str:
    on = pooled_day(release)
    return f"Pooled figures are as at {on}; {words.STAY}" if on else ""
