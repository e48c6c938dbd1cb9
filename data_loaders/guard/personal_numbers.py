"""Numbers and signs that lead to one person: by their shape, by their check digit, or by the word that stands before them."""

from __future__ import annotations

import re
from datetime import date

from data_loaders.guard.finding import Finding, certain, doubtful

SPELLED_DIGITS = 7  # as many digits in words, one after the other, are a number that somebody wanted to hide
AREAS = "AB|AL|B|BA|BB|BD|BH|BL|BN|BR|BS|BT|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|E|EC|EH|EN|EX|FK|FY|G|GL|GU|GY|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW|KY|L|LA|LD|LE|LL|LN|LS|LU|M|ME|MK|ML|N|NE|NG|NN|NP|NR|NW|OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|S|SA|SE|SG|SK|SL|SM|SN|SO|SP|SR|SS|ST|SW|SY|TA|TD|TF|TN|TQ|TR|TS|TW|UB|W|WA|WC|WD|WF|WN|WR|WS|WV|YO|ZE"
EDGE, END = r"(?<![A-Za-z0-9])", r"(?![A-Za-z0-9])"
POSTCODE = re.compile(rf"{EDGE}(?:{AREAS})\d[\dA-HJKMNPR-Y]?[ .\-]{{0,2}}(?!1st|2nd|3rd|\dth)[\dO][ABD-HJLNP-UW-Z]{{2}}{END}", re.I)  # fmt: skip
SPACED_POSTCODE = re.compile(rf"{EDGE}[A-Z] (?:[A-Z] )?\d (?:[\dA-Z] )?\d [ABD-HJLNP-UW-Z] [ABD-HJLNP-UW-Z]{END}")
APART_POSTCODE = re.compile(
    rf"{EDGE}(?:{AREAS}) ?\d{{1,2}} \d ?(?!at|as|we|us|he|be|by|an|up|st|th)[ABD-HJLNP-UW-Z]{{2}}{END}", re.I
)
EMAIL = re.compile(r"(?i)[a-z0-9._%+'-]+\s*(?:@|\(at\)|\[at\]|\{at\}| at (?=[a-z0-9-]+ ?(?:dot|\(dot\)|\[dot\]) ?(?:com|co|org|net|uk|scot)))\s*[a-z0-9-]+(?:\s*(?:\.|\(dot\)|\[dot\]| dot )\s*[a-z]{2,})+")  # fmt: skip
PHONE = re.compile(
    r"(?<![\w.\-/])(?:\(?(?:\+|00) ?44\)?[ .\-]*(?:\(0\))?|\(?0)(?:[ ().\-/]{0,3}\d){9,10}(?![\d\-]|[.]\d)"
)
ABROAD = re.compile(r"(?<![\w.])(?:\+|00)[1-9]\d{0,2}(?:[ ().\-]{0,2}\d){7,12}(?!\d)")
PHONE_WORD = re.compile(
    r"(?i)\b(?:tel|telephone|phone|phoned|mobile|mob|number|no|num|ring|rang|call|called|calls|text|texts|texted|whatsapp|landline|contact|on)\b\.?[^.;\d]{0,18}?(?<!\d)(\d(?:[ .\-]?\d){5,10})(?![\d/])"
)
BARE_MOBILE = re.compile(r"(?<![\w.\-/])7\d{3}[ .\-]?\d{3}[ .\-]?\d{3}(?![\d\-])")
INSURANCE = re.compile(
    rf"{EDGE}[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ -]?\d{{2}}[ -]?\d{{2}}[ -]?\d{{2}}[ -]?[A-D]{END}", re.I
)
UPN = re.compile(rf"{EDGE}(?:[A-HJ-NP-RT-Z]\d{{12}}|[A-HJ-NP-RT-Z]\d{{11}}[A-HJ-NP-RT-Z]){END}", re.I)
TEN = re.compile(r"(?<![\w.\-])\d(?:[ \-./]?\d){9}(?![\w\-]|[.]\d)")
LICENCE = re.compile(rf"{EDGE}[A-Z9]{{5}} ?\d{{6}} ?[A-Z9]{{2}} ?[A-Z0-9]{{3}}{END}")
LONG = re.compile(r"(?<![\w.\-])\d(?:[ \-]?\d){13,18}(?![\w\-])")
IBAN = re.compile(rf"{EDGE}GB\d{{2}} ?[A-Z]{{4}}(?: ?\d){{14}}{END}", re.I)
ACCOUNT = re.compile(
    r"(?i)\b(?:sort code|account (?:no|number|ending)|a/c|bank account)\b[^.;\d]{0,12}\d[\d -]{3,}|\bsort\b[^.;\d]{0,8}\d\d[ -]?\d\d[ -]?\d\d\b|\bacc(?:t|ount)?\b[ .:]{0,3}\d{6,}"
)
INTERNET = re.compile(
    r"(?<![\d.])(?!127\.)(?=\d\d)(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\d.])|(?i:\b(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}\b)"
)
NAMED_NUMBER = re.compile(
    r"(?i)\b(?:chi|nhs|n\.?h\.?s\.?|hospital|nino|n\.?i|national insurance|upn|u\.p\.n|scn|candidate|pupil|passport|licence|swift|swiftid|mosaic|carefirst|care first|liquidlogic|seemis|phoenix|storm|crn|scra|vpd|ivpd|pnc|chs|lac|social work|home office|unique)\b[ \-]?(?:id|ref|reference|no|number|nr|num|record)?[.:#]? ?(?:is |was |= ?)?[A-Z]{0,4}[ \-/]?\d[\d /\-]{3,}[A-Z]?"
)
CASE_NUMBER = re.compile(
    r"(?i)\b(?:crime|incident|case|casefile|case file|custody|charge|reporter|court|report|log|police|file|complaint|claim|job|warrant|petition|procurator fiscal|pf|reference|ref)\b(?: (?:ref(?:erence)?|no|number|nr|num|id))*[.:#]* ?(?:is |was |= ?)?#? ?(?:(?=[A-Z]{0,5}[ \-/]?\d{3,}|[A-Z]{1,5}[\-/]?\d|\d{1,4}[\-/]\d{2,})(?!(?:19|20)\d\d(?![\d/\-]))[A-Z]{0,5}[ \-/]?\d[\dA-Z/\-]*)"
)
LIVE_NUMBER = re.compile(
    rf"{EDGE}(?!(?:COVID|SARS|ISO|BS|EN|SSI|HMSO|ASP|SIMD|ICD|DSM|ACT|ACTION)[-/])(?:[A-Z]{{1,5}}[-/](?!(?:19|20)\d\d(?![\d/-]))\d{{3,}}(?:[-/]\d{{2,}})*|[A-Z]{{2,5}}\d{{5,}}|[A-Z]{{1,5}}[-/](?:19|20)\d\d[-/]\d{{3,}}|(?!(?:19|20)\d\d/)\d{{4,}}/\d{{2}}(?:\d\d)?){END}"
)
CAR_NEW = re.compile(rf"{EDGE}[A-HJ-PR-Y][A-HJ-PR-Y]\d{{2}}[ -]?[A-HJ-PR-Z]{{3}}{END}")
CAR_NEW_LOWER = re.compile(rf"{EDGE}[a-hj-pr-y][a-hj-pr-y]\d{{2}}[a-hj-pr-z]{{3}}{END}")
CAR_OLD = re.compile(
    rf"{EDGE}(?:[A-HJ-NP-TV-Y]\d{{1,3}}[ -]?[A-HJ-PR-Z]{{3}}|[A-HJ-PR-Z]{{3}} ?\d{{1,3}}[A-HJ-NP-TV-Y]){END}"
)
CAR_WORD = re.compile(
    r"(?i)\b(?:reg|registration|plate|plates|number plate|vrm|vrn|licence plate|license plate|car|van|vehicle|bmw|audi|golf|corsa|fiesta|focus|astra|polo|mercedes|merc|transit|moped|motorbike|taxi|minicab)\b\.?[^.;]{0,18}?(?:\b[A-Z]{2} ?\d{2} ?[A-Z]{3}\b|\b[A-Z]\d{1,3} ?[A-Z]{3}\b|\b[A-Z]{1,3} ?\d{2,4}(?![\d:])\b(?<!\b(?i:of) \d\d\d\d)|\b[A-Z]{3} ?\d{1,3}[A-Z]\b)"
)
CAR_SIGN = re.compile(
    r"(?i)\b(?:reg|registration|plate|number plate|vrm|vrn)\b\.?[^.;]{0,16}?\b(?=[a-z0-9 ]*\d)(?=[a-z0-9 ]*[a-z])[a-z]{1,3} ?\d{1,4} ?[a-z]{0,3}\b"
)
DIGIT_WORD = r"(?:zero|oh|o|nought|one|two|three|four|five|six|seven|eight|nine|double|triple)"
LARGER_WORD = (
    r"(?:ten|eleven|twelve|\w{3,5}teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand)"
)
SPELLED = re.compile(rf"(?i)\b{DIGIT_WORD}(?:(?:[ ,.-]+{LARGER_WORD})*[ ,.-]+{DIGIT_WORD}){{{SPELLED_DIGITS - 1},}}\b")
SHAPES: tuple[tuple[re.Pattern[str], Finding], ...] = (
    (EMAIL, certain("an email address")), (POSTCODE, certain("a postcode")), (SPACED_POSTCODE, certain("a postcode")),
    (PHONE, certain("a telephone number")), (ABROAD, certain("a telephone number")), (BARE_MOBILE, certain("a telephone number")),
    (INSURANCE, certain("a national insurance number")), (UPN, certain("a pupil number")), (LICENCE, certain("a driving licence number")),
    (IBAN, certain("a bank account")), (ACCOUNT, certain("a bank account")), (INTERNET, certain("an address of a device")),
    (CAR_NEW, certain("a vehicle registration")), (SPELLED, certain("a number in words")),
)  # fmt: skip
IN_SENTENCES: tuple[tuple[re.Pattern[str], Finding], ...] = (
    (NAMED_NUMBER, certain("a person's number in a live system")), (CASE_NUMBER, certain("a crime or case number")), (PHONE_WORD, certain("a telephone number")),
    (APART_POSTCODE, doubtful("a postcode")), (LIVE_NUMBER, doubtful("a number of a live system")), (CAR_NEW_LOWER, doubtful("a vehicle registration")), (CAR_OLD, doubtful("a vehicle registration")),
    (CAR_WORD, doubtful("a vehicle registration")), (CAR_SIGN, doubtful("a vehicle registration")),
)  # fmt: skip
WORDS_AS_PLATES = frozenset(["and", "the", "for", "are", "has", "but", "not", "was", "all", "can", "one", "two", "who", "you", "our", "out", "now", "new", "per", "may", "day", "his", "her", "she", "had", "any", "ask", "its", "let", "off", "old", "see", "way", "use", "too"])  # fmt: skip


