"""More of what partners send: what spreadsheets and record systems make of ages, places, persons and times."""

from __future__ import annotations

from collections.abc import Iterator

from tests.sources.corpus import HEAD, MANIFEST, ROWS, Case, changed, csv, text, with_moments

INCIDENTS = "incident_id,child_group_pseudo_ids,occurred_date,time_band,harm_type,lat,lon\n"
PEOPLE = "area_code,year,age_band,sex,population\n"
ORIGIN = "missing_episodes,missing_episodes.csv,POLICE,{},{},2025-12-31,public,Y\nref_area,ref_area.csv,OTHER,2026-01-31,,,public,Y\n"
EVENTS = "date,label,kind,datasets\n2025-05-05,New system,DATA_BREAK,{}\n"


def as_sent() -> Iterator[Case]:
    for room in (of_spreadsheets, of_persons, of_times, of_places, of_rows, of_events):
        yield from room()


def of_spreadsheets() -> Iterator[Case]:
    for shown in ("12-Oct", "Oct-12"):
        yield csv(f"10-12 shown as {shown}", "10-12 became 12-Oct", changed("10-12", shown))
    incident = INCIDENTS + "i1,c1,2025-05-02,06-Sep,CCE,55.9,-3.2\n"
    yield Case("06-09 shown as 06-Sep", "A spreadsheet made days of codes", {"efh_incidents.csv": incident})
    for name, sign in (("a blank", " "), ("a thin space", "\u202f"), ("an apostrophe", "'")):
        yield csv(
            f"thousands parted by {name}",
            "between thousands",
            text(),
            **{"ref_population.csv": PEOPLE + f"W1,2024,10-12,ALL,1{sign}283\n"},
        )
    yield csv("a blank in a number that parts no thousands", "no whole number", text(), **{"ref_population.csv": PEOPLE + "W1,2024,10-12,ALL,12 83\n"})  # fmt: skip


def of_persons() -> Iterator[Case]:
    for word in ("UNKNOWN", "n/k", "Not recorded", "-", "?", "XXX", "null"):
        yield csv(f"a child called {word}", "nobody is known", changed("e1,c1", f"e1,{word}"))
    incident = INCIDENTS + "i1,c1; Unknown,2025-05-02,,CCE,55.9,-3.2\n"
    yield Case("an unknown child among those of an incident", "nobody is known", {"efh_incidents.csv": incident})
    for day in ("14/03/2011", "2011-03-14", "14 March 2011", "40616"):
        yield csv(f"born {day} in the place of an age", "no day of birth", changed("13-15", day))


def of_times() -> Iterator[Case]:
    for last in ("9999-12-31T00:00", "2026-03-01T10:00"):
        yield csv(f"back {last}, after the extract", "after the day of the extract", changed("2025-06-01T18:00", last))
    yield csv("back on the day of the extract", "", changed("2025-06-01T18:00", "2026-01-31T23:10"))
    both = [("03/29/2025 22:00", "03/30/2025 05:30"), ("29/05/2025 10:00", "29/05/2025 18:00")]
    yield csv("days first and months first", "other rows of the file have the day first", with_moments(both))
    yield csv("an hour that clocks left out", "clocks went forward", changed("2025-06-01T10:00", "2025-03-30T01:30"))


def of_places() -> Iterator[Case]:
    yield csv("areas by their names", "name of an area", text([row.replace("W1", "Upper").replace("W2", "Lower") for row in ROWS]))  # fmt: skip
    yield csv("areas in small letters", "small and capital letters", text([row.replace("W1", "w1") for row in ROWS]))
    yield Case("a west that lost its minus", "a minus may have been lost", {"efh_incidents.csv": INCIDENTS + "i1,c1,2025-05-02,,CCE,55.9,3.2\n"})  # fmt: skip


def of_rows() -> Iterator[Case]:
    for total in ("Total for 2025", "Total 2025-01", "Sub-total for March 2025"):
        row = f"{total},120,,,,,,"
        yield csv(f"a row of {total}", "row of totals", text([*ROWS, row]))
        yield csv(f"a row of {total}, left out", "", text([*ROWS, row]), **{"mapping.toml": '[missing_episodes]\nleave_out = ["totals"]\n'})  # fmt: skip
    yield csv("a manifest with another number of rows", "has 3 rows, and its manifest row says 412", text(),
              **{"manifest.csv": MANIFEST.replace("\n", ",rows\n") + ORIGIN.format("2026-01-31", "2025-01-01").replace("Y\n", "Y,412\n", 1).replace("2026-01-31,,,public,Y", "2026-01-31,,,public,Y,")})  # fmt: skip
    early = text(head=HEAD.replace("start_dt", "Start date"))
    yield csv("a mapping of last month's header", "Did you mean 'Start date'?", early, **{"mapping.toml": '[missing_episodes]\ncolumns = { start_dt = "Start" }\n'})  # fmt: skip


def of_events() -> Iterator[Case]:
    for name, codes in (("all records", ""), ("two datasets", "missing_reports; survey_responses")):
        yield csv(f"an event of {name}", "", text(), **{"events 2025.csv": EVENTS.format(codes)})
    yield csv("an event of a misspelt dataset", "nearest: missing_reports", text(), **{"events 2025.csv": EVENTS.format("missing_report")})  # fmt: skip
