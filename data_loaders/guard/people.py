"""Names of persons in what people write: by lists of many origins, and by the places in a sentence where a name must stand."""

from __future__ import annotations

import re

from data_loaders.guard.finding import Finding, certain, doubtful
from data_loaders.guard.lexicon import Lexicon, lexicon, without_accents
from data_loaders.guard.public_places import PLACE, SCHOOL
from data_loaders.guard.words_of import Word, words_of

NAME = doubtful("the name of a person")
FULL_NAME = certain("the name of a person")
NEXT_TO = frozenset([" ", " ", "-", ", "])  # a list writes surname, given name
SAYS = frozenset(["said", "says", "told", "tells", "asked", "asks", "thinks", "thought", "feels", "felt", "mentioned", "rang", "phoned", "texted", "lives", "lived", "stays", "stayed", "disclosed", "reported", "wants", "wanted", "ran", "likes", "goes", "went", "came", "attends", "attended", "turned", "admitted", "denied", "cried", "refused", "explained", "returned", "absconded", "arrived"])  # fmt: skip
DOES = SAYS | frozenset(["was", "is", "has", "had", "will", "would", "did", "does", "left", "met", "got", "keeps"])
WITH = frozenset(["with", "by", "about", "told", "saw", "met", "asked", "see", "seen", "helped", "and", "between", "called", "named", "for", "to", "than", "like", "love", "hi", "dear", "hello", "thanks", "thank", "contacted", "visited", "believes", "told", "phoned", "texted", "because", "that", "when", "if", "while", "after"])  # fmt: skip
IN = frozenset(
    ["in", "at", "from", "around", "near", "of", "on", "through", "via", "into", "across", "towards", "outside"]
)
KIN = frozenset(["mum", "mam", "mother", "dad", "father", "brother", "sister", "gran", "granny", "nan", "grandmother", "grandad", "papa", "aunt", "auntie", "aunty", "uncle", "cousin", "friend", "friends", "boyfriend", "girlfriend", "house", "home", "flat", "phone", "family", "parents", "carer", "carers", "teacher", "worker", "pal", "mate", "son", "daughter", "partner", "ex", "stepdad", "stepmum", "niece", "nephew", "bag", "file", "case", "plan", "room", "birthday", "school", "class", "chat", "account", "snapchat", "meeting", "behaviour", "risk"])  # fmt: skip
TITLE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Mx|Dr|PC|PS|Sgt|DC|DS|DI|DCI|Insp|Inspector|Sergeant|Constable|Cllr|Councillor|Rev|Reverend|Father|Fr|Sister|Prof|Professor|Sir|Dame|Lady|Lord|Imam|Sheikh|Auntie|Aunty|Uncle|Sheriff|Rabbi|Sensei|Coach|Nurse)\.?\s+([A-Z][\w'’-]*)\b\.?|\b(?:mr|mrs|ms|mx|cllr)\.?\s+([a-z]{1}\b|[a-z][a-z'’-]{2,})|\bMiss\s+([A-Z][\w'’-]*|[A-Z]\b)"
)
TITLED = re.compile(r"\b(?:Mr|Mrs|Ms)\.?\s+([A-Z][a-z]{2,})\b")
LOW_MISS = re.compile(r"\bmiss ([a-z'-]{3,})\b")
DOTTED = re.compile(
    r"(?<![\w.])(?!(?:e\.g|i\.e|a\.m|p\.m|U\.K|R\.C|U\.S|N\.B|P\.S|B\.A|M\.A|D\.O)\b)(?:(?:[A-Z]\.\s?){2,3}(?![a-z])|(?:[A-Z]\.\s?)+[A-Z]\b(?!\.?\w)|(?:[A-Z]\.\s?)+(?P<name>[A-Z][a-z'’]+))"
)
LONE = re.compile(
    r"(?<![\w.'’-])(?P<first>(?:[A-Z][A-Za-z]*\s+)?)(?P<letters>[A-Z]{1,3})(?:'s)?(?=\s*(?:,|\(|\s))[\s,(]*(?:who |is |was |aged |a |an |the |currently |in |at |from |of |and |goes to |attends |pupil |S[1-6]|P[1-7]|\d{1,2}\b|[ ,()])*(?P<place>◆|S[1-6]\b|P[1-7]\b|\d{1,2}\s?(?:y/?o|years|\)))"
)
SCHOOL_OF = re.compile(
    rf"(?<![\w.'’-])(?P<letters>[A-Z]{{1,3}})(?:'s)?,?\s+(?:in|at|from|of|who (?:goes to|attends|is at))\s+(?:the\s+)?(?:\w+\s+){{0,3}}{SCHOOL}"
)
LETTERS_OF = re.compile(
    r"\b(?i:pupil|girl|boy|lad|lass|client|initials?|mum|dad|mother|father|brother|sister|friend|colleague|worker|named|called)\s+(?:is |are |of |was )?(?P<letters>[A-Z]{2,3})\b(?!')"
)
PSEUDONYM = frozenset(["child", "person", "pupil", "team", "group", "level", "type", "plan", "option", "area", "ward", "zone", "class", "category", "section", "part", "phase", "stage", "step", "appendix", "table", "figure", "school", "site", "case", "context", "location", "site", "place", "theme", "round", "grade", "schedule", "annex", "house", "block", "key", "vitamin", "plan", "model", "wave", "worker", "agency", "auditor", "coder", "rater"])  # fmt: skip
WHO = r"(?:girl|boy|lad|lass|child|pupil|student|person|man|woman|male|female|friend|pal|mate|brother|sister|son|daughter|mum|mother|dad|father|uncle|aunt|cousin|dealer|worker|officer|teacher|nurse|colleague|boyfriend|girlfriend|partner|adult|guy|teenager|client|neighbour|baby|carer|twin|someone|somebody|one|he|she|her|him|they)"
CALLED = re.compile(
    rf"(?i)\b{WHO}(?:,)?\s+(?:(?:who|that)\s+)?(?:(?:is|was|are|gets?|goes|just)\s+)?(?:called|named|known\s+(?:locally\s+)?as|nicknamed|by\s+the\s+name(?:\s+of)?|aka|a\.k\.a\.?|alias|calls?\s+(?:him|her)self)\s+(?:only\s+|just\s+|the\s+)?[\"'“‘]?(?!(?:in|for|at|on|to|the|a|an|by|back|out|up|off|in|it|and|after|about|when|if|names?|us|me|him|her|them|again|who|because|before|her|his|their|this|that|our|as|today|twice|police|help|childline|so)\b)[^\W\d_]+"
)
KNOWN_AS = re.compile(
    r"\b(?i:called|named|known\s+(?:locally\s+|online\s+|to\s+\w+\s+)?as|nicknamed|aka|a\.k\.a\.?|alias|goes\s+by|go\s+by|went\s+by|call\s+(?:him|her)|calls\s+(?:him|her)|nickname(?:\s+(?:is|was|of))?|street\s+name(?:\s+(?:is|was))?|real\s+name(?:\s+(?:is|was))?|(?:her|his|their)\s+name(?:\s+(?:is|was)|'s)|my\s+name\s+is|first\s+name|surname(?:\s+(?:is|was))?)\s*[:=]?\s*(?:the\s+)?[\"'“‘]?([A-Z][\w'’-]+)(?:[\"'”’]|\b)"
)
NAME_IS = re.compile(
    r"(?i)\b(?:(?:her|his|their|child'?s?|pupil'?s?|the|first|last|full|real|sur|fore)\s*-?names?|name of (?:child|pupil|young person)|yp)\s*(?:is|was|are|[:=])\s*[\"'“]?(?!(?:not|known|withheld|removed|unknown|a|an|on|in|left|redacted|changed|never|no|to|the|given|recorded|held|same)\b)[^\W\d_]{2,}"
)
NAMED_LINE = re.compile(
    r"(?i)(?:^|[.;\n]\s*)(?:name|child|pupil|client|patient|signed|regards|from|cc|attn|contact|worker|spoke (?:to|with))\s*[:=-]\s*([A-Z][a-z]+\s+[A-Z][a-z]+)"
)
WEE = re.compile(
    r"\b(?i:wee|big|auld|oul|daft|mad|fat|lanky|skinny|young|old|lil|baldy|half|ginger)\s+[\"'“]?([A-Z][a-z'’-]+|[a-z]+)\b"
)
RELATIVE = re.compile(
    r"\b(?i:(?:her|his|their|my|our|the|a)\s+(?:(?:older|younger|best|ex|late|little|big|wee|twin|half|step|new|close|own)[ -])*(?:friend|pal|mate|sister|brother|cousin|mum|mother|dad|father|aunt|uncle|niece|nephew|son|daughter|boyfriend|girlfriend|partner|stepdad|stepmum|gran|colleague|dealer|neighbour|baby|dog walker|carer|ex|classmate|roommate|flatmate|babysitter|grandson|granddaughter|teammate))[,:]?\s+[\"'“(]?([A-Z][\w'’-]+)"
)
FAMILY = re.compile(
    r"\b(?i:the|that|this|those)\s+(?:(?:older|younger|two|three|whole|wee|big)\s+)?([A-Z][\w'’-]+|[a-z'’-]+)(?:s')?\s+(?i:famil(?:y|ies)|brothers?|sisters?|twins?|siblings|boys|lads|girls|house|household|kids|children|clan|lot|weans|cousins|crew|mob)\b|\b(?i:the)\s+(Mac?c?[A-Z][a-z]+s|O'[A-Z][a-z]+s)\b"
)
CLAN = re.compile(r"\b(?:Mc[A-Z][a-z]+|Mac[A-Z][a-z]+|O['’][A-Z][a-z]+|Mc [A-Z][a-z]+|Mac [A-Z][a-z]+)")
OTHER_SCRIPT = re.compile(
    r"[\u0370-\u1fff\u2c00-\ua69f\ua6a0-\ua71f\ua800-\ufdff\ufe70-\ufeff\u3040-\u30ff\u3400-\u9fff]{2,}"
)


def person_in(masked: str) -> Finding | None:
    """What names a person, in a text whose public places were taken out."""
    lists, words = lexicon(), words_of(masked)
    found = _listed(words, lists)
    if (found and found.level == "certain") or any(not lists.is_known(m[1].lower()) for m in TITLED.finditer(masked)):
        return FULL_NAME
    if _title(masked, lists) or _initials(masked, lists) or _told(masked, lists) or OTHER_SCRIPT.search(masked):
        return NAME
    return found or _unknown(words, lists)


def _listed(words: tuple[Word, ...], lists: Lexicon) -> Finding | None:
    found: Finding | None = None
    for at, word in enumerate(words):
        after = words[at + 1] if at + 1 < len(words) else None
        before = words[at - 1] if at else None
        is_given = _is_given(word, lists)
        if is_given and after is not None and word.gap in (" ", "-") and _is_surname(after, lists, given=word):
            return FULL_NAME
        if (
            is_given
            and before is not None
            and before.gap == ", "
            and before.is_capital
            and before.plain in lists.surnames
            and not lists.is_known(before.plain)
        ):
            return FULL_NAME
        if is_given or _is_placed(word, before, after, lists) or _is_lone_surname(word, lists):
            found = NAME
    return found


def _is_given(word: Word, lists: Lexicon) -> bool:
    return any(lists.is_given(part) for part in {word.plain, *_parts(word.plain, lists)})


def _parts(plain: str, lists: Lexicon) -> tuple[str, ...]:
    """`jean-marc`, `abdulrahman's`: a double name counts when each half may be a name."""
    halves = tuple(plain.split("-"))
    return (
        halves
        if len(halves) == 2 and all(lists.may_be_given(half) or half in lists.surnames for half in halves)
        else ()
    )


def _is_surname(word: Word, lists: Lexicon, *, given: Word) -> bool:
    plain = word.plain
    is_listed = any(part in lists.surnames for part in (plain, *plain.split("-")))
    if word.is_capital and not word.begins:
        return is_listed or not lists.is_known(plain)
    return is_listed and not given.is_capital and plain not in lists.ordinary and not word.begins


def _is_placed(word: Word, before: Word | None, after: Word | None, lists: Lexicon) -> bool:
    """A word that may be a name, where a name must stand: before a surname, a verb of speech, or a relative."""
    if not lists.may_be_given(word.plain):
        return False
    if after is None:
        return False
    beside = word.gap in (" ", "-") and not word.is_possessive
    if (
        beside
        and after.plain in lists.surnames
        and (after.plain not in lists.ordinary or (word.is_capital and after.is_capital))
    ):
        is_pair = word.is_capital and after.is_capital and not after.begins
        is_low = not word.is_capital and not after.is_capital and word.plain not in lists.ordinary
        if (is_pair and not (word.plain in lists.public and after.plain in lists.public)) or (
            is_low and after.plain not in lists.public
        ):
            return True
    if not word.is_capital:
        return False
    if (
        word.is_possessive
        and after.plain in KIN
        and (
            word.plain not in lists.public
            or after.plain in ("mum", "dad", "mother", "father", "brother", "sister", "friend")
        )
    ):
        return True
    is_bare = before is None or before.plain not in {
        "the",
        "a",
        "this",
        "last",
        "next",
        "in",
        "of",
        "early",
        "late",
        "mid",
    }
    if beside and after.plain in SAYS and is_bare and word.plain not in lists.public:
        return True
    strong = (
        not word.begins
        and before is not None
        and before.plain in {"with", "told", "met", "saw", "asked", "called", "named", "about", "by"}
    )
    return strong and word.plain not in lists.public and word.plain not in MONTHS


MONTHS = frozenset(["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "summer", "autumn", "winter", "spring"])  # fmt: skip


def _is_lone_surname(word: Word, lists: Lexicon) -> bool:
    plain = word.plain.removesuffix("s") if word.plain.removesuffix("s") in lists.surnames else word.plain
    if plain.startswith(("mc", "mac")) and plain in lists.surnames and plain not in lists.ordinary and len(plain) > 4:
        return True
    return (
        word.is_capital
        and len(plain) > 3
        and plain in lists.surnames
        and not lists.is_known(plain)
        and plain not in lists.ambiguous
    )


def _title(text: str, lists: Lexicon) -> bool:
    for match in TITLE.finditer(text):
        word = without_accents(match[1] or match[2] or match[3])
        plain = word.lower().replace("’", "'").removesuffix("'s")
        is_title_alone = match[0].split()[0].rstrip(".") in (
            "Sister",
            "Father",
            "Coach",
            "Nurse",
            "Sheriff",
            "Lady",
            "Lord",
            "Inspector",
            "Sergeant",
            "Constable",
            "Miss",
            "PS",
            "DS",
            "DI",
            "Uncle",
        )
        if plain in ("and", "or", "the", "a", "who", "for", "in", "at", "of", "is", "was"):
            continue
        if (
            is_title_alone
            and len(plain) > 1
            and lists.is_known(plain)
            and not lists.may_be_given(plain)
            and plain not in lists.surnames
        ):
            continue
        return True
    if any(match[1] in lists.surnames and not lists.is_other(match[1]) for match in LOW_MISS.finditer(text)):
        return True
    return any(_is_clan(match[0], lists) for match in CLAN.finditer(text))


def _is_clan(name: str, lists: Lexicon) -> bool:
    return name.lower().replace("’", "'") not in lists.public


def _initials(text: str, lists: Lexicon) -> bool:
    if any(not match["name"] or not lists.is_known(match["name"].lower()) for match in DOTTED.finditer(text)):
        return True
    for pattern in (LONE, SCHOOL_OF, LETTERS_OF):
        for match in pattern.finditer(text):
            letters = match["letters"].lower()
            first = (match["first"] if "first" in pattern.groupindex else "").strip().lower()
            before = text[: match.start()].split()
            named = first or (before[-1].lower() if before else "")
            is_common = letters in lists.acronyms or letters in lists.ordinary or letters == "i"
            if not is_common and named not in PSEUDONYM and not (letters == "a" and named not in ("pupil",)):
                return True
    return False


def _told(text: str, lists: Lexicon) -> bool:
    """Where the sentence says itself that a name follows."""
    if NAME_IS.search(text) or NAMED_LINE.search(text):
        return True
    for match in CALLED.finditer(text):
        word = without_accents(match[0].split()[-1].strip("\"'“‘")).lower()
        if word not in lists.ordinary or lists.may_be_given(word):
            return True
    for pattern in (KNOWN_AS, RELATIVE):
        for match in pattern.finditer(text):
            plain = without_accents(match[1]).lower().replace("’", "'").removesuffix("'s")
            if lists.may_be_given(plain) or not lists.is_known(plain):
                return True
    for match in WEE.finditer(text):
        plain = without_accents(match[1]).lower().removesuffix("'s")
        is_name = plain in lists.given and (plain not in lists.ordinary)
        if is_name or (match[1][0].isupper() and not lists.is_known(plain)):
            return True
    return any(_is_family(match, lists) for match in FAMILY.finditer(text))


def _is_family(match: re.Match[str], lists: Lexicon) -> bool:
    if match[2]:
        return True
    plain = without_accents(match[1]).lower().replace("’", "'").removesuffix("'s")
    if match[1][0].isupper():
        return not lists.is_known(plain) or (plain in lists.surnames and plain not in lists.public)
    return plain in lists.surnames and not lists.is_other(plain)


def _unknown(words: tuple[Word, ...], lists: Lexicon) -> Finding | None:
    """Words that no list holds, with a capital letter, where a person stands and a place does not."""
    for at, word in enumerate(words):
        if not _is_strange(word, lists):
            continue
        after = words[at + 1] if at + 1 < len(words) else None
        before = words[at - 1] if at else None
        if after is not None and word.gap == " " and _is_strange(after, lists) and not after.begins:
            return NAME
        if after is not None and word.is_possessive and after.plain in KIN:
            return NAME
        is_in_place = before is not None and before.plain in IN
        if after is not None and word.gap in (" ", ", ") and not is_in_place and _acts(word, before, after):
            return NAME
        if (
            before is not None
            and not word.begins
            and before.gap == " "
            and (before.plain in WITH or _joins(words, at, lists))
        ):
            return NAME
    return None


def _acts(word: Word, before: Word | None, after: Word) -> bool:
    """`Quillon said`; and within a sentence `when Quillon was`, but not `the Quillon was`."""
    is_bare = not word.begins and before is not None and before.plain not in {"the", "a", "our"}
    return after.plain in SAYS or (after.plain in DOES and is_bare)


def _joins(words: tuple[Word, ...], at: int, lists: Lexicon) -> bool:
    """`Amara and Quillon`: what is joined with a name is a name."""
    return (
        at > 1 and words[at - 1].plain == "and" and words[at - 2].is_capital and lists.may_be_given(words[at - 2].plain)
    )


def _is_strange(word: Word, lists: Lexicon) -> bool:
    is_shouted = word.text.isupper()
    return (
        word.is_capital
        and not is_shouted
        and len(word.plain) > 2
        and not lists.is_known(word.plain)
        and word.plain not in lists.ambiguous
        and not any(sign in word.text for sign in (PLACE, SCHOOL))
    )
