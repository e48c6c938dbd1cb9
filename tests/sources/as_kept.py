"""What people and systems make of a table that is kept for months: lists put together, reports in place of records, codes and
days of their own habits."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl

from tests.sources.corpus import AREAS, HEAD, MANIFEST, ROWS, Case, book, changed, csv, text

PEOPLE = "area_code,year,age_band,sex,population\n"
FIGURES = "indicator_id,period,area_code,numerator,value\n"
DISCUSSIONS = "discussion_id,episode_id,offered,accepted\n"
TAKEN = {"mapping.toml": '[missing_episodes]\ncolumns = { start_dt = ["Day", "Clock"] }\n'}
OF_DISCUSSIONS = (
    MANIFEST
    + "missing_episodes,missing_episodes.csv,POLICE,2026-01-31,2025-01-01,2025-12-31,public,Y\n"
    + "return_discussions,return_discussions.csv,BARNARDOS,2026-01-31,2025-01-01,2025-12-31,public,Y\n"
    + "ref_area,ref_area.csv,OTHER,2026-01-31,,,public,Y\n"
)
BORN = ("140311", "020909", "310112", "050510", "221108", "170710")


def as_kept() -> Iterator[Case]:
    for room in (of_moments, of_ages, of_identifiers, of_lists, of_reports, of_codes, of_figures, of_areas, of_packets):
        yield from room()


def of_moments() -> Iterator[Case]:
    for written in ("10:00 on 2025-06-01", "Sun 01 Jun 2025 10:00", "Sunday, 1 June 2025 10:00 AM", "Jun 1, 2025 10:00", "June 1st 2025 10:00"):  # fmt: skip
        whole = f'"{written}"' if "," in written else written
        yield csv(f"a moment written {written}", "", changed("2025-06-01T10:00", whole))
    yield csv("a moment with its hour first", "", changed("2025-03-29T22:00", "22:00 29/03/2025"))
    yield csv("a year of two in the place of a moment", "no datetime", changed("2025-06-01T10:00", "2025/26"))
    yield csv("an hour after the last one of a day", "no datetime", changed("2025-06-01T10:00", "2025-06-01T24:30"))
    for words in ("Still missing", "not returned", "TBC", "ongoing"):
        yield csv(f"{words} in the place of an end", "Leave it blank where it has not happened yet", changed("2025-06-01T18:00", words))  # fmt: skip
    for clock in ("30/12/1899 {}:00", "1899-12-30 {}:00", "12/30/1899 {}"):
        yield csv(f"an hour with the day {clock[:10]}", "", _apart(clock), **TAKEN)
    yield csv("an hour with the day on which it was asked", "no datetime", _apart("07/07/2026 {}"), **TAKEN)
    yield csv("start and end exchanged", "in each other's column", text([ROWS[0], ROWS[1]], HEAD.replace("start_dt,end_dt", "end_dt,start_dt")))  # fmt: skip


def _apart(clock: str) -> str:
    rows = [row.split(",") for row in ROWS]
    made = [",".join([*r[:3], "/".join(reversed(r[3][:10].split("-"))), clock.format(r[3][11:]), *r[4:]]) for r in rows]
    return text(made, HEAD.replace("start_dt", "Day,Clock"))


def of_ages() -> Iterator[Case]:
    said = {"mapping.toml": '[missing_episodes]\nages = { age_band = "age_band" }\n'}
    for age in ("14y 3m", "14 yrs", "14.25", "14 years and 3 months", "14y"):
        aged = text([row.replace("13-15", age).replace("16-17", "16").replace("10-12", "11.5") for row in ROWS])
        yield csv(f"an age of {age}", "If they are ages in years", aged)
        yield csv(f"an age of {age}, said", "", aged, **said)
    yield csv("a stage of school in the place of an age", "is none of 10-12", changed("13-15", "S3"))


def of_identifiers() -> Iterator[Case]:
    for fused in ("1.23E11", '"1,23E+11"', "4.5e10"):
        yield csv(f"a child as {fused}", "shortened by a spreadsheet", changed("e1,c1", f"e1,{fused}"))
    for name, made in (("initials and a birthday", "JA{}"), ("a birthday and a number", "{}-7")):
        rows = [f"e{n},{made.format(day)},EPISODE,2025-06-0{n}T10:00,,13-15,F,W1" for n, day in enumerate(BORN, 1)]
        yield csv(f"children called by {name}", "hold a day of birth", text(rows))
    years = [f"e{n},{2000 + int(d[4:])}-{d[2:4]}-{d[:2]}/x,EPISODE,2025-06-0{n}T10:00,,13-15,F,W1" for n, d in enumerate(BORN, 1)]  # fmt: skip
    yield csv("children called by a birthday, the year first", "hold a day of birth", text(years))
    refs = [f"e{n},PS-2025060{n}-014,EPISODE,2025-06-0{n}T10:00,,13-15,F,W1" for n in range(1, 7)]
    yield csv("children called by the day of a report", "", text(refs))
    for name, other in (("a letter of Cyrillic", "\u04411"), ("a dash of a word processor", "c\u20131")):
        one = "c-1" if "\u2013" in other else "c1"
        yield Case(f"a child with {name}", "", {"missing_episodes.csv": text([ROWS[0].replace("c1", one), ROWS[1].replace("c2", other), ROWS[2]])}, "that look the same")  # fmt: skip
    swapped = [f"c{1 + n % 2},e{n},EPISODE,2025-06-{10 + n}T10:00,,13-15,F,W1" for n in range(9)]
    yield csv("episodes and children exchanged", "in each other's column", text(swapped))


def of_lists() -> Iterator[Case]:
    """Months put one below the other by hand, and what stays of where one ended."""
    other = HEAD.replace("episode_id", "Episode ID").replace("start_dt", "Start Date")
    again = [row.replace("e", "f", 1) for row in ROWS]
    yield csv("a second list with other names", "is a header again", text([*ROWS, other, *again]))
    yield csv("a mark of bytes in the middle", "", text([ROWS[0], "\ufeff" + ROWS[1], ROWS[2]]))
    yield csv("the end of a text of DOS", "", text() + "\x1a")
    yield csv("blank columns and rows to the right and below", "", "\n".join(row + ",,," for row in text().splitlines()) + "\n" + ",,,,,,,,,,\n" * 40)  # fmt: skip
    for name, line in (("three cells", "Notes:,drawn in January,by the office,,,,,"), ("a sum in its third cell", ",,Total,3,,,,")):  # fmt: skip
        yield csv(f"a note of {name}", "and no record", text([*ROWS, line]))
    yield csv("whole lines in quotation marks", "stands whole in one cell", "\n".join(f'"{row}"' for row in text().splitlines()) + "\n")  # fmt: skip
    yield Case("whole lines in the cells of a sheet", "stands whole in one cell", {"missing_episodes.xlsx": _in_one_cell})  # fmt: skip
    wrapped = HEAD.replace("start_dt", '"Start\nDate/Time"')
    yield csv("a name of two lines", "Did you mean 'Start Date/Time'?", text(head=wrapped))


def _in_one_cell(file: Path) -> None:
    made = openpyxl.Workbook()
    for row in [HEAD, *ROWS]:
        made.active.append([row.replace(",", ";")])
    made.save(file)


def of_reports() -> Iterator[Case]:
    pivot = "Row Labels,Count of episode_id\nUpper,2\nLower,1\nGrand Total,3\n"
    yield csv("a pivot table", "holds a pivot table", pivot)
    first = [f"e{n},{'c1' if n == 0 else ''},EPISODE,2025-06-{10 + n}T10:00,,13-15,F,W1" for n in range(5)]
    yield csv("a child in the first of its rows alone", "fill it down", text(first))
    yield Case("a filter that was left on", "", {"missing_episodes.xlsx": book(_filtered)}, "hidden in the sheet, and read like all others")  # fmt: skip


def _filtered(made: openpyxl.Workbook) -> None:
    made.active.auto_filter.ref = "A1:H4"
    made.active.row_dimensions[3].hidden = True


def of_codes() -> Iterator[Case]:
    for yes, no in (("TRUE", "FALSE"), ("1", "0"), ("-1", "0")):
        rows = f"d1,e1,{yes},{no}\nd2,e2,{no},\n"
        yield Case(f"yes and no as {yes} and {no}", "", {"missing_episodes.csv": text(), "return_discussions.csv": DISCUSSIONS + rows, "manifest.csv": OF_DISCUSSIONS}, f"'{yes}' was read as Y")  # fmt: skip
    lost = {"missing_episodes.csv": text([row.replace("e", "00", 1) for row in ROWS]), "manifest.csv": OF_DISCUSSIONS}
    yield Case("discussions whose episodes lost their zeros", "may have taken the zeros", lost | {"return_discussions.csv": DISCUSSIONS + "d1,1,Y,Y\n"})  # fmt: skip
    yield Case("discussions of other episodes", "from one extract", lost | {"return_discussions.csv": DISCUSSIONS + "d1,9,Y,Y\n"})  # fmt: skip


def of_figures() -> Iterator[Case]:
    for sign in ("<5", "\u22645", "fewer than 5", "n/a", "..", "[c]"):
        yield Case(f"a figure as {sign}", f"signs are '{sign}'", {"cpc_indicators.csv": FIGURES + f"i1,2021 calendar year,C1,{sign},2.5\n"})  # fmt: skip
    yield Case("a count that became a day", "made a day by a spreadsheet", {"cpc_indicators.csv": FIGURES + "i1,2021 calendar year,C1,04-Jan,2.5\n"})  # fmt: skip
    people = "".join(f"W1,{year},10-12,ALL,100\n" for year in ("2023/24", "2024/25"))
    yield csv("people of years of two", "Write one year", text(), **{"ref_population.csv": PEOPLE + people})


def of_areas() -> Iterator[Case]:
    yield csv("a postcode in the place of an area", "identifies a person", text([row.replace("W1", "ML1 9ZZ") for row in ROWS]))  # fmt: skip
    yield csv("the first half of a postcode in the place of an area", "delivered are 'ML1' once", text([row.replace("W1", "ML1") for row in ROWS]))  # fmt: skip
    state = {"ref_area.csv": AREAS.replace("W1", "S13009001").replace("W2", "S13009002")}
    state["manifest.csv"] = "".join(
        line for line in OF_DISCUSSIONS.splitlines(keepends=True) if "BARNARDOS" not in line
    )
    old = text([row.replace("W1", "S13008001").replace("W2", "S13008002") for row in ROWS])
    yield csv("areas of another year", "change when boundaries do", old, **state)


def of_packets() -> Iterator[Case]:
    def packed(file: Path) -> None:
        with zipfile.ZipFile(file, "w") as made:
            made.writestr("March/Police/missing_episodes.csv", text())
            made.writestr("__MACOSX/._x", "x")

    yield Case("folders in a zip", "Unpack it into the folder", {"March return.zip": packed})
    yield Case("a new workbook with the ending of an old one", "Give it the ending .xlsx", {"missing_episodes.xls": _renamed})  # fmt: skip


def _renamed(file: Path) -> None:
    book()(file.with_suffix(".xlsx"))
    file.with_suffix(".xlsx").rename(file)
