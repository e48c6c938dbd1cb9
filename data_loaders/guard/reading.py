"""One text read by the guard: what kind of column it stands in decides what is looked for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Literal

from data_loaders.guard.addresses import address_in
from data_loaders.guard.births import birth_in
from data_loaders.guard.described import description_in
from data_loaders.guard.finding import Finding, certain, doubtful
from data_loaders.guard.handles import handle_in
from data_loaders.guard.lexicon import lexicon
from data_loaders.guard.people import person_in, titled_in
from data_loaders.guard.personal_numbers import number_in, number_in_sentence
from data_loaders.guard.public_places import SIGNS, without_public

Holds = Literal["figure", "identifier", "code", "label", "text", "quotation", "public place", "header"]
HIDDEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
HEADERS = re.compile(
    r"^(?:(?:fore|first|last|sur|family|given|full|child|pupil|known|middle|maiden|student|client|patient|yp|young person|parent|carer)[\s_]*(?:s[\s_]*)?names?"
    r"|name of (?:child|pupil|young person)|dob|d\.o\.b\.?|date[\s_]*of[\s_]*birth|birth[\s_]*(?:date|day)|(?:home[\s_]*)?address(?:[\s_]*line)?[\s_]*\d?"
    r"|post[\s_]*code|(?:chi|nhs|ni|nino|upn|scn|seemis|swift)(?:[\s_]*(?:number|no|id))?|e?[\s_-]?mail(?:[\s_]*address)?|(?:mobile|phone|telephone|tel|landline).*|initials|surname|forename|nickname)$",
    re.IGNORECASE,
)


def read_text(text: str, holds: Holds, public: frozenset[str] = frozenset()) -> Finding | None:
    """The strongest finding in a text, or None. Certain ones come first."""
    clean = _clean(text)
    if found := number_in(clean):
        return found
    if holds in ("figure", "code"):
        return None
    if holds == "identifier":
        return _name_in_identifier(clean)
    if holds == "header":
        return certain("a column that identifies a person") if HEADERS.match(clean.strip()) else _full_name(clean)
    return _read_sentence(clean, public, is_place=holds == "public place")


def _clean(text: str) -> str:
    """As a reader sees it: compatible forms made one, invisible signs gone, quotation marks straight."""
    plain = HIDDEN.sub("", unicodedata.normalize("NFKC", text)).replace("’", "'").replace("‘", "'")
    return "".join(" " if sign in SIGNS else sign for sign in plain)


def _read_sentence(text: str, public: frozenset[str], *, is_place: bool) -> Finding | None:
    masked = without_public(text, public)
    rules: tuple[Callable[[], Finding | None], ...] = (
        lambda: number_in_sentence(text), lambda: handle_in(text), lambda: birth_in(text), lambda: address_in(text, masked),
    )  # fmt: skip
    of_places: tuple[Callable[[], Finding | None], ...] = (lambda: titled_in(masked),)
    of_words: tuple[Callable[[], Finding | None], ...] = (lambda: person_in(masked), lambda: description_in(masked))
    found = [made for rule in rules + (of_places if is_place else of_words) if (made := rule()) is not None]
    return next((one for one in found if one.level == "certain"), found[0] if found else None)


@lru_cache(maxsize=1 << 14)
def _name_in_identifier(text: str) -> Finding | None:
    """A random identifier holds no name: one that does, or two, is somebody's."""
    lists = lexicon()
    words = [word.lower() for word in re.findall(r"[A-Z]?[a-z]{3,}|[A-Z]{3,}", text)]
    names = [word for word in words if lists.is_given(word)]
    if names and any(word in lists.surnames and word not in names[:1] for word in words):
        return certain("the name of a person in an identifier")
    return doubtful("the name of a person in an identifier") if names else None


def _full_name(text: str) -> Finding | None:
    """A name or an address in the name of a file or a column; words about numbers and days stand there by right."""
    words = re.sub(r"[_.\-]+", " ", text)
    found = address_in(words, words) or person_in(words)
    return found if found is not None and found.level == "certain" else None
