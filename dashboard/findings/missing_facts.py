"""Three facts under a course: the year against the one before, whose episodes they are, and the time of year."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from dashboard.ask.asking import ask
from dashboard.ask.months import NONE, Months
from dashboard.findings.course import is_monthly, verdict_of
from dashboard.findings.design_effects import TIME, design_effect_of
from dashboard.findings.finding import Link
from dashboard.findings.judgement import recording_change, season_ends
from dashboard.measures.comparison import Contrast
from dashboard.measures.complete_years import up_to_whole_year
from dashboard.measures.concentration import children_and_episodes
from dashboard.measures.design_effect import UNKNOWN
from dashboard.measures.trend import year_on_year
from dashboard.measures.verdict import Kind, Verdict
from dashboard.selection import Selection
from dashboard.words.change import not_compared
from dashboard.words.format import count, month, ratio_range, share_of_one
from dashboard.words.format import signed_percent as percent
from data_loaders.release import Release

EPISODES, WHERE = "missing_episodes", "missing-where"  # the one thing whose places and hours have a page


@dataclass(frozen=True)
class Fact:
    """`figure` in large type, the sentence that divides it, and how sure it is, with the page that says more."""

    figure: str
    sentence: str
    surety: str
    link: Link | None = None


def missing_facts(release: Release, selection: Selection) -> tuple[Fact, ...]:
    """Of the area that is chosen; a fact that cannot be told is left out."""
    evidence = ask(release, replace(selection, split=NONE).question)
    if not evidence.is_shown or not is_monthly(evidence):
        return ()
    year = _year(two_years(release, selection), selection.dataset, evidence.counts)
    facts = (year, _children(release, selection.dataset), _season(release, selection))
    return tuple(f for f in facts if f is not None)


@dataclass(frozen=True)
class TwoYears:
    """The latest year of a monthly course and the one before, as every page compares them.

    `begins`: the first month of each; `last`: the last of both. change: None where nobody knows how often the same children are counted
    again. broken: since when recording changed, where that lies within them: then they are not compared.
    """

    before: int
    latest: int
    begins: tuple[pd.Timestamp, pd.Timestamp]
    last: pd.Timestamp
    verdict: Verdict
    change: Contrast | None
    broken: pd.Timestamp | None


def two_years(release: Release, selection: Selection) -> TwoYears | None:
    """None where no monthly course of two whole years is shown."""
    evidence = ask(release, replace(selection, split=NONE).question)
    if not evidence.is_shown or not is_monthly(evidence):
        return None
    monthly = up_to_whole_year(evidence.frame.set_index("period_start")["n"], selection.year_type)
    if len(monthly) < 24:
        return None
    effect, judged = design_effect_of(release, selection.dataset, split=TIME), verdict_of(release, evidence)
    return TwoYears(
        int(monthly.iloc[-24:-12].sum()), int(monthly.iloc[-12:].sum()), (monthly.index[-24], monthly.index[-12]), monthly.index[-1],
        judged.verdict, None if effect is None else year_on_year(monthly, design_effect=effect), recording_change(judged, monthly.index[-24]),
    )  # fmt: skip


def _year(years: TwoYears | None, dataset: str, counts: str) -> Fact | None:
    if years is None:
        return None
    told = f"{counts.split()[-1]} in the year to {month(years.last)}"
    link = Link("By locality", WHERE) if dataset == EPISODES else None
    if years.broken is not None:
        return Fact(count(years.latest), f"{told}.", not_compared(years.broken), link)
    sentence = f"{count(years.latest)} {told} against {count(years.before)} the year before.{_part_of(years.verdict, *years.begins)}"
    surety = f"Whether that is chance cannot be told: {UNKNOWN}."
    if years.change is not None:
        surety = f"The true change could be {ratio_range(years.change.lower, years.change.upper)}."
    return Fact(percent(years.latest / years.before), sentence, surety, link)


def _part_of(verdict: Verdict, start: pd.Timestamp, stop: pd.Timestamp) -> str:
    """Why the years differ by less than the levels: the year before, from `start` to before `stop`, holds months of both."""
    since = verdict.since if verdict.kind is Kind.STEP and verdict.is_finding else None
    if since is None or not start < since < stop:
        return ""
    return f" The level changed in {month(since)}, within the year before, so the years show a part of it."


def _children(release: Release, dataset: str) -> Fact | None:
    """Of the whole council: children are counted in bands that no area is split into."""
    asked = Months(dataset, split="year_band")
    episodes, children = ask(release, asked), ask(release, replace(asked, measure="children"))
    if not (episodes.is_shown and children.is_shown):
        return None
    bands = children_and_episodes(episodes.frame, children.frame)
    if bands.empty:
        return None
    most = bands.iloc[-1]
    tenths, share = round(most["children_share_pct"] / 10), round(most["episodes_share_pct"] / 10)
    sentence = (
        f"of the children had {share} in 10 of the {episodes.counts.split()[-1]}: {count(int(most['children']))} of "
        f"{count(int(bands['children'].sum()))} children, {count(int(most['episodes']))} of {count(int(bands['episodes'].sum()))}."
    )
    return Fact(f"{tenths} in 10", sentence, f"{most['group']}.", Link("Repeats", "missing-repeats"))


def _season(release: Release, selection: Selection) -> Fact | None:
    evidence = ask(release, replace(selection, split=NONE).question)
    ends = season_ends(verdict_of(release, evidence), evidence.frame["period_start"].iloc[0])
    if ends is None:
        return None
    (high, most), (low, least) = ends
    sentence = f"is usually the highest month and {low} the lowest."
    surety = f"{share_of_one(most - 1)} above and {share_of_one(1 - least)} below average."
    return Fact(high, sentence, surety, Link("Where and when", WHERE) if selection.dataset == EPISODES else None)
