"""Twelve deliveries as partners send them, each with what a person corrects in its draft. All that is in them is invented."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

import geopandas
import openpyxl
import pandas as pd
import pyreadstat
import shapely

from tests.sources.test_one_table_in_every_format import ods

WARDS = {"W1": "Upper Glen", "W2": "Lower Glen", "W3": "Mill and Shore", "W4": "Castle"}
FIRST, LAST = date(2024, 1, 1), date(2025, 12, 31)
AREAS = "area_code,area_level,area_name,parent_code\nC1,COUNCIL,Invented council,\n" + "".join(
    f"{code},WARD,{name},C1\n" for code, name in WARDS.items()
)
OWN_AREAS = {"ref_area.manifest.supplier_agency": "COUNCIL"}
Write = Callable[[Path], object]
Cells = Sequence[Sequence[object]]


@dataclass(frozen=True)
class Delivery:
    """`corrections`: what a person writes in the draft, by section and setting; None takes a setting out. `rows`: how many rows
    of which table must come through, as they were made."""

    name: str
    files: Mapping[str, Write]
    rows: Mapping[str, int]
    corrections: Mapping[str, object] = field(default_factory=dict)

    def write(self, folder: Path) -> None:
        (folder / "ref_area.csv").write_text(AREAS, encoding="utf-8")
        for name, write in self.files.items():
            write(folder / name)


@dataclass(frozen=True)
class Episode:
    number: int
    child: int
    start: datetime
    end: datetime
    age: int
    sex: str
    ward: str
    risk: str


def episodes(many: int, *, seed: int, first: date = FIRST, last: date = LAST) -> list[Episode]:
    """Some children go missing often; nobody is missing twice at once, because each child has days of their own."""
    chance = random.Random(seed)
    children = [(chance.randint(10, 17), chance.choice("FFM"), chance.choice(list(WARDS))) for _ in range(many // 3)]
    days = (last - first).days
    made = []
    for at in range(many):
        child = (
            min(int(chance.paretovariate(0.8)) - 1, len(children) - 1) if at % 2 else chance.randrange(len(children))
        )
        age, sex, ward = children[child]
        start = datetime.combine(first, datetime.min.time()) + timedelta(
            days=chance.randrange(days), hours=chance.randrange(3, 22), minutes=chance.randrange(1, 60)
        )
        risk = chance.choice(["Standard", "Standard", "Medium", "High"])
        made.append(
            Episode(
                at + 1, child + 1, start, start + timedelta(minutes=chance.randrange(60, 119)), age, sex, ward, risk
            )
        )
    starts = {(one.child, one.start.date(), one.start.hour // 2): one for one in made}
    return sorted(starts.values(), key=lambda one: one.start)


def lines(rows: Cells, *, delimiter: str = ",", encoding: str = "utf-8") -> Write:
    def write(file: Path) -> None:
        with file.open("w", encoding=encoding, newline="") as out:
            csv.writer(out, delimiter=delimiter).writerows(rows)

    return write


def sheets(**named: Cells) -> Write:
    def write(file: Path) -> None:
        book = openpyxl.Workbook()
        book.remove(book.active)
        for name, rows in named.items():
            sheet = book.create_sheet(name.replace("_", " "))
            for row in rows:
                sheet.append(row)
        book.save(file)

    return write


def deliveries() -> Iterator[Delivery]:
    for one in (police_extract, workbook_of_social_work, two_suppliers_of_one_table, pupils_in_spss, two_rows_of_headers,
                indicators_with_signs, persons_and_events, months_of_street_records, incidents_in_stata, three_returns,
                answers_counted, a_warehouse):  # fmt: skip
        yield one()


def police_extract() -> Delivery:
    """Day and hour apart, beats by name, an age in years, a grading of their own; semicolons, Windows, two lines of title."""
    made = episodes(700, seed=1)
    head: list[object] = ["Misper Ref", "Nominal Ref", "Date Missing", "Time Missing", "Date Returned", "Time Returned", "Age", "Gender", "Beat", "Grading", "Remarks flag"]  # fmt: skip
    body: Cells = [
        [f"MP{e.number:05d}", f"N{e.child:04d}", f"{e.start:%d/%m/%Y}", f"{e.start:%H:%M}", f"{e.end:%d/%m/%Y}", f"{e.end:%H:%M}",
         e.age, {"F": "Female", "M": "Male"}[e.sex], WARDS[e.ward], e.risk, "Y"] for e in made
    ]  # fmt: skip
    whole: Cells = [
        ["Invented force – missing persons under 18"],
        [f"{FIRST:%d/%m/%Y} to {LAST:%d/%m/%Y}"],
        head,
        *body,
    ]
    return Delivery(
        "police extract", {"Misper extract.csv": lines(whole, delimiter=";", encoding="cp1252")}, {"missing_episodes": len(made)},
        OWN_AREAS | {"missing_episodes.manifest.supplier_agency": "POLICE", "missing_episodes.constants.counting_unit": "EPISODE"},
    )  # fmt: skip


def workbook_of_social_work() -> Delivery:
    """A sheet of notes before the one with data, title lines, moments of a spreadsheet, a row of totals at the end."""
    made = episodes(500, seed=2)
    body: Cells = [
        [f"SW-{e.number}", f"YP{e.child}", e.start, e.end, f"{band(e.age)[0]} to {band(e.age)[1]}", {"F": "Girl", "M": "Boy"}[e.sex],
         WARDS[e.ward], {"Standard": "Low", "Medium": "Medium", "High": "High"}[e.risk]] for e in made
    ]  # fmt: skip
    head: list[object] = ["Event ID", "Young person ID", "Missing from (date and time)", "Returned (date and time)", "Age group", "Sex", "Ward", "Risk"]  # fmt: skip
    data: Cells = [
        ["Children missing from care and home"],
        ["Extracted by the performance team"],
        [],
        head,
        *body,
        ["Total", len(made)],
    ]
    return Delivery(
        "workbook of social work", {"CYP missing 24-25.xlsx": sheets(Read_me=[["How to read this"], ["Each row is an event"]], Data=data)},
        {"missing_episodes": len(made) + 1},
        OWN_AREAS | {"missing_episodes.manifest.supplier_agency": "SOCIAL_WORK", "missing_episodes.constants.counting_unit": "EPISODE"},
    )  # fmt: skip


def band(age: int) -> tuple[int, int]:
    return next((low, high) for low, high in ((10, 12), (13, 15), (16, 17)) if low <= age <= high)


def two_suppliers_of_one_table() -> Delivery:
    """Police and social work deliver the same table, each with names, codes and days of their own."""
    police, social = episodes(400, seed=3), episodes(300, seed=4)
    first: Cells = [["report_no", "subject_id", "reported", "found", "age_at_report", "gender", "ward"]]
    first += [
        [
            f"P{e.number}",
            f"p{e.child}",
            f"{e.start:%Y-%m-%d %H:%M:%S}",
            f"{e.end:%Y-%m-%d %H:%M:%S}",
            e.age,
            e.sex,
            e.ward,
        ]
        for e in police
    ]
    second = pd.DataFrame(
        [(f"S{e.number}", f"s{e.child}", f"{e.start:%d %B %Y %H:%M}", f"{e.end:%d %B %Y %H:%M}", "-".join(map(str, band(e.age))), e.sex, WARDS[e.ward]) for e in social],
        columns=["Episode Ref", "Child Ref", "Start date and time", "End date and time", "Age band", "Sex", "Ward name"],
    )  # fmt: skip
    return Delivery(
        "two suppliers of one table", {"police.csv": lines(first), "social work.ods": lambda file: ods(second, file)},
        {"missing_episodes": len(police) + len(social)},
        OWN_AREAS | {"missing_episodes.manifest.supplier_agency": "POLICE",
                     "missing_episodes_3.manifest.supplier_agency": "SOCIAL_WORK", "missing_episodes_3.constants.counting_unit": "EPISODE"},
    )  # fmt: skip


QUESTIONS = {
    "safe_street": "I feel safe in the streets where I live",
    "safe_bus": "I feel safe on the bus",
    "lonely": "I have somebody to talk to",
}
AGREE = {
    1.0: "Strongly agree",
    2.0: "Agree",
    3.0: "Neither agree nor disagree",
    4.0: "Disagree",
    5.0: "Strongly disagree",
}


def questions() -> Cells:
    scale = ";".join(words for words in AGREE.values())
    head: list[object] = ["survey_id", "wave", "question_id", "wording", "scale", "positive_direction"]
    return [head, *(["HWB", "", name, wording, scale, "FIRST"] for name, wording in QUESTIONS.items())]


def pupils_in_spss() -> Delivery:
    """One row a pupil, one column a question, numbers whose words stand in the labels of the file."""
    chance = random.Random(5)
    made = pd.DataFrame(
        [
            {"pupil": f"k{n}", "schoolyear": chance.choice([1.0, 2.0, 3.0]), "gender": chance.choice([1.0, 2.0]),
             **{name: chance.choice(list(AGREE)) for name in QUESTIONS}} for n in range(900)
        ]
    )  # fmt: skip
    labels = {
        "schoolyear": {1.0: "S1", 2.0: "S2", 3.0: "S3"},
        "gender": {1.0: "Girl", 2.0: "Boy"},
        **dict.fromkeys(QUESTIONS, AGREE),
    }
    return Delivery(
        "pupils in SPSS",
        {"Health and wellbeing 2025.sav": lambda file: pyreadstat.write_sav(made, str(file), variable_value_labels=labels), "survey_questions.csv": lines(questions())},
        {"survey_responses": len(made)},
        OWN_AREAS | {"survey_responses.manifest.supplier_agency": "EDUCATION", "survey_responses.constants.survey_id": "HWB",
                     "survey_responses.constants.wave": "2025", "survey_questions.manifest.supplier_agency": "EDUCATION"},
    )  # fmt: skip


def two_rows_of_headers() -> Delivery:
    """Discussions after the return, beside their episodes: merged cells above the names, codes in words."""
    made = episodes(400, seed=6)
    chance = random.Random(7)
    first: Cells = [
        ["episode_id", "child_pseudo_id", "counting_unit", "start_dt", "end_dt", "age_band", "sex", "area_from"]
    ]
    first += [
        [
            f"e{e.number}",
            f"c{e.child}",
            "EPISODE",
            f"{e.start:%Y-%m-%dT%H:%M}",
            f"{e.end:%Y-%m-%dT%H:%M}",
            "-".join(map(str, band(e.age))),
            e.sex,
            e.ward,
        ]
        for e in made
    ]
    body: list[Sequence[object]] = []
    for e in made:
        is_offered = chance.random() < 0.8
        days = [e.end + timedelta(hours=chance.randrange(2, 90)) for _ in range(2)]
        offered, held = sorted(days) if is_offered else (None, None)
        body.append([f"d{e.number}", f"e{e.number}", "Yes" if is_offered else "No", offered, held])
    data: Cells = [
        ["", "", "Return discussion", "", ""],
        ["Discussion ID", "Episode ID", "Offered", "Offered date", "Completed date"],
        *body,
    ]
    return Delivery(
        "two rows of headers",
        {"missing_episodes.csv": lines(first), "Return interviews.xlsx": sheets(Discussions=data)},
        {"missing_episodes": len(made), "return_discussions": len(made)},
        OWN_AREAS | {"missing_episodes.manifest.supplier_agency": "POLICE", "return_discussions.manifest.supplier_agency": "BARNARDOS"},
    )  # fmt: skip


def indicators_with_signs() -> Delivery:
    """Published figures: signs in the place of figures, years as people write them, limits, a column too many."""
    rows: list[Sequence[object]] = [
        ["Indicator", "Area code", "Period", "Numerator", "Measure", "Lower CI", "Upper CI", "Type", "Data source"]
    ]
    for n, name in enumerate(
        ["Children on the register, rate", "Referrals to the Reporter, rate", "Young people in care, rate"]
    ):
        for year in range(2018, 2025):
            count = "*" if year == 2020 else str(40 + 7 * n + year - 2018)
            value = "c" if year == 2019 and n == 2 else f"{12.5 + n + (year - 2018) / 10:.1f}"
            low, high = ("c", "c") if value == "c" else (f"{float(value) - 2:.1f}", f"{float(value) + 2:.1f}")
            rows.append(
                [
                    name,
                    "C1",
                    f"{year}/{(year + 1) % 100:02d} financial year",
                    count,
                    value,
                    low,
                    high,
                    "rate per 1,000",
                    "Invented office",
                ]
            )
    return Delivery(
        "indicators with signs", {"Profiles download.csv": lines(rows)}, {"cpc_indicators": len(rows) - 1},
        OWN_AREAS | {"cpc_indicators.manifest.supplier_agency": "HEALTH"},
    )  # fmt: skip


def persons_and_events() -> Delivery:
    """Two files of one system: who, and what happened; joined by the number of the person."""
    made = episodes(600, seed=8)
    people = {e.child: e for e in made}
    first: Cells = [
        ["PersonNo", "AgeNow", "Gender", "HomeWard"],
        *([f"X{c}", e.age, e.sex, e.ward] for c, e in people.items()),
    ]
    second: Cells = [["EventNo", "PersonNo", "StartDate", "StartTime", "EndDate", "EndTime"]]
    second += [
        [f"V{e.number}", f"X{e.child}", f"{e.start:%Y-%m-%d}", f"{e.start:%H%M}", f"{e.end:%Y-%m-%d}", f"{e.end:%H%M}"]
        for e in made
    ]
    return Delivery(
        "persons and events", {"events.txt": lines(second, delimiter="\t"), "persons.txt": lines(first, delimiter="\t")},
        {"missing_episodes": len(made)},
        OWN_AREAS | {"missing_episodes.manifest.supplier_agency": "POLICE"},
    )  # fmt: skip


def months_of_street_records() -> Delivery:
    """Open records of a force: a month, a kind of crime and a street, in a file for each month. Only some kinds are wanted."""
    kinds = ["Anti-social behaviour"] * 9 + ["Violence and sexual offences"] * 7 + ["Burglary"] * 4
    head: list[object] = [
        "Crime ID",
        "Month",
        "Reported by",
        "Longitude",
        "Latitude",
        "Location",
        "Crime type",
        "Context",
    ]
    files = {
        f"2025-{month:02d}-invented-street.csv": lines([head, *(
            ["", f"2025-{month:02d}", "Invented force", f"-4.0{n}", f"55.8{n}", "On or near Invented Street", kind, ""] for n, kind in enumerate(kinds * 2)
        )]) for month in range(1, 7)
    }  # fmt: skip
    return Delivery(
        "months of street records", files, {"missing_episodes": 6 * 2 * len(kinds)},
        OWN_AREAS | {
            "assets.table": "missing_episodes", "assets.columns": {"start_dt": "Month"}, "assets.where": {"Crime type": kinds[8:10]},
            "assets.each_row": ["episode_id", "child_pseudo_id"], "assets.manifest.supplier_agency": "POLICE",
            "assets.constants": {"counting_unit": "REPORT", "age_band": "NK", "sex": "NK", "area_from": "NK"},
            "assets.manifest.period_start": "2025-01-01", "assets.manifest.period_end": "2025-06-30",
        },
    )  # fmt: skip


def incidents_in_stata() -> Delivery:
    """Incidents with labels, points in degrees, and the wards as a shapefile of the national grid."""
    chance = random.Random(9)
    harms, contexts = (
        {1: "Sexual exploitation", 2: "Criminal exploitation", 3: "Serious violence"},
        {1: "Park", 2: "School", 3: "Online"},
    )
    made = pd.DataFrame(
        [
            {"inc_ref": f"i{n}", "inc_date": f"{FIRST + timedelta(days=chance.randrange(730)):%d/%m/%Y}", "harm": chance.randint(1, 3),
             "place_type": chance.randint(1, 3), "latitude": 55.80 + chance.random() / 20, "longitude": -4.1 + chance.random() / 20} for n in range(500)
        ]
    )  # fmt: skip
    return Delivery(
        "incidents in Stata",
        {"harm_outside.dta": lambda file: pyreadstat.write_dta(made, str(file), variable_value_labels={"harm": harms, "place_type": contexts}),
         "boundaries.geojson": _squares},
        {"efh_incidents": len(made)},
        {"ref_area.manifest.supplier_agency": "COUNCIL", "ref_area_3.manifest.supplier_agency": "COUNCIL",
         "efh_incidents.manifest.supplier_agency": "SOCIAL_WORK", "efh_incidents.codes.context_type.Park": "NEIGHBOURHOOD"},
    )  # fmt: skip


def _squares(file: Path) -> None:
    boxes = [shapely.box(-4.1 + n / 80, 55.8, -4.1 + (n + 1) / 80, 55.85) for n in range(len(WARDS))]
    frame = geopandas.GeoDataFrame(
        {"WD25CD": list(WARDS), "WD25NM": list(WARDS.values())}, geometry=boxes, crs="EPSG:4326"
    )
    frame.to_file(file)


def three_returns() -> Delivery:
    """One supplier's returns of three periods, each with a row of totals and a note; twelve-hour clocks, unknown codes."""
    parts = [
        (date(2024, 1, 1), date(2024, 6, 30)),
        (date(2024, 7, 1), date(2024, 12, 31)),
        (date(2025, 1, 1), date(2025, 6, 30)),
    ]
    files, many = dict[str, Write](), 0
    for n, (first, last) in enumerate(parts):
        made = episodes(200, seed=20 + n, first=first, last=last)
        many += len(made)
        rows: Cells = [["Ref", "Child Ref", "Unit", "Went missing", "Came back", "Age", "Gender", "Ward", "Where from"]]
        rows += [[f"{n}-{e.number}", f"{n}-{e.child}", "Episode", f"{e.start:%d/%m/%Y %I:%M %p}", f"{e.end:%d/%m/%Y %I:%M %p}", e.age, {"F": "Fem", "M": "Masc"}[e.sex], WARDS[e.ward],
                  "Children's house" if e.child % 3 else "Own home"] for e in made]  # fmt: skip
        rows += [
            ["Total", len(made), "", "", "", "", "", "", ""],
            ["Note: figures may change", "", "", "", "", "", "", "", ""],
        ]
        files[f"Return {n + 1}.csv"] = lines(rows)
    return Delivery(
        "three returns", files, {"missing_episodes": many + 6},
        OWN_AREAS | {"missing_episodes.manifest.supplier_agency": "SOCIAL_WORK", "missing_episodes.codes.sex.Fem": "F",
                     "missing_episodes.codes.sex.Masc": "M"},
    )  # fmt: skip


