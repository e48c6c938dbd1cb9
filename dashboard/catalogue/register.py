"""All entries together, and what is asked of them: the findings of a page, one finding, a link to it."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qsl, urlencode

from dashboard.ask.cache import remembered
from dashboard.ask.months import find_dataset
from dashboard.catalogue import committee, contexts, method, missing, practice, steering, young_people
from dashboard.catalogue.among_many import with_the_overview
from dashboard.catalogue.basis import READ_BY_CODERS, basis_of
from dashboard.catalogue.entry import Codes, Entry, entry_text, lacking
from dashboard.catalogue.pages import find_page
from dashboard.findings.data_quality import weak_data, weak_reading
from dashboard.findings.finding import Finding
from data_loaders.release import Release

ENTRIES: list[Entry] = [
    *missing.ENTRIES, *contexts.ENTRIES, *young_people.ENTRIES, *practice.ENTRIES, *steering.ENTRIES, *committee.ENTRIES,
    *method.ENTRIES,
]  # fmt: skip


SHOW = "show"  # the parameter of a page of questions: which of its findings is shown


def find_entry(key: str) -> Entry:
    """The entry with that key."""
    return next(entry for entry in ENTRIES if entry.key == key)


def for_papers() -> dict[str, Entry]:
    """What a template can name, by key."""
    return {entry.key: entry for entry in ENTRIES if entry.is_for_papers}


def entries_of(page: str) -> list[Entry]:
    """The findings that stand among the questions of a page, in order."""
    return [entry for entry in ENTRIES if entry.page == page and entry.place == "questions"]


def questions_of_choices(page: str, key: str, codes: Codes) -> dict[str, tuple[str, ...]]:
    """Each choice of a page that its question with that key is not narrowed by → the questions of the page that are."""
    unused = [name for name in codes if name not in find_entry(key).parameters]
    found = {name: tuple(e.question for e in entries_of(page) if name in e.parameters) for name in unused}
    return {name: questions for name, questions in found.items() if questions}


def opens_with_a_question(page: str) -> bool:
    """Whether the first question of a page is answered as it opens; where the page's own layout answers, all are asked for."""
    return not any(entry.page == page and entry.place == "layout" for entry in ENTRIES)


def finding_of(release: Release, key: str, codes: Codes | None = None) -> Finding | None:
    """The finding, worked out once for a release; None where the release holds nothing to make it from."""
    entry = find_entry(key)
    asked = {name: code for name, code in (codes or {}).items() if name in entry.parameters}
    asked |= dict(entry.with_codes)
    if lacking(release, entry.needs) or ("unit" in asked and find_dataset(release, asked["unit"]) is None):
        return None
    return remembered(release, (key, tuple(sorted(asked.items()))), lambda: _made(entry, release, asked))


def _made(entry: Entry, release: Release, asked: Codes) -> Finding | None:
    """With what is weak in its data, and with what a paper keeps of it, where papers may hold it."""
    finding = entry.build(release, asked)
    if finding is not None and finding.is_shown:
        finding = with_the_overview(release, ENTRIES, entry, finding)
    if finding is not None and finding.is_shown:
        weak = (
            finding.weak,
            weak_data(release, basis_of(entry, asked)),
            weak_reading(release) if entry.key in READ_BY_CODERS else "",
        )
        finding = replace(finding, weak=" ".join(filter(None, weak)))
    if finding is None or not entry.is_for_papers:
        return finding
    own = {name: code for name, code in asked.items() if (name, code) not in entry.with_codes}
    return replace(finding, entry=entry_text(entry.key, own))


def link_to(key: str, **codes: str) -> str:
    """The address of a finding's page with what it is asked for, in codes. A code that it does not know is refused."""
    entry = find_entry(key)
    listed = entries_of(entry.page)
    shown = (
        {SHOW: key} if entry in listed[opens_with_a_question(entry.page) :] else {}
    )  # what stands there anyway needs no asking
    return page_link(entry.page, (*entry.parameters, SHOW), **shown, **codes)


def address_of(way: str) -> str:
    """The address of what a link names: a finding by its key, or a page. What does not exist is refused, and so is what it is not
    asked for."""
    head, _, query = way.partition("?")
    codes = dict(parse_qsl(query))
    if any(entry.key == head for entry in ENTRIES) and SHOW not in codes:
        return link_to(head, **codes)
    known = {name for entry in ENTRIES if entry.page == head for name in entry.parameters}
    return page_link(head, (*sorted(known), SHOW), **codes)


def page_link(url: str, known: tuple[str, ...] = (), **codes: str) -> str:
    """The address of a page; it exists, and so do its parameters."""
    if unknown := [name for name in codes if name not in known]:
        raise KeyError(f"The page '{url}' is not asked for '{unknown[0]}'; it can be asked for: {', '.join(known)}.")
    address = find_page(url).url or "/"
    return f"{address}?{urlencode(codes)}" if codes else address


def not_delivered(release: Release) -> tuple[str, ...]:
    """The titles of findings whose tables did not come, each once."""
    return tuple(dict.fromkeys(entry.title for entry in ENTRIES if lacking(release, entry.needs)))
