"""Bad and doubtful deliveries, each with its verdict. Everything in them is invented; SECRET stands where a person's value might."""

from __future__ import annotations

import gzip
import io
import json
import os
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pandas as pd
import pyreadstat

SECRET = "zq81kept"
AREAS = "area_code,area_level,area_name,parent_code\nC1,COUNCIL,Invented council,\nW1,WARD,Upper,C1\nW2,WARD,Lower,C1\n"
HEAD = "episode_id,child_pseudo_id,counting_unit,start_dt,end_dt,age_band,sex,area_from"
ROWS = [
    "e1,c1,EPISODE,2025-03-29T22:00,2025-03-30T05:30,13-15,F,W1",
    "e2,c2,EPISODE,2025-06-01T10:00,2025-06-01T18:00,16-17,M,W2",
    "e3,c3,REPORT,2025-10-25T23:00,,10-12,F,NK",
]
MANIFEST = "table,file,supplier_agency,extract_date,period_start,period_end,audience,is_synthetic\n"
Write = Callable[[Path], object]


@dataclass(frozen=True)
class Case:
    name: str
    says: str  # words of a stopping sentence or its cure; "" where nothing may stop
    files: dict[str, bytes | str | Write] = field(default_factory=dict)
    tells: str = ""  # words of a warning, its cure or a note: what does not stop, and must not be silent

    def write(self, folder: Path) -> Path:
        described = {"ref_area.csv": "ref_area"} | {name: _table(name) for name in self.files}
        rows = [
            f"{table},{name},POLICE,2026-01-31,2025-01-01,2025-12-31,public,Y"
            for name, table in described.items()
            if table
        ]
        whole = {"ref_area.csv": AREAS, "manifest.csv": MANIFEST + "\n".join(rows) + "\n"} | self.files
        for name, content in whole.items():
            if callable(content):
                content(folder / name)
            else:
                (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
        return folder


def _table(name: str) -> str:
    known = ("missing_episodes", "efh_incidents", "cpc_indicators", "ref_population", "return_discussions", "survey_responses", "survey_questions", "survey_results", "school_terms", "events ")  # fmt: skip
    return (
        next((table.strip() for table in known if name.startswith(table)), "")
        if not name.endswith((".dbf", ".prj"))
        else ""
    )


def text(rows: list[str] | None = None, head: str = HEAD) -> str:
    return "\n".join([head, *(ROWS if rows is None else rows)]) + "\n"


def changed(old: str, new: str) -> str:
    assert old in text()
    return text().replace(old, new)


def csv(name: str, says: str, content: str | bytes, **more: bytes | str | Write) -> Case:
    return Case(name, says, {"missing_episodes.csv": content, **more})


def book(change: Callable[[openpyxl.Workbook], object] = lambda _: None) -> Write:
    def write(file: Path) -> None:
        made = openpyxl.Workbook()
        for row in [HEAD, *ROWS]:
            made.active.append(row.split(","))
        change(made)
        made.save(file)

    return write


def frame() -> pd.DataFrame:
    return pd.DataFrame([row.split(",") for row in ROWS], columns=HEAD.split(","))


def cases() -> Iterator[Case]:
    for room in (
        encodings,
        heads,
        cells,
        days,
        figures,
        periods,
        codes,
        mappings,
        manifests,
        places,
        references,
        files,
        books,
        documents,
        shapes,
        other_kinds,
        links,
        as_typed,
    ):
        yield from room()


def encodings() -> Iterator[Case]:
    plain = text().replace("Upper", "Ùpper")
    for name in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"):
        yield csv(f"encoded as {name}", "", plain.encode(name))
    for label, ends in (("windows", "\r\n"), ("old mac", "\r")):
        yield csv(f"lines of {label}", "", plain.replace("\n", ends))
    for sign in ";\t|":
        yield csv(f"delimited by {sign!r}", "", plain.replace(",", sign))
    yield csv("a line that names its sign", "", "sep=;\n" + plain.replace(",", ";"))
    yield csv("bytes of no text", "no text file", bytes(range(256)) * 20)
    yield csv("nothing", "is empty", "")
    yield csv("blanks alone", "is empty", " \n \n")
    yield csv("a page of the web", "holds no rows", "<html><body>Sign in</body></html>\n")


def heads() -> Iterator[Case]:
    yield csv("title lines", "", "Invented extract\n\nProduced in 2025\n" + text())
    yield csv("a header without rows", "holds no rows", HEAD + "\n")
    yield csv("no header", "no header row", text(head=ROWS[0].replace("c1", SECRET)))
    yield csv("names in capitals", "", text(head=HEAD.upper()))
    both = text([f"{row},2025-01-01" for row in ROWS], HEAD + ",Start dt")
    yield csv("two names that differ by signs alone", "may both be start_dt", both)
    yield csv("five thousand columns", "reaches to row", ",".join(f"c{n}" for n in range(5000)) + "\n" + "1," * 4999 + "1\n")  # fmt: skip
    yield csv("a name twice", "same name", text(head=HEAD.replace("end_dt", "start_dt")))
    for lost in ("episode_id", "counting_unit", "start_dt", "age_band", "sex", "area_from"):
        yield csv(f"no column {lost}", f"no column '{lost}'", text(head=HEAD.replace(lost, "colour of the door")))
    for near, ours in (
        ("start_dtt", "start_dt"),
        ("agebands", "age_band"),
        ("areafrom_", "area_from"),
        ("sexx", "sex"),
    ):
        yield csv(
            f"{ours} misspelt", "Did you mean" if near != "areafrom_" else "", text(head=HEAD.replace(ours, near))
        )
    yield csv("an optional column misspelt", "is not used", text([r + ",LOW" for r in ROWS], HEAD + ",risk_levels"))
    yield csv("blank lines between", "", text().replace("\n", "\n\n"))
    yield csv("a line that was cut", "fewer cells", text([*ROWS, "e4,c4"]))
    yield csv("a comma too many", "more cells", text([ROWS[0] + ",x", *ROWS[1:]]))
    yield csv("a quotation mark left open", "never closed", changed("e2,c2", f'e2,"{SECRET}'))
    yield csv("a note at the end", "fewer cells", text([*ROWS, "Source: an invented system"]))
    yield csv("a row of totals", "row of totals", text([*ROWS, "Total,c9,EPISODE,2025-06-01T10:00,,13-15,F,W1"]))
    yield csv("a grand total", "row of totals", text([*ROWS, "Grand total,c9,EPISODE,2025-06-01T10:00,,13-15,F,W1"]))


def cells() -> Iterator[Case]:
    for error in ("#REF!", "#N/A", "#VALUE!", "#NAME?", "########"):
        yield csv(f"an identifier as {error}", "error of a spreadsheet's formula", changed("e1,c1", f"e1,{error}"))
        for column, old, new in (
            ("moment", "2025-06-01T10:00", error),
            ("code", ",F,W1", f",{error},W1"),
            ("area", ",F,W1", f",F,{error}"),
        ):
            yield csv(f"a {column} as {error}", "error of a spreadsheet's formula", changed(old, new))
    one = [
        row.replace(row.split(",")[1], row.split(",")[0])
        for row in (ROWS[0].replace("e1,c1", f"e{n},c{n}") for n in range(1, 30))
    ]
    yield csv("children called like their episodes", "how many children there are", text(one))
    yield csv("a row twice", "stands in an earlier row", text([*ROWS, ROWS[0]]))
    yield csv("a child left blank", "is blank", changed("e1,c1", "e1,"))
    yield csv("an identifier left blank", "is blank", changed("e1,c1", ",c1"))
    for fused in ("1.23457E+11", "1.2E+12", "9.87654e+14"):
        yield csv(f"an identifier as {fused}", "shortened by a spreadsheet", changed("e1,c1", f"e1,{fused}"))
    yield csv("a text as long as a file", "longer than", changed("e1,c1", f"e1,{'x' * 30_000}"))
    incidents = (
        "incident_id,child_group_pseudo_ids,occurred_date,harm_type,context_type,source_agency,confidence,area_code\n"
    )
    rest = "2025-05-02,CCE,PEER,POLICE,CONFIRMED,W1\n"
    for sign in (" and ", " & ", "+", " / ", "|", ", "):
        group = f"c1{sign}c2"
        group = f'"{group}"' if "," in group else group
        yield Case(
            f"children joined by {sign!r}", "Write ; between", {"efh_incidents.csv": incidents + f"i1,{group},{rest}"}
        )
    yield Case("children joined by ;", "", {"efh_incidents.csv": incidents + f"i1,c1; c2,{rest}"})


def manifests() -> Iterator[Case]:
    row = "missing_episodes,missing_episodes.csv,POLICE,2026-01-31,2025-01-01,2025-12-31,public,Y\n"
    areas = "ref_area,ref_area.csv,OTHER,2026-01-31,,,public,Y\n"
    for name, says, rows in (
        ("of a table that does not exist", "is read as missing_episodes", row + row.replace("missing_episodes,", "kids,")),
        ("of another table", "is read as missing_episodes", row.replace("missing_episodes,", "efh_incidents,")),
        ("that names a file twice", "stands in an earlier row", row + row),
        ("with an audience that does not exist", "is none of partnership, public", row.replace("public", "everyone")),
        ("that is neither invented nor not", "is none of Y, N", row.replace(",Y", ",perhaps")),
        ("with a period after the extract", "before the end of the period", row.replace("2026-01-31", "2025-06-30")),
        ("with a period since 1900", "begins in 1900", row.replace("2025-01-01", "1900-01-01")),
        ("without the day of the extract", "no extract date", row.replace("2026-01-31", "")),
        ("without its period", "which period it covers", row.replace("2025-01-01,2025-12-31", ",")),
        ("of a file outside the folder", "not in the folder", row + row.replace("missing_episodes.csv", "../x.csv")),
    ):  # fmt: skip
        yield csv(f"a manifest {name}", says, text(), **{"manifest.csv": MANIFEST + rows + areas})
    yield Case("a manifest without its files", "no file for the table 'ref_area'", {"manifest.csv": MANIFEST + row, "ref_area.csv": _gone})  # fmt: skip
    yield mapped("a mapping's manifest for an audience that does not exist", "is no audience of a manifest", 'audience = "public"', 'audience = "all"')  # fmt: skip


def references() -> Iterator[Case]:
    for name, file, says, content in (
        ("people of an area that nobody knows", "ref_population.csv", "no area of ref_area", "area_code,year,age_band,sex,population\nW9,2024,10-12,ALL,52\n"),
        ("a term that ends before it starts", "school_terms.csv", "lies before start_date", "start_date,end_date,kind\n2025-06-30,2025-01-01,TERM\n"),
        ("an event of an area that nobody knows", "events 2025.csv", "no area of ref_area", "date,label,kind,scope\n2025-05-05,New system,DATA_BREAK,W9\n"),
        ("a figure outside its own limits", "cpc_indicators.csv", "its own limits", "indicator_id,period,area_code,value,lower,upper\ni1,2021 calendar year,C1,9.5,2,3\n"),
    ):  # fmt: skip
        yield csv(name, says, text(), **{file: content})
    questions = "survey_id,wave,question_id,wording,scale,positive_direction\nINV,,safe,Invented?,{},FIRST\n"
    head = "survey_id,wave,pupil_pseudo_id,question_id,response_code,stratum,cluster,stratum_size\n"
    answers = "".join(f"INV,2025,p{n},safe,{1 + n % 2},s1,k{n % 6},{{}}\n" for n in range(12))
    for name, says, scale, size in (
        ("a sample of strata", "", "1;2", "6"),
        ("more drawn than a stratum has", "drawn from the stratum", "1;2", "5"),
        ("a scale with an answer twice", "two different answers", "1;2;1", "6"),
    ):
        yield Case(name, says, {"survey_questions.csv": questions.format(scale), "survey_responses.csv": head + answers.format(*[size] * 12)})  # fmt: skip
    head, asked = (
        "survey_id,wave,area_code,question_id,response_code,n,base_n,non_response_n\n",
        questions.format("1;2"),
    )
    for name, says, counted in (
        ("one base", "", (",safe,1,40,90,5", ",safe,2,50,90,5")),
        ("two bases of one group", "differs from another row", (",safe,1,40,90,5", ",safe,2,50,130,5")),
        ("two numbers of silent of one group", "differs from another row", (",safe,1,40,90,5", ",safe,2,50,90,8")),
        ("an answer left out", "is more than the answers of its group add up to", (",safe,1,40,43,5",)),
        ("the silent as an answer too", "", (",safe,1,40,90,5", ",safe,2,50,90,5", ",safe,NR,5,90,5")),
        ("the silent as an answer of its own", "differs from non_response_n", (",safe,1,40,90,5", ",safe,2,50,90,5", ",safe,NR,8,90,5")),
        ("a council twice, with the same figures", "", (",safe,1,40,90,5", ",safe,2,50,90,5", "C1,safe,1,40,90,5", "C1,safe,2,50,90,5")),
        ("a council twice, with other figures", "are of one group", (",safe,1,40,90,5", ",safe,2,50,90,5", "C1,safe,1,41,93,5", "C1,safe,2,52,93,5")),
        ("a council with one answer, and all with the other", "", (",safe,1,40,90,5", "C1,safe,2,50,90,5")),
    ):  # fmt: skip
        rows = "".join(f"INV,2025,{row}\n" for row in counted)
        yield Case(name, says, {"survey_questions.csv": asked, "survey_results.csv": head + rows})


def _gone(file: Path) -> None:
    file.unlink(missing_ok=True)


def places() -> Iterator[Case]:
    head = "incident_id,child_group_pseudo_ids,occurred_date,harm_type,context_type,source_agency,confidence,area_code,lat,lon\n"
    row = "i{},c1,2025-05-02,CCE,PEER,POLICE,CONFIRMED,{},{},{}\n"
    for name, says, place in (
        ("a point and an area", "", ("W1", "55.8", "-4.0")),
        ("no place at all", "", ("", "", "")),
        ("half a point", "no lon beside it", ("W1", "55.8", "")),
        ("latitude and longitude exchanged", "lies outside", ("W1", "-4.0", "55.8")),
        ("a point of the national grid", "lies outside", ("W1", "270000", "660000")),
        ("a point at zero", "lies outside", ("W1", "0", "0")),
        ("an area that nobody knows", "no area of ref_area", ("W9", "", "")),
    ):
        yield Case(f"an incident with {name}", says, {"efh_incidents.csv": head + row.format(1, *place)})
    marked = AREAS.replace("Upper", "<b>Upper</b>")
    yield csv("an area with marks of a web page", "marks of a web page", text(), **{"ref_area.csv": marked})
    for length in (500, 1_500_000):
        long = AREAS.replace("Upper", "U" * length)
        yield csv(f"an area's name of {length:,} signs", "longer than", text(), **{"ref_area.csv": long})
    blob = [f"{row},{'U' * 300_000 if row is ROWS[0] else ''}" for row in ROWS]
    yield csv("a megabyte in a column that nobody reads", "", text(blob, HEAD + ",blob"))
    yield Case(
        "a folder with a table in it", "nothing in it is read", {"missing_episodes.csv": text(), "more": _folder}
    )
    yield Case("a folder with a table in it, knowingly", "", {"missing_episodes.csv": text(), "more": _folder, "mapping.toml": '[not_read]\nmore = "last year\'s"\n'})  # fmt: skip
    named = '[more]\ntable = "missing_episodes"\nfiles = ["more/missing_episodes.csv"]\n[more.manifest]\nsupplier_agency = "POLICE"\nextract_date = "2026-01-31"\nperiod_start = "2025-01-01"\nperiod_end = "2025-12-31"\naudience = "public"\n'
    yield Case("a folder with a table in it, named", "", {"more": _folder, "mapping.toml": named})


def _folder(file: Path) -> None:
    file.mkdir()
    (file / "missing_episodes.csv").write_text(text())


DAYS_FIRST = [("29/03/2025 22:00", "30/03/2025 05:30"), ("01/06/2025 10:00", "01/06/2025 18:00")]


def with_moments(pairs: list[tuple[str, str]]) -> str:
    rows = [f"e{n},c{n},EPISODE,{start},{end},13-15,F,W1" for n, (start, end) in enumerate(pairs, start=1)]
    return text(rows)


def days() -> Iterator[Case]:
    yield csv("days first, proved", "", with_moments(DAYS_FIRST))
    halves = [("29/03/2025 10:00 PM", "30/03/2025 5:30 AM"), ("01/06/2025 10:00 a.m.", "01/06/2025 06:00 p.m.")]
    yield csv("hours of two halves", "", with_moments(halves))
    yield csv("an hour of no half", "no datetime", with_moments([("29/03/2025 22:00 PM", ""), *halves]))
    others = [f"{row},0{n}/0{n}/2010 0{n}:12 PM,{13 + n}/11/2025 22:00" for n, row in enumerate(ROWS, start=1)]
    yield csv("moments in columns that nobody reads", "", text(others, HEAD + ",Created on,Changed on"))
    doubtful = [("01/02/2025 22:00", "02/02/2025 05:30"), ("03/04/2025 10:00", "03/04/2025 18:00")]
    yield csv("day or month", "no row of the file proves", with_moments(doubtful))
    yield csv(
        "day or month with points",
        "no row of the file proves",
        with_moments([(a.replace("/", "."), b.replace("/", ".")) for a, b in doubtful]),
    )
    for said in ("day first", "month first"):
        yield csv(
            f"day or month, said {said}",
            "",
            with_moments(doubtful[1:]),
            **{"mapping.toml": f'[missing_episodes]\ndates = "{said}"\n'},
        )
    yield csv("months first, shown", "month comes first", with_moments([("03/29/2025 22:00", "03/30/2025 05:30")]))
    yield csv("years of two digits", "two digits", with_moments([("29/03/25 22:00", "30/03/25 05:30")]))
    yield csv("a day among moments", "without an hour", changed("2025-06-01T10:00", "2025-06-01"))
    yield csv("a month among moments", "is a month", changed("2025-06-01T10:00", "2025-06"))
    yield csv("days alone", "", with_moments([("2025-03-29", "2025-03-30"), ("2025-06-01", "2025-06-02")]))
    yield csv("months alone", "", with_moments([("2025-03", ""), ("2025-06", "")]))
    yield csv("a named month", "", changed("2025-06-01T10:00", "1 June 2025 10:00"))
    for moment in ("2025-06-01T10:00:00Z", "2025-06-01T10:00:00+01:00", "2025-06-01T10:00:00.000"):
        yield csv(f"a moment as {moment}", "", changed("2025-06-01T10:00", moment))
    yield csv("an hour that did not exist", "clocks went forward", changed("2025-03-30T05:30", "2025-03-30T01:30"))
    for wrong in (
        "2025-02-30T10:00",
        "2025-13-01T10:00",
        "2025-06-01T25:00",
        SECRET,
        "yesterday",
        "00/00/0000 00:00",
        "9999",
    ):
        yield csv(f"no moment: {wrong}", "no datetime", changed("2025-06-01T10:00", wrong))
    yield csv("an end before its start", "lies before start_dt", changed("2025-06-01T18:00", "2025-06-01T08:00"))
    yield csv(
        "a period that is over before it starts",
        "ends before it starts",
        text(),
        **{
            "manifest.csv": MANIFEST
            + "missing_episodes,missing_episodes.csv,POLICE,2026-01-31,2025-12-31,2025-01-01,public,Y\nref_area,ref_area.csv,OTHER,2026-01-31,,,public,Y\n"
        },
    )
    incident = "incident_id,child_group_pseudo_ids,occurred_date,harm_type,context_type,source_agency,confidence,area_code\ni1,c1,{},CCE,PEER,POLICE,CONFIRMED,W1\n"
    for day, says in (
        ("2025-05-02", ""),
        ("2025-05-02T23:40:00Z", ""),
        ("2025-05-02 08:00", ""),
        ("2025-05", "is a month"),
        ("02/05/2025", "no row of the file proves"),
        ("22/05/2025", ""),
        (SECRET, "no date"),
        ("45779", ""),
    ):
        yield Case(f"a day of an incident as {day}", says, {"efh_incidents.csv": incident.format(day)})


INDICATOR = "indicator_id,period,area_code,numerator,value\n"


def indicators(*values: str, column: int = 1, period: str = "2021 calendar year") -> dict[str, bytes | str | Write]:
    rows = [
        f'i{n},"{period}",C1,{value if column == 0 else 5},{value if column == 1 else 2.5}'
        for n, value in enumerate(values)
    ]
    return {
        "cpc_indicators.csv": INDICATOR.replace(",", ";")
        + "\n".join(row.replace(",", ";") for row in rows).replace("~", ",")
        + "\n"
    }


def figures() -> Iterator[Case]:
    for values, says in (
        (["77.88", "12"], ""), (["77~88", "12~5"], "has a comma"), (["1~348"], "can be read in two ways"), (["1~348", "1~348.5"], ""), (["1~234~567"], ""),
        (["1.234.567"], "no number"), (["-9", "4"], "below 0"), (["-99", "4"], "below 0"), (["-0.4", "-9"], ""), (["<5"], "no number"), (["*"], "no number"),
        (["c"], "no number"), (["[x]"], "no number"), (["12%"], "neither 45% nor 0.45"), (["12r"], "a sign beside its figure"), (["12[1]"], "a sign beside its figure"), (["12*"], "a sign beside its figure"), (["\u221212"], ""), ([SECRET], "no number"), (["1e3"], ""), (["1 348"], "no number"), (["£12"], "a sign beside its figure"),
        (["(12)"], "a sign beside its figure"), (["nan"], "no number"), (["inf"], "no number"), (["--"], "no number"),
    ):  # fmt: skip
        yield Case(f"figures {' and '.join(values)}", says, indicators(*values))
    people = "area_code,year,age_band,sex,population\nW1,2024,10-12,ALL,{}\nW2,2024,10-12,ALL,52\n"
    for value, says in (
        ("1283", ""),
        ('"1,283"', ""),
        ("1.283", "point may stand between thousands"),
        ("12.5", "no whole number"),
        ("1283.0", ""),
        ("-9", "below 0"),
        ("1.23457E+6", ""),
        ("1.23457E+11", "lost its last digits"),
        ("<5", "no whole number"),
        ("20000000", "lies outside"),
    ):
        yield Case(
            f"people {value}", says, {"ref_population.csv": people.format(value), "missing_episodes.csv": text()}
        )
    decimal = {"mapping.toml": '[cpc_indicators]\ndecimal = ","\n'}
    yield Case("a decimal comma that is said", "", indicators("77~88", "1~348") | decimal)
    status = {"mapping.toml": '[cpc_indicators.statuses.numerator]\n"<5" = "withheld"\n"-9" = "not recorded"\n'}
    yield Case("statuses that are said", "", indicators("<5", "-9", column=0) | status)
    yield Case(
        "a status that does not exist",
        "may be",
        indicators("<5", column=0) | {"mapping.toml": '[cpc_indicators.statuses.numerator]\n"<5" = "small"\n'},
    )


def periods() -> Iterator[Case]:
    understood = ("2021 calendar year", "2021/22 financial year", "2022/23 school year", "2019/20 to 2021/22 financial years; 3-year aggregates", "2021", "March 2023",
                  "4-year aggregate (2014 - 2017)", "Survey year (2017-2019)", "2020 to 2022 (3 year aggregate)", "31st March 2014 snapshot", "2023 Q1 calendar year")  # fmt: skip
    for words in understood:
        yield Case(f"period {words}", "", indicators("2", period=words))
    doubtful = ("2022/23", "2019/20 - 21/22", "2023 Q1", "202324", "2021-22", "2020 - 22", "2022/24 financial year", "financial year 2022", "4-year aggregate (2018-2022)",
                "winter 2023", "2023 H1", "2021 to date", "FY22", "2022 calendar year financial year", SECRET)  # fmt: skip
    for words in doubtful:
        yield Case(f"period {words}", "wholly understood", indicators("2", period=words))
    said = {"mapping.toml": '[cpc_indicators]\nconstants = { year_type = "financial year" }\n'}
    for words in ("2022/23", "202324", "2023 Q1", "2021-22"):
        yield Case(
            f"period {words}, its kind said",
            "" if words != "2021-22" else "wholly understood",
            indicators("2", period=words) | said,
        )


def codes() -> Iterator[Case]:
    for column, old, new in (
        ("age_band", "13-15", "13 to 15"),
        ("sex", ",F,", ",Femail,"),
        ("counting_unit", "EPISODE", "MISPER"),
    ):
        yield csv(f"an unknown code of {column}", f"missing_episodes.codes.{column}", changed(old, new))
    yield csv("a unit that is not known", "is none of REPORT", changed("REPORT", "NK"))
    yield csv("a sex that was not recorded", "", changed(",F,W1", ",NR,W1"))
    yield csv(
        "a text in a column of codes",
        "is none of",
        changed(",F,W1", f",{SECRET} lives with an aunt in the next street,W1"),
    )
    yield csv("an unknown area", "no area of ref_area", changed(",W1", ",W9"))
    yield csv(
        "areas that are above themselves",
        "lead back",
        text(),
        **{"ref_area.csv": AREAS.replace("Invented council,", "Invented council,W1")},
    )


POLICE = "Ref,Subject,Lost,Back,Age,Gender,Ward\nr1,s1,2025-03-29 22:00,,14,Girl,Upper\nr2,s2,2025-04-29 22:00,,16,Boy,Lower\n"
MAPPED = """[police]
table = "missing_episodes"
files = ["police*.csv"]
columns = { episode_id = "Ref", child_pseudo_id = "Subject", start_dt = "Lost", end_dt = "Back", sex = "Gender", area_from = "Ward" }
ages = { age_band = "Age" }
constants = { counting_unit = "EPISODE" }
[police.codes.sex]
Girl = "F"
Boy = "M"
[police.codes.area_from]
Upper = "W1"
Lower = "W2"
[police.manifest]
supplier_agency = "POLICE"
extract_date = "2026-01-31"
period_start = "2025-01-01"
period_end = "2025-12-31"
audience = "public"
"""


def mapped(
    name: str, says: str, old: str = "", new: str = "", content: str | bytes = POLICE, **more: bytes | str | Write
) -> Case:
    assert old in MAPPED
    return Case(
        name, says, {"police-2025.csv": content, "mapping.toml": MAPPED.replace(old, new) if old else MAPPED, **more}
    )


def mappings() -> Iterator[Case]:
    yield mapped("a mapping of a file", "")
    yield mapped("a second supplier", "", **{"missing_episodes.csv": text()})
    yield mapped("a column that is written otherwise", "Did you mean 'Lost'", '"Lost"', '"lost"')
    yield mapped("a column that is not there", "no column 'Colour'", '"Lost"', '"Colour"')
    yield mapped("a column of ours that is none", "no column start_d", "start_dt", "start_d")
    yield mapped("a code of ours that is none", "no code of sex", 'Girl = "F"', 'Girl = "FEM"')
    yield mapped("a code that stands in no row", "stands in no row", "Girl =", "Girll =")
    yield mapped("a constant that is no code", "no code of counting_unit", '"EPISODE"', '"MISPER"')
    yield mapped("a setting that does not exist", "no setting 'colums'", "columns =", "colums =")
    yield mapped(
        "a table that does not exist",
        "Did you mean 'missing_episodes'",
        'table = "missing_episodes"',
        'table = "missing_episode"',
    )
    yield mapped(
        "a pattern that matches nothing", "no file matches", 'files = ["police*.csv"]', 'files = ["polise*.csv"]'
    )
    yield mapped(
        "a path out of the folder", "outside the folder", 'files = ["police*.csv"]', 'files = ["../police*.csv"]'
    )
    yield mapped("a path from the root", "outside the folder", 'files = ["police*.csv"]', 'files = ["/etc/*.csv"]')
    yield mapped(
        "a where without its column",
        "Did you mean 'Ward'",
        "[police.codes.sex]",
        '[police.where]\nward = ["Upper"]\n[police.codes.sex]',
    )
    yield mapped(
        "a where that keeps nothing",
        "keeps none",
        "[police.codes.sex]",
        '[police.where]\nWard = ["Nowhere"]\n[police.codes.sex]',
    )
    yield mapped(
        "a where that keeps one",
        "",
        "[police.codes.sex]",
        '[police.where]\nWard = ["Upper", "Lower"]\n[police.codes.sex]',
    )
    yield mapped("a manifest with a stray name", "manifest has no column", "supplier_agency", "suplier_agency")
    yield mapped("a pattern that is blank", "pattern of files is blank", 'files = ["police*.csv"]', 'files = [""]')
    yield mapped("a column that is skipped and used", "skipped and used", "constants =", 'skip = ["Ward"]\nconstants =')
    yield mapped("an identifier given twice", "each_row and by a column", "constants =", 'each_row = ["episode_id"]\nconstants =')  # fmt: skip
    yield mapped("a file joined to itself", "joined to itself", "[police.codes.sex]", '[police.join]\nfile = "police-2025.csv"\non = "Ref"\n[police.codes.sex]')  # fmt: skip
    yield mapped("a file that is read and not read", "not to be", "[police.manifest]", '[not_read]\n"police-2025.csv" = "for another purpose"\n[police.manifest]')  # fmt: skip
    for name, content in (("a list of what is not read", 'not_read = ["a.csv"]\n' + MAPPED), ("brackets without end", "a = " + "[" * 3000), ("a mapping in another encoding", MAPPED.replace("Upper", "Ùpper").encode("cp1252"))):  # fmt: skip
        yield Case(name, "mapping.toml", {"police-2025.csv": POLICE, "mapping.toml": content})
    yield mapped("toml that is none", "cannot be used", "[police]", "[police")
    yield mapped(
        "a constant over a column",
        "take the place",
        'constants = { counting_unit = "EPISODE" }',
        'constants = { counting_unit = "EPISODE", source_agency = "POLICE" }',
        POLICE.replace("Ward", "Ward,source_agency")
        .replace("Upper", "Upper,POLICE")
        .replace("Lower", "Lower,EDUCATION"),
    )
    yield mapped("an age of no band", "age_band", content=POLICE.replace(",14,", ",9,"))
    yield mapped(
        "a fix with its reason",
        "",
        "[police.codes.sex]",
        '[[police.fixes]]\ncolumn = "Gender"\ntheirs = "Grl"\nours = "Girl"\nbecause = "typed so since the system changed"\n[police.codes.sex]',
        POLICE.replace("Girl", "Grl") + "r3,s3,2025-05-29 22:00,,14,Girl,Upper\n",
    )
    yield mapped(
        "a fix without a reason",
        "because",
        "[police.codes.sex]",
        '[[police.fixes]]\ncolumn = "Gender"\ntheirs = "Grl"\nours = "Girl"\nbecause = ""\n[police.codes.sex]',
    )
    apart = (
        POLICE.replace("Lost", "Day,Hour")
        .replace("2025-03-29 22:00", "29/03/2025,2200")
        .replace("2025-04-29 22:00", "29/04/2025,9:05")
    )
    yield mapped("day and hour apart", "", 'start_dt = "Lost"', 'start_dt = ["Day", "Hour"]', apart)
    yield mapped(
        "day and hour apart, an hour missing",
        "without an hour",
        'start_dt = "Lost"',
        'start_dt = ["Day", "Hour"]',
        apart.replace("2200", ""),
    )
    listed = MAPPED[MAPPED.index("[police.codes.area_from]") : MAPPED.index("[police.manifest]")]
    by_file = '[police.codes.area_from]\nfile = "wards.csv"\ntheirs = "Ward"\nours = "Code"\n'
    yield mapped("codes from a file", "", listed, by_file, **{"wards.csv": "Ward,Code\nUpper,W1\nLower,W2\n"})
    yield mapped("codes from a file that is not there", "no file wards.csv", listed, by_file)
    yield mapped(
        "codes from a file with another column",
        "no column 'Code'",
        listed,
        by_file,
        **{"wards.csv": "Ward,Kode\nUpper,W1\n"},
    )
    yield mapped(
        "codes from a file that contradicts itself",
        "second code",
        listed,
        by_file,
        **{"wards.csv": "Ward,Code\nUpper,W1\nUpper,W2\nLower,W2\n"},
    )
    persons = "Ref,Subject,Age,Gender\nr1,s1,14,Girl\nr2,s2,16,Boy\n"
    events = "Ref,Lost,Back,Ward\nr1,2025-03-29 22:00,,Upper\nr2,2025-04-29 22:00,,Lower\n"
    join = '[police.join]\nfile = "events.csv"\non = "Ref"\n[police.codes.sex]'
    yield mapped("persons and events", "", "[police.codes.sex]", join, persons, **{"events.csv": events})
    yield mapped(
        "a person without an event",
        "belongs to no row",
        "[police.codes.sex]",
        join,
        persons + "r9,s9,14,Girl\n",
        **{"events.csv": events},
    )
    yield mapped(
        "an event twice",
        "stands in an earlier row",
        "[police.codes.sex]",
        join,
        persons,
        **{"events.csv": events + events.splitlines()[1] + "\n"},
    )
    yield mapped("two header rows", "", "[police.codes.sex]", "[police.codes.sex]", POLICE)
    yield from turned()


def turned() -> Iterator[Case]:
    questions = "survey_id,wave,question_id,wording,scale,positive_direction\nINV,,safe,Invented?,1;2;3,FIRST\nINV,,lonely,Invented too?,1;2;3,FIRST\n"
    answers = "Year,sex,safe,lonely\nYear 8,F,1,2\nYear 10,M,3,1\n"
    mapping = """[survey_responses]
columns = {{ stage = "Year" }}
constants = {{ survey_id = "INV", wave = "2025" }}
each_row = ["pupil_pseudo_id"]
[survey_responses.long]
into = "question_id"
value = "response_code"
columns = {columns}
[survey_responses.codes.stage]
"Year 8" = "S1"
"Year 10" = "S3"
"""
    files: dict[str, bytes | str | Write] = {
        "survey_questions.csv": questions,
        "survey_responses.csv": answers,
        "missing_episodes.csv": text(),
    }
    for name, columns, says in (
        ("named", '["safe", "lonely"]', ""),
        ("renamed", '{ safe = "safe", lonely = "lonely" }', ""),
        ("misspelt", '["safe", "lonelly"]', "Did you mean 'lonely'"),
        ("unknown to the questions", '{ safe = "safe", lonely = "alone" }', "no question"),
    ):
        yield Case(
            f"one row a pupil, questions {name}", says, files | {"mapping.toml": mapping.format(columns=columns)}
        )
    counts = "Ward,April 2025,May 2025\nW1,4,<5\nW2,7,12\n"
    pivot = '[cpc_indicators]\nfiles = ["counts.csv"]\ncolumns = { area_code = "Ward" }\nconstants = { indicator_id = "inv", unit = "number" }\n[cpc_indicators.long]\ninto = "period"\nvalue = "value"\ncolumns = ["* 2025"]\n[cpc_indicators.manifest]\nsupplier_agency = "POLICE"\nextract_date = "2026-01-31"\naudience = "public"\n'
    yield Case(
        "months as columns",
        "",
        {"missing_episodes.csv": text(), "counts.csv": counts.replace("<5", "3"), "mapping.toml": pivot},
    )
    yield Case(
        "months as columns, one small",
        "statuses.value",
        {"missing_episodes.csv": text(), "counts.csv": counts, "mapping.toml": pivot},
    )


def files() -> Iterator[Case]:
    good = {"missing_episodes.csv": text()}
    for name in (
        "missing_episode.csv",
        "pupils.csv",
        "register.xlsx",
        "old.mdb",
        "extract",
        "data.xml",
        "answers.sas7bdat",
        "late.zip",
        "months.json",
        "mising_episodes.csv",
    ):
        yield Case(f"a file called {name}", f"{name} is not read", good | {name: SECRET})
    yield Case("one letter less", "did you mean missing_episodes.csv", good | {"missing_episode.csv": text()})
    yield Case(
        "a file that is knowingly not read",
        "",
        good | {"pupils.csv": SECRET, "mapping.toml": '[not_read]\n"pupils.csv" = "it is for another purpose"\n'},
    )
    yield Case(
        "not read without a reason",
        "needs its reason",
        good | {"pupils.csv": SECRET, "mapping.toml": '[not_read]\n"pupils.csv" = ""\n'},
    )
    yield Case("a document about it", "", good | {"README.md": "read me", "notes.pdf": "%PDF"})
    yield Case("a lock of an office program", "", good | {"~$missing_episodes.xlsx": "x"})
    for name in (
        "missing_episodes [2024].csv",
        "missing_episodes [/red].csv".replace("/", ""),
        "Missing episodes 2024.csv",
    ):
        yield Case(f"brackets in {name}", "missing_episodes.codes.sex", {name: changed(",F,W1", ",Femail,W1")})
    yield Case(
        "a file in the manifest that is not there",
        "which is not in the folder",
        good
        | {
            "manifest.csv": MANIFEST
            + "missing_episodes,missing_episodes.csv,POLICE,2026-01-31,2025-01-01,2025-12-31,public,Y\nref_area,ref_area.csv,OTHER,2026-01-31,,,public,Y\nmissing_episodes,more.csv,POLICE,2026-01-31,2025-01-01,2025-12-31,public,Y\n"
        },
    )
    yield Case(
        "a file without a manifest row",
        "no row in manifest.csv",
        good | {"manifest.csv": MANIFEST + "ref_area,ref_area.csv,OTHER,2026-01-31,,,public,Y\n"},
    )


def books() -> Iterator[Case]:
    def case(name: str, says: str, change: Callable[[openpyxl.Workbook], object] = lambda _: None) -> Case:
        return Case(name, says, {"missing_episodes.xlsx": book(change)})

    def cell(at: str, value: object) -> Callable[[openpyxl.Workbook], object]:
        return lambda made: made.active.__setitem__(at, value)

    def notes_first(made: openpyxl.Workbook) -> None:
        made.create_sheet("Notes", 0).append(["About this workbook"])

    yield case("a workbook", "")
    yield case("a sheet of notes first", "", notes_first)
    yield case("a formula never calculated", "never calculated", cell("G3", '=IF(1=1,"F","M")'))
    yield case("an error in a cell", "error of a spreadsheet's formula", cell("G3", "#N/A"))
    yield case("cells that are merged", "are merged", lambda made: made.active.merge_cells("H2:H3"))
    yield case("a cell far away", "far away", cell("XFD1048576", "x"))
    yield case("two sheets with the table", "several sheets", lambda made: made.copy_worksheet(made.active))
    yield case("a moment at midnight", "", cell("D3", datetime(2025, 6, 1)))
    yield case("a day among moments of a workbook", "without an hour", cell("D3", date(2025, 6, 1)))
    yield case("an error in a column that nobody reads", "", lambda made: [made.active.__setitem__(at, v) for at, v in (("I1", "Blob"), ("I3", "#N/A"))])  # fmt: skip
    yield from hidden()
    yield case("an identifier of sixteen digits", "shortened", cell("B2", 1234567890123456789))


def hidden() -> Iterator[Case]:
    """What whoever looks at a workbook does not see, and what is read of it all the same."""

    def case(name: str, tells: str, change: Callable[[openpyxl.Workbook], object], says: str = "") -> Case:
        return Case(name, says, {"missing_episodes.xlsx": book(change)}, tells)

    def sheet(made: openpyxl.Workbook, *, table: bool, notes: bool) -> None:
        made.create_sheet("Notes").append(["About this workbook"])
        for one, is_hidden in zip(made.worksheets, (table, notes), strict=True):
            one.sheet_state = "veryHidden" if is_hidden else "visible"

    yield case("a hidden row", "row 3: hidden in the sheet", lambda made: made.active.row_dimensions[3].__setattr__("hidden", True))  # fmt: skip
    yield case("a hidden column", "column G: hidden in the sheet", lambda made: made.active.column_dimensions["G"].__setattr__("hidden", True))  # fmt: skip
    yield case(
        "a hidden sheet beside the table", "not read: Notes (hidden)", lambda made: sheet(made, table=False, notes=True)
    )
    yield case("a table on a hidden sheet", "is hidden in the workbook, and was read", lambda made: sheet(made, table=True, notes=False))  # fmt: skip


def documents() -> Iterator[Case]:
    for suffix in ("xlsx", "xls", "ods", "xlsb", "sav", "dta", "parquet", "zip", "gpkg", "geojson"):
        yield Case(f"another thing called {suffix}", "missing_episodes", {f"missing_episodes.{suffix}": SECRET * 40})
    yield Case("spss", "", {"missing_episodes.sav": lambda file: pyreadstat.write_sav(frame(), str(file))})
    yield Case("stata", "", {"missing_episodes.dta": lambda file: pyreadstat.write_dta(frame(), str(file))})
    labels = {"sex": {"F": "Female", "M": "Male"}}
    yield Case(
        "spss with labels",
        "",
        {"missing_episodes.sav": lambda file: pyreadstat.write_sav(frame(), str(file), variable_value_labels=labels)},
    )
    yield Case("parquet", "", {"missing_episodes.parquet": lambda file: frame().to_parquet(file)})
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * (60 << 20))
    yield Case("a workbook that unpacks without end", "unpacks to", {"missing_episodes.xlsx": bomb.getvalue()})


