"""Findings about missing children."""

from __future__ import annotations

from functools import partial

import pandas as pd

from dashboard.ask.months import ALL, NONE, WHOLE
from dashboard.catalogue.entry import GROUPS, Codes, Entry, entry_text
from dashboard.findings.ahead import missing_ahead, missing_years
from dashboard.findings.by_area import areas_finding
from dashboard.findings.clocks import clock
from dashboard.findings.declined import offered_again, why_declined
from dashboard.findings.discussions import named, path, providers
from dashboard.findings.finding import Finding
from dashboard.findings.measures_missing import clock_measures, missing_measures, repeat_measures
from dashboard.findings.mix import mix
from dashboard.findings.places import area_funnel, flow
from dashboard.findings.repeats import concentration, per_child, repeats_by_area, without_repeats
from dashboard.findings.trend import trend_finding
from dashboard.findings.when import kind_of_day, week
from dashboard.selection import Selection
from data_loaders.release import Release

EPISODES = "missing_episodes"
MONTHS = 36  # three years: one to compare with, and two in which a change can be seen to last
EPISODE_TABLE, DISCUSSIONS = ("missing_episodes",), ("missing_episodes", "return_discussions")
ASKED = ("unit", "level", "area", "split", "measure", "year", "season", "limits", "period")
TREND, WHERE, REPEATS, TALKS = "missing", "missing-where", "missing-repeats", "return-discussions"
NAMED = {
    "push": "What were children leaving", "pull": "What were they going to", "contexts": "Which contexts were named",
}  # fmt: skip
MIXES = {
    "missing_from": "Where were children missing from", "duration": "How long were they missing", "outcome": "How did it end",
    "found_context": "In which kind of place were they found", "harm_reported": "Was harm reported",
}  # fmt: skip
ABOUT = {"harm_reported": ("Y", "Harm was reported")}


def selection_of(codes: Codes) -> Selection:
    return Selection(
        codes.get("unit", EPISODES), codes.get("level", WHOLE), codes.get("area", ALL), codes.get("split", NONE),
        measure=codes.get("measure", "n"), year_type=codes.get("year", "council"), season=codes.get("season", "shown"),
        limits=codes.get("limits", "found"), period=codes.get("period", "whole"),
    )  # fmt: skip


def codes_of(selection: Selection) -> dict[str, str]:
    """The codes that a link to a selection carries."""
    return {
        "unit": selection.dataset, "level": selection.level, "area": selection.block, "split": selection.split,
        "measure": selection.measure, "year": selection.year_type, "season": selection.season, "limits": selection.limits,
        "period": selection.period,
    }  # fmt: skip


def trend_entry(selection: Selection) -> str:
    """What a paper keeps of the trend that is asked for: codes other than those that are meant anyway."""
    usual = codes_of(Selection(EPISODES))
    return entry_text(
        "missing-trend", {name: code for name, code in codes_of(selection).items() if code != usual[name]}
    )


def _unit(codes: Codes) -> str:
    return codes.get("unit", EPISODES)


def _event(codes: Codes) -> pd.Timestamp | None:
    """A dated event is its day, with or without its label after it."""
    event = codes.get("event", NONE)
    return None if event == NONE else pd.Timestamp(event[:10])


def _mix(release: Release, codes: Codes) -> Finding:
    split = codes["split"]
    return mix(release, _unit(codes), split, title=MIXES[split], about=ABOUT.get(split, ("", "")))


def _what_was_named(release: Release, codes: Codes) -> Finding:
    return named(release, EPISODES, codes["what"], f"{NAMED[codes['what']]}?")


