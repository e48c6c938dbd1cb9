"""One cell, one reason: what follows from a cell that could not be read is not told as a fault of its own."""

from __future__ import annotations

import random
from pathlib import Path

import pandas as pd

from data_loaders.checks import examined
from data_loaders.guard.births import births_in_identifiers
from data_loaders.guard.delivery import guarded
from data_loaders.problem import Problem
from data_loaders.sources import collect
from tests.sources.corpus import Case, csv, text

PEOPLE = "area_code,year,age_band,sex,population\n"


def _told(folder: Path, case: Case) -> tuple[Problem, ...]:
    return examined(guarded(collect(case.write(folder)), folder).collected)


def test_episodes_without_a_start_that_can_be_read_do_not_overlap(tmp_path: Path) -> None:
    rows = [f"e{n},c1,EPISODE,week {n},2025-06-0{n}T18:00,13-15,F,W1" for n in range(1, 6)]
    assert [p.rule for p in _told(tmp_path, csv("weeks", "", text(rows)))] == ["unreadable value"]


def test_people_of_years_that_cannot_be_read_are_not_told_twice(tmp_path: Path) -> None:
    people = PEOPLE + "".join(f"W1,{year}/25,10-12,ALL,50\n" for year in (2023, 2024, 2025))
    told = _told(tmp_path, csv("years", "", text(), **{"ref_population.csv": people}))
    assert [p.rule for p in told if p.table == "ref_population" and p.severity == "stop"] == ["unreadable value"]


def test_a_cell_beside_one_that_is_told_is_told_too(tmp_path: Path) -> None:
    """The rule drops no cell of which nothing else is said: row 3 has a code of nobody, and rows 2 and 3 a postcode."""
    rows = ["e1,c1,EPISODE,2025-06-01T10:00,,13-15,F,ML1 9ZZ", "e2,c2,EPISODE,2025-06-02T10:00,,13-15,Q,ML1 9ZZ", "e3,c3,EPISODE,2025-06-03T10:00,,13-15,F,W9"]  # fmt: skip
    told = [(p.rule, p.column, p.rows) for p in _told(tmp_path, csv("both", "", text(rows))) if p.severity == "stop"]
    assert ("identity", "area_from", (2, 3)) in told
    assert ("value", "sex", (3,)) in told


def test_numbers_drawn_by_lot_are_no_birthdays() -> None:
    lot = random.Random(7)
    for made in (
        lambda: f"{lot.randrange(10**6):06d}",
        lambda: f"KX{lot.randrange(10**6):06d}",
        lambda: f"{lot.randrange(10**8):08d}",
    ):
        assert not births_in_identifiers(pd.Series([made() for _ in range(400)], dtype="str"))
    in_order = pd.Series([f"P{n:06d}" for n in range(1, 900)], dtype="str")
    assert not births_in_identifiers(in_order)


def test_birthdays_are_seen_however_they_are_put() -> None:
    for way in ("{2}{1}{0}", "{0}-{1}-{2}", "AB{0}{1}{2}", "{2}/{1}/{0}", "x-{2}.{1}.{0}-y"):
        made = [way.format(2004 + n, f"{1 + n % 12:02d}", 13 + n) for n in range(12)]
        assert births_in_identifiers(pd.Series(made, dtype="str")), way


def test_birthdays_among_children_of_one_incident_are_seen() -> None:
    days = ["040510", "190911", "230112", "110708", "301109", "050610"]
    assert births_in_identifiers(
        pd.Series([f"AB{one}; CD{two}" for one, two in zip(days[::2], days[1::2], strict=True)], dtype="str")
    )
