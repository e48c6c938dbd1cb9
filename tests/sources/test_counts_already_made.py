"""A partner's table of wards and months, counted already: it comes in by a mapping, keeps its signs, and is never records."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from data_loaders.checks import examine
from data_loaders.publish import publish
from data_loaders.sources import collect
from tests.kept import POLICY
from tests.sources.corpus import AREAS

MAPPING = """[counts]
table = "cpc_indicators"
files = ["Missing reports *.xlsx"]
leave_out = ["totals"]
columns = { area_code = "Ward" }
constants = { indicator_id = "reports", indicator = "Reports counted by the police", unit = "reports", source = "Police" }
[counts.long]
into = "period"
value = "value"
columns = ["* 2025"]
[counts.codes.area_code]
Upper = "W1"
Lower = "W2"
"Invented council" = "C1"
[counts.statuses.value]
"<5" = "withheld"
[counts.manifest]
supplier_agency = "POLICE"
extract_date = "2026-01-31"
period_start = "2025-04-01"
period_end = "2025-06-30"
audience = "public"
[ref_area.manifest]
supplier_agency = "OTHER"
extract_date = "2026-01-31"
audience = "public"
"""
SHEET = [
    ["Ward", "April 2025", "May 2025", "June 2025"],
    ["Upper", 12, "<5", 9],
    ["Lower", 20, 14, 11],
    ["Invented council", 32, 17, 20],
    ["Total", 64, 34, 40],
]


def delivered(folder: Path, sheet: list[list[object]]) -> Path:
    folder.mkdir()
    book = openpyxl.Workbook()
    for row in sheet:
        book.active.append(row)
    book.save(folder / "Missing reports by ward.xlsx")
    (folder / "ref_area.csv").write_text(AREAS, encoding="utf-8")
    (folder / "mapping.toml").write_text(MAPPING, encoding="utf-8")
    return folder


def test_months_by_wards_are_published_as_they_were_counted(tmp_path: Path) -> None:
    folder = delivered(tmp_path / "deliveries", SHEET)
    release = publish(folder, out=tmp_path / "releases", policy_file=POLICY, audience="partnership")
    rows = release.table("indicators")
    assert len(rows) == 9
    shown = {(r.area_code, f"{r.period_start:%Y-%m}", f"{r.period_end:%d}"): (r.value, r.numerator_status)
             for r in rows.itertuples() if r.value == r.value}  # fmt: skip
    assert shown == {
        **{("W1", "2025-04", "30"): (12, "published"), ("W1", "2025-06", "30"): (9, "published")},
        **{("W2", "2025-04", "30"): (20, "published"), ("W2", "2025-06", "30"): (11, "published")},
        **{
            ("C1", f"2025-{m}", d): (n, "published")
            for m, d, n in (("04", "30", 32), ("05", "31", 17), ("06", "30", 20))
        },
    }  # 17 less 14 would be the withheld three
    status = rows.set_index(["area_code", "period"])["numerator_status"]
    assert status["W1", "May 2025"] == "withheld by its publisher"
    assert status["W2", "May 2025"] == "too small to show, or beside one that is"
    assert {view.dataset for view in release.manifest.views} == set()


def test_a_sign_that_the_mapping_does_not_know_stops(tmp_path: Path) -> None:
    other = [*SHEET[:2], ["Lower", 20, "c", 11], *SHEET[3:]]
    collected = collect(delivered(tmp_path / "deliveries", other))
    problems = [p for p in [*collected.problems, *examine(collected)] if p.severity == "stop"]
    assert ["row 3" in p.sentence and "[counts.statuses.value]" in p.cure for p in problems] == [True]
