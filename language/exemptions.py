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
    |(?:1[89]|[2-9]\d)[-\s]year[-\s]olds?|traffic|(?:those|people|anyone|whoever)\s+who\s+(?:exploit|harm|abuse|hurt|groom|pay)s?|fires?|heating|costs?|alarms?
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
    r"(?:absconders?|liars?|prostitutes?|(?:sex|gang)[\s-](?:workers?|members?)|members?\s.*gang|nominals?|dealers?|runners?|mules?|seekers?|thugs?|gangsters?|runaways?)$",
    re.IGNORECASE,
)
NAMES_A_CHILD = re.compile(r"\b(?:child|girls?|boys?|lads|pupil|young)\b|\b(?:him|her|them)$", re.IGNORECASE)
SAID_OF = re.compile(
    r"\s*(?:(?:,?\s*who\s+)?(?:\w+\s+){0,4}?(?:is|are|was|were|be|being|been|as|became|becomes)\s+(?:\w+\s+){0,4})?$",
    re.IGNORECASE,
)
# "The man who exploits her is …": one that something is done to is not whom the verb after it is about.
OBJECT = re.compile(
    r"\s+(?:is|was|were|are|has|had|have|does|did|will|would|can|could|should|knew|knows|chose|chooses)\b",
    re.IGNORECASE,
)
OBJECTS = {"him", "her", "them"}
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
DISAGREES = re.compile(
    r"\b(?:i|we)\s+(?:do\s+not|don't|did\s+not|didn't|cannot|never)\s+(?:\w+\s+)?(?:accept|agree)\b", re.IGNORECASE
)
ABOUT_WORDS = re.compile(
    r"\b(?:the|this|that|a)\s+(?:word|phrase|expression|label)s?\b|\bdifference\s+between\b|(?<!of\s)(?<!in\s)(?<!during\s)\b(?:the|a)\s+terms?\b(?!\s+(?:he|she|they|and|after|before|when)\b)"
    r"|\b(?:words?|terms?|phrases?|language|expressions?|labels?)\s+(?:to\s+avoid|such\s+as|like|include|includes)\b"
    r"|\b(?:instead\s+of|rather\s+than)\b|^\W*(?:please\s+)?(?:avoid|replace|calling|describing|labelling|saying|to\s+(?:say|call|describe|label))\b|\b(?:do\s+not|don't|never|stop|stopped)\s+(?:write|use|say|writing|using|saying)\b"
    r"|\bno\s+longer\s+(?:use|write|say)\b|\bwhat\s+do\s+we\s+mean\s+by\b",
    re.IGNORECASE,
)
IS_A_WORD = re.compile(
    r"^\W*(?:is|are|was|were)\s+(?:\w+\s+){0,3}(?:words?|terms?|phrases?|labels?|expressions?)\b|^\W*(?:that\s+)?(?:(?:is|are)\s+to\s+be\s+avoided|should\s+(?:be\s+avoided|not\s+be\s+(?:used|written)))\b",
    re.IGNORECASE,
)
# The test of a sentence is whether the one who causes the harm is in it: somebody who forces a child is.
FORCED = re.compile(
    r"\b(?:forced|made|coerced|pressed|pressured|threatened|tricked|manipulated|blackmailed|groomed|uses?|used)\s+(?:(?:him|her|them|(?:the|a)\s+(?:child|girl|boy))\s+)?(?:by\s+(?:\w+\s+){1,3})?(?:to|into)\s+(?:\w+\s+){0,2}$"
    r"|\b(?:forced|made|pushed|pressed|told|coerced)\s+to\s+(?:say|admit|claim)\b"
    r"|\b(?:uses?|used|using)\s+(?:him|her|them|children|young\s+people|the\s+(?:child|girl|boy))\s+as\s+(?:\w+\s+)?$"
    r"|\b(?:forces?|makes?|made|coerces?|forcing|making)\s+(?:him|her|them|children|the\s+(?:child|girl|boy))\s+(?:to\s+)?$",
    re.IGNORECASE,
)
# A service that says it was wrong, or that tells of blaming, owns the word: it is not said of the child once more.
OWNED = re.compile(
    r"\b(?:wrongly|(?:we|it|this|which)\s+(?:was|were|is|are)\s+wrong|(?:i|we)\s+(?:are\s+|am\s+|have\s+)?(?:apologi[sz]\w*|sorry)|instead\s+of\s+(?:as\s+)?(?:a|the)\s+(?:child|victim)|should\s+not\s+have\s+(?:written|said|called|described|recorded))\b"
    r"|\bblam(?:ed?|es|ing)\s+(?:\w+\s+){1,3}for\b",
    re.IGNORECASE,
)
# What those who cause the harm say of a child is theirs: "the man told her that she should have known".
THEY_SAY = re.compile(
    r"\b(?:m[ae]n|perpetrators?|offenders?|exploiters?|groomers?|abusers?|traffickers?)\s+(?:\w+\s+)?(?:told|tells?|said|says?|claim(?:ed|s)?|persuaded|convinced|call(?:ed|s)?)\b",
    re.IGNORECASE,
)


def is_owned(sentence: str) -> bool:
    """Whether a service owns in the sentence that it was wrong to say so of a child, or that it blamed."""
    return OWNED.search(sentence) is not None


def is_said_by_who_harms(before: str) -> bool:
    return THEY_SAY.search(before) is not None


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
    if DENIAL.search(before) or DISAGREES.search(before):
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
        if match[0].lower() in OBJECTS and OBJECT.match(between + word):
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
