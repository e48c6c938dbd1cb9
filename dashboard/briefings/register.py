"""The findings that a briefing can name: a key, a title, what may be asked of it, and how it is made.

A new finding is one line in REGISTER: `"key": Entry("Title", lambda release, asked: my_finding(release), ("parameter",))`.
`asked` holds the parameters that a template gives under `with`; a finding whose data were not delivered may return None.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from dashboard.findings.asks import actions, asks, has_actions
from dashboard.findings.audits import by_dimension, what_changed
from dashboard.findings.capacity import training
from dashboard.findings.case_reviews import has_reviews, side
from dashboard.findings.contexts import board, has_contexts, outcomes, waiting_times
from dashboard.findings.declined import offered_again, why_declined
from dashboard.findings.discussions import clock, named, path, providers
from dashboard.findings.finding import FigureFinding as Finding
from dashboard.findings.harm_places import known_to, layer
from dashboard.findings.indicators import published_indicators
from dashboard.findings.interventions import did_it_work, interventions_of
from dashboard.findings.language import language_trend
from dashboard.findings.missing import missing_ahead, missing_trend, missing_years
from dashboard.findings.mix import mix
from dashboard.findings.place_scan import beyond_chance, has_scan
from dashboard.findings.place_strengths import has_strengths, strength_map
from dashboard.findings.places import area_funnel, flow
from dashboard.findings.places_when import district_change, level_two, reached_ird
from dashboard.findings.repeats import concentration, per_child, without_repeats
from dashboard.findings.sharing import flows
from dashboard.findings.survey_overview import EVERY, changes, good_answers, groups_apart
from dashboard.findings.themes import has_themes, theme_mix
from dashboard.findings.when import kind_of_day, week
from dashboard.selection import ALL, NONE, WHOLE, Selection
from dashboard.steering_evidence import has_audits, rounds_of
from dashboard.steering_selection import AuditChoice
from dashboard.survey_answers import has_survey, waves_of
from data_loaders.release import Release

Asked = Mapping[str, str]
EPISODES, INCIDENTS = "missing_episodes", "incidents"
NAMED = {
    "push": "What children were leaving",
    "pull": "What they were going to",
    "contexts": "Contexts that were named",
}


@dataclass(frozen=True)
class Entry:
    title: str
    make: Callable[[Release, Asked], Finding | None]
    parameters: tuple[str, ...] = ()
    dataset: str = EPISODES  # without it (or the one asked for) in the release, nothing was delivered


def _selection(asked: Asked) -> Selection:
    return Selection(
        asked.get("unit", EPISODES), asked.get("level", WHOLE), asked.get("area", ALL), asked.get("split", NONE),
        measure=asked.get("measure", "n"), year_type=asked.get("year", "council"), season=asked.get("season", "shown"),
        limits=asked.get("limits", "found"),
    )  # fmt: skip


def _unit(asked: Asked) -> str:
    return asked.get("unit", EPISODES)


def _clock(release: Release, asked: Asked) -> Finding:
    event = asked.get("event")
    return clock(release, EPISODES, asked.get("which", "held"), pd.Timestamp(event) if event else None)


def _mix(release: Release, asked: Asked) -> Finding:
    split = asked.get("split", "outcome")
    title = release.dataset(_unit(asked)).dimension_titles.get(split, split)
    return mix(release, _unit(asked), split, title=asked.get("title", title))


def _ratings(release: Release, asked: Asked) -> Finding | None:
    """The latest round."""
    if not has_audits(release):
        return None
    return by_dimension(release, AuditChoice(round=rounds_of(release)[-1]), asked.get("by", "practice_area"))


def _reviews(release: Release, asked: Asked) -> Finding | None:
    return side(release, asked.get("kind", "GAP")) if has_reviews(release) else None


ASKED = ("unit", "level", "area", "split", "measure", "year", "season", "limits")


def _survey(make: Callable[[Release, str, str], Finding]) -> Callable[[Release, Asked], Finding | None]:
    """A finding of the survey that is asked for (or the first) and its latest wave, unless another is asked for."""

    def made(release: Release, asked: Asked) -> Finding | None:
        if not has_survey(release):
            return None
        waves = waves_of(release)
        survey = asked.get("survey") or next(iter(waves))
        return make(release, survey, asked.get("wave") or waves[survey][0])

    return made


SURVEY = ("survey", "wave")
REGISTER: dict[str, Entry] = {
    "missing-trend": Entry("Missing: the trend", lambda r, a: missing_trend(r, _selection(a)), ASKED),
    "missing-years": Entry("Missing: by year", lambda r, a: missing_years(r, _selection(a)), ASKED),
    "missing-ahead": Entry("Missing: what to expect", lambda r, a: missing_ahead(r, _selection(a)), ASKED),
    "funnel": Entry(
        "Areas by their rate", lambda r, a: area_funnel(r, _unit(a), a.get("level", "LOCALITY")), ("unit", "level")
    ),
    "week": Entry("Day and hour", lambda r, a: week(r, _unit(a)), ("unit",)),
    "kind-of-day": Entry("School days and holidays", lambda r, a: kind_of_day(r, _unit(a)), ("unit",)),
    "flow": Entry("Missing from, found in", lambda r, a: flow(r, _unit(a)), ("unit",)),
    "concentration": Entry("Whose episodes make the line", lambda r, _: concentration(r, EPISODES)),
    "without-repeats": Entry("The trend without repeats", lambda r, _: without_repeats(r, EPISODES)),
    "discussions-path": Entry("From return to conversation", lambda r, _: path(r, EPISODES)),
    "discussions-clock": Entry("Return discussions: a clock", _clock, ("which", "event")),
    "discussions-providers": Entry("Return discussions: by whom", lambda r, _: providers(r, EPISODES)),
    "discussions-named": Entry(
        "Return discussions: what was named",
        lambda r, a: named(r, EPISODES, a.get("what", "push"), NAMED[a.get("what", "push")]),
        ("what",),
    ),
    "mix": Entry("How they divide", _mix, ("unit", "split", "title")),
    "indicators": Entry("Published indicators", lambda r, _: published_indicators(r), dataset=""),
    "per-child": Entry("How many children were missing how often", lambda r, _: per_child(r, EPISODES)),
    "why-declined": Entry("Why discussions were declined", lambda r, _: why_declined(r, EPISODES)),
    "offered-again": Entry("Whether discussions were offered again", lambda r, _: offered_again(r, EPISODES)),
    "place-map": Entry("Places", lambda r, a: layer(r, a.get("layer", NONE)), ("layer",), INCIDENTS),
    "known-to": Entry("Known through one agency, or several", lambda r, _: known_to(r), dataset=INCIDENTS),
    "beyond-chance": Entry(
        "Places beyond chance", lambda r, _: beyond_chance(r) if has_scan(r) else None, (), INCIDENTS
    ),
    "strengths": Entry(
        "Assets and guardians", lambda r, _: strength_map(r) if has_strengths(r) else None, (), INCIDENTS
    ),
    "district-change": Entry("Change by district", lambda r, _: district_change(r), dataset=INCIDENTS),
    "reached-ird": Entry("Reached a referral discussion", lambda r, _: reached_ird(r), dataset=INCIDENTS),
    "level-two": Entry("Level of response", lambda r, _: level_two(r), dataset=INCIDENTS),
    "did-it-work": Entry(
        "Did it work?", lambda r, _: did_it_work(r) if interventions_of(r) else None, dataset=INCIDENTS
    ),
    "survey-answers": Entry(
        "What young people say", _survey(lambda r, s, w: good_answers(r, s, w, EVERY)), SURVEY, dataset=""
    ),
    "survey-changes": Entry(
        "What changed for young people", _survey(lambda r, s, _: changes(r, s)), SURVEY, dataset=""
    ),
    "contexts-board": Entry("Contexts at level 2", lambda r, _: board(r) if has_contexts(r) else None, dataset=""),
    "contexts-waiting": Entry(
        "From referral to plan", lambda r, _: waiting_times(r) if has_contexts(r) else None, dataset=""
    ),
    "contexts-outcomes": Entry(
        "What became of contexts", lambda r, _: outcomes(r) if has_contexts(r) else None, dataset=""
    ),
    "audit-change": Entry(
        "Audits: what changed", lambda r, _: what_changed(r, AuditChoice()) if has_audits(r) else None, dataset=""
    ),
    "audit-ratings": Entry("Audits: how practice is rated", _ratings, ("by",), dataset=""),
    "themes": Entry("What practitioners name", lambda r, _: theme_mix(r) if has_themes(r) else None, dataset=""),
    "asks": Entry("Asks and answers", lambda r, _: asks(r) if has_themes(r) and has_actions(r) else None, dataset=""),
    "actions": Entry("Actions", lambda r, _: actions(r, ALL) if has_actions(r) else None, dataset=""),
    "case-reviews": Entry("What case reviews found", _reviews, ("kind",), dataset=""),
    "language": Entry("Words that blame", lambda r, _: language_trend(r) if has_themes(r) else None, dataset=""),
    "training": Entry("Training", lambda r, _: training(r) if has_themes(r) else None, dataset=""),
    "sharing": Entry("Who shared with whom", lambda r, _: flows(r) if has_themes(r) else None, dataset=""),
    "survey-apart": Entry("Groups that answered differently", _survey(groups_apart), SURVEY, dataset=""),
}


def make_finding(release: Release, key: str, asked: Asked) -> Finding | None:
    """The finding, or None where the release holds nothing to make it from."""
    entry = REGISTER[key]
    needed = asked.get("unit", entry.dataset)
    if needed and all(d.name != needed for d in release.manifest.datasets):
        return None
    return entry.make(release, asked)
