"""Periods as publishers write them: '2021/22 financial year', '4-year aggregate (2014 - 2017)', '2023 Q1', '202324'.

Either every sign of the words is understood, or the period is not: half of a sentence is not read.
"""

from __future__ import annotations

import re

import pandas as pd

KINDS = {"financial": 4, "school": 8, "academic": 8, "calendar": 1, "survey": 1}
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
KIND_WORDS = re.compile(r"\b(financial|school|academic|calendar|survey)\s+years?\b", re.I)
NUMBERS = {
    word: str(n)
    for n, word in enumerate(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), start=1)
}
AGGREGATE = re.compile(
    rf"\b(\d{{1,2}}|{'|'.join(NUMBERS)})[- ]years?(?:[- ](?:aggregates?|averages?|mean|rolling|combined|totals?))+\b|\bcombined\b",
    re.I,
)
SPAN = re.compile(r"^(\d{4})(?:/(\d{2}|\d{4}))?(?:\s*(?:-|–|to)\s*(\d{4}|\d{2})(?:/(\d{2}|\d{4}))?)?$")
QUARTER = re.compile(r"^(?:(\d{4})\s*q([1-4])|q([1-4])\s*(\d{4}))$", re.I)
MID_YEAR = re.compile(r"^(\d{4})\s+mid-year estimate$", re.I)
MONTH = re.compile(
    r"^(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?([a-z]{3,9})\.?\s+(\d{4})( snapshot)?$|^(\d{4})\s+([a-z]{3,9})( snapshot)?$",
    re.I,
)
JOINED = re.compile(r"^(20\d{2})(\d{2})$")
Period = tuple[pd.Timestamp, pd.Timestamp, str]


def period_of(words: str, year_type: str = "") -> Period | None:
    """First day, last day and kind of year; None where something is not understood. `year_type` is what another column says."""
    text = " ".join(words.split())
    kinds = {kind.lower() for kind in KIND_WORDS.findall(f"{text} {year_type}")}
    spans = {NUMBERS.get(number.lower(), number) for number in AGGREGATE.findall(text) if number}
    text = " ".join(re.sub("[()]", " ", AGGREGATE.sub("", KIND_WORDS.sub("", text))).split()).strip(" ;,")
    if len(kinds) > 1 or len(spans) > 1:
        return None
    kind = next(iter(kinds), "")
    joined = JOINED.match(text)
    if joined and int(joined[2]) == (int(joined[1]) + 1) % 100:
        text = f"{joined[1]}/{joined[2]}"
    found = _quarter(text, kind) or _month(text, kind) or _years(text, kind)
    is_whole = found is not None and (not spans or int(next(iter(spans))) == round((found[1] - found[0]).days / 365.25))
    return found if is_whole else None  # an aggregate of four years from 2018 to 2022 contradicts itself


def _quarter(text: str, kind: str) -> Period | None:
    """Only with the kind of its year: the first quarter is January to the statistician, April to the council."""
    match = QUARTER.match(text)
    if match is None or kind not in ("calendar", "financial"):
        return None
    year, quarter = int(match[1] or match[4]), int(match[2] or match[3])
    start = pd.Timestamp(year, 3 * quarter - 2, 1) + pd.DateOffset(months=3 if kind == "financial" else 0)
    return start, start + pd.DateOffset(months=3) - pd.Timedelta(days=1), f"quarter of a {kind} year"


def _month(text: str, kind: str) -> Period | None:
    """2021 mid-year estimate (of 30 June) · March 2023 · 31st March 2014 snapshot · 2016 May snapshot."""
    middle = MID_YEAR.match(text)
    match = MONTH.match(f"30 June {middle[1]} snapshot" if middle else text)
    if match is None or kind:
        return None
    day, name, year, of_day, year_first, name_last, of_month = match.groups()
    found = [at for at, known in enumerate(MONTHS, start=1) if (name or name_last).lower() in (known, known[:3])]
    if not found or (day and not of_day):
        return None
    start = pd.Timestamp(int(year or year_first), found[0], 1)
    end = start + pd.DateOffset(months=1) - pd.Timedelta(days=1)
    if day and not 1 <= int(day) <= end.day:
        return None
    if day:
        start = end = start.replace(day=int(day))
    return start, end, "snapshot" if of_day or of_month else "month"


def _years(text: str, kind: str) -> Period | None:
    match = SPAN.match(text)
    if match is None or len(match[1]) != 4:
        return None
    first, first_to, last, last_to = match.groups()
    if first_to and int(first_to[-2:]) != (int(first) + 1) % 100:
        return None
    split = bool(first_to or last_to)
    if last and bool(first_to) != bool(last_to):
        return None
    end = _four(last, first) if last else int(first)
    if last_to and int(last_to[-2:]) != (end + 1) % 100:
        return None
    if end < int(first) or (last and not split and not _is_span(last, first, text)):
        return None
    return _whole_years(int(first), end, kind, split=split)


def _four(year: str, first: str) -> int:
    return int(year) if len(year) == 4 else int(first[:2] + year)


def _is_span(last: str, first: str, text: str) -> bool:
    """2014 - 2017 are four calendar years. 2021-22 may be one financial year: nobody can tell."""
    return len(last) == 4 and (int(last) - int(first) != 1 or " " in text)


def _whole_years(first: int, last: int, kind: str, *, split: bool) -> Period | None:
    if split and not kind:
        return None  # 2022/23 is a financial year, or one of schools: the two begin four months apart
    if kind == "calendar" and split:
        return None
    month = KINDS[kind] if kind and (split or kind in ("calendar", "survey")) else 1
    if kind in ("financial", "school", "academic") and not split:
        return None  # the financial year 2022 ends in 2022, or begins in it
    start = pd.Timestamp(first, month, 1)
    return start, pd.Timestamp(last + 1, month, 1) - pd.Timedelta(days=1), f"{kind or 'calendar'} year"


def fill_periods(frame: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series]:
    """Fill what the words say where the dates are blank; and the rows whose words are not wholly understood and have no dates."""
    pairs = list(zip(frame["period"], frame["year_type"], strict=True))
    parsed = {pair: period_of(*pair) for pair in set(pairs) if pair[0].strip()}
    found = pd.Series([parsed.get(pair) for pair in pairs], index=frame.index, dtype=object)
    for position, column in enumerate(("period_start", "period_end")):
        said = pd.to_datetime(found.map(lambda p, i=position: p[i] if p else pd.NaT)).astype("datetime64[us]")
        frame[column] = frame[column].where(frame[column].notna(), said)
    kinds = found.map(lambda p: p[2] if p else "").astype("str")
    frame["year_type"] = frame["year_type"].where(frame["year_type"] != "", kinds)
    lost = (frame["period"].str.strip() != "") & (frame["period_start"].isna() | frame["period_end"].isna())
    return frame, lost
