"""Contexts at level 2: where they stand, how long it takes, who is there, what becomes of them."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from dashboard.ask.labels import code_labels
from dashboard.ask.published import POOLED, latest, rows_of
from dashboard.charts.rows import Bar, Column, Group, Row, Rows, Words
from dashboard.charts.table import Table, heads
from dashboard.findings.context_rows import (
    as_at,
    counted,
    is_of_one_day,
    of_all,
    of_group,
    pooled_day,
    question,
    shares_rows,
    together,
)
from dashboard.findings.finding import About, Finding, Link, State, source_of, way
from dashboard.findings.reasons import not_to_be_seen
from dashboard.findings.shares_table import shares_table
from dashboard.measures.context_counts import yes_shares
from dashboard.measures.overdue import overdue_verdict
from dashboard.measures.verdict import Verdict
from dashboard.words import contexts as words
from dashboard.words.format import count, day, month
from dashboard.words.number_format import COUNT
from data_loaders.release import Release

PART_IN = {"young_people": "Young people had a part", "parents": "Parents had a part"}


BOARD, LEVEL = "How far has each context come?", "At which level were contexts answered?"


CAME, CHAIRS, OUTCOMES = "Who comes to conferences?", "Who chairs?", "What became of closed contexts?"


REVIEWS = {
    "overdue": Words("", "Overdue"), "in time": Words("In time"), "none due": Words("None due"),
}  # fmt: skip


LEAST_SCALE = 13.0  # weeks: a quarter, so that a few short stays do not fill the scale


def has_contexts(release: Release) -> bool:
    return any(len(rows_of(release, name)) for name in ("context_shown", "context_pooled"))


def board(release: Release) -> Finding:
    """The open contexts that may be shown, by stage, and the others in numbers."""
    stages, shown = code_labels(release, "context_cases.stage"), rows_of(release, "context_shown")
    pooled, open_ones = (
        question(release, "stage"),
        shown[shown["stage"] != "CLOSED"].sort_values("label", kind="stable"),
    )
    late, is_today = overdue(release), is_of_one_day(release)
    n_pooled = int(pooled["n"].sum()) if is_today else None
    whole = words.whole_sentence(len(open_ones), len(shown) - len(open_ones), n_pooled, undecided(release)[0])
    title = words.board_title(late.shown, late.pooled, is_hidden=late.earlier is None)
    others = words.pooled_sentence(pooled, stages, on="" if is_today else pooled_day(release), late=late.earlier)
    columns = heads("context", "stage", ("weeks in this stage", COUNT), "review", "referred")
    table = Table(
        columns,
        tuple(
            (str(r.label), stages[r.stage], int(r.weeks_in_stage), str(r.review), month(r.referred))
            for r in open_ones.itertuples()
        ),
    )
    return Finding(
        "context-board", BOARD, title, f"As at {day(pd.Timestamp(release.manifest.as_at))}. {others}", release.id, result=late.verdict, table=table,
        chart=_board_rows(open_ones, stages, title), counted=words.board_counts(is_all=late.is_all), bear_in_mind=words.USED_BY_MANY,
        about=About(whole, "", (words.NO_OWNER, words.NAMED_NOTE, as_at(release)), source_of(release)), links=(Link("One context", "one-context"),),
    )  # fmt: skip


def _board_rows(rows: pd.DataFrame, stages: dict[str, str], title: str) -> Rows:
    longest = max([LEAST_SCALE, *rows["weeks_in_stage"].astype(float)])
    columns = (
        Column("Context"),
        Column("Weeks", 240, high=longest, ticks=((0.0, "0"), (longest, f"{count(longest)} weeks"))),
        Column("Weeks in this stage", 140, "right"),
        Column("Review", 130),
    )
    groups = []
    for code, name in stages.items():
        own = rows[rows["stage"] == code]
        lines = tuple(
            Row(
                (
                    Words(str(r.label), href=way("context-moved", context=str(r.key))),
                    Bar(float(r.weeks_in_stage)),
                    Words("", f"{r.weeks_in_stage}"),
                    REVIEWS[str(r.review)],
                ),
                is_told=str(r.review) == "overdue",
            )
            for r in own.itertuples()
        )
        if lines:
            groups.append(Group(f"{name} ({count(len(lines))})", lines))
    return Rows(
        columns,
        tuple(groups),
        f"{title}. One row for each open context that many people use, by stage.",
        row_height=34.0,
    )


def level(release: Release) -> Finding:
    """How many of all that were referred were taken to level 2, and how many were answered at level 1: a figure of its own."""

    rows = question(release, "screened")
    is_apart = "LEVEL_1" in set(rows["group"])

    def title(rows: pd.DataFrame) -> str:
        first = rows[rows["group"].map(lambda g: "LEVEL_1" in g.split(";"))]
        return words.level_title(
            int(first["n"].sum()), int(rows["n"].sum()), of_group(rows, "NO_ACTION") if is_apart else None
        )

    return counted(release, rows, key="context-level", asked=LEVEL, title=title, names=code_labels(release, "context_cases.screen_decision"),
                   whom="contexts that were referred", after=words.undecided_words(*undecided(release)), mind=words.LEVEL_2_ONLY if is_apart else words.LEVEL_1_JOINED, definition=words.BOTH_LEVELS)  # fmt: skip


def undecided(release: Release) -> tuple[int, int]:
    """How many contexts have no level decided yet, beside how many taken to level 2; (0, 0) where that is not told.

    A difference of what is shown: all that were neither answered at level 1 nor left without action, less those taken on.
    """
    screened, taken = question(release, "screened"), question(release, "chair")
    if screened.empty or taken.empty:
        return 0, 0
    whole = int(screened.loc[screened["group"].isin(["LEVEL_2", "NK", "LEVEL_2;NK"]), "n"].sum())
    on_level_2 = int(taken["n"].sum())
    return (whole - on_level_2, on_level_2) if whole else (0, 0)


def who_came(release: Release) -> Finding:
    """How often each agency was at the conferences, and how often young people and parents had a part."""
    agencies = code_labels(release, "context_cases.source_agency")
    rows = yes_shares(_questions(release, "came:", *PART_IN))
    if rows.empty:
        return not_to_be_seen(release, State.HIDDEN, words.TOO_FEW, key="context-came", question=CAME)
    rows["label"] = [PART_IN.get(q) or agencies.get(q.split(":")[-1], q) for q in rows["question"]]
    part = rows[rows["question"] == "young_people"]
    title = words.came_title(part, int(rows["base"].iloc[0]))
    return Finding(
        "context-came", CAME, title, f"Share of {count(int(rows['base'].iloc[0]))} contexts taken on at level 2, held or still to be held, and what would fit; as at {pooled_day(release)}.", release.id, result=tuple(rows["label"]),
        table=shares_table(rows, rows["label"], first="who", counted="contexts", base="of"), chart=shares_rows(rows, "Who", title), bear_in_mind=words.NOT_RECORDED,
        about=About(words.OF_ALL_TAKEN, "Wilson’s range.", (words.NEARLY_ALL, as_at(release)), source_of(release)),
    )  # fmt: skip


def chairs(release: Release) -> Finding:
    names = code_labels(release, "context_cases.chair_agency")

    def title(rows: pd.DataFrame) -> str:
        top = rows.loc[rows["n"].idxmax()]
        return words.counted_title(words.group_words(top["group"], names), int(top["n"]), int(rows["n"].sum()))

    return counted(release, question(release, "chair"), key="context-chairs", asked=CHAIRS, title=title, names=names,
                   whom="contexts at level 2, by who chaired", mind=words.LED_BY_WELFARE)  # fmt: skip


def outcomes(release: Release) -> Finding:
    """How contexts taken to level 2 were left at closing: pooled and shown together, at what the pooled ones allow."""
    shown = rows_of(release, "context_shown")
    closed = shown.loc[shown["stage"] == "CLOSED", "closure_outcome"].replace("", "NK")

    def title(rows: pd.DataFrame) -> str:
        return words.outcome_title(of_group(rows, "SAFER"), int(rows["n"].sum()), of_group(rows, "LESS_SAFE"))

    rows = together(release, question(release, "closure"), closed)
    return counted(release, rows, key="context-closed", asked=OUTCOMES, title=title, names=code_labels(release, "context_cases.closure_outcome"),
                   whom=of_all(release, "contexts taken to level 2 and closed"), mind=words.LEFT_NOT_WHY, method=words.both_sentence(rows))  # fmt: skip


def _questions(release: Release, *starts: str) -> pd.DataFrame:
    rows = latest(release, POOLED)
    return rows[rows["question"].str.startswith(starts) & (rows["status"] == "shown")]


@dataclass(frozen=True)
class Overdue:
    """Reviews overdue, and of how many open contexts: of those shown one by one, and of the pooled ones where that may be told; `earlier`:
    the same of the pooled ones where it is of an earlier day."""

    shown: tuple[int, int]
    pooled: tuple[int, int] | None
    earlier: tuple[int, int] | None = None

    @property
    def is_all(self) -> bool:
        return self.pooled is not None

    @property
    def verdict(self) -> Verdict:
        """Of all that may be told together: the one figure of page and Overview."""
        return overdue_verdict(*(sum(pair) for pair in zip(self.shown, self.pooled or (0, 0), strict=True)))


def overdue(release: Release) -> Overdue:
    shown, rows = rows_of(release, "context_shown"), yes_shares(question(release, "overdue"))
    open_ones = shown[shown["stage"] != "CLOSED"]
    pooled = None if rows.empty else (int(rows.iloc[0]["n"]), int(rows.iloc[0]["base"]))
    of_shown = (int((open_ones["review"] == "overdue").sum()), len(open_ones))
    return Overdue(of_shown, pooled) if is_of_one_day(release) else Overdue(of_shown, None, pooled)
