"""What a page of questions answers: the one that is asked, and below a short answer the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain

from dashboard.catalogue.entry import Other
from dashboard.catalogue.register import finding_of
from dashboard.findings.finding import Finding, State
from dashboard.web.questions import HERE, Questions, is_short
from data_loaders.release import Release

NOTHING = "Nothing that this could be answered from is published in this release."


def answer(release: Release, listed: Questions, codes: Mapping[str, str] | None) -> Finding:
    """The finding that is asked for, or the sentence that there is none."""
    found = finding_of(release, listed.chosen, codes)
    if isinstance(found, Finding):
        return found
    question = listed.offered[listed.chosen]
    return Finding(listed.chosen, question, "Nothing to show yet", "", release.id, State.NOT_COVERED, NOTHING)


def answers(
    release: Release, listed: Questions, codes: Mapping[str, str] | None, others: Sequence[Other] = ()
) -> tuple[Finding, ...]:
    """The answer to what is asked; below a short one the next of the list that has something to show, where the list has the page alone.
    Where there is no next one, the same question with another choice of the page's controls is answered."""
    first = answer(release, listed, codes)
    if listed.title != HERE or not is_short(first):
        return (first,)
    keys = list(listed.offered)
    later = chain(
        (finding_of(release, key, codes) for key in keys[keys.index(listed.chosen) + 1 :]),
        (_with_another(release, listed.chosen, {**(codes or {}), **other.codes}, other.said) for other in others),
    )
    following = next((f for f in later if f is not None and f.state is State.SHOWN), None)
    if following is None:
        return (first,)
    is_said = following.bear_in_mind == first.bear_in_mind  # once on a page is enough
    return (first, replace(following, bear_in_mind="") if is_said else following)


def _with_another(release: Release, key: str, codes: Mapping[str, str], said: str) -> Finding | None:
    """The same question of another choice, with a place of its own on the page."""
    found = finding_of(release, key, codes)
    return None if found is None else replace(found, key=f"{found.key}-other", question=said)