def shapes() -> Iterator[Case]:
    square = [[[-4.1, 55.8], [-4.0, 55.8], [-4.0, 55.9], [-4.1, 55.9], [-4.1, 55.8]]]
    collection = {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"WD22CD": "W1", "WD22NM": "Upper"},
                "geometry": {"type": "Polygon", "coordinates": square},
            }
        ],
    }
    good = {"missing_episodes.csv": text()}
    mapping = '[wards]\ntable = "ref_area"\nfiles = ["wards.*"]\n[wards.manifest]\nsupplier_agency = "OTHER"\nextract_date = "2026-01-31"\naudience = "public"\n'
    yield Case("boundaries", "", good | {"wards.geojson": json.dumps(collection), "mapping.toml": mapping})
    line = json.dumps(collection).replace("Polygon", "LineString").replace("[[[", "[[").replace("]]]", "]]")
    yield Case("boundaries that are lines", "encloses nothing", good | {"wards.geojson": line, "mapping.toml": mapping})
    yield Case(
        "boundaries in metres",
        "degrees",
        good | {"wards.geojson": json.dumps(collection).replace("-4.", "-400000."), "mapping.toml": mapping},
    )
    yield Case(
        "boundaries of nothing",
        "wards.geojson",
        good | {"wards.geojson": '{"type": "FeatureCollection", "features": []}', "mapping.toml": mapping},
    )
    two = io.BytesIO()
    with zipfile.ZipFile(two, "w") as packed:
        packed.writestr("north.geojson", json.dumps(collection))
        packed.writestr("south.geojson", json.dumps(collection))
    yield Case(
        "two layers in one zip",
        "several layers: north, south",
        good | {"wards.zip": two.getvalue(), "mapping.toml": mapping},
    )
    yield Case(
        "one of two layers, named",
        "",
        good | {"wards.zip": two.getvalue(), "mapping.toml": mapping.replace("files", 'sheet = "north"\nfiles', 1)},
    )


