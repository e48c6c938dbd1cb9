"""The list of words that blame: the partnership's own where it was delivered, otherwise the one that comes with the product."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd

OWN_LIST = Path(__file__).resolve().parents[1] / "assets" / "language_terms.toml"
CATEGORIES = {
    "CHOICE": "as if harm were chosen", "LABEL": "makes the child the problem", "ENGAGEMENT": "blames the child for what a service did not reach",
    "MINIMISING": "makes harm small or attractive", "ADULT": "makes the child an adult",
    "FAMILY": "blames a parent for what others do",
}  # fmt: skip

COLUMNS = ("term", "pattern", "category", "why", "alternatives", "exceptions")


class UnreadableListError(Exception):
    """A list of words that cannot be read; the message names the file and what it lacks."""


@dataclass(frozen=True)
class Term:
    term: str
    category: str
    why: str
    alternatives: tuple[str, ...]
    pattern: re.Pattern[str]
    exceptions: re.Pattern[str] | None


@cache
def own_terms() -> tuple[Term, ...]:
    """The list that comes with the product."""
    told = tomllib.loads(OWN_LIST.read_text(encoding="utf-8"))["terms"]
    return tuple(
        _term(t["term"], t["pattern"], t["category"], t["why"], t["alternatives"], t["exceptions"]) for t in told
    )


def terms_of(delivered: pd.DataFrame) -> tuple[Term, ...]:
    """The partnership's list as a release has it; the product's own where none was delivered."""
    if delivered.empty:
        return own_terms()
    return tuple(
        _term(r.term, r.pattern, r.category, r.why, _parts(r.alternatives), _parts(r.exceptions))
        for r in delivered.itertuples()
    )


def terms_in(file: Path) -> tuple[Term, ...]:
    """The list of a CSV with the columns of language_terms."""
    listed = pd.read_csv(file, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    if missing := [c for c in COLUMNS if c not in listed.columns]:
        raise UnreadableListError(
            f"{file.name} has no column {', '.join(missing)}. Deliver the columns of language_terms."
        )
    if listed.empty:
        raise UnreadableListError(f"{file.name} holds no word.")
    return terms_of(listed)


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _term(term: str, pattern: str, category: str, why: str, alternatives: list[str], exceptions: list[str]) -> Term:
    return Term(
        term=term, category=category.strip().upper(), why=why, alternatives=tuple(alternatives), pattern=compiled(pattern or term),
        exceptions=compiled("|".join(exceptions)) if exceptions else None,
    )  # fmt: skip


def compiled(forms: str) -> re.Pattern[str]:
    """Forms of a term as an expression that cannot run away: | between forms, / between words, * any ending, ... up to two words.

    Nothing else means anything: every other sign stands for itself, so that no list can hold an expression of its own.
    """
    return re.compile(
        "|".join(rf"\b{_form(form.split())}(?!\w)" for form in forms.split("|") if form.strip()), re.IGNORECASE
    )


GAP = r"[\s,(]{1,4}"
UP_TO_TWO = rf"(?:{GAP}[\w'-]+){{0,2}}"


def _form(words: list[str]) -> str:
    made = _word(words[0])
    for word in words[1:]:
        made += UP_TO_TWO if word == "..." else GAP + _word(word)
    return made


def _word(word: str) -> str:
    """One of several words, * for any ending; a hyphen may be a space as well."""
    each = [r"[-\s]".join(re.escape(part).replace(r"\*", r"\w*") for part in one.split("-")) for one in word.split("/")]
    return f"(?:{'|'.join(each)})"
