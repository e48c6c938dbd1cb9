"""Where somebody lives: with a number, without one, or by what the house looks like."""

from __future__ import annotations

import re

from data_loaders.guard.finding import Finding, certain, doubtful
from data_loaders.guard.public_places import STREET, STREETS

NOT_A_NAME = r"(?:slip|ring|trunk|access|the|a|an|on|in|of|at|to|from|and|or|for|off|by|near|with|minutes?|mins?|hours?|days?|weeks?|months?|years?|people|boys|girls|children|pupils|incidents|times|metres|miles|per|year|olds?|young|other|different|were|was|is|are|have|had|that|this|our|their|buses|cars|shops|residents|adults|men|women|reports|visits|along|down|across|up|am|pm|st|nd|rd|th)"
NUMBER = r"(?<![\d£.,:/-])\d{1,4}(?:[a-zA-Z]|[/-]\d{1,2})?,?"
NUMBERED = re.compile(rf"{NUMBER}\s+(?:(?:[A-Z][\w'-]+|St\.?)\s+){{1,3}}(?i:{STREETS})\b(?!')")
NUMBERED_LOWER = re.compile(rf"(?i){NUMBER}\s+(?:(?!{NOT_A_NAME}\b)[a-z'-]+\s+){{1,2}}{STREETS}\b(?!')")
IN_WORDS = re.compile(
    rf"(?i)\b(?:number|no\.?)\s+(?:\d{{1,4}}[a-z]?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty)(?:[ -]\w+)?,?\s+(?:(?!{NOT_A_NAME}\b)[a-z'-]+\s+){{0,2}}(?:{STREETS}\b|{STREET})"
)
FLAT = re.compile(
    r"(?i)\b(?:flat|apartment|apt|house|bungalow|cottage|caravan|stance|bedsit|plot)\s*(?:no\.?|number|nr\.?|#)?\s*(?:\d{1,3}[a-z]?(?:\s?[/,-]\s?\d{1,2})?)(?!\s*(?:year|boy|girl|young|people|child|bed|minute|hour|metre|mile|time|of|per|%|\d))\b|\b(?:flat|house) (?:no\.?|number) \w+\b|\bflat [a-h]\b"
)
FLOOR = re.compile(
    r"(?i)\b(?:top|ground|first|second|third|1st|2nd|3rd|bottom)[ -](?:floor[ -])?(?:left|right)\b|\b(?:top|ground|first|second|third|1st|2nd|3rd)[ -]floor flat\b|\b[0-9]/[1-4] (?:left|right|at|of|on)\b"
)
AT_NUMBER = re.compile(
    r"(?i)\b(?:at|to|from|outside|of|in) (?:no\.?|number|nr\.?|house) ?\d{1,4}[a-z]?\b(?!\s*(?:of|per|%|\.\d))"
)
LIVES = r"(?:lives?|lived|stays?|stayed|resides?|resided|living|staying|sleeps|sleeping|sofa[ -]surfing|moved|moving|lodging|address(?:es)?|home|house|flat|bungalow|tenancy|household|door|lodgings|bedsit|family|neighbou?rs?|(?:nan|nana|gran|granny|papa|grandad|dad|mum|aunt|auntie|uncle|pal|friend|boyfriend|girlfriend|carer|brother|sister|cousin)['’]s|dropped (?:him|her|them)(?: off)?|picked (?:him|her|them)(?: up)?|collected (?:him|her|them)?)"
WHERE = re.compile(
    rf"(?i)(?P<before>(?:\w+[ ,]+){{0,2}})\b(?P<cue>{LIVES})\b[^.;\n{STREET}]{{0,34}}{STREET}(?!\s*(?:car park|shops?|park|area|estate|library|corridor))"
)
WHO = r"(?:girl|boy|lad|lass|child|pupil|young person|teenager|twins?|sisters?|brothers?|siblings|mother|mum|father|dad|gran|granny|grandmother|aunt|uncle|woman|man|couple|family|daughter|son)"
FROM = re.compile(
    rf"(?i)\b(?:the|a|an|one|two|three|this|that|his|her|their|same|\d+)\s+(?:[\w-]+\s+){{0,3}}{WHO}\s+(?:\w+\s+)?(?:from|in|on|of|at)\s+(?:the\s+)?{STREET}"
)
HOME_AFTER = re.compile(
    rf"(?i){STREET}[^.;\n]{{0,24}}\b(?:home address|where (?:he|she|they) (?:live|lives|stay|stays)|is (?:his|her|their) (?:home|address)|\(home\))"
)
PLURAL = re.compile(
    r"(?i)\b(?:people|residents|families|children|everyone|those|young people|tenants|pupils|many|communities|anyone|households|others|persons)\b"
)
SHOP = r"(?:bookies?|bookmaker|chip shop|chippy|takeaway|pub|bar|chemist|pharmacy|salon|barbers?|hairdressers?|bank|cafe|bakery|butchers?|newsagents?|corner shop|shop|launderette|post office|garage|restaurant)"
UPSTAIRS = re.compile(
    rf"(?i)\b(?:(?:top|ground|first|second|third|1st|2nd|3rd|bottom)[ -]floor|(?:up|down) the close|same close|same stair)\b[^.;\n{STREET}]{{0,24}}{STREET}|^(?:above|over|upstairs from|up the stair from) (?:the |a )(?:\w+ )?{SHOP}s?\b[^.;\n]{{0,12}}{STREET}"
)
LOOKS = re.compile(
    r"(?i)\b(?:the|a|an|his|her|their|in|same)\s+(?:(?!children'?s\b)[\w'-]+\s+){0,2}(?:house|flat|bungalow|cottage|caravan|door|semi|tenement|farmhouse)\s+(?:\w+\s+)?(?:with the|with a|next (?:door )?to|next door|beside|opposite|across from|directly behind|behind|above|facing|at the (?:end|corner|top|bottom|back|foot) of|on the corner|two doors|past the|over the)\b|\b(?:two|three|four|few) doors (?:down|up|along) from\b|\bnext door to\b|\bacross the (?:road|street) from (?:his|her|their|the \w+ house)"
)


def address_in(text: str, masked: str) -> Finding | None:
    """`masked` has signs in the stead of public places; a street alone is public and tells of nobody."""
    if NUMBERED.search(text):
        return certain("a street address")
    if NUMBERED_LOWER.search(text) or any(pattern.search(masked) for pattern in (IN_WORDS, FLAT, FLOOR, AT_NUMBER)):
        return doubtful("a street address")
    if any(not PLURAL.search(match["before"]) for match in WHERE.finditer(masked)):
        return doubtful("where somebody lives")
    if any(pattern.search(masked) for pattern in (FROM, HOME_AFTER, UPSTAIRS, LOOKS)):
        return doubtful("where somebody lives")
    return None
