"""A share of the latest year beside the year before: the verdict of each, and the rows in which they stand side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.charts.rows import BeforeLatest, Cell, Column, Group, Row, Rows, Words
from dashboard.charts.table import Table, heads
from dashboard.findings.measure import judged
from dashboard.measures.comparison import share_difference
from dashboard.measures.design_effect import UNKNOWN
from dashboard.measures.families import as_sure_as
from dashboard.measures.latest_year import moved_shares
from dashboard.measures.verdict import WIDE_POINTS, Answer, Direction, Doubt, Estimate, Kind, Level, Scale, Verdict
from dashboard.words.format import count, percent, two_percents
from dashboard.words.number_format import COUNT, SHARE, WHOLE
from dashboard.words.shares import no_change_rule, points_words
from dashboard.words.standing import standing_of, verdict_word

YEAR = "year before"
NO_CHANGE = no_change_rule(WIDE_POINTS)


@dataclass(frozen=True)
class ShareLine:
    """One row: what it is a share of, how many, and what became of it since the year before."""

    name: str
    n: int
    base: int
    verdict: Verdict

    @property
    def share_pct(self) -> float:
        return 100 * self.n / self.base if self.base else 0.0

    @property
    def before_pct(self) -> float | None:
        return self.verdict.before.value if self.verdict.before else None


def share_verdict(
    latest: tuple[float, float],
    before: tuple[float, float] | None,
    *,
    spread: float,
    good_end: Direction,
    sure: float = 0.95,
) -> Verdict:
    """`latest`, `before`: number and base. `spread`: how many times chance a few children make the figures vary.

    `sure`: of the range; where a whole family of shares is looked at, as sure as all of them together ask.
    """
    now = Level(100 * latest[0] / latest[1], "latest year", "%", base=latest[1])
    if before is None or not before[1]:
        return Verdict(
            Answer.NOT_COMPARED,
            Kind.YEAR_ON_YEAR,
            latest=now,
            why="It was not shown the year before.",
            doubt=Doubt.NOT_COVERED,
        )
    then = Level(100 * before[0] / before[1], YEAR, "%", base=before[1])
    if np.isnan(spread):
        return Verdict(Answer.CANNOT_TELL, Kind.YEAR_ON_YEAR, latest=now, before=then, why=UNKNOWN, doubt=Doubt.REPEATS)
    alone = share_difference(before[0] / spread, before[1] / spread, latest[0] / spread, latest[1] / spread)
    change = as_sure_as(alone, sure)
    estimate = Estimate(change.value * 100, change.lower * 100, change.upper * 100, Scale.POINTS)
    return judged(
        estimate, latest=now, before=then, is_beyond=change.is_beyond_chance, good_end=good_end, kind=Kind.YEAR_ON_YEAR
    )


def share_lines(shares: pd.DataFrame, *, good_end: Direction = Direction.NEITHER) -> tuple[ShareLine, ...]:
    """Of the groups of a year. shares: as `year_shares` gives them; all groups are paid for together."""
    found = moved_shares(shares).set_index("group")
    of_year = {year: shares[shares["year"] == year].set_index("group") for year in ("latest", "before")}
    lines = []
    for group, row in of_year["latest"].iterrows():
        old = of_year["before"].loc[group] if group in of_year["before"].index else None
        before = None if old is None else (float(old["n"]), float(old["base"]))
        verdict = share_verdict(
            (float(row["n"]), float(row["base"])), before, spread=float(row["dispersion"]), good_end=good_end, sure=float(found.at[group, "confidence"]),
        )  # fmt: skip
        lines.append(ShareLine(str(group), int(row["n"]), int(row["base"]), verdict))
    return tuple(lines)


def share_rows(lines: Sequence[ShareLine], *, first: str, alt: str) -> Rows:
    """Ring before, dot latest; the figures; and the verdict in a word with its range."""
    most = max([v for line in lines for v in (line.share_pct, line.before_pct) if v is not None], default=100.0)
    high = min(100.0, max(10.0, 10.0 * np.ceil(most * 1.05 / 10)))
    strip = Column("Share", 300, high=high, ticks=((0.0, "0"), (high / 2, count(high / 2)), (high, percent(high))))
    columns = (
        Column(first),
        strip,
        Column("Before → latest" if any(line.before_pct is not None for line in lines) else "Latest", 112, "right"),
        Column("Change", 180),
    )
    return Rows(columns, (Group("", tuple(_row(line) for line in lines)),), alt, row_height=50.0)


def _row(line: ShareLine) -> Row:
    latest, before = percent(line.share_pct), ""
    if line.before_pct is not None:
        latest, before = two_percents(line.share_pct, line.before_pct)
    cells: tuple[Cell, ...] = (
        Words("", line.name, f"{count(line.n)} of {count(line.base)}"), BeforeLatest(line.before_pct, line.share_pct),
        Words("", latest, f"{before} →" if before else ""), standing_of(line.verdict, points_words(line.verdict)),
    )  # fmt: skip
    return Row(cells)


def share_table(lines: Sequence[ShareLine], *, first: str, counts: str) -> Table:
    columns = heads(first, (counts, COUNT), ("of", COUNT), ("latest year", SHARE), (YEAR, SHARE), ("change could be from", WHOLE), ("to", WHOLE), "verdict")  # fmt: skip
    rows = []
    for line in lines:
        change = line.verdict.estimate
        span = (change.low, change.high) if change else (None, None)
        rows.append((line.name, line.n, line.base, line.share_pct, line.before_pct, *span, verdict_word(line.verdict)))
    return Table(columns, tuple(rows))


def result_of(lines: Sequence[ShareLine]) -> tuple[tuple[str, Verdict], ...]:
    return tuple((line.name, line.verdict) for line in lines)
