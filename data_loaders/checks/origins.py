"""Rules on the manifest: it must describe the file that is here, and its retention date must not have passed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pandas as pd

from data_loaders.deliveries import COUNTED
from data_loaders.problem import Problem, rows_problem, stop
from data_loaders.sources.collect import Collected
from data_loaders.sources.origin import Origin

FIRST_YEAR = 1990  # no record system in use holds what is older; a spreadsheet's blank day is in 1900
ENDS = (("missing_episodes", "end_dt"), ("return_discussions", "completed_dt"))
READ_FROM = {
    "extract date": {"extract_date"},
    "period": {"period_start", "period_end"},
}  # what could not be read is not also blank
# What programs give out at most by default: reports, lists and previews of record systems and of business software, and the
# sheets of workbooks, old and new, below a header.
LIMITS = (1_000, 2_000, 5_000, 10_000, 20_000, 30_000, 50_000, 65_535, 100_000, 150_000, 500_000, 1_000_000, 1_048_575)
AGAIN = "Renew the manifest (python -m data_loaders manifest), or deliver the file again."


def check_origins(collected: Collected) -> list[Problem]:
    told = {problem.column for problem in collected.problems if problem.table == "manifest"}
    unread = {rule for rule, columns in READ_FROM.items() if told & columns}
    return [
        stop(one.table, one.file, rule, sentence, cure)
        for one in collected.origins
        for rule, sentence, cure in (*_of_the_file(one), *_of_its_dates(one))
        if rule not in unread
    ]


def same_file_twice(collected: Collected) -> list[Problem]:
    """A second download or a copy of a file, to the byte."""
    first: dict[tuple[str, str], str] = {}
    problems = []
    for one in collected.origins:
        other = first.setdefault((one.table, one.sha256), one.file)
        if one.sha256 and other != one.file:
            problems.append(stop(one.table, one.file, "same file twice", f"{one.file} and {other} are the same file, to the byte.",
                                 "Take one of the two out, and its row out of the manifest."))  # fmt: skip
    return problems


def ends_at_a_limit(collected: Collected) -> list[Problem]:
    """As many rows as a program gives out at most: what came after them was lost without a word."""
    return [
        Problem(
            "warn",
            one.table,
            one.file,
            None,
            None,
            "ends at a limit",
            f"{one.file} has exactly {one.rows:,} rows, and some programs give out no more than that.",
            "Count the rows at the source. If there are no more, nothing is to be done.",
        )
        for one in collected.origins
        if one.rows in LIMITS
    ]


def not_yet_happened(collected: Collected) -> list[Problem]:
    """An end after the day of the extract is no end: systems write their last day where there is none yet, and an episode
    that never ends takes in every later one of its child."""
    taken = {(one.table, one.file): one.extract_date for one in collected.origins if one.extract_date > date.min}
    problems: list[Problem] = []
    for table, column in ENDS:
        files = collected.row_files.get(table)
        if files is None:
            continue
        moments = collected.tables[table][column].dt.tz_localize(None)
        last = {file: pd.Timestamp(day) + pd.Timedelta(days=1) for (of, file), day in taken.items() if of == table}
        limits = pd.Series(files, index=moments.index).map(last).astype(moments.dtype)
        problems += rows_problem(moments >= limits, table, table, column, "not yet happened", "lies after the day of the extract",
                                 "Leave it blank where it has not happened; else correct it, or extract_date in the manifest.")  # fmt: skip
    return problems


def _of_the_file(one: Origin) -> Iterator[tuple[str, str, str]]:
    if one.declared_rows is not None and one.declared_rows != one.rows:
        yield "rows", f"{one.file} has {one.rows:,} rows, and its manifest row says {one.declared_rows:,}.", AGAIN
    if one.declared_sha256 and one.declared_sha256.strip().lower() != one.sha256:  # certutil writes capitals
        yield "checksum", f"{one.file} is not the file that its manifest row describes.", AGAIN
    if not one.supplier_agency:
        yield "supplier", f"The manifest row of {one.file} does not say who supplied it.", "Add supplier_agency."


def _of_its_dates(one: Origin) -> Iterator[tuple[str, str, str]]:
    if one.retention_date is not None and one.retention_date < date.today():
        yield ("retention", f"{one.file} had to be deleted by {one.retention_date}.",
               "Delete it, or agree a new date with its supplier.")  # fmt: skip
    if one.next_due is not None and one.next_due <= one.extract_date:
        yield ("next due", f"The manifest row of {one.file} says that the next file was due on {one.next_due}, before this one was taken.",
               "Correct next_due.")  # fmt: skip
    if one.extract_date == date.min:
        yield "extract date", f"The manifest row of {one.file} has no extract date.", "Add it."
    if one.table in COUNTED and not (one.period_start and one.period_end):
        yield ("period", f"The manifest row of {one.file} does not say which period it covers.",
               "Add period_start and period_end.")  # fmt: skip
    if one.period_start and one.period_end and one.period_end < one.period_start:
        yield "period", f"The manifest row of {one.file} says a period that ends before it starts.", "Correct it."
    elif one.period_start and one.period_start.year < FIRST_YEAR:
        yield "period", f"The manifest row of {one.file} says a period that begins in {one.period_start.year}.", "Correct it."  # fmt: skip
    elif one.period_end and date.min < one.extract_date < one.period_end:
        yield ("period", f"{one.file} was extracted on {one.extract_date}, before the end of the period that its manifest row says ({one.period_end}).",
               "Correct period_end, or extract_date: what had not happened yet would look as if nothing had happened.")  # fmt: skip