def number_in(text: str) -> Finding | None:
    """Whatever may never stand in any column, identifiers and codes included."""
    for pattern, found in SHAPES:
        for match in pattern.finditer(text):
            if pattern is not CAR_NEW or match[0][-3:].lower() not in WORDS_AS_PLATES:
                return found
    if any(_is_health_number(re.sub(r"\D", "", match[0])) for match in TEN.finditer(text)):
        return certain("a CHI or NHS number")
    if any(_luhn(re.sub(r"\D", "", match[0])) for match in LONG.finditer(text)):
        return certain("a number of a card or a device")
    return None


def number_in_sentence(text: str) -> Finding | None:
    """What is told by the word before it, in columns where people write words."""
    return next((found for pattern, found in IN_SENTENCES if pattern.search(text)), None)


def _is_health_number(digits: str) -> bool:
    """NHS and CHI numbers carry a check digit modulo 11; a CHI number begins with a date of birth."""
    weighted = sum(int(digit) * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True))
    return (11 - weighted % 11) % 11 == int(digits[9]) or _begins_with_a_date(digits)


def _begins_with_a_date(digits: str) -> bool:
    try:
        date(2000 + int(digits[4:6]), int(digits[2:4]), int(digits[:2]))
    except ValueError:
        return False
    return True


def _luhn(digits: str) -> bool:
    """The check digit of bank cards and of telephones' own numbers."""
    doubled = [int(d) * (1 + at % 2) for at, d in enumerate(reversed(digits))]
    return len(digits) in (15, 16) and sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0
