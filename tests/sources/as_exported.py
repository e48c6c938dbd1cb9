"""What systems and programs make of a table when they give it out: databases, queries, spreadsheets, reports, downloads."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from unicodedata import normalize

import openpyxl
import pandas as pd

from tests.sources.corpus import AREAS, HEAD, MANIFEST, ROWS, Case, Write, book, changed, csv, text

NAMES = HEAD.split(",")
OF_AREAS = "ref_area,ref_area.csv,OTHER,2026-01-31,,,public,Y\n"
OF_EPISODES = "missing_episodes,{},POLICE,2026-01-31,2025-01-01,2025-12-31,public,Y\n"
QUESTIONS = "survey_id,wave,question_id,wording,scale,positive_direction\nINV,,safe,Invented?,1;2,FIRST\n"
RESULTS = "survey_id,wave,question_id,response_code,n,base_n,non_response_n\n"
FIGURES = "indicator_id,period,area_code,numerator,denominator,value,unit\n"
INCIDENTS = "incident_id,child_group_pseudo_ids,occurred_date,harm_type,context_type,lat,lon\n"


def as_exported() -> Iterator[Case]:
    for room in (
        of_databases,
        of_queries,
        of_reports,
        of_days,
        of_shares,
        of_names,
        of_downloads,
        of_workbooks,
        of_manifests,
        of_suppliers,
    ):
        yield from room()


def many(rows: int, moment: Callable[[int], str]) -> str:
    return text([f"e{n},c{n % 97},EPISODE,{moment(n)},,13-15,F,W1" for n in range(rows)])


def of_databases() -> Iterator[Case]:
    """SQL Server and PostgreSQL write an empty cell, a moment and the end of a result in ways of their own."""
    for null in ("NULL", "\\N", "(null)", "<NA>"):
        yield Case(f"an empty cell as {null}", "", {"missing_episodes.csv": changed("23:00,,", f"23:00,{null},")}, "hold NULL")  # fmt: skip
        yield csv(f"a code that must be known as {null}", "is blank", changed(",F,W1", f",{null},W1"))
    exact = text().replace("22:00,", "22:00:00.0000000,").replace("2025-03-29T", "2025-03-29 ")
    yield csv("moments to seven digits", "", exact)
    yield csv("a moment with its distance from Greenwich", "", changed("2025-06-01T10:00", "2025-06-01 10:00:00.0000000 +01:00"))  # fmt: skip
    yield csv("a moment in the words of a database", "", changed("2025-06-01T10:00", "Jun  1 2025 10:00AM"))
    yield csv("a day that means none", "lies before start_dt", changed("2025-06-01T18:00", "1900-01-01 00:00:00.000"))
    yield csv("a number of rows below", "fewer cells", text() + "\n(3 rows affected)\n")
    yield csv("a line of dashes", "no datetime", text([",".join("-" * len(name) for name in NAMES), *ROWS]))
    yield csv("a line of types", "no datetime", text(["String,String,String,DateTime,DateTime,String,String,String", *ROWS]))  # fmt: skip
    yield csv("names of rows without a name", "more cells", text([f"{n},{row}" for n, row in enumerate(ROWS)]))
    yield csv("numbers of rows under no name", "", text([f"{n},{row}" for n, row in enumerate(ROWS)], "," + HEAD))


def of_queries() -> Iterator[Case]:
    """Power Query, Google Sheets and LibreOffice where a step or a formula failed, or a cell had not been fetched."""
    for failed in ("Error", "[Record]", "[Table]", "Loading...", "#ERROR!", "Err:502", "#BLOCKED!", "#GETTING_DATA"):
        yield csv(f"a child as {failed}", "error of a spreadsheet's formula, of a query", changed("e1,c1", f"e1,{failed}"))  # fmt: skip
    yield csv("names as Column1", "", ",".join(f"Column{n}" for n in range(1, 9)) + "\n" + text())
    for sign in ("-", "?", "n/a", "\u2014"):
        yield csv(f"a sex as {sign}", f'"{sign}" = "NK"', changed(",F,W1", f",{sign},W1"))


def of_reports() -> Iterator[Case]:
    """Reports of record systems: headings, sums and ends stand among the records, pages begin anew."""
    for row in ("*** End of report ***,,,,,,,", "Upper,,,,,,,", "No records found,,,,,,,", "Grand Count,3,,,,,,"):
        yield csv(f"a row {row.strip(',')}", "and no record", text([*ROWS, row]))
    left = {"mapping.toml": '[missing_episodes]\nleave_out = ["notes"]\n'}
    yield csv("a row of a heading, left out", "", text(["Upper,,,,,,,", *ROWS]), **left)
    again = text([row.replace("e", "f", 1) for row in ROWS])
    yield csv("pages with their header", "fewer cells", "Report: Missing\n\n" + text() + "Page 1 of 2\n" + again)
    page = "<html><body><table><tr><td>" + HEAD.replace(",", "</td><td>") + "</td></tr></table></body></html>"
    for name, content in (("a page", page), ("a packed page", "MIME-Version: 1.0\n\n" + page), ("XML", '<?xml version="1.0"?>\n<Workbook/>')):  # fmt: skip
        yield Case(f"{name} called a workbook", "save it as XLSX", {"missing_episodes.xls": content})


def of_days() -> Iterator[Case]:
    def half_read(n: int) -> str:
        return (
            f"2025-{1 + n % 12:02d}-{1 + n % 11:02d}T10:15" if n % 2 else f"{13 + n % 15}/{1 + n % 12:02d}/2025 10:15"
        )

    yield csv("days of which a spreadsheet exchanged half", "day and month may be exchanged", many(40, half_read))
    whole = many(40, lambda n: f"2025-{1 + n % 12:02d}-{1 + n % 28:02d}T{n % 24:02d}:15")
    yield Case("days of text beside days of a spreadsheet", "", {"missing_episodes.csv": whole.replace("2025-01-01T00:15", "13/01/2025 00:15")})  # fmt: skip
    halves = many(60, lambda n: f"2025-{1 + n % 12:02d}-{1 + n % 28:02d}T{1 + n % 12:02d}:15")
    yield Case("hours that lost AM and PM", "", {"missing_episodes.csv": halves}, "AM and PM may have been lost")
    for moment in ("2025-06-01 10:00 BST", "20250601T100000", "1748768400", "2025-W22-7T10:00", "01/06/2025 1000 hrs"):
        yield csv(f"a moment as {moment}", "no datetime", changed("2025-06-01T10:00", moment))


def of_shares() -> Iterator[Case]:
    def answers(*rows: str) -> dict[str, bytes | str | Write]:
        said = "".join(f"INV,{row}\n" for row in rows)
        return {"survey_questions.csv": QUESTIONS, "survey_results.csv": RESULTS + said}

    yield Case("more answers than pupils", "exceed base_n", answers("2024,safe,1,145,100,0", "2024,safe,2,55,100,0"))
    waves = [f"{1990 + n},safe,{r},{5 * (n + r)},{10 * n + 15},0" for n in range(12) for r in (1, 2)]
    yield Case("counts that were rounded", "", answers(*waves), "as if they had been rounded")

    def indicator(*rows: str) -> dict[str, bytes | str | Write]:
        return {"cpc_indicators.csv": FIGURES + "".join(f"i,{row}\n" for row in rows)}

    yield Case("an indicator in per cents", "", indicator("2021,C1,45,100,45,per cent", "2022,C1,1,200,0.5,per cent"))
    yield Case("an indicator's share of one", "is a share of 1", indicator("2021,C1,45,100,0.45,per cent"))
    yield Case("a count above its base", "is above its base", indicator("2021,C1,145,100,45,per cent"))
    yield Case("a share of one among per cents", "", indicator("2021,C1,,,0.45,per cent", "2022,C1,,,46,per cent", "2023,C1,,,47,per cent"), "Shares of 1 may stand among per cents")  # fmt: skip


def of_names() -> Iterator[Case]:
    for name, written in (
        ("two letters for one", "\u00c3\u0153pper"),
        ("a letter lost", "\ufffdpper"),
        ("a dash of three signs", "Up\u00e2\u20ac\u201cper"),
    ):
        yield Case(f"an area with {name}", "read in a wrong encoding", _areas(written))
    yield Case("an area with \u00c5 and \u00c2", "", _areas("\u00c5ngstr\u00f6m, Ch\u00e2teau and \u00c2ge"))
    yield Case("an area with &amp;", "marks of a web page", _areas("Upper &amp; Lower"))
    yield Case("an area with a plain &", "", _areas("Upper & Lower"))
    for written in ("sex [note 1]", "sex*", "sex (as recorded)"):
        yield csv(f"a column called {written}", f"Did you mean '{written}'?", text(head=HEAD.replace("sex", written)))


def _areas(name: str) -> dict[str, bytes | str | Write]:
    quoted = f'"{name}"'
    manifest = MANIFEST + OF_EPISODES.format("missing_episodes.csv") + OF_AREAS
    return {"missing_episodes.csv": text(), "ref_area.csv": AREAS.replace("Upper", quoted), "manifest.csv": manifest}


def of_downloads() -> Iterator[Case]:
    """Second downloads, shadows of other systems, files that are not wholly there, and lists that end at a limit."""
    good = {"missing_episodes.csv": text()}
    for name in ("missing_episodes (1).csv", "missing_episodes - Copy.csv"):
        yield Case(f"the same file again as {name}", "the same file, to the byte", good | {name: text()})
    yield Case("a shadow of macOS", "", good | {"._missing_episodes.csv": b"\0\5\26\7\0\2\0\0Mac OS X"}, "put there by macOS")  # fmt: skip
    for name in (
        "missing_episodes.csv.crdownload",
        "missing_episodes.gsheet",
        "missing_episodes.numbers",
        "missing_episodes.csv.gz",
    ):
        yield Case(f"a file called {name}", f"{name} is not read", good | {name: "x"})

    def cut(file: Path) -> None:
        book()(file)
        file.write_bytes(file.read_bytes()[:2000])

    yield Case("half a workbook", "is damaged", {"missing_episodes.xlsx": cut})
    ends = many(1000, lambda n: f"2025-{1 + n % 12:02d}-{1 + n % 28:02d}T{n % 24:02d}:{n % 60:02d}")
    yield Case("a list that ends at a limit", "", {"missing_episodes.csv": ends}, "has exactly 1,000 rows")


def of_workbooks() -> Iterator[Case]:
    def away(file: Path) -> None:
        made = openpyxl.Workbook()
        for down, row in enumerate([HEAD, *ROWS], start=3):
            for across, cell in enumerate(row.split(","), start=4):
                made.active.cell(down, across, cell)
        made.save(file)

    def strict(file: Path) -> None:
        book(lambda made: made.active.__setitem__("G3", '=IF(1=1,"F","M")'))(file)
        with zipfile.ZipFile(file) as packed:
            parts = {name: packed.read(name) for name in packed.namelist()}
        with zipfile.ZipFile(file, "w") as packed:
            for name, part in parts.items():
                part = part.replace(
                    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                    b"http://purl.oclc.org/ooxml/spreadsheetml/main",
                )
                packed.writestr(
                    name,
                    part.replace(
                        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
                    ),
                )

    def months(made: openpyxl.Workbook) -> None:
        made.active.title = "Jan"
        made.copy_worksheet(made.active).title = "Feb"

    yield Case("a table away from the corner", "", {"missing_episodes.xlsx": away})
    yield Case("a strict workbook with a formula", "never calculated", {"missing_episodes.xlsx": strict})
    yield Case("a sheet for each month", "save each as a file of its own", {"missing_episodes.xlsx": book(months)})
    row = {
        "incident_id": ["i1"],
        "child_group_pseudo_ids": [["c1", "c2"]],
        "occurred_date": ["2025-05-02"],
        "harm_type": ["CCE"],
        "context_type": ["PEER"],
        "lat": [55.8],
        "lon": [-4.0],
    }
    yield Case("a list in a cell", "", {"efh_incidents.parquet": lambda file: pd.DataFrame(row).to_parquet(file)})
    yield Case("degrees with a typesetter's minus", "", {"efh_incidents.csv": INCIDENTS + "i1,c1,2025-05-02,CCE,PEER,55.8,\u22124.0\n"})  # fmt: skip
    yield Case("degrees and minutes", "Deliver degrees as a plain number", {"efh_incidents.csv": INCIDENTS + "i1,c1,2025-05-02,CCE,PEER,55\u00b048'N,4\u00b000'W\n"})  # fmt: skip


def of_manifests() -> Iterator[Case]:
    capitals = hashlib.sha256(text().encode()).hexdigest().upper()
    row = OF_EPISODES.format("missing_episodes.csv").removesuffix("\n")
    sealed = MANIFEST.replace("\n", ",sha256\n") + f"{row},{capitals}\n" + OF_AREAS.replace("\n", ",\n")
    yield csv("a checksum in capitals", "", text(), **{"manifest.csv": sealed})
    other = MANIFEST.replace("\n", ",sha256\n") + f"{row},{capitals[::-1]}\n" + OF_AREAS.replace("\n", ",\n")
    yield csv("a checksum of another file", "is not the file that", text(), **{"manifest.csv": other})
    for name, one, two in (("as macOS writes it", "NFD", "NFC"), ("as others do", "NFC", "NFD")):
        there, said = (normalize(form, "missing_episodes \u00e9t\u00e9.csv") for form in (one, two))  # type: ignore[arg-type]
        yield Case(f"an accent in a file's name {name}", "", {there: text(), "manifest.csv": MANIFEST + OF_EPISODES.format(said) + OF_AREAS})  # fmt: skip


def of_suppliers() -> Iterator[Case]:
    others = text([row.replace("e", "f", 1).replace("c", "d", 1) for row in ROWS[:2]])
    social = OF_EPISODES.format("missing_episodes social.csv").replace("POLICE", "SOCIAL_WORK")
    rows = OF_EPISODES.format("missing_episodes.csv") + social + OF_AREAS
    yield Case("days of two suppliers", "", {"missing_episodes.csv": text(), "missing_episodes social.csv": others, "manifest.csv": MANIFEST + rows}, "several files cover the same days")  # fmt: skip
