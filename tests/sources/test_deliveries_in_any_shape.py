"""The same rows in every format and shape that partners send, and what must not pass in silence. All rows are invented."""

from __future__ import annotations

from pathlib import Path

import geopandas
import pandas as pd
import pytest
import shapely

from data_loaders.checks import examine
from data_loaders.guard.delivery import guarded
from data_loaders.problem import is_stopping
from data_loaders.sources import collect

AREAS = "area_code,area_level,area_name,parent_code\nC1,COUNCIL,Invented council,\nW1,WARD,Upper,C1\nW2,WARD,Lower,C1\n"
HEAD = "episode_id,child_pseudo_id,counting_unit,start_dt,end_dt,age_band,sex,area_from"
ROWS = [
    "e1,c1,EPISODE,2025-03-29T22:00,2025-03-30T05:30,13-15,F,W1",
    "e2,c2,EPISODE,2025-06-01T10:00,2025-06-01T18:00,16-17,M,W2",
    "e3,c3,REPORT,2025-10-25T23:00,,10-12,F,NK",
]
MANIFEST = """table,file,supplier_agency,extract_date,period_start,period_end,audience,is_synthetic
missing_episodes,{file},POLICE,2026-01-31,2025-01-01,2025-12-31,public,Y
ref_area,ref_area.csv,OTHER,2026-01-31,,,public,Y
"""


def delivered(folder: Path, text: str, name: str = "missing_episodes.csv") -> Path:
    (folder / name).write_bytes(text.encode())
    (folder / "ref_area.csv").write_text(AREAS)
    (folder / "manifest.csv").write_text(MANIFEST.format(file=name))
    return folder


def csv_text(rows: list[str] | None = None, head: str = HEAD) -> str:
    return "\n".join([head, *(rows or ROWS)]) + "\n"


def told(folder: Path) -> list[str]:
    collected = guarded(collect(folder), folder).collected
    return [p.sentence for p in [*collected.problems, *examine(collected)] if is_stopping(p)]


def episodes(folder: Path) -> pd.DataFrame:
    assert told(folder) == []
    return collect(folder).tables["missing_episodes"].reset_index(drop=True)


