"""The Overview: all measures with their verdicts, the cards, and the questions for the next meeting."""

from __future__ import annotations

from dashboard.findings.measure import Measure, with_rest
from dashboard.findings.measures_missing import EPISODES, clock_measures, monthly_measures, repeat_measures
from dashboard.findings.measures_other import (
    audit_measures,
    language_measures,
    register_measures,
    survey_measures,
)
from dashboard.measures.families import paid_for
from data_loaders.release import Release


def all_measures(release: Release) -> tuple[Measure, ...]:
    """In the order of the sections, whatever they say: nothing is ranked. Each claim pays for all the others."""
    return with_rest(paid(delivered_measures(release)))


def paid(measures: tuple[Measure, ...]) -> tuple[Measure, ...]:
    """What does not stand among so many questions is told as "cannot tell", and drawn as quietly."""
    verdicts = paid_for({m.key: m.verdict for m in measures})
    return tuple(m.judged_as(verdicts[m.key]) for m in measures)


def delivered_measures(release: Release) -> tuple[Measure, ...]:
    """One for each question that what is published can answer, before they pay for each other."""
    monthly = monthly_measures(release)
    has_episodes = any(d.name == EPISODES for d in release.manifest.datasets)
    missing = [m for m in monthly if m.section == "Missing"]
    return tuple(
        [
            *missing[:1], *(clock_measures(release) if has_episodes else ()), *missing[1:], *(repeat_measures(release) if has_episodes else ()),
            *(m for m in monthly if m.section != "Missing"), *survey_measures(release), *language_measures(release),
            *audit_measures(release), *register_measures(release),
        ]
    )  # fmt: skip


def not_shown(release: Release) -> tuple[str, ...]:
    """The datasets of which nothing is published: not delivered, or too few for any figure."""
    return tuple(d.title for d in release.manifest.datasets if not any(v.status == "published" for v in release.views(d.name)))  # fmt: skip
