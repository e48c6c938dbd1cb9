"""From text to numbers, days and moments. What cannot be proved is no value: it is named by row, with what would prove it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from data_loaders.sources.days import (
    DAY_FIRST,
    DayOrder,
    days_of,
    in_24_hours,
    is_day_alone,
    is_month_alone,
    plain_moments,
)

ZONE = "Europe/London"
BLANKS = ("", "NA", "NR", "N/A")
PLAIN = r"^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?$"
GROUPED = r"^[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?$"
SPACED = (
    "^[+-]?[0-9]{1,3}([ \u00a0\u2009\u202f'\u2019][0-9]{3})+([.][0-9]+)?$"  # 1 348 and 1'348, as other countries write
)
GROUPED_ALONE = r"^[+-]?[0-9]{1,3},[0-9]{3}$"  # 1,348: a thousand and more, or one and a third
POINT_GROUPS = r"^[+-]?[0-9]{1,3}(\.[0-9]{3})+$"
LOST_DIGITS = r"^[0-9](\.[0-9]+)?E\+[0-9]{2,}$"
CODES_OF_PUBLISHERS = r"^-(1|7|8|9+)(\.0+)?$"
# A figure, and beside it a sign that says something of it: its unit, or that it was revised or is explained in a note.
MARKED = r"^[(~£$€]?\s*[+-]?[0-9]+(?:[.,][0-9]+)*\s*(?:%|\*+|\+|\)|[A-Za-z]{1,2}|\[[A-Za-z0-9 ]{1,8}\]|\([A-Za-z0-9 ]{1,8}\)|[\u2020\u2021\u00b9\u00b2\u00b3])?$"
BESIDE_A_FIGURE = (
    "per cent sign",
    "sign beside a figure",
)  # rules of figures that are understood but for what stands beside them
BELOW_ZERO = ("lat", "lon")  # the one kind of column in which a number below 0 is plain
MANY = 5  # moments at 00:00 from which on they are days that a program wrote with an hour
# Of the filled cells of a column: hours in round numbers put a twenty-fourth there, and an evening that is rounded up twice as many.
SHARE_AT_MIDNIGHT = 0.2
CORRECT = "Correct it in the source and deliver again."
DEGREES = "Deliver degrees as a plain number (WGS 84), like 55.861 and -4.25."
PER_CENT = "Deliver per cents as plain figures: 45, neither 45% nor 0.45."
ALONE = "Deliver the figure alone. What the sign says of it belongs in a column of its own."
BOTH_ORDERS = "Deliver all rows in one order: of those with both numbers up to 12 nobody can tell in which they are."


@dataclass(frozen=True)
class Wrong:
    """Cells of one column that are no value, for one reason."""

    at: pd.Series
    rule: str
    what: str
    cure: str


@dataclass(frozen=True)
class Reading:
    """A column with its values; `known_to` says how exactly moments are known: "", "DAY" or "MONTH". What is doubtful is a
    value all the same: it is told, and stops nothing."""

    values: pd.Series
    wrong: tuple[Wrong, ...] = ()
    known_to: str = ""
    doubtful: tuple[Wrong, ...] = ()

    def spread(self, place: np.ndarray, rows: pd.Index) -> Reading:
        """The reading of many rows from that of their different texts; `place` of each row's text among those."""

        def of(once: pd.Series) -> pd.Series:
            return pd.Series(once.array.take(place), index=rows)

        wrong, doubtful = (tuple(replace(one, at=of(one.at)) for one in told) for told in (self.wrong, self.doubtful))
        return Reading(of(self.values), wrong, self.known_to, doubtful)