@pytest.fixture
def plain_rows(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    folder = tmp_path_factory.mktemp("plain")
    return episodes(delivered(folder, csv_text()))


SHAPES = {
    "byte order mark": lambda: "\ufeff" + csv_text(),
    "semicolons": lambda: csv_text().replace(",", ";"),
    "tabs": lambda: csv_text().replace(",", "\t"),
    "windows lines": lambda: csv_text().replace("\n", "\r\n"),
    "spaces and case": lambda: csv_text(head=HEAD.replace("_", " ").upper()).replace("EPISODE,", " episode ,"),
    "synonyms": lambda: csv_text(head=HEAD.replace("sex", "Gender").replace("area_from", "area_code")).replace(",F,", ",Female,"),
    "day first": lambda: csv_text([
        "e1,c1,EPISODE,29/03/2025 22:00,30/03/2025 05:30,13-15,F,W1", "e2,c2,EPISODE,01/06/2025 10:00,01/06/2025 18:00,16-17,M,W2",
        "e3,c3,REPORT,25/10/2025 23:00,,10-12,F,NK"]),
    "excel serials": lambda: csv_text([
        "e1,c1,EPISODE,45745.91666666667,45746.229166666664,13-15,F,W1", "e2,c2,EPISODE,45809.416666666664,45809.75,16-17,M,W2",
        "e3,c3,REPORT,45955.958333333336,,10-12,F,NK"]),
    "one time without a fraction": lambda: csv_text([ROWS[0].replace("22:00,", "22:00:00.000,"), *ROWS[1:]]),
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_of_a_text_file_gives_the_same_rows(tmp_path: Path, plain_rows: pd.DataFrame, shape: str) -> None:
    pd.testing.assert_frame_equal(episodes(delivered(tmp_path, SHAPES[shape]())), plain_rows)


def test_an_excel_book_and_a_parquet_file_give_the_same_rows(tmp_path: Path, plain_rows: pd.DataFrame) -> None:
    typed = pd.DataFrame([r.split(",") for r in ROWS], columns=HEAD.split(","))
    for column in ("start_dt", "end_dt"):
        typed[column] = pd.to_datetime(typed[column])
    for name in ("missing_episodes.xlsx", "missing_episodes.parquet"):
        folder = tmp_path / name
        folder.mkdir()
        delivered(folder, csv_text(), name)
        typed.to_excel(folder / name, index=False) if name.endswith("xlsx") else typed.to_parquet(folder / name)
        pd.testing.assert_frame_equal(episodes(folder), plain_rows)


def test_an_excel_serial_is_not_1970_and_an_area_called_na_does_not_vanish(tmp_path: Path) -> None:
    rows = [
        ROWS[0].replace("2025-03-29T22:00", "45745.91666666667").replace("2025-03-30T05:30", ""),
        ROWS[1].replace("W2", "NA"),
    ]
    frame = episodes(delivered(tmp_path, csv_text(rows)))
    assert frame["start_dt"].iloc[0] == pd.Timestamp("2025-03-29T22:00", tz="Europe/London")
    assert len(frame) == 2
    assert frame["area_from"].iloc[1] == "NA"


BAD = {
    "header only": (HEAD + "\n", "holds no rows"),
    "nothing at all": ("", "empty"),
    "a page of a website": ("<html><body>Please sign in</body></html>\n", "holds no rows"),
    "an impossible date": (csv_text([ROWS[0].replace("2025-03-29", "2025-02-30")]), "row 2, start_dt"),
    "month before day": (csv_text([ROWS[0].replace("2025-03-29T22:00", "03/29/2025")]), "row 2, start_dt"),
    "an hour that did not exist": (csv_text([ROWS[0].replace("2025-03-30T05:30", "2025-03-30T01:30")]), "row 2, end_dt"),
    "an end before its start": (csv_text([ROWS[1].replace("18:00", "09:00")]), "row 2, end_dt"),
    "an unknown code": (csv_text([ROWS[0], ROWS[1].replace("16-17", "18-25")]), "row 3, age_band"),
    "an unknown area": (csv_text([ROWS[0].replace("W1", "W9")]), "row 2, area_from"),
    "a row of totals": (csv_text([*ROWS, "Total,c9,EPISODE,2025-06-01,,13-15,F,W1"]), "row 5, episode_id"),
    "a row twice": (csv_text([ROWS[0], ROWS[0]]), "row 3"),
    "two columns of one name": (csv_text(head=HEAD.replace("end_dt", "start_dt")), "same name"),
    "a column left out": (csv_text(["e1,c1,EPISODE,2025-06-01,,F,W1"], HEAD.replace(",age_band", "")), "age_band"),
    "a blank that must not be": (csv_text([ROWS[0].replace("c1", "")]), "row 2, child_pseudo_id"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_what_must_not_pass_stops_with_its_place(tmp_path: Path, case: str) -> None:
    text, where = BAD[case]
    sentences = told(delivered(tmp_path, text))
    assert any(where in sentence for sentence in sentences), sentences
    assert all("missing_episodes" in sentence for sentence in sentences)


def test_a_file_of_another_kind_behind_a_known_ending_is_told(tmp_path: Path) -> None:
    delivered(tmp_path, "<html></html>", "missing_episodes.xlsx")
    assert any("is no XLSX, but a page of the web" in sentence for sentence in told(tmp_path))


@pytest.mark.parametrize(
    "value",
    [
        "ab.cd@example.org",
        "07700 900123",
        "ML1 1AA",
        "ml11aa",
        "0101155555",
        "943 476 5919",
        "AB123456C",
        "12 Invented Street",
    ],
)
def test_what_identifies_a_person_is_refused_and_never_repeated(tmp_path: Path, value: str) -> None:
    delivered(tmp_path, csv_text([ROWS[0].replace("e1,c1", f"e1,{value}"), *ROWS[1:]]))
    sentences = told(tmp_path)
    assert any("identifies a person" in sentence and "row 2" in sentence for sentence in sentences), sentences
    assert not any(value in sentence for sentence in sentences)


@pytest.mark.parametrize(
    "value", ["S13003042", "8a1975a5b6fffff", "2025-03-29T22:00", "55.991", "c0ffee123456", "R-000123"]
)
def test_what_identifies_nobody_passes(tmp_path: Path, value: str) -> None:
    delivered(tmp_path, csv_text([ROWS[0].replace("e1,c1", f"e1,{value}"), *ROWS[1:]]))
    assert told(tmp_path) == []


SQUARE = shapely.box(-4.1, 55.8, -4.0, 55.9)
BOW_TIE = shapely.Polygon([(-4.1, 55.8), (-4.0, 55.9), (-4.0, 55.8), (-4.1, 55.9)])


def boundaries(folder: Path, shape: shapely.Geometry, *, crs: str | None, name: str) -> Path:
    folder.mkdir()
    frame = geopandas.GeoDataFrame({"code_there": ["W1"], "name_there": ["Upper"]}, geometry=[shape], crs="EPSG:4326")
    frame = frame.to_crs(crs) if crs else frame.set_crs(None, allow_override=True)
    if crs:
        frame.to_file(folder / name)
    else:
        with pytest.warns(UserWarning, match="crs"):
            frame.to_file(folder / name)
    delivered(folder, csv_text())
    (folder / "mapping.toml").write_text(
        f'[ref_area]\nfiles = ["{name}"]\ncolumns = {{ area_code = "code_there", area_name = "name_there" }}\n'
        'constants = { area_level = "WARD" }\n[ref_area.manifest]\nsupplier_agency = "OTHER"\nextract_date = "2026-01-31"\naudience = "public"\n'
    )
    return folder


@pytest.mark.parametrize("name", ["wards.geojson", "wards.gpkg"])
@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:27700"])
def test_boundaries_in_any_projection_land_in_the_same_place(tmp_path: Path, name: str, crs: str) -> None:
    folder = boundaries(tmp_path / "b", SQUARE, crs=crs, name=name)
    assert told(folder) == []
    ward = collect(folder).tables["ref_area"].set_index("area_code").loc["W1"]
    shape = shapely.from_geojson(ward["geometry"])
    assert shape.symmetric_difference(SQUARE).area < 1e-4 * SQUARE.area
    assert ward["parent_code"] == "C1"  # from the table that names the areas
    assert ward["area_name"] == "Upper"


def test_a_boundary_that_crosses_itself_is_mended(tmp_path: Path) -> None:
    folder = boundaries(tmp_path / "b", BOW_TIE, crs="EPSG:4326", name="wards.geojson")
    ward = collect(folder).tables["ref_area"].set_index("area_code").loc["W1"]
    assert shapely.from_geojson(ward["geometry"]).is_valid


def test_a_boundary_without_a_projection_is_refused_with_the_cure(tmp_path: Path) -> None:
    folder = boundaries(tmp_path / "b", SQUARE, crs=None, name="wards.gpkg")
    assert any("projection" in sentence for sentence in told(folder))


OTHERS = "Ref,When,Kind,Where\n1,2025-01,Missing child,Upper\n2,2025-01,Theft,Upper\n3,2025-02,Missing child,Lower\n"
MAPPING = """
[missing_episodes]
files = ["records-*.csv"]
columns = { start_dt = "When", area_from = "Where" }
constants = { counting_unit = "REPORT", age_band = "NK", sex = "NK" }
each_row = ["episode_id", "child_pseudo_id"]
[missing_episodes.codes.area_from]
Upper = "W1"
"*" = "C1"
[missing_episodes.where]
Kind = ["Missing child"]
[missing_episodes.manifest]
supplier_agency = "POLICE"
extract_date = "2025-05-01"
period_start = "2025-01-01"
period_end = "2025-02-28"
audience = "public"
"""


def test_another_kind_of_record_loads_through_a_mapping_alone(tmp_path: Path) -> None:
    delivered(tmp_path, OTHERS, "records-2025.csv")
    (tmp_path / "mapping.toml").write_text(MAPPING)
    frame = episodes(tmp_path)
    assert list(frame["area_from"]) == ["W1", "C1"]
    assert list(frame["start_dt"].dt.strftime("%Y-%m")) == ["2025-01", "2025-02"]
    assert frame["child_pseudo_id"].nunique() == 2
    collected = collect(tmp_path)
    assert any("2 of 3 rows were kept" in note for note in collected.notes)
    assert next(o for o in collected.origins if o.table == "missing_episodes").each_row == (
        "episode_id",
        "child_pseudo_id",
    )


def test_identical_rows_without_identifiers_are_one_behind_them_and_keep_their_keys_when_rows_move(
    tmp_path: Path,
) -> None:
    """Thirteen rows that say the same are no thirteen children; and what a row is called does not depend on where it stands."""
    header, same, other = OTHERS.splitlines()[0], "1,2025-01,Missing child,Upper", "9,2025-02,Missing child,Lower"
    first, second = tmp_path / "first", tmp_path / "second"
    for folder, rows in ((first, [same] * 13 + [other]), (second, [other] + [same] * 13)):
        folder.mkdir()
        delivered(folder, "\n".join([header, *rows]) + "\n", "records-2025.csv")
        (folder / "mapping.toml").write_text(MAPPING)
    frame, moved = episodes(first), episodes(second)
    assert frame["child_pseudo_id"].nunique() == 2
    assert frame["episode_id"].nunique() == 14
    assert set(frame["episode_id"]) == set(moved["episode_id"])


def test_indicators_keep_their_intervals_and_their_silences(tmp_path: Path) -> None:
    delivered(tmp_path, csv_text())
    (tmp_path / "published.csv").write_text(
        "name,area,num,measure,low,high,when\nInvented rate,C1,NA,2.5,2.0,3.1,2021/22 financial year\nInvented share,C1,120,12.0,11.0,13.0,2021 calendar year\n"
    )
    (tmp_path / "mapping.toml").write_text(
        '[cpc_indicators]\nfiles = ["published.csv"]\ncolumns = { indicator_id = "name", indicator = "name", area_code = "area", numerator = "num", '
        'value = "measure", lower = "low", upper = "high", period = "when" }\nconstants = { unit = "%" }\n'
        '[cpc_indicators.manifest]\nsupplier_agency = "OTHER"\nextract_date = "2026-01-31"\naudience = "public"\n'
    )
    assert told(tmp_path) == []
    rows = collect(tmp_path).tables["cpc_indicators"].reset_index(drop=True)
    assert rows["numerator"].isna().tolist() == [True, False]
    assert rows[["lower", "upper"]].to_numpy().tolist() == [[2.0, 3.1], [11.0, 13.0]]
    assert rows["period_start"].dt.strftime("%Y-%m-%d").tolist() == ["2021-04-01", "2021-01-01"]


def test_a_mapping_that_names_no_table_or_column_is_told(tmp_path: Path) -> None:
    for text, where in (
        ("[no_table]\n", "no_table"),
        ('[events]\ncolumns = { shoe = "x" }\n', "shoe"),
        ("[events\n", "cannot be used"),
    ):
        delivered(tmp_path, csv_text())
        (tmp_path / "mapping.toml").write_text(text)
        assert any(where in sentence for sentence in told(tmp_path))


def test_codes_of_england_are_read_as_episodes_and_said(tmp_path: Path) -> None:
    """M is missing and A is away without leave; Scotland counts episodes, and the data manager is told."""
    rows = [ROWS[0].replace("EPISODE", "M"), ROWS[1].replace("EPISODE", "A"), ROWS[2]]
    folder = delivered(tmp_path, csv_text(rows))
    assert list(episodes(folder)["counting_unit"]) == ["EPISODE", "EPISODE", "REPORT"]
    said = [note for note in collect(folder).notes if "counting_unit" in note]
    assert said == [
        "missing_episodes.csv: counting_unit: 'A' was read as EPISODE.",
        "missing_episodes.csv: counting_unit: 'M' was read as EPISODE.",
    ]
