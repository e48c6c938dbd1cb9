"""When a word that blames is left alone: a quotation, an adult, a denial, or talk about the word itself."""

from __future__ import annotations

import re

# Somebody who is not the child, as the one the sentence is about. Words only: no parser, so that a long report takes a moment.
OTHERS = r"""
    adults?|m[ae]n|wom[ae]n|males?|females?|gentlem[ae]n|uncles?|aunts?|fathers?|mothers?|mums?|dads?|parents?|step-?fathers?|step-?mothers?|carers?|grandparents?|grans?
    |partners?|perpetrators?|offenders?|suspects?|exploiters?|groomers?|abusers?|dealers?|drivers?|owners?|landlords?|customers?|neighbours?|residents
    |staff|workers?|teachers?|officers?|nurses?|doctors?|professionals?|managers?|practitioners?|solicitors?|guards?|police
    |agenc(?:y|ies)|services?|teams?|councils?|compan(?:y|ies)|shops?|schools?|office|committee|panel|dogs?|timetable|campaign|adverts?|offer
"""
CHILDREN = r"""
    she|he|they|her|his|him|them|their|child(?:ren)?|young\s+(?:person|people|man|men|woman|women)|boys?|girls?|lads?|pupils?|teenagers?|adolescents?|youths?|youngsters?
    |sons?|daughters?|sisters?|brothers?|peers?|friends?|i|we
"""
PERSON = re.compile(rf"\b(?:(?P<child>{CHILDREN})|(?P<other>{OTHERS}))\b", re.IGNORECASE | re.VERBOSE)
# After one of these a person is not whom the clause is about: "described by the worker as", "the adults around him".
OBLIQUE = re.compile(
    r"\b(?:by|with|to|from|of|for|about|around|towards?|against|after|behind|beside|near)(?:\s+(?:the|a|an|her|his|their|our|several|all|any|allocated|other|older)){0,2}\s+$",
    re.IGNORECASE,
)
# Who says, feels or writes something is not whom it is about: "the school said that boys will be boys".
REPORTS = re.compile(
    r"^\s+(?:(?:has|have|had|was|were|also)\s+)?(?:said|says?|felt|feels?|thinks?|thought|not(?:ed|es)|describ(?:ed|es?)|consider(?:ed|s)?|report(?:ed|s)?|worried|concerned)\b",
    re.IGNORECASE,
)
AFTER = re.compile(rf"^\W*(?:by|from|of|among)\s+(?:the\s+|our\s+|all\s+)?(?:{OTHERS})\b", re.IGNORECASE | re.VERBOSE)
QUOTED = re.compile(
    r"“[^”\n]{1,600}”|\"[^\"\n]{1,600}\"|(?<!\w)[‘'][^’'\n]{1,200}(?:[’'](?=\w)[^’'\n]{0,200})*[’'](?!\w)"
)
NEGATION = re.compile(
    r"(?:\b(?:not|never|no|nor|neither|without|cannot|nobody)|n't)\b\W+(?P<between>(?:[\w'-]+\W+){0,3})$", re.IGNORECASE
)
ENDS_NEGATION = re.compile(
    r"\b(?:that|how|why|when|where|who|which|because|but|stop\w*|ceas\w*|only|see|accept|admit|until)\b", re.IGNORECASE
)
DENIAL = re.compile(
    r"(?:\b(?:not|never)|n't)\s+(?:\w+\s+)?(?:think|believe|say|mean|suggest|imply)\b|\bno\s+(?:evidence|suggestion|reason)\b|\b(?:wrong|untrue|unfair)\s+to\s+(?:say|write|call|think)\b",
    re.IGNORECASE,
)
ABOUT_WORDS = re.compile(
    r"\b(?:the|this|that|a)\s+(?:word|term|phrase|expression)s?\b|\b(?:words?|terms?|phrases?|language|expressions?)\s+(?:to\s+avoid|such\s+as|like|include|includes)\b"
    r"|\b(?:instead\s+of|rather\s+than)\b|^\W*(?:please\s+)?(?:avoid|replace)\b|\b(?:do\s+not|don't|never)\s+(?:write|use)\b|\bno\s+longer\s+(?:use|write)\b"
    r"|\bwhat\s+do\s+we\s+mean\s+by\b",
    re.IGNORECASE,
)


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Where somebody is quoted."""
    return [match.span() for match in QUOTED.finditer(text)]


def is_about_words(before: str) -> bool:
    """Whether what stands before a word in its sentence talks about words: a list, training, a style guide."""
    return ABOUT_WORDS.search(before) is not None


def is_denied(before: str) -> bool:
    """Whether the word is denied, and not the child's understanding of it: "does not see that she puts …" still blames."""
    if DENIAL.search(before):
        return True
    match = NEGATION.search(before)
    return match is not None and ENDS_NEGATION.search(match["between"]) is None


def is_of_another(before: str, after: str) -> bool:
    """Whether the clause is about an adult or an organisation: the last person named before the word, as its subject."""
    for match in reversed(list(PERSON.finditer(before))):
        is_owner = not before[match.end() :].strip()  # "by her risky behaviour": whose it is, not by whom
        if not is_owner and OBLIQUE.search(before[: match.start()]):
            continue
        if REPORTS.match(before[match.end() :]):
            continue
        return match["other"] is not None
    return AFTER.search(after) is not None
