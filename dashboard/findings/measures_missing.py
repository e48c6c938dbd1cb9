"""The measures of the Overview that are counted by month: missing, incidents, the two clocks, and repeats."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from dashboard.ask.asking import ask
from dashboard.ask.months import Months, leaves_of
from dashboard.charts.rows import Spark
from dashboard.findings.course import is_monthly, verdict_of
from dashboard.findings.design_effects import design_effect_of
from dashboard.findings.discussions import CLOCKS
from dashboard.findings.finding import Link
from dashboard.findings.judgement import typed_verdict
from dashboard.findings.measure import Measure, judged
from dashboard.measures.clock_series import clock_shares
from dashboard.measures.comparison import share_difference
from dashboard.measures.dispersion import cells_of, overdispersion
from dashboard.measures.latest_year import moved_shares, year_shares, years_back
from dashboard.measures.verdict import Answer, Direction, Estimate, Kind, Level, Scale, Verdict
from dashboard.words.number_format import COUNT, SHARE
from data_loaders.release import Release

EPISODES, INCIDENTS = "missing_episodes", "incidents"
YEAR = "year before"
DRAWN = 36  # months of a small chart
LIVES = "Is the change in {} one in children’s lives, in how we record, or in how readily adults report?"


def monthly_measures(release: Release) -> list[Measure]:
    """Each thing that is counted and shown."""
    found = []
    for dataset in release.manifest.datasets:
        evidence = ask(release, Months(dataset.name))
        if not evidence.is_shown:
            continue
        is_missing = dataset.name.startswith("missing_")
        label, see = f"{dataset.title}, monthly average", Link("Missing", f"missing?unit={dataset.name}") if is_missing else Link("Places", "places")  # fmt: skip
        section, question = "Missing" if is_missing else "Places", LIVES.format(dataset.title.lower())
        if not is_monthly(evidence):
            verdict = Verdict(Answer.NOT_COMPARED, Kind.STEP, why="There is no monthly figure.")
            found.append(Measure(dataset.name, dataset.title, section, see, verdict))
            continue
        series = evidence.frame.set_index("period_start")["n"]
        verdict = _with_years(typed_verdict(verdict_of(release, evidence)), series)
        note = f"to {verdict.since - pd.DateOffset(months=1):%b %Y}" if verdict.since is not None else YEAR
        found.append(
            Measure(dataset.name, label, section, see, verdict, COUNT, note, _course(series, verdict), question)
        )
    return found


def _with_years(verdict: Verdict, series: pd.Series) -> Verdict:
    """Without a change the two levels are the averages of the last two years."""
    if verdict.before is not None or len(series) < 24:
        return verdict
    latest, before = float(series.iloc[-12:].mean()), float(series.iloc[-24:-12].mean())
    return replace(verdict, latest=Level(latest, "latest year"), before=Level(before, YEAR))


def _course(series: pd.Series, verdict: Verdict) -> Spark:
    drawn = series.iloc[-DRAWN:]
    turn = None
    if verdict.since is not None and verdict.since in drawn.index:
        turn = int(np.flatnonzero(drawn.index == verdict.since)[0])
    return Spark(
        tuple(float(v) for v in drawn),
        turn,
        is_quiet=verdict.answer is not Answer.CHANGED,
        ends=(f"{drawn.index[0]:%b %Y}", f"{drawn.index[-1]:%b %Y}"),
    )


def clock_measures(release: Release) -> list[Measure]:
    """Return discussions in time: the latest year against the one before, more being better."""
    found = []
    for which, (title, dimension) in CLOCKS.items():
        evidence = ask(release, Months(EPISODES, split=dimension, at="in_time"))
        if not evidence.is_shown:
            continue
        blocks = [
            b for b, c in leaves_of(release, EPISODES, dimension).items() if c in ({"IN_TIME"}, {"COMPLETED_IN_TIME"})
        ]
        shares = clock_shares(evidence.frame, blocks)
        years = list(years_back(shares.assign(n=shares["n"])))[:2]
        if len(years) < 2:
            continue
        latest, before = (_summed(own) for _, _, own in years)
        # Children are the unit; without their effect what the months show, which counts a change as spread.
        effect = design_effect_of(release, EPISODES, split=dimension)
        spread = effect.value if effect else overdispersion(cells_of(evidence.frame, down="group_block"))
        change = share_difference(before[0] / spread, before[1] / spread, latest[0] / spread, latest[1] / spread)
        verdict = judged(
            Estimate(change.value * 100, change.lower * 100, change.upper * 100, Scale.POINTS), latest=_level(latest, "latest year"),
            before=_level(before, YEAR), is_beyond=change.is_beyond_chance, good_end=Direction.MORE, kind=Kind.YEAR_ON_YEAR,
        )  # fmt: skip
        drawn = shares.iloc[-DRAWN:]
        ends = (f"{drawn['period_start'].iloc[0]:%b %Y}", f"{drawn['period_start'].iloc[-1]:%b %Y}")
        course = Spark(
            tuple(float(v) for v in drawn["n"] / drawn["base"] * 100), is_quiet=not verdict.is_finding, ends=ends
        )
        question = (
            "More discussions are in time, or fewer: what do young people say about being offered one, and by whom?"
        )
        found.append(Measure(f"clock-{which}", f"Return discussions {title[:1].lower()}{title[1:]}".removesuffix(" of return"), "Missing", Link("Missing", "return-discussions"), verdict, SHARE, YEAR, course, question))  # fmt: skip
    return found


def _summed(own: pd.DataFrame) -> tuple[float, float]:
    return float(own["n"].sum()), float(own["base"].sum())


def _level(pair: tuple[float, float], label: str) -> Level:
    return Level(100 * pair[0] / pair[1], label, "%", base=pair[1])


def repeat_measures(release: Release) -> list[Measure]:
    """The share of episodes whose child was missing most often."""
    evidence = ask(release, Months(EPISODES, split="year_band"))
    if not evidence.is_shown:
        return []
    shares = year_shares(evidence.frame, "group", design_effect=design_effect_of(release, EPISODES, split="year_band"))
    moved = moved_shares(shares).dropna(subset=["p_value"]) if len(shares) else shares
    if moved.empty:
        return []
    last = moved.iloc[-1]
    own = shares[shares["group"] == last["group"]].set_index("year")
    spread = float(own["dispersion"].iloc[0])
    b, a = own.loc["before"], own.loc["latest"]
    change = share_difference(b["n"] / spread, b["base"] / spread, a["n"] / spread, a["base"] / spread)
    verdict = judged(
        Estimate(change.value * 100, change.lower * 100, change.upper * 100, Scale.POINTS), latest=Level(float(last["latest_pct"]), "latest year", "%"),
        before=Level(float(last["before_pct"]), YEAR, "%"), is_beyond=bool(last["is_beyond_chance"]), good_end=Direction.NEITHER, kind=Kind.SHARE,
    )  # fmt: skip
    label = f"Episodes of {str(last['group'])[:1].lower()}{str(last['group'])[1:]}"
    spark = Spark(
        (float(last["before_pct"]), float(last["latest_pct"])), is_points=True, is_quiet=not verdict.is_finding
    )
    return [Measure("repeats", label, "Missing", Link("Missing", "missing-repeats"), verdict, SHARE, YEAR, spark)]