def other_kinds() -> Iterator[Case]:
    """Files that are something else than their name says."""

    def zipped(file: Path) -> None:
        with zipfile.ZipFile(file, "w") as packed:
            packed.writestr("missing_episodes.csv", text())

    plain = text().replace(",", ";")
    yield Case("text called a workbook", "is no XLSX, but plain text", {"missing_episodes.xlsx": plain})
    yield Case("a workbook called text", "is no CSV, but a workbook", {"missing_episodes.csv": book()})
    yield csv("a printed page called text", "but a PDF", "%PDF-1.7\n1 0 obj\n" + SECRET)
    yield csv("a packed file called text", "but a packed file (GZIP)", gzip.compress(text().encode()))
    yield csv("records of a program called text", "but JSON", '[{"episode_id": "' + SECRET + '"}]\n')
    yield Case("a workbook without a byte", "not one byte", {"missing_episodes.xlsx": b""})
    yield Case("a table in a zip", "Unpack it", {"missing_episodes.zip": zipped})


def links() -> Iterator[Case]:
    def pipe(file: Path) -> None:
        os.mkfifo(file)

    yield Case("a link to another folder", "a place outside", {"missing_episodes.csv": lambda file: file.symlink_to(Path(__file__).resolve())})  # fmt: skip
    yield Case("a link to nothing", "leads nowhere", {"missing_episodes.csv": lambda file: file.symlink_to("gone.csv")})
    yield Case("a link to itself", "leads nowhere", {"missing_episodes.csv": lambda file: file.symlink_to(file.name)})
    yield Case("a pipe", "or a device", {"missing_episodes.csv": pipe})
    called = {"Missing_Episodes.CSV": text(), "manifest.csv": MANIFEST + "missing_episodes,missing_episodes.csv,POLICE,2026-01-31,2025-01-01,2025-12-31,public,Y\n"
              "ref_area,ref_area.csv,POLICE,2026-01-31,2025-01-01,2025-12-31,public,Y\n"}  # fmt: skip
    yield Case("a name in other letters than the manifest's", "Did you mean 'Missing_Episodes.CSV'?", called)


