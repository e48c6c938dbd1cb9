"""What changed, in sentences, each with the link that shows it."""

from __future__ import annotations

from urllib.parse import urlencode

from dashboard.evidence import answer
from dashboard.findings.discussions import path
from dashboard.findings.missing import is_monthly, verdict_of
from dashboard.findings.places import area_funnel
from dashboard.findings.repeats import concentration
from dashboard.selection import Selection
from dashboard.words.change import short_sentence
from dashboard.words.verdict import verdict_sentence
from data_loaders.release import Release

EPISODES = "missing_episodes"


def sentences(release: Release) -> list[tuple[str, str, str]]:
    """Subject, sentence and link: one for each unit of counting that is shown, then one for each page about them."""
    shown = [d.name for d in release.manifest.datasets if _has_any(release, d.name)]
    made = [_trend(release, name) for name in shown]
    if EPISODES in shown:
        for subject, finding, link in (
            ("Where", area_funnel(release, EPISODES, "LOCALITY"), "missing-where"),
            ("Repeats", concentration(release, EPISODES), "missing-repeats"),
            ("Return discussions", path(release, EPISODES), "return-discussions"),
        ):
            made.append((subject, (finding.withheld and f"Not shown. {finding.withheld}") or finding.headline, link))
    quiet = [d.title for d in release.manifest.datasets if d.name not in shown]
    if quiet:
        told = f"{', '.join(quiet)}: none were delivered, or too few for any figure to be shown safely."
        made.append(("Not shown", told, "method"))
    return made


def _has_any(release: Release, dataset: str) -> bool:
    return any(view.status == "published" for view in release.views(dataset))


def _trend(release: Release, dataset: str) -> tuple[str, str, str]:
    evidence = answer(release, Selection(dataset))
    is_missing = dataset.startswith("missing_")
    link = f"missing?{urlencode({'unit': evidence.counts.capitalize()})}" if is_missing else "places"
    title = release.dataset(dataset).title
    if not evidence.is_shown:
        return title, f"Not shown. {evidence.reason}", link
    if not is_monthly(evidence):
        return title, short_sentence(evidence.frame, evidence.counts), link
    return title, verdict_sentence(verdict_of(release, evidence), evidence.counts), link