ENTRIES = (
    Entry("missing-trend", "Missing: the trend", "Is it rising, and since when?", TREND,
          lambda r, c: trend_finding(r, selection_of(c), months=MONTHS), ASKED, EPISODE_TABLE, "layout", measures=missing_measures),
    Entry("missing-areas", "Missing: by locality", "In which areas?", TREND, lambda r, c: areas_finding(r, _unit(c)), ("unit",), EPISODE_TABLE, "layout", judges="areas"),
    Entry("missing-years", "Missing: by year", "How does one year compare with the next?", TREND,
          lambda r, c: missing_years(r, selection_of(c)), ASKED, EPISODE_TABLE),
    Entry("missing-ahead", "Missing: what to expect", "What is to be expected if nothing changes?", TREND,
          lambda r, c: missing_ahead(r, selection_of(c)), ASKED, EPISODE_TABLE),
    Entry("funnel", "Areas by their rate", "Does an area differ by more than its size and chance explain?", WHERE,
          lambda r, c: area_funnel(r, _unit(c), c.get("level", "LOCALITY")), ("unit", "level"), EPISODE_TABLE),
    Entry("week", "Day and hour", "On which days, at what times?", WHERE, lambda r, c: week(r, _unit(c)), ("unit",), EPISODE_TABLE),
    Entry("kind-of-day", "School days and holidays", "Is it more on school days?", WHERE,
          lambda r, c: kind_of_day(r, _unit(c)), ("unit",), ("missing_episodes", "school_terms")),
    Entry("flow", "Missing from, found in", "Where are children found who go missing from an area?", WHERE,
          lambda r, c: flow(r, _unit(c)), ("unit",), EPISODE_TABLE),
    *(Entry(f"mix-{split.replace('_', '-')}", title, f"{title}?", WHERE, _mix, ("unit",), EPISODE_TABLE, with_codes=(("split", split),), judges=GROUPS)
      for split, title in MIXES.items()),
    Entry("concentration", "How much is repeat missing", "How much of the line do a few children make?", REPEATS,
          lambda r, _: concentration(r, EPISODES), (), EPISODE_TABLE, measures=repeat_measures, judges=GROUPS),
    Entry("per-child", "How many children were missing how often", "How many children were missing how often?", REPEATS,
          lambda r, _: per_child(r, EPISODES), (), EPISODE_TABLE),
    Entry("without-repeats", "The trend without repeats", "Does the line rise without repeats too?", REPEATS,
          lambda r, _: without_repeats(r, EPISODES), (), EPISODE_TABLE),
    Entry("repeats-by-area", "Repeats by area", "How often were children missing again, area by area?", REPEATS,
          lambda r, _: repeats_by_area(r, EPISODES), (), EPISODE_TABLE),
    Entry("discussions-path", "From return to conversation", "Were conversations offered, held, and held in time?", TALKS,
          lambda r, _: path(r, EPISODES), (), DISCUSSIONS, judges="the steps to a return discussion"),
    *(Entry(f"discussions-{which}", f"Return discussions: {title}", question, TALKS,
            lambda r, c: clock(r, EPISODES, c["which"], _event(c)), ("event",), DISCUSSIONS, with_codes=(("which", which),),
            measures=partial(clock_measures, which=which))
      for which, title, question in (("arranged", "arranged in time", "Were they arranged within 72 hours?"),
                                     ("held", "held in time", "Were they held within a week?"))),
    Entry("discussions-providers", "Return discussions: by whom", "Who has the conversations, and are they in time?", TALKS,
          lambda r, _: providers(r, EPISODES), (), DISCUSSIONS),
    Entry("why-declined", "Why discussions were declined", "Why were discussions declined?", TALKS,
          lambda r, _: why_declined(r, EPISODES), (), DISCUSSIONS, judges=GROUPS),
    Entry("offered-again", "Whether discussions were offered again", "Was a declined discussion offered again?", TALKS,
          lambda r, _: offered_again(r, EPISODES), (), DISCUSSIONS, judges=GROUPS),
    *(Entry(f"discussions-{what}", f"Return discussions: {title[:1].lower()}{title[1:]}", f"{title}?", TALKS,
            _what_was_named, (), DISCUSSIONS, with_codes=(("what", what),)) for what, title in NAMED.items()),
)  # fmt: skip
