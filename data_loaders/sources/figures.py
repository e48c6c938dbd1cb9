"""From text to figures: with a point or a comma, in thousands or not; what cannot be proved, or has a sign beside it, is none."""

from __future__ import annotations

import pandas as pd

from data_loaders.sources.kinds import BLANKS, CORRECT, LOST_DIGITS, Reading, Wrong, false, without
from data_loaders.sources.written import written

PLAIN = r"^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?$"
GROUPED = r"^[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?$"
SPACED = (
    "^[+-]?[0-9]{1,3}([ \u00a0\u2009\u202f'\u2019][0-9]{3})+([.][0-9]+)?$"  # 1 348 and 1'348, as other countries write
)
GROUPED_ALONE = r"^[+-]?[0-9]{1,3},[0-9]{3}$"  # 1,348: a thousand and more, or one and a third
POINT_GROUPS = r"^[+-]?[0-9]{1,3}(\.[0-9]{3})+$"
CODES_OF_PUBLISHERS = r"^-(1|7|8|9+)(\.0+)?$"
# A figure, and beside it a sign that says something of it: its unit, or that it was revised or is explained in a note.
MARKED = r"^[(~£$€]?\s*[+-]?[0-9]+(?:[.,][0-9]+)*\s*(?:%|\*+|\+|\)|[A-Za-z]{1,2}|\[[A-Za-z0-9 ]{1,8}\]|\([A-Za-z0-9 ]{1,8}\)|[\u2020\u2021\u00b9\u00b2\u00b3])?$"
BESIDE_A_FIGURE = (
    "per cent sign",
    "sign beside a figure",
)  # rules of figures that are understood but for what stands beside them
BELOW_ZERO = ("lat", "lon")  # the one kind of column in which a number below 0 is plain
DEGREES = "Deliver degrees as a plain number (WGS 84), like 55.861 and -4.25."
PER_CENT = "Deliver per cents as plain figures: 45, neither 45% nor 0.45."
ONE_YEAR = "Write one year, like 2024: of numbers of people, that of the estimate; 2024/25 is two."
DAY_OF_A_COUNT = r"^[0-9]{1,2}-[A-Za-z]{3}$"
SIGN_OF_A_PUBLISHER = r"^(?:[<>\u2264\u2265~=]+ ?[0-9]{1,2}|(?:less|fewer|under|up to)(?: than)? ?[0-9]{1,2}|[0-9]{1,2} ?(?:-|to|\u2013) ?[0-9]{1,2}|[.*:\u2026\u2013\u2014-]{1,3}|n/?[ak]|\[?[a-z]\]?|suppressed|withheld|not (?:available|applicable|known|recorded))$"
SAID_SIGNS = 6
OTHERWISE = {"year": ONE_YEAR} | dict.fromkeys(BELOW_ZERO, DEGREES)  # columns in which no sign is a status
ALONE = "Deliver the figure alone. What the sign says of it belongs in a column of its own."


def numbers(text: pd.Series, name: str, *, is_whole: bool, decimal: str = "", section: str = "") -> Reading:
    """Numbers with a decimal point, or with the sign that a mapping names; commas between thousands where they must be that."""
    clean = text.str.strip().str.replace("\u2212", "-", regex=False)  # the minus of typesetters
    if decimal == ",":
        clean = clean.str.replace(".", "", regex=False).str.replace(",", ".", regex=False)
    blank = clean.isin(BLANKS)
    grouped = written(clean, GROUPED)
    doubtful = false(clean) if is_whole or decimal else _doubtful_commas(clean, grouped)
    made = clean.where(~grouped, clean.str.replace(",", "", regex=False))
    readable = written(made, PLAIN) & ~doubtful
    values = pd.to_numeric(made.where(readable))
    says = f'Say in mapping.toml, under [{section}], decimal = "," or decimal = ".".'
    status = OTHERWISE.get(name) or f"Say what it means in mapping.toml, under [{section}.statuses.{name}]: \"…\" = \"withheld\", \"not recorded\" or \"not applicable\"."  # fmt: skip
    wrong = [
        Wrong(
            doubtful,
            "decimal or thousands",
            "may be a decimal number or a number of thousands: its comma can be read in two ways",
            says,
        )
    ]
    points = written(clean, POINT_GROUPS) if is_whole else written(clean, r"^[+-]?[0-9]{1,3}(\.[0-9]{3}){2,}$")
    if is_whole and not decimal:
        wrong.append(
            Wrong(points, "decimal or thousands", "is no whole number, and its point may stand between thousands", says)
        )
    else:
        points = false(clean)
    commas = written(clean, r"^[+-]?[0-9]+,[0-9]+$") & ~grouped & ~doubtful
    wrong.append(Wrong(commas, "decimal comma", "has a comma where this country writes a point", says))
    spaced = written(clean, SPACED)
    wrong.append(Wrong(spaced, "thousands parted", "is no number while a blank or an apostrophe stands between its digits",
                       "Take the signs between thousands out at the source (format the column as a plain number), and deliver again."))  # fmt: skip
    broken = readable & ~points & (values % 1 != 0) if is_whole else false(clean)
    wrong.append(Wrong(broken, "unreadable value", "is no whole number", CORRECT))
    lost = written(clean.str.upper(), LOST_DIGITS) & readable if is_whole else false(clean)
    wrong.append(Wrong(lost, "lost digits", "has lost its last digits in a spreadsheet", "Format the column as text or as a whole number, and deliver again."))  # fmt: skip
    sentinel = _sentinels(clean, values, readable, name)
    wrong.append(
        Wrong(sentinel, "code of a publisher", "is below 0, as publishers write that there is no figure", status)
    )
    other = ~blank & ~readable & ~doubtful & ~points & ~commas
    marked = other & ~spaced & written(clean, MARKED) & ~written(clean, r"^[+-]?[0-9.,]+$")
    per_cent = marked & clean.str.endswith("%")
    wrong.append(Wrong(per_cent, "per cent sign", "has a per cent sign beside its figure", PER_CENT))
    wrong.append(Wrong(marked, "sign beside a figure", "has a sign beside its figure", ALONE))
    day = other & written(clean, DAY_OF_A_COUNT)
    wrong.append(Wrong(day, "day of a code", "was made a day by a spreadsheet, as it makes 04-Jan of 1-4", "Format the column as text at the source, and deliver again."))  # fmt: skip
    kind = "whole number" if is_whole else "number"
    wrong.append(Wrong(other, "unreadable value", f"is no {kind} that can be read{_signs_in(clean[other])}", status))
    return without(values, wrong)


def _signs_in(unread: pd.Series) -> str:
    """Signs that publishers write in the place of a figure, to be copied into the mapping; no other text is repeated."""
    signs = unread[written(unread.str.lower(), SIGN_OF_A_PUBLISHER)].drop_duplicates()
    return f"; signs are {', '.join(repr(str(sign)) for sign in signs[:SAID_SIGNS])}" if len(signs) else ""


def _doubtful_commas(clean: pd.Series, grouped: pd.Series) -> pd.Series:
    """1,348 is proved to be a thousand by a neighbour that has both signs, or two commas."""
    alone = written(clean, GROUPED_ALONE)
    is_proved = bool((grouped & ~alone).any())
    return false(clean) if is_proved else alone


def _sentinels(clean: pd.Series, values: pd.Series, readable: pd.Series, name: str) -> pd.Series:
    if name in BELOW_ZERO:
        return false(clean)
    is_code = written(clean, CODES_OF_PUBLISHERS) & readable
    others_below = bool(((values < 0) & ~is_code).any())
    return false(clean) if others_below else is_code
