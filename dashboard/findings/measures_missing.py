"""The measures of the Overview that are counted by month: missing, incidents, the two clocks, and repeats."""

from __future__ import annotations

import numpy as np
import pandas as pd

from dashboard.ask.asking import ask
from dashboard.ask.months import Months
from dashboard.charts.rows import Spark
from dashboard.findings.clocks import CLOCKS, clock_verdict, shares_in_time
from dashboard.findings.course import is_monthly, no_course, verdict_of
from dashboard.findings.design_effects import between_years, design_effect_of
from dashboard.findings.judgement import typed_verdict
from dashboard.findings.measure import Measure, share_number
from dashboard.findings.share_changes import result_of, share_lines
from dashboard.measures.latest_year import moved_shares, year_shares, years_back
from dashboard.measures.verdict import Answer, Verdict
from dashboard.words.format import month_short
from dashboard.words.number_format import COUNT
from data_loaders.release import Release

EPISODES = "missing_episodes"
YEAR = "year before"
DRAWN = 36  # months of a small chart
IN_TIME = "More discussions are in time, or fewer: what do young people say about being offered one, and by whom?"
LIVES = "Is the change in {} one in children’s lives, in how we record, or in how readily adults report?"


def missing_measures(release: Release) -> list[Measure]:
    """Each thing about missing children that is counted and shown."""
    names = [d.name for d in release.manifest.datasets if d.name.startswith("missing_")]
    return [m for name in names for m in _monthly(release, name, asked=(("unit", name),))]


def incident_measures(release: Release) -> list[Measure]:
    """Whatever else is counted by month."""
    names = [d.name for d in release.manifest.datasets if not d.name.startswith("missing_")]
    return [m for name in names for m in _monthly(release, name, asked=())]


def _monthly(release: Release, name: str, *, asked: tuple[tuple[str, str], ...]) -> list[Measure]:
    """Its course by month, or that there is none; nothing where it is not shown."""
    evidence, title = ask(release, Months(name)), release.dataset(name).title
    if not evidence.is_shown:
        return []
    if not is_monthly(evidence):
        return [Measure(name, title, no_course(evidence), asked=asked)]
    series = evidence.frame.set_index("period_start")["n"]
    verdict = typed_verdict(verdict_of(release, evidence))
    note = f"to {month_short(verdict.since - pd.DateOffset(months=1))}" if verdict.since is not None else YEAR
    label, question = f"{title}, monthly average", LIVES.format(title.lower())
    return [Measure(name, label, verdict, COUNT, note, _course(series, verdict), question, asked=asked)]


def _course(series: pd.Series, verdict: Verdict) -> Spark:
    drawn = series.iloc[-DRAWN:]
    turn = None
    if verdict.since is not None and verdict.since in drawn.index:
        turn = int(np.flatnonzero(drawn.index == verdict.since)[0])
    return Spark(
        tuple(float(v) for v in drawn),
        turn,
        is_quiet=verdict.answer is not Answer.CHANGED,
        compared=((0, turn - 0.5), (turn - 0.5, len(drawn) - 1)) if turn else None,
        ends=(month_short(drawn.index[0]), month_short(drawn.index[-1])),
    )


def clock_measures(release: Release, which: str) -> list[Measure]:
    """Return discussions in time: the latest year against the one before, more being better."""
    shares, verdict = shares_in_time(release, EPISODES, which), clock_verdict(release, EPISODES, which)
    if shares is None or verdict is None or verdict.before is None:
        return []
    drawn, title = shares.iloc[-DRAWN:], CLOCKS[which][0]
    ends = (month_short(drawn["period_start"].iloc[0]), month_short(drawn["period_start"].iloc[-1]))
    last, year = len(drawn) - 1, len(next(years_back(shares))[2])
    course = Spark(
        tuple(float(v) for v in drawn["n"] / drawn["base"] * 100),
        is_quiet=not verdict.is_finding,
        compared=((last - 2 * year + 1, last - year), (last - year + 1, last)),
        ends=ends,
    )
    label = f"Return discussions {title[:1].lower()}{title[1:]}".removesuffix(" of return")
    return [Measure(f"clock-{which}", label, verdict, share_number(verdict), YEAR, course, IN_TIME)]


def repeat_measures(release: Release) -> list[Measure]:
    """The share of episodes whose child was missing most often."""
    evidence = ask(release, Months(EPISODES, split="year_band"))
    if not evidence.is_shown:
        return []
    shares = year_shares(
        evidence.frame, "group", design_effect=design_effect_of(release, EPISODES, split=between_years("year_band"))
    )
    moved = moved_shares(shares).dropna(subset=["p_value"]) if len(shares) else shares
    if moved.empty:
        return []
    last = moved.iloc[-1]
    verdict = dict(result_of(share_lines(shares)))[str(last["group"])]
    label = f"Episodes of {str(last['group'])[:1].lower()}{str(last['group'])[1:]}"
    spark = Spark(
        (float(last["before_pct"]), float(last["latest_pct"])), is_points=True, is_quiet=not verdict.is_finding
    )
    return [Measure("repeats", label, verdict, share_number(verdict), YEAR, spark, part=str(last["group"]))]
