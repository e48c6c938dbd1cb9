"""Days of birth, in digits and in words."""

from __future__ import annotations

import re
from datetime import date

import pandas as pd

from data_loaders.guard.finding import Finding, certain, doubtful

MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
DAY_WORD = r"(?:(?:twenty|thirty)[- ])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth"
DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?|{DAY_WORD})"
DATE = rf"(?:\d{{1,2}} ?[/.\-] ?(?:\d{{1,2}}|{MONTH}) ?[/.\-] ?\d{{2,4}}|\d{{4}}[/.\-]\d{{1,2}}[/.\-]\d{{1,2}}|{DAY} (?:day )?(?:of )?{MONTH}\b|{MONTH}\.? (?:the )?{DAY}\b|\b\d{{1,2}} ?{MONTH} ?\d{{2,4}}|{DAY} of the {DAY}\b|\b(?:\d{{6}}|\d{{8}})\b)"
BORN = r"(?:born|birth ?day|birth ?date|date of birth|d\.? ?o\.? ?b\.?|\bb\.|birth)"
CUED = re.compile(rf"(?i)\b{BORN}[^;\n]{{0,30}}?{DATE}")
FEAST = r"(?:christmas|boxing|new year'?s?|hogmanay|hallowe'?en|valentine'?s?|easter|st\.? \w+'s|burns|bonfire|guy fawkes|mother'?s|father'?s|eid|diwali|leap|midsummer)(?: day| eve| night| sunday| monday)?"
ON_A_FEAST = re.compile(rf"(?i)\b(?:born|birth ?day(?: is| was| falls)?)\s+(?:on\s+|the\s+)*{FEAST}\b(?!\s+part)")
CUED_AFTER = re.compile(rf"(?i){DATE}(?: \d{{4}})?[^;.\n]{{0,14}}\b(?:d\.?o\.?b\.?|birth|birthday|born)\b")
TURNS = re.compile(
    rf"(?i)(?<!\w)(?:\w+(?=['’]))?(?:turn(?:s|ed|ing)?|(?:will|['’]ll) be|became|becomes|(?:she|he)(?:['’]s| is| was))\s+(?:\d{{1,2}}|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen)\b[^.;\n]{{0,15}}?{DATE}"
)
CHILD = r"(?:boy|girl|child|pupil|young person|teenager|lad|lass|twin|she|he|her|him|his|son|daughter|aged)"
YEAR = r"(?:200[5-9]|201[0-9])"  # years in which today's children were born
FULL = rf"(?:\d{{1,2}}[/.\-]\d{{1,2}}[/.\-]{YEAR}|{DAY} (?:of )?{MONTH},? {YEAR}|{MONTH} {DAY},? {YEAR})"
OLD_DATE = re.compile(rf"(?i)\b{CHILD}\b[^.;\n]{{0,40}}?\b{FULL}|{FULL}[^.;\n]{{0,20}}?\b{CHILD}\b|\({FULL}\)")
JUST_TURNED = re.compile(
    r"(?i)\bturn(?:s|ed|ing)\s+(?:1[0-8]|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen)\s+(?:yesterday|today|tomorrow|(?:last|this|next|on)\s+(?:week|weekend|(?:mon|tues|wednes|thurs|fri|satur|sun)day))\b"
)
YEAR_OF_BIRTH = re.compile(
    rf"(?i)\b(?:she|he|girl|boy|child|pupil|lad|daughter|son)\b[^.;]{{0,20}}\bborn in (?:{MONTH} )?(?:of )?{YEAR}\b"
)
SHORT = re.compile(
    r"(?i)\b(?:birth ?day|birth ?date|d\.?o\.?b\.?|born)\b[^;.\n\d]{0,12}\d{1,2} ?[/.\-] ?\d{1,2}(?![\d%])"
)
DOUBTFUL = (OLD_DATE, YEAR_OF_BIRTH, ON_A_FEAST, SHORT, JUST_TURNED)


def birth_in(text: str) -> Finding | None:
    if any(pattern.search(text) for pattern in (CUED, CUED_AFTER, TURNS)):
        return certain("a date of birth")
    return doubtful("a date of birth") if any(p.search(text) for p in DOUBTFUL) else None


FEWEST, SHARE = 5, 0.6  # different identifiers, and of them: numbers drawn by lot read as such days once in fifty
LOOKED_AT = 5_000  # different cells: more of them would say the same
LAST_YEAR, FIRST_YEAR = 2021, 1995  # of birth of whoever partners may tell of as a child or young person, with a margin
DAY_FIRST = re.compile(
    r"(?<![0-9])(?P<day>[0-9]{2})(?P<sign>[-/. ]?)(?P<month>[0-9]{2})(?P=sign)(?P<year>[0-9]{4}|[0-9]{2})(?![0-9])"
)
YEAR_FIRST = re.compile(
    r"(?<![0-9])(?P<year>[0-9]{4}|[0-9]{2})(?P<sign>[-/. ]?)(?P<month>[0-9]{2})(?P=sign)(?P<day>[0-9]{2})(?![0-9])"
)
WAYS = (DAY_FIRST, YEAR_FIRST)


def births_in_identifiers(values: pd.Series) -> bool:
    """Whether identifiers of persons are made of their day of birth ("JA140311", "2011-03-14-JA"): seen in all of them together,
    since one alone may be a number like any other."""
    different = {part.strip() for text in values.unique()[:LOOKED_AT] for part in str(text).split(";")} - {""}
    born = sum(any(_is_day(**found.groupdict()) for way in WAYS for found in way.finditer(one)) for one in different)
    return born >= FEWEST and born >= SHARE * len(different)


def _is_day(day: str, month: str, year: str, **_: str) -> bool:
    """A year of two digits is one of this century, or of the end of the last."""
    whole = int(year) if len(year) == 4 else int(year) + (2000 if int(year) <= LAST_YEAR - 2000 else 1900)
    try:
        date(whole, int(month), int(day))
    except ValueError:
        return False
    return FIRST_YEAR <= whole <= LAST_YEAR
