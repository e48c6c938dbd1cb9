"""The identity guard for sentences that people wrote: names, initials and case numbers that have no fixed shape.

A guard of shapes (`identifiers`) cannot know a name. This one knows the commonest given names, and the places in a sentence
where a name stands. It errs on the side of refusing: a sentence that is refused can be written in another way. Nobody should
rely on it alone; who types the text up is the first guard.
"""

from __future__ import annotations

import re

# Given names that are common in Scotland and are no ordinary word, month, place or agency. Facts, typed by hand.
GIVEN = frozenset(
    ["aaron", "abbie", "adam", "aidan", "aiden", "aileen", "ailsa", "aimee", "alan", "alasdair", "alastair", "alexander", "alice", "alison", "allan", "amanda", "amelia", "amy", "andrew", "angela", "angus", "anna", "anne", "annie", "anthony", "archie", "arran", "ashley", "barbara", "ben", "benjamin", "beth", "billy", "blair", "brandon", "brian", "brodie", "callum", "calum", "cameron", "caroline", "catherine", "catriona", "charlie", "charlotte", "chloe", "christine", "christopher", "claire", "colin", "connor", "craig", "daniel", "darren", "david", "dawn", "deborah", "debbie", "declan", "denise", "derek", "diane", "donald", "donna", "douglas", "duncan", "dylan", "eilidh", "elaine", "elizabeth", "ella", "ellie", "emily", "emma", "erin", "ethan", "euan", "eve", "ewan", "evie", "fiona", "finlay", "finn", "fraser", "freya", "gareth", "gary", "gavin", "gemma", "geoffrey", "george", "georgia", "gillian", "gordon", "graeme", "graham", "grant", "greg", "hamish", "hannah", "harris", "harry", "heather", "helen", "holly", "iain", "ian", "irene", "isabella", "isla", "jack", "jackie", "jacob", "jacqueline", "james", "jamie", "jane", "janet", "jason", "jennifer", "jenny", "jessica", "joanne", "john", "jonathan", "jordan", "joseph", "josh", "joshua", "joyce", "julie", "karen", "karl", "kate", "katherine", "kathleen", "katie", "kayleigh", "keira", "keith", "kelly", "kenneth", "kerr", "kevin", "kieran", "kirsten", "kirsty", "kyle", "laura", "lauren", "leanne", "lee", "leigh", "lesley", "lewis", "liam", "linda", "lindsay", "lisa", "logan", "lorna", "lorraine", "louise", "lucas", "lucy", "luke", "lynn", "lynne", "mackenzie", "maisie", "malcolm", "margaret", "maria", "marie", "marion", "martin", "mary", "matthew", "maureen", "megan", "melissa", "michael", "michelle", "mohammed", "molly", "morag", "morgan", "moira", "murray", "natalie", "nathan", "neil", "niamh", "nicola", "nicole", "niall", "noah", "oliver", "olivia", "owen", "pamela", "patricia", "patrick", "paul", "pauline", "peter", "philip", "poppy", "rachel", "rebecca", "rhys", "richard", "robbie", "robert", "robyn", "rory", "ross", "ruaridh", "ruth", "ryan", "samantha", "samuel", "sandra", "sarah", "scott", "sean", "shannon", "sharon", "shaun", "sheila", "shona", "simon", "sinead", "siobhan", "skye", "sophie", "stacey", "stephanie", "stephen", "steven", "stewart", "stuart", "susan", "suzanne", "taylor", "thomas", "tracey", "tracy", "valerie", "victoria", "vincent", "wayne", "wendy", "william", "yvonne", "zac", "zara", "zoe"]
)  # fmt: skip
# After or before these words a capitalised word that is not known is most likely a name.
LEADS = r"(?:called|named|colleague|worker|officer|teacher|nurse|pupil|boy|girl|lad|client|sister|brother|mother|father|mum|dad|uncle|aunt|friend|boyfriend|girlfriend)"
SPEAKS = r"(?:said|says|told|tells|asked|asks|thinks|thought|feels|felt|mentioned|rang|phoned|texted|lives|lived|stays|stayed)"
# Capitalised words of the trade that may stand there.
TRADE = frozenset(
    ["police", "health", "education", "barnardo", "barnardo’s", "barnardo's", "barnardos", "council", "scotland", "scottish", "social", "work", "committee", "forum", "group", "i", "we", "they", "everybody", "nobody", "somebody", "practitioners", "managers", "partners", "schools", "young", "people", "children", "the", "a", "an", "it", "she", "he", "capacity", "culture", "consistency", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "invented", "example", "this", "that", "what", "who", "some", "many", "one", "two", "most"]
)  # fmt: skip
WORD = re.compile(r"[A-Z][a-z]+(?:[’'-][A-Za-z]+)*")
AFTER_LEAD = re.compile(rf"\b{LEADS}\s*,?\s+([A-Z][a-z]+)\b")
BEFORE_SPEECH = re.compile(rf"\b([A-Z][a-z]+)\s+(?:[A-Z][a-z]+\s+)?{SPEAKS}\b")
MORE = (
    re.compile(r"\b[A-Z]\.\s?[A-Z]\.?(?=\s|$|[,;:)])(?<!e\.g\.)"),  # initials: J.S., J. S.
    re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|PC|Sgt|DC|DS|Insp|Cllr|Rev|Prof|Sir|Lady)\.?\s+[A-Z][A-Za-z’'-]+"),
    re.compile(r"(?i)\b(?:crime|incident|case|case file|swift|mosaic|storm|crn|scra)\s*(?:ref(?:erence)?|no|number|nr)\.?\s*:?\s*[A-Z]*\d"),
    re.compile(r"\b[A-Z]{2,4}[-/]\d{3,}(?:[-/]\d{2,4})?\b"),  # a number of a live system: CR/0123456/25
    re.compile(r"(?i)\b(?:born|d\.?o\.?b\.?|date of birth)\b[^.;]{0,20}\d"),
    re.compile(r"(?i)\b(?:flat|house|unit)\s+(?:no\.?\s*)?\d+[a-z]?(?:[/,]\s*\d+)?\b"),
    re.compile(r"(?i)(?<![\w])@[a-z0-9_.]{3,}"),  # a handle
    re.compile(r"(?<!\d)(?:\+?44|0)(?:[\s().-]*\d){9,10}(?!\d)"),  # a telephone number, however it is spaced
    re.compile(r"(?<!\d)\d{6}[\s-]?\d{4}(?!\d)"),  # ten digits as CHI numbers are written
    re.compile(r"(?i)\b[a-z0-9._%+-]+\s*(?:@|\(at\)|\[at\])\s*[a-z0-9-]+\s*(?:\.|\(dot\))\s*[a-z]{2,}"),
)  # fmt: skip


def names_somebody(text: str) -> bool:
    """Whether a sentence seems to identify a person. It says that, and never what it found."""
    if any(word.group().split("’")[0].split("'")[0].lower() in GIVEN for word in WORD.finditer(text)):
        return True
    for pattern in (AFTER_LEAD, BEFORE_SPEECH):
        if any(match[1].lower() not in TRADE for match in pattern.finditer(text)):
            return True
    return any(pattern.search(text) for pattern in MORE)
