"""What is public is taken out of a text before it is read for persons: places, schools, streets, saints, delivered references.

In its stead stands a sign for the kind of place, because "the only girl at ◆" tells more than "the only girl".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from data_loaders.guard.lexicon import lexicon, without_accents

PLACE, SCHOOL, STREET = "◈", "◆", "◇"
SIGNS = PLACE + SCHOOL + STREET
STREETS = r"(?:street|st|road|rd|avenue|ave|crescent|cres|terrace|gardens|gdns|lane|court|drive|grove|wynd|row|quadrant|vennel|brae|place|square|way|close|loan|view|walk)"
SURE_STREETS = r"(?:street|road|avenue|crescent|terrace|wynd|vennel|quadrant)"
SCHOOLS = r"(?:high school|primary school|secondary school|grammar school|nursery school|special school|high|primary|academy|secondary|grammar|nursery|college|university|school|learning centre)"
SURE_SCHOOLS = r"(?:high school|primary school|secondary school|academy|primary|nursery)"
CAP = r"[A-Z][\w'-]*[a-z](?:'s|s'|')?"
SAINT = re.compile(
    rf"\b(?:St|Saint|SS|Our Lady)\.? (?:of )?{CAP}(?: (?:and|&) (?:St\.? )?{CAP})?(?: (?:RC|R\.C\.|Roman Catholic))?(?P<school> (?i:{SCHOOLS})\b)?(?: {CAP})?"
)
SAINT_LOWER = re.compile(rf"\b(?:st|saint)\.? [a-z]{{3,}}(?:'s|s'|s|')?(?P<school> (?:rc )?{SCHOOLS}\b)?")
SCHOOL_NAMED = re.compile(rf"\b(?:(?:{CAP}|of|the|and|RC) ){{0,4}}{CAP} (?:RC )?(?i:{SCHOOLS})\b(?: [A-Z]\w+)?")
SCHOOL_LOWER = re.compile(
    rf"\b(?!(?:the|a|an|my|our|their|his|her|this|that|each|every|new|old|in|at|of|to|from|and|or|which|local|same|one|two|high|primary|secondary|special|whole|another|any|all|both|mainstream|is|was|for|near|by|s\d|p\d)\b)[a-z'-]{{3,}} {SURE_SCHOOLS}\b"
)
LOWER_STREET = re.compile(
    rf"\b(?!(?:the|a|an|my|our|their|his|her|this|that|each|every|in|at|of|to|from|and|or|on|off|up|down|across|same|one|two|busy|main road|side|back|next|open|along|which|any|all|whole|dark|quiet|by|into|high road)\b)[a-z'-]{{3,}} {SURE_STREETS}\b"
)
SURNAMES_TOO = frozenset(["park", "hill", "wood", "hall", "church", "cross", "bridge", "glen", "burns", "marsh", "banks", "lane", "grove", "close", "green", "court", "day", "law", "price", "street", "house", "woods", "fields"])  # fmt: skip
VERBS_TOO = frozenset(["walk", "drive", "close", "view", "park", "cross", "act", "test", "rise", "end", "row", "place", "bar", "shop", "store", "shops", "stores", "path", "way", "day", "week", "play"])  # fmt: skip
DOES = r"(?:'s\b|,? (?:who|said|says|told|was|is|has|had|went|came|lives?|lived|left|asked|wants|feels|ran|disclosed|reported|and her|and his)\b)"


@cache
def _named_place() -> re.Pattern[str]:
    words = "|".join(sorted((re.escape(w.strip(".")) for w in lexicon().place_words), key=len, reverse=True))
    return re.compile(
        rf"\b((?:{CAP} |of |the |and |& ){{0,4}}{CAP}) ((?i:{words}))\b((?: (?i:{words}|car|retail|shopping|bus|train|play|youth))*(?: (?i:{words}))?)"
    )


@cache
def _firms() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, lexicon().firms), key=len, reverse=True))
    return re.compile(rf"(?i)(?<![\w'])(?:{words})(?:'s)?(?!\w)")


@cache
def _known(phrases: frozenset[str]) -> re.Pattern[str] | None:
    ordered = sorted((re.escape(p) for p in phrases if len(p) > 2), key=len, reverse=True)
    return re.compile(rf"(?i)(?<!\w)(?:{'|'.join(ordered)})(?:'s|s')?(?!\w)") if ordered else None


def without_public(text: str, known: frozenset[str] = frozenset()) -> str:
    """The text with a sign in the stead of each public place; `known` are the names of the delivered references."""
    if pattern := _known(known):
        text = pattern.sub(lambda match: f" {kind_of(match[0])} ", text)
    text = _firms().sub(f" {PLACE} ", text)
    text = SAINT.sub(lambda m: f" {SCHOOL if m['school'] else PLACE} ", text)
    text = SAINT_LOWER.sub(lambda m: f" {SCHOOL if m['school'] else PLACE} ", text)
    text = SCHOOL_NAMED.sub(f" {SCHOOL} ", text)
    text = SCHOOL_LOWER.sub(f" {SCHOOL} ", text)
    text = _named_place().sub(_sign, text)
    return LOWER_STREET.sub(f" {STREET} ", text)


def kind_of(name: str) -> str:
    if re.search(rf"(?i)\b{SCHOOLS}\b", name):
        return SCHOOL
    return STREET if re.search(rf"(?i)\b{STREETS}$", name) else PLACE


def public_phrases(names: Iterable[str]) -> frozenset[str]:
    """Names of delivered places as they may stand in a text: whole, and each part between commas and "and"."""
    found = set()
    for name in names:
        plain = without_accents(name).strip()
        found |= {plain, *(part.strip() for part in re.split(r",|&|\band\b|/|\(|\)", plain))}
    return frozenset(p.lower() for p in found if _may_be_public(p))


def _may_be_public(phrase: str) -> bool:
    """One word that is a given name is no place, whatever list it stands in."""
    return bool(phrase) and not lexicon().is_given(phrase.lower())


def _sign(match: re.Match[str]) -> str:
    """A person can be called Park or Hall: a given name before it and a verb after it say so."""
    words = match[1].split()
    follows = match.string[match.end() :]
    is_person = len(words) == 1 and match[2].lower() in SURNAMES_TOO and lexicon().may_be_given(words[0].lower())
    if is_person and not match[3] and re.match(DOES, follows):
        return match[0]
    if len(words) == 1 and not match[3] and match[2] in VERBS_TOO and lexicon().is_given(words[0].lower()):
        return match[0]  # `we saw Aisha walk home`
    more = match[3].strip()
    return f" {kind_of(more or match[2])} " if not more else f" {PLACE} "
