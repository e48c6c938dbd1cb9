"""Repeat missing: how much of the line a few children make, and the trend without them."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from dashboard.ask.asking import ask
from dashboard.ask.months import Months, leaves_of
from dashboard.ask.published import rows_of
from dashboard.figures.bars import bar_figure
from dashboard.figures.shares import share_figure
from dashboard.figures.trend import trend_figure
from dashboard.findings.design_effects import TIME, design_effect_of
from dashboard.findings.finding import FigureFinding as Finding
from dashboard.findings.finding import nothing_finding, source_of, withheld_finding
from dashboard.findings.unanswered import unanswered
from dashboard.measures.concentration import children_and_episodes
from dashboard.measures.latest_year import latest_years, year_shares
from dashboard.measures.repeat_series import first_and_all
from dashboard.words.mix import year_words, years_note
from dashboard.words.periods import UNIT_WORDS, period_label
from dashboard.words.repeats import concentration_sentence, per_child_sentence, without_repeats_sentence
from data_loaders.release import Release

BANDS = "Each child is counted in the band of all its episodes of that council year."
GUARDED = "Numbers of children stand beside their episodes only where both together tell of no fewer children than the release allows."


def concentration(release: Release, dataset: str) -> Finding:
    """The share of episodes by how often their child was missing that year."""
    title = "How much is repeat missing"
    evidence = ask(release, Months(dataset, split="year_band"))
    if not evidence.is_shown:
        return unanswered(release, evidence, key="concentration", title=title)
    shares = year_shares(evidence.frame, "group", design_effect=design_effect_of(release, dataset, split="year_band"))
    if shares.empty:
        return nothing_finding(release, key="concentration", title=title, reason="No whole year is covered yet.")
    headline = concentration_sentence(shares, evidence.counts)
    years = year_words(shares)
    return Finding(
        key="concentration",
        title=title,
        headline=headline,
        table=pd.DataFrame({"group": shares["group"], "year": shares["year"].map(years), evidence.counts: shares["n"],
                            "share (%)": shares["share_pct"].round(1)}),
        figure=share_figure(shares.assign(lower_pct=shares["share_pct"], upper_pct=shares["share_pct"])),
        alt=f"Dots: share of {evidence.counts} by how often their child was missing. {headline}",
        notes=(years_note(years),),
        caveats=(evidence.sentence, BANDS),
        definition="",
        source=source_of(release),
        question=title,
        release_id=release.id,
    )  # fmt: skip


def per_child(release: Release, dataset: str) -> Finding:
    """How many children were missing how often, beside what their episodes make of all."""
    title = "How often children were missing"
    asked = Months(dataset, split="year_band")
    episodes, children = ask(release, asked), ask(release, replace(asked, measure="children"))
    if not children.is_shown:
        return unanswered(release, children, key="per-child", title=title)
    bands = children_and_episodes(episodes.frame, children.frame)
    if bands.empty:
        return nothing_finding(release, key="per-child", title=title, reason="No whole year is covered yet.")
    headline = per_child_sentence(bands, episodes.counts, children.counts)
    years = year_words(latest_years(episodes.frame, []))
    share = f"share of {children.counts} (%)"
    return Finding(
        key="per-child",
        title=title,
        headline=headline,
        table=pd.DataFrame({"group": bands["group"], children.counts: bands["children"].astype(int), share: bands["children_share_pct"].round(1),
                            "from": bands["lower_pct"].round(1), "to": bands["upper_pct"].round(1), episodes.counts: bands["episodes"].astype(int),
                            f"share of {episodes.counts} (%)": bands["episodes_share_pct"].round(1),
                            "for each child": bands["episodes_per_child"].round(1)}),
        figure=bar_figure(bands.rename(columns={"lower_pct": "lower", "upper_pct": "upper"}), label="group", value="children_share_pct", suffix=" %"),
        alt=f"Dots with intervals: share of {children.counts} by how often they were missing. {headline} The table holds every figure.",
        notes=(f"Shares of {children.counts}. {years_note({'latest': years['latest']})}",),
        caveats=(episodes.sentence, BANDS, GUARDED),
        definition="",
        source=source_of(release),
        question=title,
        release_id=release.id,
    )  # fmt: skip


def without_repeats(release: Release, dataset: str) -> Finding:
    """All episodes beside those that were their child's first for twelve months."""
    title = "The trend without repeats"
    evidence = ask(release, Months(dataset, split="repeat_band"))
    if not evidence.is_shown:
        return unanswered(release, evidence, key="without-repeats", title=title)
    first = [b for b, codes in leaves_of(release, dataset, "repeat_band").items() if codes == {"FIRST"}]
    frame = first_and_all(evidence.frame, first)
    if frame.empty:
        reason = "First times had to be joined with others to keep children safe, so they cannot be told apart."
        return withheld_finding(release, key="without-repeats", title=title, reason=reason)
    unit = UNIT_WORDS[evidence.view.time_unit or "all"] if evidence.view else ""
    headline = without_repeats_sentence(
        frame, evidence.counts, design_effect=design_effect_of(release, dataset, split=TIME)
    )
    labels = [period_label(s, e) for s, e in zip(frame["period_start"], frame["period_end"], strict=True)]
    return Finding(
        key="without-repeats",
        title=title,
        headline=headline,
        table=pd.DataFrame({"period": labels, "line": frame["group"], evidence.counts: frame["n"]}),
        figure=trend_figure(frame.assign(area=""), counts=evidence.counts, unit=unit, events=rows_of(release, "events")),
        alt=f"Two panels by {unit} on one scale: all {evidence.counts}, and those that were their child’s first for twelve months. {headline}",
        caveats=(evidence.sentence,),
        definition="",
        source=source_of(release),
        question=title,
        release_id=release.id,
    )  # fmt: skip
