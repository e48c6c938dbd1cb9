"""What changed, in sentences, each with the link that shows it: a few from each section of the menu."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from dashboard.evidence import answer
from dashboard.findings.asks import asks, has_actions
from dashboard.findings.audits import what_changed
from dashboard.findings.contexts import board, has_contexts
from dashboard.findings.discussions import path
from dashboard.findings.finding import FigureFinding as Finding
from dashboard.findings.interventions import did_it_work, interventions_of
from dashboard.findings.language import language_trend
from dashboard.findings.missing import is_monthly, verdict_of
from dashboard.findings.place_scan import beyond_chance, has_scan
from dashboard.findings.places import area_funnel
from dashboard.findings.repeats import concentration
from dashboard.findings.survey_overview import changes
from dashboard.findings.themes import has_themes, theme_mix
from dashboard.selection import Selection
from dashboard.steering_evidence import has_audits
from dashboard.steering_selection import AuditChoice
from dashboard.survey_answers import has_survey, waves_of
from dashboard.words.change import short_sentence
from dashboard.words.verdict import verdict_sentence
from data_loaders.release import Release

EPISODES, INCIDENTS = "missing_episodes", "incidents"


@dataclass(frozen=True)
class Line:
    section: str
    subject: str
    sentence: str
    link: str


def lines(release: Release) -> list[Line]:
    """One line for each thing that is counted and shown, and for each page with something to say of change."""
    shown = [d.name for d in release.manifest.datasets if _has_any(release, d.name)]
    missing = [_trend(release, name) for name in shown if name.startswith("missing_")]
    if EPISODES in shown:
        missing += [
            _said("Missing", "Where", area_funnel(release, EPISODES, "LOCALITY"), "missing-where"),
            _said("Missing", "Repeats", concentration(release, EPISODES), "missing-repeats"),
            _said("Missing", "Return discussions", path(release, EPISODES), "return-discussions"),
        ]
    others = [_trend(release, name) for name in shown if not name.startswith("missing_")]
    quiet = [d.title for d in release.manifest.datasets if d.name not in shown]
    told = f"{', '.join(quiet)}: none were delivered, or too few for any figure to be shown safely."
    return [
        *missing,
        *others,
        *_of_themes(release),
        *([Line("Not shown", "Not shown", told, "method")] if quiet else []),
    ]


# (section, subject, link, is it there, the finding that says it)
THEMES: tuple[tuple[str, str, str, Callable[[Release], object], Callable[[Release], Finding]], ...] = (
    ("Contexts", "Beyond chance", "places?layer=Beyond+chance", has_scan, beyond_chance),
    ("Contexts", "What was done", "did-it-work", interventions_of, did_it_work),
    ("Contexts", "Contexts at level 2", "contexts", has_contexts, board),
    ("Practice", "Themes", "themes", has_themes, theme_mix),
    ("Practice", "Asks and answers", "asks", lambda r: has_themes(r) and has_actions(r), asks),
    ("Practice", "Language", "language", has_themes, language_trend),
    ("Steering group", "Audits", "audits", has_audits, lambda r: what_changed(r, AuditChoice())),
)


def _of_themes(release: Release) -> list[Line]:
    survey = (
        [_said("Young people", "What young people say", changes(release, name), "survey") for name in waves_of(release)]
        if has_survey(release)
        else []
    )
    made = [
        _said(section, subject, make(release), link) for section, subject, link, has, make in THEMES if has(release)
    ]
    contexts = [line for line in made if line.section == "Contexts"]
    return [*contexts, *survey, *(line for line in made if line.section != "Contexts")]


def _said(section: str, subject: str, finding: Finding, link: str) -> Line:
    return Line(section, subject, (finding.withheld and f"Not shown. {finding.withheld}") or finding.headline, link)


def _has_any(release: Release, dataset: str) -> bool:
    return any(view.status == "published" for view in release.views(dataset))


def _trend(release: Release, dataset: str) -> Line:
    evidence = answer(release, Selection(dataset))
    is_missing = dataset.startswith("missing_")
    link = f"missing?{urlencode({'unit': evidence.counts.capitalize()})}" if is_missing else "places"
    section, title = ("Missing" if is_missing else "Contexts"), release.dataset(dataset).title
    if not evidence.is_shown:
        return Line(section, title, f"Not shown. {evidence.reason}", link)
    if not is_monthly(evidence):
        return Line(section, title, short_sentence(evidence.frame, evidence.counts), link)
    return Line(section, title, verdict_sentence(verdict_of(release, evidence), evidence.counts), link)
