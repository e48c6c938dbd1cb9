"""When a word that blames is left alone: a quotation, an adult, a denial, or talk about the word itself."""

from __future__ import annotations

import re

# Somebody who is not the child, as the one the sentence is about. Words only: no parser, so that a long report takes a moment.
OTHERS = r"""
    adults?|m[ae]n|wom[ae]n|males?|females?|gentlem[ae]n|uncles?|aunts?|fathers?|mothers?|mums?|dads?|parents?|step-?fathers?|step-?mothers?|carers?|grandparents?|grans?
    |partners?|perpetrators?|offenders?|suspects?|exploiters?|groomers?|abusers?|dealers?|drivers?|owners?|landlords?|customers?|neighbours?|residents
    |staff|workers?|teachers?|officers?|nurses?|doctors?|professionals?|managers?|practitioners?|solicitors?|guards?|police
    |guardians?|grandmothers?|grandfathers?|grandads?|nans?|coach(?:es)?|bouncers?|traffickers?|buyers?|leaders?|judges?|sheriffs?
    |agenc(?:y|ies)|services?|teams?|councils?|compan(?:y|ies)|shops?|schools?|office|committee|panel|dogs?|timetable|campaign|adverts?|offer
    |partnerships?|boards?|departments?|authorit(?:y|ies)|systems?|providers?|organisations?|social\s+work|charit(?:y|ies)|hotels?|courts?|hospitals?
"""
AGES = r"(?:1[0-7]|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)[-\s]year[-\s]olds?"
CHILDREN = rf"""
    {AGES}|she|he|they|her|his|him|them|their|child(?:ren)?|young\s+(?:person|people|man|men|woman|women)|boys?|girls?|lads?|pupils?|teenagers?|adolescents?|youths?|youngsters?
    |sons?|daughters?|sisters?|brothers?|siblings?|peers?|friends?|students?|kids?|teens?|minors?|victims?
"""
PERSON = re.compile(
    rf"\b(?:(?P<child>{CHILDREN})|(?P<other>{OTHERS})|(?P<writer>i|we|our|my))\b", re.IGNORECASE | re.VERBOSE
)
# Whoever writes owns what follows at once: "we did not engage with her", "our lack of engagement". What they talk of, they do not own.
OWNS = re.compile(
    r"\s+(?:(?:have|had|were|was|are|am|be|been|could|should|did|do|may|might|must|not|also|too|then|still|often|simply|clearly|largely|as\s+(?:a\s+)?\w+)\s+)*$",
    re.IGNORECASE,
)
# A word that names a person is about whoever it is said of, not about who saw, met or reported that person.
NAMES_A_PERSON = re.compile(
    r"(?:absconders?|liars?|prostitutes?|(?:sex|gang)[\s-](?:workers?|members?)|members?\s.*gang|nominals?|dealers?|runners?|mules?|seekers?|thugs?|gangsters?|runaways?|young\s(?:wom[ae]n|m[ae]n|lad(?:y|ies)))$",
    re.IGNORECASE,
)
NAMES_A_CHILD = re.compile(r"\b(?:child|girl|boy|pupil|young)$", re.IGNORECASE)
SAID_OF = re.compile(
    r"\s*(?:(?:,?\s*who\s+)?(?:\w+\s+){0,4}?(?:is|are|was|were|be|being|been|as|became|becomes)\s+(?:\w+\s+){0,4})?$", re.IGNORECASE
)
# What is joined on with no person of its own goes on about an earlier one: "he hit the worker and was aggressive".
GOES_ON = re.compile(r"\s*,?\s*(?:and|but|then)\b", re.IGNORECASE)
# After one of these a person is not whom the clause is about: "described by the worker as", "the adults around him".
OBLIQUE = re.compile(
    r"\b(?:by|with|to|from|of|for|about|around|towards?|against|after|behind|beside|near|at|in|into|inside|outside|since|before|told|tells|asked)(?:\s+(?:the|a|an|her|his|their|our|several|all|any|allocated|other|older)){0,2}\s+$",
    re.IGNORECASE,
)
# Who says, feels or writes something is not whom it is about: "the school said that boys will be boys".
REPORTS = re.compile(
    r"^\s+(?:(?:has|have|had|was|were|is|are|also|often|again)\s+){0,2}"
    r"(?:said|says?|felt|feels?|thinks?|thought|not(?:ed|es)|describ(?:ed|es?)|consider(?:ed|s)?|report(?:ed|s)?|worried|concerned|believe[sd]?|stat(?:es?|ed)"
    r"|rais(?:ed|es?)|record(?:ed|s)?|observ(?:ed|es?)|identif(?:y|ied|ies)|witness(?:ed|es)?|saw|sees?|found|finds?|discuss(?:ed|es)?|talk(?:ed|s)?|spoke|highlight(?:ed|s)?"
    r"|mention(?:ed|s)?|advis(?:ed|es?)|alleg(?:ed|es?)|call(?:ed|s)?|label(?:led|s)?|views?|viewed|regard(?:ed|s)?|respond(?:ed|s)?|challeng(?:ed|es?)|assess(?:ed|es)?|express(?:ed|es)?)\b",
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
    r"\b(?:that|how|why|when|where|who|which|because|but|stop\w*|ceas\w*|only|see|accept|admit|until|and\s+(?:is|was|has|had|will|she|he|they))\b",
    re.IGNORECASE,
)
DENIAL = re.compile(
    r"(?:\b(?:not|never)|n't)\s+(?:\w+\s+)?(?:think|believe|say|mean|suggest|imply)\b|\bno\s+(?:evidence|suggestion|reason)\b|\b(?:nobody|no\s+one|no-one)\s+(?:\w+\s+)?(?:say|write|call|think|believe)s?\b"
    r"|\b(?:wrong|untrue|unfair|unjust|harmful|inaccurate|incorrect)\s+to\s+(?:say|write|call|think|describe|label|see)\b",
    re.IGNORECASE,
)
ABOUT_WORDS = re.compile(
    r"\b(?:the|this|that|a)\s+(?:word|phrase|expression)s?\b|(?<!of\s)(?<!in\s)(?<!during\s)\b(?:the|a)\s+terms?\b(?!\s+(?:he|she|they|and|after|before|when)\b)"
    r"|\b(?:words?|terms?|phrases?|language|expressions?|labels?)\s+(?:to\s+avoid|such\s+as|like|include|includes)\b"
    r"|\b(?:instead\s+of|rather\s+than)\b|^\W*(?:please\s+)?(?:avoid|replace)\b|\b(?:do\s+not|don't|never|stop|stopped)\s+(?:write|use|say|writing|using|saying)\b"
    r"|\bno\s+longer\s+(?:use|write|say)\b|\bwhat\s+do\s+we\s+mean\s+by\b",
    re.IGNORECASE,
)
IS_A_WORD = re.compile(r"^\W*(?:is|are|was|were)\s+(?:\w+\s+){0,3}(?:words?|terms?|phrases?|labels?|expressions?)\b", re.IGNORECASE)
# The test of a sentence is whether the one who causes the harm is in it: somebody who forces a child is.
FORCED = re.compile(
    r"\b(?:forced|made|coerced|pressed|pressured|threatened|tricked|manipulated|blackmailed|groomed|used)\s+(?:(?:him|her|them)\s+)?(?:by\s+(?:\w+\s+){1,3})?(?:to|into)\s+(?:\w+\s+){0,2}$"
    r"|\b(?:forces?|makes?|made|coerces?|forcing|making)\s+(?:him|her|them|children|the\s+(?:child|girl|boy))\s+(?:to\s+)?$",
    re.IGNORECASE,
)


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Where somebody is quoted."""
    return [match.span() for match in QUOTED.finditer(text)]


def is_about_words(before: str, after: str) -> bool:
    """Whether what stands round a word in its sentence talks about words: a list, training, a style guide."""
    return ABOUT_WORDS.search(before) is not None or IS_A_WORD.match(after) is not None


def is_forced(before: str) -> bool:
    """Whether the sentence names that somebody made the child do it."""
    return FORCED.search(before) is not None


def is_denied(before: str) -> bool:
    """Whether the word is denied, and not the child's understanding of it: "does not see that she puts …" still blames."""
    if DENIAL.search(before):
        return True
    match = NEGATION.search(before)
    return match is not None and ENDS_NEGATION.search(match["between"]) is None


def is_of_another(before: str, word: str, after: str) -> bool:
    """Whether the clause is about an adult, an organisation or the writer: the last person named before the word, as its subject."""
    if NAMES_A_CHILD.search(word):
        return False
    for match in reversed(list(PERSON.finditer(before))):
        between = before[match.end() :]
        if _is_passed_over(before[: match.start()], between):
            continue
        if match["writer"]:
            return OWNS.match(between) is not None
        if NAMES_A_PERSON.search(word) and not SAID_OF.fullmatch(between):
            return False
        return match["other"] is not None
    return AFTER.search(after) is not None


def _is_passed_over(before: str, between: str) -> bool:
    """Whether a person is not whom the clause is about: named on the way, reporting, or before a clause that goes on."""
    if not between.strip():  # "by her risky behaviour": whose it is, not by whom
        return False
    return bool(OBLIQUE.search(before) or REPORTS.match(between) or GOES_ON.match(between))
