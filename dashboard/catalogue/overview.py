"""The Overview: what the entries of the catalogue list there, each with its verdict and the way to its finding."""

from __future__ import annotations

from dataclasses import replace

from dashboard.ask.cache import remembered
from dashboard.ask.delivered import (
    AUDITS,
    COMMITTEE,
    CONTEXTS,
    CONVERSATIONS,
    EPISODES,
    INCIDENTS,
    LANGUAGE,
    REGISTER,
    SURVEY,
    is_delivered,
)
from dashboard.catalogue import register
from dashboard.catalogue.entry import Entry, lacking, offered_measures
from dashboard.catalogue.pages import find_page
from dashboard.findings.finding import Link
from dashboard.findings.measure import SECTIONS, Measure, with_rest
from dashboard.measures.families import paid_for
from data_loaders.release import Release

# What measures are of, in the order of their sections.
FOLLOWED = (
    EPISODES,
    CONVERSATIONS,
    INCIDENTS,
    CONTEXTS,
    SURVEY,
    REGISTER,
    LANGUAGE,
    AUDITS,
    COMMITTEE["committee_risks"],
    COMMITTEE["committee_decisions"],
)


def measures_of(release: Release) -> tuple[Measure, ...]:
    """What the Overview lists, worked out once for a release and a catalogue: another entry is another list."""
    keys = tuple(entry.key for entry in register.ENTRIES)
    return remembered(release, ("measures", keys), lambda: all_measures(release))


def all_measures(release: Release) -> tuple[Measure, ...]:
    """In the order of the sections, whatever they say: nothing is ranked. Each claim pays for all the others."""
    return with_rest(paid(delivered_measures(release)))


def paid(measures: tuple[Measure, ...]) -> tuple[Measure, ...]:
    """What does not stand among so many questions is told as "cannot tell", and drawn as quietly."""
    verdicts = paid_for({m.key: m.verdict for m in measures})
    return tuple(m.judged_as(verdicts[m.key]) for m in measures)


def delivered_measures(release: Release) -> tuple[Measure, ...]:
    """One for each question that what is published can answer, before they pay for each other."""
    found = [placed(measure, entry) for entry, measure in offered_measures(release, register.ENTRIES)]
    return tuple(sorted(found, key=lambda m: SECTIONS.index(m.section)))


def judged_elsewhere(release: Release) -> tuple[str, ...]:
    """What has verdicts on its page that the Overview does not list, each once, in the order of the catalogue."""
    offered = (entry for entry in register.ENTRIES if entry.judges and not lacking(release, entry.needs))
    return tuple(dict.fromkeys(entry.judges for entry in offered))


def placed(measure: Measure, entry: Entry) -> Measure:
    """With the section of its page and the way to its finding."""
    section = find_page(entry.page).section
    return replace(
        measure, section=section, of=entry.key, see=Link(section, register.link_to(entry.key, **dict(measure.asked)))
    )


def not_delivered(release: Release) -> tuple[str, ...]:
    """What the Overview could follow and nobody delivered, each in the singular."""
    return tuple(theme.title for theme in FOLLOWED if not is_delivered(release, theme))


def not_shown(release: Release) -> tuple[str, ...]:
    """The datasets of which nothing is published though their file came: it holds none of them, or too few for any figure."""
    return tuple(d.title for d in release.manifest.datasets if not any(v.status == "published" for v in release.views(d.name)))  # fmt: skip