def as_typed() -> Iterator[Case]:
    """What people and their programs do to a table on its way."""
    head, one, other = (
        f"{line},{more}\n" for line, more in ((HEAD, "note"), (ROWS[0], "caf\u00e9"), (ROWS[1], "caf\u00e9"))
    )
    mixed = head.encode() + one.encode() + other.encode("cp1252")
    yield csv("two encodings in one file", "UTF-8 in row 2, and otherwise in row 3", mixed)
    yield csv(
        "two files one below the other",
        "row 5: is the header again",
        text() + text([row.replace("e", "f", 1) for row in ROWS]),
    )
    yield csv("a child once with zeros and once without", "", changed("c1", "00417").replace("c2", "417"))
    where = "incident_id,occurred_date,harm_type,context_type,lat,lon,area_code\n"
    for name, lat, lon, says in (
        ("each other's", -4.0, 55.8, "each other's column"),
        ("metres", 275000, 661000, "easting or northing"),
    ):
        yield Case(f"places in {name}", says, {"efh_incidents.csv": f"{where}i1,2025-05-01,CSE,HOME,{lat},{lon},W1\n"})
    head = "area_code,age_band,sex,year,population\n"
    signs = (("wide", "\uff11\uff12", "no whole number that can be read"), ("other", "\u0661\u0662", "no whole number that can be read"), ("raised", "1\u00b2", "a sign beside its figure"))  # fmt: skip
    for name, figure, says in signs:
        people = f"{head}W1,13-15,F,2025,{figure}\nW1,13-15,M,2025,12\n"
        yield csv(f"figures in {name} signs", says, text(), **{"ref_population.csv": people})
    yield csv(
        "a day in wide signs", "no datetime that can be read", changed("2025-06-01T10:00", "\uff11/\uff12/2025 10:00")
    )
    aged = '[missing_episodes.ages]\nage_band = "age_band"\n'
    yield csv("an age in raised signs", "age_band", changed("13-15", "1\u00b2"), **{"mapping.toml": aged})
