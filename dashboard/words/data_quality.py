"""How complete the records are, in words: what is seldom filled in is said before what is."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.words.form import as_many_as_fit, capital, listed, number_of
from dashboard.words.format import count

NOTHING_WEAK = "Every column that may be left blank is filled in for half of the rows or more"
STEPS = "A column is named as seldom filled in where less than half of the rows have it and those without it are of enough people. Of records that are counted by month, the rows up to the day on which all figures end are meant; of other files of which some rows may stand in no figure nothing is said. It is said once, of the first release that has the column: said anew, it could tell of the few who came since."
NOT_COUNTED = "Rows that are not counted lie outside the period, wait for the rest of their month, were left out by agreement, or wait to be read. How many there are is not said here: beside the figures it could tell of a few people. Whoever publishes is told of each row."
SOURCES = (
    "Every delivered row is accounted for before anything is published: it is counted, or named with its row and why it is not, and the parts "
    "make the whole. Time that a file does not cover is not supplied: it is never told as zero."
)
MIND = "What is not filled in is not known: it did not happen more seldom."


def weak_line(columns: Sequence[str], suppliers: Sequence[str]) -> str:
    """Beside a finding that rests on columns that are seldom filled in; `suppliers` of the files in which they are."""
    is_one = len(columns) == 1
    of_whom = f" of {listed(suppliers)}" if suppliers else ""
    named = listed([f"“{column}”" for column in columns])
    return f"Weak data: {named} {'is' if is_one else 'are'} filled in for less than half of the rows{of_whom}. What is not filled in is not known."


def low_reading_line(themes: Sequence[str]) -> str:
    """Beside findings that rest on what coders read into contributions; `themes` on which two coders agree too little."""
    return f"Weak data: two coders agree too little to rely on {listed([f'“{theme}”' for theme in themes])}."


def behind_line(months: int) -> str:
    """A file that ends before the newest one."""
    return f"ends {number_of(months, 'month', 'months')} before the newest file"


def files_line(judged: int, delivered: int, others: int) -> str:
    """`judged`: files with columns that may be left blank; `others`: those of them of which there is nothing to say."""
    first = f"Delivered files with columns that may be left blank, {count(judged)} of {count(delivered)}."
    return f"{first} Of {count(others)} there is nothing to say: they stand in the table." if others else first


def quality_title(weak: int, columns: int, worst: str) -> str:
    """`weak`: columns filled in for less than half of the rows; `worst`: one of them, of the largest file."""
    if not weak:
        return NOTHING_WEAK
    first = f"{capital(number_of(weak, 'column', 'columns'))} of {count(columns)} {'is' if weak == 1 else 'are'} filled in for less than half of the rows"
    return as_many_as_fit(first, f"among them {worst}")
