"""How long contexts at level 2 wait for a conference, a plan and their closing, against the targets that were set."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from dashboard.ask.published import CURVES, latest
from dashboard.charts.rows import Group, Range, Row, Rows, Words
from dashboard.charts.table import Table, heads
from dashboard.findings.context_rows import as_at, pooled_day, share_columns
from dashboard.findings.finding import About, Finding, State, source_of
from dashboard.findings.reasons import not_to_be_seen
from dashboard.findings.targets import in_force
from dashboard.measures.waiting_times import still_waiting
from dashboard.words import contexts as words
from dashboard.words import targets
from dashboard.words.format import count, percent, span
from dashboard.words.number_format import COUNT, SHARE
from data_loaders.release import Release

Step = tuple[str, float, float, float, float]  # the end, weeks from referral, the share that had got there, its range
WAITING = "How long does it take?"


def waiting_times(release: Release) -> Finding:
    """The share that had a conference, a plan, a closing by each step that is published."""
    lines = _steps(release)
    if not lines:
        return not_to_be_seen(release, State.HIDDEN, words.TOO_FEW, key="context-waiting", question=WAITING)
    against = against_targets(release)
    sentences = [a.sentence for a in against.values()]
    sentences += [targets.WHY_NONE_WITHIN] if any(a.within is None for a in against.values()) else []
    first = lines[0]
    title = against[first[0]].title if first[0] in against else words.waiting_title(first[0], first[1], first[2])
    columns = heads("from referral", ("within weeks", COUNT), ("share", SHARE), ("from", SHARE), ("to", SHARE))
    rows = tuple(
        Row(
            (
                Words("", name, f"within {count(weeks)} weeks"),
                Range(share, low, high),
                Words(f" {span(low, high)}", percent(share)),
            )
        )
        for name, weeks, share, low, high in lines
    )
    return Finding(
        "context-waiting", WAITING, title, f"Share that had got there by the week shown, and what would fit; as at {pooled_day(release)}. {' '.join(sentences) or targets.NO_TARGET}", release.id, result=tuple((n, round(w)) for n, w, *_ in lines),
        table=Table(columns, tuple((n, round(w), s, a, b) for n, w, s, a, b in lines)), chart=Rows(share_columns("Step"), (Group("", rows),), f"{title}.", row_height=50.0),
        bear_in_mind=words.BETWEEN_POINTS, about=About(words.GREENWOOD, "", (words.LONG_ENOUGH, as_at(release)), source_of(release)),
    )  # fmt: skip


def _steps(release: Release) -> list[Step]:
    curves = latest(release, CURVES)
    lines = list[Step]()
    for key, name in words.ENDS.items():
        own = (
            still_waiting(curves[curves["question"] == key], withdrawn=0.0).drop_duplicates("day")
            if (curves["question"] == key).any()
            else pd.DataFrame()
        )
        lines += [
            (name, float(r.day) / 7, 100 - r.share_pct, 100 - r.upper_pct, 100 - r.lower_pct)
            for r in own.itertuples()
            if r.day > 0
        ]
    return lines


@dataclass(frozen=True)
class Against:
    """An end that has a target: the last published step within it, and the first after it."""

    name: str
    target_days: float
    within: tuple[float, float] | None
    after: tuple[float, float] | None

    @property
    def sentence(self) -> str:
        return targets.step_words(self.name, self.target_days, self.within, self.after)

    @property
    def title(self) -> str:
        return targets.step_title(self.name, self.target_days, self.within, self.after)


def against_targets(release: Release) -> dict[str, Against]:
    """By the end's name."""
    held, lines, found = in_force(release), _steps(release), dict[str, Against]()
    for key, name in words.ENDS.items():
        if key.upper() in held.index:
            days = float(held.at[key.upper(), "target"])
            steps = [(weeks, share) for end, weeks, share, *_ in lines if end == name]
            within = [step for step in steps if step[0] * 7 <= days]
            after = steps[len(within) :]
            found[name] = Against(name, days, within[-1] if within else None, after[0] if after else None)
    return found