def numbers(text: pd.Series, name: str, *, is_whole: bool, decimal: str = "", section: str = "") -> Reading:
    """Numbers with a decimal point, or with the sign that a mapping names; commas between thousands where they must be that."""
    clean = text.str.strip().str.replace("\u2212", "-", regex=False)  # the minus of typesetters
    if decimal == ",":
        clean = clean.str.replace(".", "", regex=False).str.replace(",", ".", regex=False)
    blank = clean.isin(BLANKS)
    grouped = clean.str.match(GROUPED)
    doubtful = _false(clean) if is_whole or decimal else _doubtful_commas(clean, grouped)
    made = clean.where(~grouped, clean.str.replace(",", "", regex=False))
    readable = made.str.match(PLAIN) & ~doubtful
    values = pd.to_numeric(made.where(readable))
    says = f'Say in mapping.toml, under [{section}], decimal = "," or decimal = ".".'
    status = DEGREES if name in BELOW_ZERO else f"Say what it means in mapping.toml, under [{section}.statuses.{name}]: \"…\" = \"withheld\", \"not recorded\" or \"not applicable\"."  # fmt: skip
    wrong = [
        Wrong(
            doubtful,
            "decimal or thousands",
            "may be a decimal number or a number of thousands: its comma can be read in two ways",
            says,
        )
    ]
    points = clean.str.match(POINT_GROUPS) if is_whole else clean.str.match(r"^[+-]?[0-9]{1,3}(\.[0-9]{3}){2,}$")
    if is_whole and not decimal:
        wrong.append(
            Wrong(points, "decimal or thousands", "is no whole number, and its point may stand between thousands", says)
        )
    else:
        points = _false(clean)
    commas = clean.str.match(r"^[+-]?[0-9]+,[0-9]+$") & ~grouped & ~doubtful
    wrong.append(Wrong(commas, "decimal comma", "has a comma where this country writes a point", says))
    spaced = clean.str.match(SPACED)
    wrong.append(Wrong(spaced, "thousands parted", "is no number while a blank or an apostrophe stands between its digits",
                       "Take the signs between thousands out at the source (format the column as a plain number), and deliver again."))  # fmt: skip
    broken = readable & ~points & (values % 1 != 0) if is_whole else _false(clean)
    wrong.append(Wrong(broken, "unreadable value", "is no whole number", CORRECT))
    lost = clean.str.upper().str.match(LOST_DIGITS) & readable if is_whole else _false(clean)
    wrong.append(Wrong(lost, "lost digits", "has lost its last digits in a spreadsheet", "Format the column as text or as a whole number, and deliver again."))  # fmt: skip
    sentinel = _sentinels(clean, values, readable, name)
    wrong.append(
        Wrong(sentinel, "code of a publisher", "is below 0, as publishers write that there is no figure", status)
    )
    other = ~blank & ~readable & ~doubtful & ~points & ~commas
    marked = other & ~spaced & clean.str.match(MARKED)
    per_cent = marked & clean.str.endswith("%")
    wrong.append(Wrong(per_cent, "per cent sign", "has a per cent sign beside its figure", PER_CENT))
    wrong.append(Wrong(marked, "sign beside a figure", "has a sign beside its figure", ALONE))
    wrong.append(
        Wrong(other, "unreadable value", f"is no {'whole number' if is_whole else 'number'} that can be read", status)
    )
    return _without(values, wrong)


def _doubtful_commas(clean: pd.Series, grouped: pd.Series) -> pd.Series:
    """1,348 is proved to be a thousand by a neighbour that has both signs, or two commas."""
    alone = clean.str.match(GROUPED_ALONE)
    is_proved = bool((grouped & ~alone).any())
    return _false(clean) if is_proved else alone


def _sentinels(clean: pd.Series, values: pd.Series, readable: pd.Series, name: str) -> pd.Series:
    if name in BELOW_ZERO:
        return _false(clean)
    is_code = clean.str.match(CODES_OF_PUBLISHERS) & readable
    others_below = bool(((values < 0) & ~is_code).any())
    return _false(clean) if others_below else is_code


def dates(text: pd.Series, order: DayOrder, section: str) -> Reading:
    """Days. A moment is its local day; a month is none."""
    clean = in_24_hours(text.str.strip())
    local, unread, _ = _moments(clean, order)
    made = local.dt.tz_localize(None).dt.normalize().astype("datetime64[us]")
    return _without(made, [*_day_wrongs(clean, order, section, _is_month(clean)), Wrong(unread, "unreadable value", "is no date that can be read", CORRECT)])  # fmt: skip


def datetimes(text: pd.Series, order: DayOrder, section: str) -> Reading:
    """Local moments. A column in which no row has an hour is one of days (or months); single days among moments are not guessed."""
    clean = in_24_hours(text.str.strip())
    made, unread, skipped = _moments(clean, order)
    filled = ~clean.isin(BLANKS)
    days, months = is_day_alone(clean) | _is_excel_day(clean), is_month_alone(clean)
    midnight = filled & (made.dt.hour == 0) & (made.dt.minute == 0) & (made.dt.second == 0)
    known_to = ""
    if filled.any() and (filled == (filled & (days | months))).all():
        known_to = "MONTH" if months.any() else "DAY"
    elif filled.sum() >= MANY and (filled == midnight).all():
        known_to = "DAY"
    wrong = _day_wrongs(clean, order, section, _false(clean))
    if not known_to:
        wrong.append(
            Wrong(
                days,
                "no hour",
                "is a day without an hour, while other rows have one",
                "Deliver it with its hour (an XLS does not keep that of midnight: save it as XLSX), or leave it blank.",
            )
        )
        wrong.append(Wrong(months, "no day", "is a month, while other rows have a day and an hour", "Deliver it with its day and hour, or leave it blank."))  # fmt: skip
    wrong.append(Wrong(skipped, "skipped hour", "lies in the hour that was left out when clocks went forward", CORRECT))
    wrong.append(Wrong(unread, "unreadable value", "is no datetime that can be read", CORRECT))
    doubtful = () if known_to else _too_many(midnight & ~days & ~months, int(filled.sum()))
    return replace(_without(made, wrong, known_to), doubtful=doubtful)