def answers_counted() -> Delivery:
    """A survey that its supplier has counted already, with "<5" where few answered so."""
    rows: Cells = [["Survey", "Wave", "Stage", "Question", "Answer", "Count", "Base", "No answer"]]
    chance = random.Random(11)
    for stage in ("S1", "S2", "S3"):
        for name in QUESTIONS:
            counts = [chance.randrange(30, 90) for _ in AGREE]
            counts[4] = 3
            rows += [
                ["HWB", "2025", stage, name, words, "<5" if n < 5 else n, sum(counts), 12]
                for words, n in zip(AGREE.values(), counts, strict=True)
            ]
    return Delivery(
        "answers counted", {"Survey tables.csv": lines(rows), "survey_questions.csv": lines(questions())},
        {"survey_results": len(rows) - 1},
        OWN_AREAS | {"survey_results.manifest.supplier_agency": "EDUCATION", "survey_questions.manifest.supplier_agency": "EDUCATION"},
    )  # fmt: skip


def a_warehouse() -> Delivery:
    """An export of a warehouse: typed columns, names without spaces, two dozen columns that nobody asked for."""
    made = episodes(800, seed=12)
    frame = pd.DataFrame(
        {
            "EpisodeIdentifier": [f"w{e.number}" for e in made], "ChildIdentifier": [f"z{e.child}" for e in made],
            "StartDateTime": pd.to_datetime([e.start for e in made]), "EndDateTime": pd.to_datetime([e.end for e in made]),
            "AgeBand": ["-".join(map(str, band(e.age))) for e in made], "SexCode": [e.sex for e in made], "WardCode": [e.ward for e in made],
            "RiskLevel": [{"Standard": "MEDIUM"}.get(e.risk, e.risk.upper()) for e in made],
            **{f"Flag{n}": [n % 2] * len(made) for n in range(12)},
        }
    )  # fmt: skip
    return Delivery(
        "a warehouse", {"export_20260105.parquet": frame.to_parquet}, {"missing_episodes": len(made)},
        OWN_AREAS | {"missing_episodes.manifest.supplier_agency": "POLICE", "missing_episodes.constants.counting_unit": "EPISODE"},
    )  # fmt: skip
