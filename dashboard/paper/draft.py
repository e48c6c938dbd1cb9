"""What the author of a paper decides: which findings, in which order, and their own words. No figure stands in it.

A draft holds codes and the author's words alone, so it means the same in every release: figures are asked for anew.
"""

from __future__ import annotations

import json
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from dashboard.catalogue.entry import entry_text
from dashboard.catalogue.register import for_papers

MOST_FINDINGS = 24  # a longer paper is read by nobody
LONGEST, SHORT = 400, 120  # signs of what is written of a finding, and of a line of the head
OWN = "own"  # the paper of nobody's template


class Purpose(StrEnum):
    DECISION = "decision"
    ASSURANCE = "assurance"
    INFORMATION = "information"


class Length(StrEnum):
    TWO_PAGES = "two pages"
    FULL = "full"


class _Frozen(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Pick(_Frozen):
    """A finding by its key in the catalogue, with what is asked of it, in codes."""

    key: str = Field(max_length=60)
    codes: tuple[tuple[str, str], ...] = Field(default=(), max_length=12)

    def text(self) -> str:
        """The same finding has the same text, whatever the order in which it was asked."""
        return entry_text(self.key, dict(self.codes))


class AuthorNote(_Frozen):
    """What the author makes of a finding. What is empty is not printed."""

    so_what: str = Field(default="", max_length=LONGEST)
    next_step: str = Field(default="", max_length=LONGEST)
    owner: str = Field(default="", max_length=SHORT)
    by: str = Field(default="", max_length=SHORT)

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """What it is, and what was written; owner and day stand together."""
        owner = "; by ".join(text for text in (self.owner, self.by) if text.strip()) if self.owner.strip() else ""
        lines = (
            ("So what", self.so_what),
            ("Next step", self.next_step),
            ("Owner", owner),
            ("By", "" if owner else self.by),
        )
        return tuple((label, text) for label, text in lines if text.strip())


class Draft(_Frozen):
    """`asks`: None until the author has written their own. `picks`: None where the template's findings stand."""

    title: str = Field(default="", max_length=SHORT)
    meeting: str = Field(default="", max_length=SHORT)
    item: str = Field(default="", max_length=SHORT)
    author: str = Field(default="", max_length=SHORT)
    purpose: Purpose = Purpose.ASSURANCE
    length: Length = Length.TWO_PAGES
    asks: tuple[str, ...] | None = Field(default=None, max_length=8)
    picks: tuple[Pick, ...] | None = Field(default=None, max_length=MOST_FINDINGS)
    notes: dict[str, AuthorNote] = Field(default_factory=dict)  # by the text of a pick

    def note_of(self, pick: Pick) -> AuthorNote:
        return self.notes.get(pick.text(), AuthorNote())


def pick_of(key: str, codes: dict[str, str] | None = None) -> Pick:
    return Pick(key=key, codes=tuple(sorted((codes or {}).items())))


def read_pick(text: str) -> Pick | None:
    """The finding that a browser names; None where the catalogue has no such finding for papers, or is not asked so."""
    try:
        key, codes = json.loads(text)
        pick = pick_of(str(key), {str(name): str(code)[:SHORT] for name, code in codes.items()})
    except (ValueError, TypeError, AttributeError, ValidationError):
        return None
    entry = for_papers().get(pick.key)
    return pick if entry is not None and {name for name, _ in pick.codes} <= set(entry.parameters) else None


def with_pick(draft: Draft, pick: Pick) -> Draft:
    """Added at the end, once; a full paper takes no more."""
    picks = draft.picks or ()
    return draft if pick in picks or len(picks) >= MOST_FINDINGS else draft.model_copy(update={"picks": (*picks, pick)})


def without_pick(draft: Draft, pick: Pick) -> Draft:
    return draft.model_copy(update={"picks": tuple(p for p in draft.picks or () if p != pick)})


def moved(draft: Draft, pick: Pick, steps: int) -> Draft:
    """Up or down the paper by so many places."""
    picks = list(draft.picks or ())
    at = picks.index(pick)
    picks.insert(max(0, min(len(picks), at + steps)), picks.pop(at))
    return draft.model_copy(update={"picks": tuple(picks)})
