"""A draft claims of a column what `check` then reads in it, and nothing more. All rows are invented."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from data_loaders.checks import examine
from data_loaders.deliveries import TABLES
from data_loaders.draft import drafts
from data_loaders.draft.codes import codes_of
from data_loaders.draft.saving import proposed_sections, write_section
from data_loaders.problem import is_stopping
from data_loaders.sources import collect
from tests.sources.corpus import AREAS

# What may stand in a column of theirs that is called like a day, a figure or a ward; each cell is filled.
COLUMNS = {
    "months": ("Incident date", ["2025-01", "2025-02", "2025-03"]),
    "months in words": ("Incident date", ["January 2025", "May 2025", "June 2025"]),
    "years of two digits": ("Incident date", ["01/02/25", "13/02/25", "14/02/25"]),
    "American days": ("Incident date", ["01/13/2025", "02/14/2025", "03/01/2025"]),
    "days that prove nothing": ("Incident date", ["01/02/2025", "03/04/2025", "05/06/2025"]),
    "days of a spreadsheet": ("Incident date", ["45745", "45809", "45955"]),
    "impossible days": ("Incident date", ["2025-02-30", "2025-02-31", "2025-02-01"]),
    "moments on twelve hours": ("Incident date", ["01/02/2025 10:05 PM", "13/02/2025 1:05 AM", "14/02/2025 11:00 AM"]),
    "degrees": ("Latitude", ["55.81", "55.82", "55.83"]),
    "degrees with a comma": ("Latitude", ["55,81", "55,82", "55,83"]),
    "wards by code": ("Ward", ["W1", "W2", "W1"]),
    "wards by name": ("Ward", ["Upper", "lower", "Upper"]),
    "wards of somewhere else": ("Ward", ["Elsewhere", "Nowhere", "Elsewhere"]),
    "kinds in words": ("Harm type", ["Serious violence", "Peer abuse", "Online harm"]),
    "kinds of their own": ("Harm type", ["V1", "V2", "V3"]),
}  # fmt: skip


@pytest.mark.parametrize("case", COLUMNS)
def test_what_is_claimed_whole_is_not_refused(tmp_path: Path, case: str) -> None:
    name, cells = COLUMNS[case]
    whole = {
        "Incident ref": ["i1", "i2", "i3"],
        "Incident date": ["2025-01-05", "2025-02-05", "2025-03-05"],
        "Harm type": ["SYV", "CSE", "CCE"],
    }
    whole[name] = cells
    if name == "Latitude":
        whole["Longitude"] = [cell.replace("55", "-4") for cell in cells]
    rows = [";".join(whole), *(";".join(row) for row in zip(*whole.values(), strict=True))]
    (tmp_path / "extract.csv").write_text("\n".join(rows) + "\n")
    (tmp_path / "ref_area.csv").write_text(AREAS)
    made, _ = drafts(tmp_path)
    for section, body in proposed_sections(tmp_path, made):
        write_section(tmp_path, section, body | {"manifest": body["manifest"] | {"supplier_agency": "POLICE"}})
    draft = next(one for one in made if one.file.name == "extract.csv")
    claimed = {column.ours for column in draft.columns if column.understood == 1.0}
    collected = collect(tmp_path)
    refused = {p.column for p in [*collected.problems, *examine(collected)] if is_stopping(p)}
    assert not claimed & refused, (claimed, refused)
    assert draft.table.name == "efh_incidents" or "occurred_date" not in claimed


def test_a_decimal_comma_is_proposed_and_then_read(tmp_path: Path) -> None:
    (tmp_path / "extract.csv").write_text(
        "Latitude;Longitude;Incident date;Incident ref\n55,8123;-4,1;2025-01-05;i1\n55,8124;-4,2;2025-01-06;i2\n"
    )
    made, _ = drafts(tmp_path)
    ((name, body),) = proposed_sections(tmp_path, made)
    assert body["decimal"] == ","
    write_section(tmp_path, name, body)
    assert list(collect(tmp_path).tables["efh_incidents"]["lat"]) == [55.8123, 55.8124]


def test_a_month_is_no_day(tmp_path: Path) -> None:
    (tmp_path / "extract.csv").write_text("Incident ref,Incident date,Harm type\ni1,2025-01,SYV\ni2,2025-02,CSE\n")
    (draft,), _ = drafts(tmp_path)
    assert "occurred_date" not in {column.ours for column in draft.columns}


def test_a_title_is_no_header_even_where_no_name_is_known(tmp_path: Path) -> None:
    (tmp_path / "extract.csv").write_text("Invented office,,\nFirst to last,,\nAlpha,Beta,Gamma\n1,2,3\n4,5,6\n")
    (draft,), _ = drafts(tmp_path)
    assert list(draft.text.columns) == ["Alpha", "Beta", "Gamma"]


@pytest.mark.parametrize("cell", ["14/03/2010", "2010-03-14", "14 March 2010", "40251", "20100314", "14.3.10"])
def test_a_day_that_may_be_one_of_birth_is_not_written_into_a_draft(cell: str) -> None:
    ages = TABLES["missing_episodes"].column("age_band")
    assert codes_of(pd.Series([cell, cell, "twelve"], dtype="str"), ages) == ['"twelve" = "NK"  # ? 1 rows']


@pytest.mark.parametrize(("cell", "code"), [("12-Oct", "10-12"), ("Oct-12", "10-12"), ("11-Oct", "NK")])
def test_a_day_that_a_spreadsheet_made_of_a_code_is_that_code(cell: str, code: str) -> None:
    ages = TABLES["missing_episodes"].column("age_band")
    (line,) = codes_of(pd.Series([cell], dtype="str"), ages)
    assert line.startswith(f'"{cell}" = "{code}"  # ')
