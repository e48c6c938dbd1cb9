"""What changed, in sentences, each with the link that shows it."""

from __future__ import annotations

from urllib.parse import urlencode

from dashboard.evidence import answer
from dashboard.findings.discussions import path
from dashboard.findings.missing import is_monthly, verdict_of
from dashboard.findings.places import area_funnel
from dashboard.findings.repeats import concentration
from dashboard.selection import Selection
from dashboard.words.verdict import verdict_sentence
from data_loaders.release import Release

EPISODES = "missing_episodes"


def sentences(release: Release) -> list[tuple[str, str, str]]:
    """Subject, sentence and link: one for each unit of counting, then one for each page about them."""
    made = [_trend(release, dataset.name) for dataset in release.manifest.datasets]
    if any(dataset.name == EPISODES for dataset in release.manifest.datasets):
        for subject, finding, link in (
            ("Where", area_funnel(release, EPISODES, "LOCALITY"), "missing-where"),
            ("Repeats", concentration(release, EPISODES), "missing-repeats"),
            ("Return discussions", path(release, EPISODES), "return-discussions"),
        ):
            made.append((subject, (finding.withheld and f"Not shown. {finding.withheld}") or finding.headline, link))
    return made


def _trend(release: Release, dataset: str) -> tuple[str, str, str]:
    evidence = answer(release, Selection(dataset))
    is_missing = dataset.startswith("missing_")
    link = f"missing?{urlencode({'unit': evidence.counts.capitalize()})}" if is_missing else "places"
    title = release.dataset(dataset).title
    if not evidence.is_shown:
        return title, f"Not shown. {evidence.reason}", link
    if not is_monthly(evidence):
        return title, evidence.sentence, link
    return title, verdict_sentence(verdict_of(release, evidence), evidence.counts), link
