"""The places in a sentence where a name stands: the words before and after it, and its own forms."""

from __future__ import annotations

import re

from data_loaders.guard.public_places import SCHOOL

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
    r"\b(?i:pupil|girl|boy|lad|lass|client|initials?|mum|dad|mother|father|brother|sister|friend|colleague|worker|named|called|yp|young person|youth|teenager)\s*(?:is |are |of |was |[(:] ?)?(?P<letters>[A-Z]{2,3})\b(?!')"
)
PSEUDONYM = frozenset(["child", "person", "pupil", "team", "group", "level", "type", "plan", "option", "area", "ward", "zone", "class", "category", "section", "part", "phase", "stage", "step", "appendix", "table", "figure", "school", "site", "case", "context", "location", "site", "place", "theme", "round", "grade", "schedule", "annex", "house", "block", "key", "vitamin", "plan", "model", "wave", "worker", "agency", "auditor", "coder", "rater"])  # fmt: skip
WHO = r"(?:girl|boy|lad|lass|child|pupil|student|person|man|woman|male|female|friend|pal|mate|brother|sister|son|daughter|mum|mother|dad|father|uncle|aunt|cousin|dealer|worker|officer|teacher|nurse|colleague|boyfriend|girlfriend|partner|adult|guy|teenager|client|neighbour|baby|carer|twin|someone|somebody|one|he|she|her|him|they)"
BY_TRADE = re.compile(
    r"\b([A-Z][\w'’-]+),? (?:the|our) (?:[a-z]+ )?(?:driver|janitor|janny|barber|dealer|coach|bouncer|lollipop man|conductor|cleaner|cook|caretaker|warden|shopkeeper|security guard|youth worker|social worker|teacher|minister|priest)\b"
)
JOINED_LETTERS = re.compile(
    r"(?<![\w.'’-])([A-Z]{2})(?:,| and| &) ([A-Z]{2})\b(?=,? (?:were|are|was|both|have|had|went|who|got|ran|left|fell)\b)"
)
CALLED = re.compile(
    rf"(?i)\b{WHO}(?:,)?\s+(?:(?:who|that)\s+)?(?:(?:is|was|are|gets?|goes|just)\s+)?(?:called|named|known\s+(?:locally\s+)?as|nicknamed|by\s+the\s+name(?:\s+of)?|aka|a\.k\.a\.?|alias|calls?\s+(?:him|her)self)\s+(?:only\s+|just\s+|the\s+)?[\"'“‘]?(?!(?:in|for|at|on|to|the|a|an|by|back|out|up|off|in|it|and|after|about|when|if|names?|us|me|him|her|them|again|who|because|before|her|his|their|this|that|our|as|today|twice|police|help|childline|so)\b)[^\W\d_]+"
)
KNOWN_AS = re.compile(
    r"\b(?i:called|named|known\s+(?:locally\s+|online\s+|to\s+\w+\s+)?as|nicknamed|aka|a\.k\.a\.?|alias|goes\s+by|go\s+by|went\s+by|call\s+(?:him|her)|calls\s+(?:him|her)|nickname(?:\s+(?:is|was|of))?|street\s+name(?:\s+(?:is|was))?|real\s+name(?:\s+(?:is|was))?|(?:her|his|their)\s+name(?:\s+(?:is|was)|'s)|my\s+name\s+is|first\s+name|surname(?:\s+(?:is|was))?)\s*[:=]?\s*(?:the\s+)?[\"'“‘]?([A-Z][\w'’-]+)(?:[\"'”’]|\b)"
)
NAME_IS = re.compile(
    r"(?i)\b(?:(?:her|his|their|child'?s?|pupil'?s?|the|first|last|full|real|sur|fore)\s*-?names?|name of (?:child|pupil|young person)|yp)(?:['’]s|\s*(?:is|was|are|[:=]))\s*[\"'“]?(?!(?:not|known|withheld|removed|unknown|a|an|on|in|left|redacted|changed|never|no|to|the|given|recorded|held|same)\b)[^\W\d_]{2,}"
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
