"""Contexts that were closed: whether young people felt less safe there than at first, place by place where that may be told."""

from __future__ import annotations

import pandas as pd

from dashboard.ask.labels import code_labels
from dashboard.ask.published import rows_of
from dashboard.charts.rows import BeforeLatest, Column, Group, Row, Rows, Words
from dashboard.charts.table import Table, heads
from dashboard.findings.context_rows import as_at, is_of_one_day, of_group, of_two, pooled_day, question
from dashboard.findings.finding import About, Finding, State, source_of, way
from dashboard.findings.reasons import not_to_be_seen
from dashboard.measures.context_counts import NOT_TWICE, moved_of_shown
from dashboard.measures.verdict import Verdict
from dashboard.words import context_assessments as words
from dashboard.words import contexts as shared_words
from dashboard.words.form import capital
from dashboard.words.format import count, percent
from dashboard.words.number_format import SHARE
from dashboard.words.standing import standing_of, verdict_word
from data_loaders.release import Release

LESS_SAFE = "Were any contexts closed though young people felt less safe?"
KEY = "context-less-safe"
FELT = "YP_FEEL_SAFE"
ORDER = tuple(words.FELT_MOVED.values())  # what to look at first


def less_safe(release: Release) -> Finding:
    """Closed contexts that are shown one by one, those where young people felt less safe first; and what is told of the pooled."""
    rows, pooled = _closed(release), question(release, "felt")
    if rows.empty and pooled.empty:
        return not_to_be_seen(release, State.HIDDEN, shared_words.TOO_FEW, key=KEY, question=LESS_SAFE)
    others = int(question(release, "closure")["n"].sum())
    less = of_group(pooled, "LESS") if "LESS" in set(pooled["group"]) else None
    is_today = is_of_one_day(release)
    said = words.pooled_less(others, less, on="" if is_today else pooled_day(release))
    named = _fewer(rows)
    verdicts = {str(r.label): of_two(r) for r in rows.itertuples()}
    is_sure = not named or any(verdicts[name].is_finding for name in named)
    title = words.less_safe_title(named, (less if others else 0) if is_today else None, is_sure=is_sure)
    columns = heads(
        "context",
        ("young people who feel safe, at first", SHARE),
        ("at the latest measuring", SHARE),
        "moved",
        "verdict",
        "judged at closing",
    )
    return Finding(
        KEY, LESS_SAFE, title, f"{count(len(rows))} closed contexts are shown one by one. {said}", release.id,
        result=tuple(verdicts.items()), table=Table(columns, tuple((r.label, *_ends(r), r.felt, verdict_word(verdicts[str(r.label)]), r.closed_as) for r in rows.itertuples())),
        chart=_chart(rows, verdicts, title), bear_in_mind=shared_words.EACH_TWICE,
        about=About(words.FELT, words.BY_THEMSELVES, (as_at(release),), source_of(release)),
    )  # fmt: skip


def closed_though(release: Release) -> list[str]:
    """Names of closed places in which fewer young people felt safe than at first: places that are shown one by one."""
    return _fewer(_closed(release)) if len(rows_of(release, "context_shown")) else []


def _fewer(rows: pd.DataFrame) -> list[str]:
    return [str(label) for label in rows.loc[rows["felt"] == ORDER[0], "label"]]


def _closed(release: Release) -> pd.DataFrame:
    """key, label, closed_as, first, last, felt: of each closed context that is shown, in the order in which they are read."""
    shown, measures = rows_of(release, "context_shown"), rows_of(release, "context_measures")
    moves = moved_of_shown(measures)
    if shown.empty:
        return shown.assign(felt=[])
    own = moves[moves["measure"] == FELT].set_index("key")[["first", "last", "times", "moved"]]
    ends = code_labels(release, "context_cases.closure_outcome")
    as_shares = set(
        measures.loc[(measures["measure"] == FELT) & (measures["scale"] == "PER_CENT"), "key"] if len(measures) else ()
    )
    rows = shown[shown["stage"] == "CLOSED"].join(own, on="key")
    rows["is_share"] = rows["key"].isin(as_shares)
    rows = rows.assign(measure=FELT, moved=rows["moved"].fillna(NOT_TWICE))
    rows = rows.assign(
        felt=[words.FELT_MOVED[shared_words.moved_words(r)] for r in rows.itertuples()],
        closed_as=[ends.get(c, "Not known") for c in rows["closure_outcome"]],
    )
    return rows.sort_values(
        ["felt", "label"], key=lambda c: c.map(ORDER.index) if c.name == "felt" else c, kind="stable"
    )


def _ends(row: object) -> tuple[float | None, float | None]:
    """First and latest share; nothing before the second measuring, at all before the first, or of what was measured otherwise."""
    first, last, times, is_share = (getattr(row, name) for name in ("first", "last", "times", "is_share"))
    if not is_share:
        return None, None
    return (float(first) if times > 1 else None, float(last) if pd.notna(last) else None)


def _chart(rows: pd.DataFrame, verdicts: dict[str, Verdict], title: str) -> Rows | None:
    if rows.empty:
        return None
    scale = Column("Young people who feel safe", 260, high=100.0, ticks=((0.0, "0"), (50.0, "half"), (100.0, "all")))
    columns = (
        Column("Context"),
        scale,
        Column("First → latest", 100, "right"),
        Column("Verdict", 178),
        Column("Judged at closing", 130),
    )
    lines = []
    for r in rows.itertuples():
        first, last = _ends(r)
        pair = Words(
            "", "" if last is None else percent(last), "" if first is None else f"{count(int(SHARE.rounded(first)))} →"
        )
        drawn = BeforeLatest(first, last)
        lines.append(
            Row(
                (
                    Words("", str(r.label), href=way("context-moved", context=str(r.key))),
                    drawn,
                    pair,
                    standing_of(verdicts[str(r.label)], capital(str(r.felt))),
                    Words(str(r.closed_as)),
                )
            )
        )
    return Rows(columns, (Group("", tuple(lines)),), f"{title}. Ring: at first. Dot: latest.", row_height=40.0)