def _too_many(midnight: pd.Series, filled: int) -> tuple[Wrong, ...]:
    many = int(midnight.sum())
    if many < MANY or many < SHARE_AT_MIDNIGHT * filled:
        return ()
    what = (
        f"is at 00:00, like {many:,} of {filled:,} moments of its column: programs write so where no hour was recorded"
    )
    return (
        Wrong(
            midnight,
            "many at midnight",
            what,
            "If their hour is not known, leave the moment blank; else nothing is to be done.",
        ),
    )


def _day_wrongs(clean: pd.Series, order: DayOrder, section: str, months: pd.Series) -> list[Wrong]:
    cure = f'Say in mapping.toml, under [{section}], dates = "day first" or dates = "month first".'
    shapes = days_of(clean)
    return [
        Wrong(shapes.is_doubtful & (order == ""), "day or month", "may be day and month or month and day: no row of the file proves which comes first", cure),
        Wrong(shapes.is_month_first & (order == "day shown"), "both orders", "has the month first, while other rows of the file have the day first", BOTH_ORDERS),
        Wrong(shapes.is_slashed & (order == "month shown"), "month before day", "stands in a file whose other days show that the month comes first", cure),
        Wrong(shapes.is_short & (order not in DAY_FIRST), "short year", "has a year of two digits", cure + " Then years are those from 2000."),
        Wrong(months, "no day", "is a month, not a day", "Deliver the day, or a table that is counted by month."),
    ]  # fmt: skip


def _moments(clean: pd.Series, order: DayOrder) -> tuple[pd.Series, pd.Series, pd.Series]:
    """Timezone-aware; which rows could not be read; and of those, in which the hour does not exist (spring). Of two hours
    (autumn) the first is taken."""
    has_offset = clean.str.match(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ].*(Z|[+-][0-9]{2}(:?[0-9]{2})?)$")
    naive = plain_moments(clean.where(~has_offset, ""), order)
    local = naive.dt.tz_localize(ZONE, ambiguous=np.ones(len(naive), dtype=bool), nonexistent="NaT")
    if has_offset.any():
        there = pd.to_datetime(clean[has_offset], utc=True, errors="coerce", format="ISO8601").dt.tz_convert(ZONE)
        local[has_offset] = there.astype(local.dtype)
    unread = local.isna() & ~clean.isin(BLANKS)
    return local, unread, unread & naive.notna()


def _is_month(clean: pd.Series) -> pd.Series:
    return is_month_alone(clean)


def _is_excel_day(clean: pd.Series) -> pd.Series:
    return clean.str.match(r"^[0-9]{5}$")


def texts(text: pd.Series) -> Reading:
    """Text as it came. What a spreadsheet has shortened is nobody's identifier any more."""
    clean = text.str.strip()
    lost = clean.str.upper().str.match(LOST_DIGITS)
    wrong = [
        Wrong(lost, "lost digits", "was shortened by a spreadsheet, and others with it into the same",
              "Format the column as text in the spreadsheet before saving, and deliver again."),
    ]  # fmt: skip
    return Reading(clean, tuple(one for one in wrong if one.at.any()))


def alike(identifiers: pd.Series) -> tuple[Wrong, ...]:
    """Different identifiers that a spreadsheet, or whoever typed them, may have made of one."""
    bare = identifiers.str.lower().str.lstrip("0")
    again = bare.duplicated(keep=False) & (bare != "")
    if not again.any():
        return ()
    what = (
        "differs from another only by small and capital letters, or by zeros at its head, and counts as another person"
    )
    return (Wrong(again, "alike", what, "If they are one person, write them alike at the source; else nothing is to be done."),)  # fmt: skip


def with_statuses(text: pd.Series, statuses: Mapping[str, str]) -> tuple[pd.Series, pd.Series]:
    """The text without what a mapping says is no figure, and what it is instead: "" or a status."""
    if not statuses:
        return text, pd.Series("", index=text.index, dtype="str")
    found = text.str.strip().map(lambda value: statuses.get(value, "")).astype("str")
    return text.where(found == "", ""), found


def _without(values: pd.Series, wrong: list[Wrong], known_to: str = "") -> Reading:
    """One reason for one cell: the first that holds."""
    told, kept = pd.Series(False, index=values.index), []
    for one in wrong:
        at = pd.Series(one.at.to_numpy(dtype=bool), index=values.index) & ~told
        if at.any():
            kept.append(Wrong(at, one.rule, one.what, one.cure))
            told = told | at
    return Reading(values.mask(told) if kept else values, tuple(kept), known_to)


def _false(clean: pd.Series) -> pd.Series:
    return pd.Series(False, index=clean.index)
