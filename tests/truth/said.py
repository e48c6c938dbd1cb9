"""What the real sentences say of one release: the lines of its Overview, the areas and neighbourhoods named, and what disagrees."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.catalogue import register
from dashboard.catalogue.entry import lacking
from dashboard.catalogue.overview import delivered_measures, paid
from dashboard.findings.place_scan import concentrations
from dashboard.findings.places import area_funnel
from dashboard.measures.verdict import Answer, Verdict
from data_loaders.release import Release

CLAIMS = (Answer.CHANGED, Answer.RECORDING_CHANGED)


@dataclass(frozen=True)
class Line:
    """One question of the Overview: what is answered, which way, and of what kind."""

    answer: str
    direction: str
    kind: str

    @property
    def is_claim(self) -> bool:
        return self.answer in CLAIMS


@dataclass(frozen=True)
class Said:
    """`paired`: how many lines of the Overview have a page whose own verdict they were held against."""

    lines: dict[str, Line]
    areas: tuple[str, ...]
    places: int
    contradictions: tuple[str, ...]
    paired: int

    @property
    def changed(self) -> tuple[str, ...]:
        return tuple(key for key, line in self.lines.items() if line.is_claim)


def said_of(release: Release) -> Said:
    measures = {m.key: m.verdict for m in paid(delivered_measures(release))}
    funnel = area_funnel(release, "missing_episodes", "LOCALITY")
    rows = funnel.table.rows if funnel.table is not None else ()  # few records: no area is shown, so none is named
    pages = page_verdicts(release)
    return Said(
        lines={key: Line(v.answer.value, v.direction.value, v.kind.value) for key, v in measures.items()},
        areas=tuple(str(row[0]) for row in rows if str(row[0]) in funnel.title),
        places=sum(not circle.is_one_place for circle in concentrations(release)),
        contradictions=tuple(
            f"{key}: {measures[key].answer} on the Overview, {page.answer} on its page"
            for key, page in pages.items() if _disagree(measures[key], page)
        ),
        paired=len(pages),
    )  # fmt: skip


def page_verdicts(release: Release) -> dict[str, Verdict]:
    """The verdict that its own page prints, for each line of the Overview whose finding has one."""
    found = {}
    for entry in register.ENTRIES:
        for measure in () if lacking(release, entry.needs) else entry.measures(release):
            page = register.finding_of(release, entry.key, dict(measure.asked))
            if page is not None and isinstance(page.result, Verdict):
                found[measure.key] = page.result
    return found


def _disagree(overview: Verdict, page: Verdict) -> bool:
    """The Overview pays for its length, so it may say "cannot tell" of what its page calls changed; nothing else may differ."""
    if overview.answer is Answer.CANNOT_TELL and page.answer in CLAIMS:
        return False
    return (overview.answer, overview.direction) != (page.answer, page.direction)
