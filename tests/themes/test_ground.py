"""The ground of the map: checked at the door, published as it came, drawn under the places and never over what is chosen."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from dashboard.charts.palette import on_page
from dashboard.charts.place_map import Circle, Line, Under
from dashboard.draw.map_svg import map_svg
from dashboard.findings.place_ground import under_of
from data_loaders.checks.ground import MOST_POINTS, ground_can_be_drawn
from data_loaders.demo import write_demo
from data_loaders.published import TABLES
from tests.pages.test_maps import SQUARE, a_map

AREAS = pd.DataFrame(
    {
        "area_code": ["W"],
        "area_level": ["WARD"],
        "area_name": ["Here"],
        "parent_code": [""],
        "lat": [55.86],
        "lon": [-3.98],
        "geometry": [""],
    }
)
ROAD = {"type": "LineString", "coordinates": [[-4.2, 55.8], [-3.9, 55.9]]}
LAKE = {"type": "Polygon", "coordinates": [[[-4.0, 55.8], [-3.9, 55.8], [-3.9, 55.9], [-4.0, 55.8]]]}
STOP = {"type": "Point", "coordinates": [-3.98, 55.86]}


def ground(*rows: tuple[str, object]) -> pd.DataFrame:
    texts = [shape if isinstance(shape, str) else json.dumps(shape) for _, shape in rows]
    return pd.DataFrame({"kind": [k for k, _ in rows], "label": "", "credit": "", "geometry": texts}, index=range(2, len(rows) + 2))  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "shape", "said"),
    [
        ("ROAD", ROAD, ""), ("MOTORWAY", ROAD, ""), ("RAIL", ROAD, ""), ("WATER", LAKE, ""), ("PARK", LAKE, ""), ("STATION", STOP, ""),
        ("ROAD", LAKE, "is not the shape of its kind"), ("WATER", ROAD, "is not the shape of its kind"),
        ("STATION", ROAD, "is not the shape of its kind"), ("ROAD", "", "is not the shape of its kind"),
        ("ROAD", "LINESTRING (1 2)", "is not the shape of its kind"), ("ROAD", "[]", "is not the shape of its kind"),
        ("ROAD", {"type": "LineString", "coordinates": []}, "is not the shape of its kind"),
        ("ROAD", {"type": "LineString", "coordinates": [["a", "b"]]}, "is not the shape of its kind"),
        ("ROAD", {"type": "LineString", "coordinates": [[None, 55]]}, "is not the shape of its kind"),
        ("ROAD", {"type": "LineString", "coordinates": [[270000, 660000]]}, "is not the shape of its kind"),
        ("ROAD", {**ROAD, "owner": "x"}, "is not the shape of its kind"),
        ("STATION", {"type": "Point", "coordinates": [55.86, -3.98]}, "lies far from every area"),
    ],
)  # fmt: skip
def test_each_kind_has_its_shape_and_lies_where_the_council_lies(kind: str, shape: object, said: str) -> None:
    problems = ground_can_be_drawn({"ref_area": AREAS, "ground": ground(("PARK", LAKE), (kind, shape))})
    assert [p.rows for p in problems] == ([(3,)] if said else [])
    assert all(said in p.sentence and p.cure for p in problems)


def test_a_ground_too_heavy_for_a_page_is_told_with_its_cure() -> None:
    long = {"type": "LineString", "coordinates": [[-4.0, 55.8]] * (MOST_POINTS + 1)}
    (problem,) = ground_can_be_drawn({"ref_area": AREAS, "ground": ground(("ROAD", long))})
    assert "50,001 points" in problem.sentence
    assert "simplify" in problem.cure


def test_what_is_delivered_is_drawn_and_what_a_reader_cannot_see_is_not_sent() -> None:
    wiggle = {
        "type": "LineString",
        "coordinates": [[-4.2 + 0.00001 * n, 55.8 + 0.00001 * (n % 2)] for n in range(2000)],
    }
    rows = ground(("MOTORWAY", ROAD), ("RAIL", wiggle), ("WATER", LAKE), ("STATION", STOP))
    under = under_of(AREAS, rows.assign(label=["X1", "", "", "Halt"], credit=["Maker", "Maker", "", "Other maker"]))
    assert [(line.kind, line.label) for line in under.lines] == [("motorway", "X1"), ("rail", ""), ("water", "")]
    assert len(under.lines[1].rings[0]) < 10
    assert [(n.text, n.kind) for n in under.names if n.kind == "station"] == [("Halt", "station")]
    assert under.credit == "Maker · Other maker"


def test_a_road_is_faint_beyond_the_council_and_its_sign_keeps_clear_of_a_circle() -> None:
    way = tuple((-4.3 + 0.02 * n, 55.85) for n in range(31))
    under = Under((SQUARE,), (Line("motorway", (way,), "X1"),))
    svg = map_svg(a_map(rings=(SQUARE,), under=under), paint=on_page)
    assert svg.index('class="beyond"') < svg.index('class="land"') < svg.index('class="ways"')
    assert 'clip-path="url(#council)"' in svg
    assert ">X1<" in svg
    chart = a_map(rings=(SQUARE,), under=under)
    hidden = type(chart)(chart.grids, chart.alt, under, (Circle("c", 1, (-4.0, 55.85), 40.0, "Everywhere", ""),))
    assert ">X1<" not in map_svg(hidden, paint=on_page)


def test_the_invented_ground_passes_its_own_rules(tmp_path: Path) -> None:
    write_demo(tmp_path, scale=0.05)
    read = {n: pd.read_csv(tmp_path / f"{n}.csv", keep_default_na=False) for n in ("ground", "ref_area")}
    assert set(read["ground"]["kind"]) == {"MOTORWAY", "ROAD", "RAIL", "STATION", "WATER", "PARK"}
    assert ground_can_be_drawn(read) == []
    assert TABLES["ground"].problem(read["ground"][list(TABLES["ground"].columns)].astype("str"), {}) is None
