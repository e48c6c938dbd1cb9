"""Maps: they fit what is drawn, say what they draw, load nothing from elsewhere, and text from data is text."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import folium
import h3
import pandas as pd
import pytest
import shapely

from dashboard.charts.palette import on_page
from dashboard.charts.place_map import Circle, Dot, Grid, Key, Name, Place, PlaceMap, Under, rings_of
from dashboard.draw.explore_map import explore_map
from dashboard.draw.library import FILES, OutsideLinkError, library_file, refuse_outside_links, stay_at_home
from dashboard.draw.map_svg import map_svg
from dashboard.draw.safe_text import shown
from dashboard.draw.tiles import TILES
from dashboard.findings.harm_places import layer, layers_of
from dashboard.findings.place_card import place_card
from dashboard.findings.place_ground import under_of
from dashboard.findings.place_scan import clusters
from dashboard.measures.outline import outline
from dashboard.measures.place_density import known_through
from dashboard.measures.place_grid import COARSE, FINE, class_of, classes_of, on_grid
from dashboard.measures.scan import RADII_KM, circle_round
from dashboard.paper.ground import ground_of
from dashboard.server import policy_of
from dashboard.web.places import places_of, places_page
from data_loaders.release import Release

NASTY = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "`${alert(1)}`",
    "{{7*7}}",
    "');alert(1);//",
    "\\u003cscript>",
]
SQUARE = ((-4.1, 55.8), (-4.0, 55.8), (-4.0, 55.9), (-4.1, 55.8))


def a_map(text: str = "Here", *, rings: tuple = (SQUARE,), under: Under | None = None) -> PlaceMap:
    places = (Place("871909a29ffffff", text, text, rings, "map-1"),) if rings else ()
    return PlaceMap((Grid(places, (Key("map-1", "plain", text),), text),), text, under or Under())


def test_every_library_file_is_installed_and_every_other_link_refused() -> None:
    assert all(library_file(name).is_file() for name in FILES)
    refuse_outside_links(["/library/leaflet/leaflet.js"])
    with pytest.raises(OutsideLinkError):
        refuse_outside_links(["/library/leaflet/leaflet.js", "https://example.org/x.js"])
    stay_at_home()
    assert all(link.startswith("/library/") for _, link in [*folium.Map.default_js, *folium.Map.default_css])


@pytest.mark.parametrize("text", NASTY)
def test_text_from_data_is_never_markup_on_a_map(text: str) -> None:
    assert not set("<>`$\\{}\"'") & set(shown(text))
    chart = PlaceMap(
        a_map(text).grids, text, Under((SQUARE,), names=(Name((-4.0, 55.8), text),), credit=text),
        (Circle("circle:1", 1, (-4.0, 55.8), 1.0, text, text),), (Dot((-4.0, 55.8), text, text, "data"),),
    )  # fmt: skip
    for page in (explore_map(chart).get_root().render(), map_svg(chart, paint=on_page)):
        for raw in ("<script>alert", "<img src=x", "${alert" if "leaflet" in page else "<img"):
            assert raw not in page


@pytest.mark.parametrize(
    ("rings", "under"),
    [((), Under()), ((), Under(names=(Name((-3.98, 55.86), "Upper"),))), (((((-4.0, 55.8),) * 4),), Under()), ((SQUARE,), Under(names=(Name((-8.0, 60.0), "Far"),)))],
    ids=["nothing", "one name", "a place of no size", "a name far away"],
)  # fmt: skip
def test_the_map_fits_what_is_drawn_and_never_a_box_of_no_size(rings: tuple, under: Under) -> None:
    chart = a_map(rings=rings, under=under)
    laid = chart.projection()
    assert 0 < laid.px_a_km <= 656 / 4.0  # at least four kilometres from north to south
    for ring in rings:
        for x, y in map(laid.flat, ring):
            assert 236 <= x <= 840
            assert 0 <= y <= 656
    if rings == (SQUARE,):
        assert laid.px_a_km > 40, "a name far away does not make a speck of the place"
    for page in (map_svg(chart, paint=on_page), explore_map(chart).get_root().render()):
        assert "nan" not in page.lower().replace("nanobar", "")


def test_areas_without_points_or_shapes_leave_the_map_to_its_places() -> None:
    rows = [("FORCE", "COUNCIL", "Area of the force"), ("FORCE-ALL", "WARD", "The whole area")]
    areas = pd.DataFrame(rows, columns=["area_code", "area_level", "area_name"]).assign(
        lat=float("nan"), lon=float("nan"), geometry="", parent_code=""
    )
    assert under_of(areas, pd.DataFrame(columns=["kind", "label", "credit", "geometry"])) == Under()


def test_towns_are_named_first_then_villages_and_wards_that_are_no_part_of_them() -> None:
    rows = [
        ("L1", "LOCALITY", "North", "C"), ("L2", "LOCALITY", "Overtown", "C"), ("M1", "COMMUNITY", "Largetown", "L1"), ("M2", "COMMUNITY", "Overtown", "L2"),
        ("M3", "COMMUNITY", "Smallhill", "L2"), *((f"W{n}", "WARD", f"Largetown {n}", "M1") for n in range(3)), ("W9", "WARD", "Farside", "M3"),
    ]  # fmt: skip
    areas = pd.DataFrame(rows, columns=["area_code", "area_level", "area_name", "parent_code"]).assign(
        lat=[55.8 + n / 90 for n in range(len(rows))], lon=-4.05, geometry=""
    )
    under = under_of(areas, pd.DataFrame(columns=["kind", "label", "credit", "geometry"]))
    kinds = {name.text: name.kind for name in under.names if name.text != "Overtown"}
    assert kinds == {"North": "district", "Largetown": "town", "Smallhill": "village", "Farside": "ward"}
    drawn = re.findall(
        r'class="name \w+"[^>]*>([^<]+)<', map_svg(a_map(under=replace(under, council=(SQUARE,))), paint=on_page)
    )
    assert drawn.index("Largetown") < drawn.index("Smallhill") < drawn.index("Farside")
    assert len(drawn) == len(set(drawn))


def test_one_size_at_a_time_and_what_is_split_finer_is_added_up() -> None:
    """A hexagon, two finer ones inside it and the rest of it are one hexagon at a glance, with the sum of the three."""
    parent = h3.latlng_to_cell(55.86, -3.98, COARSE)
    first, second, *_ = sorted(h3.cell_to_children(parent, FINE))
    other = sorted(h3.grid_ring(parent, 1))[0]
    third = sorted(h3.grid_ring(parent, 1))[3]
    leaves = {"a": {first}, "b": {second}, "r": {f"{parent}-rest"}, "o": {other, third}, "e": {"elsewhere", other}}
    cells, joined = on_grid(leaves, {"a": 7, "b": 9, "r": 12, "o": 30, "e": 5}, COARSE)
    assert [(c.code, c.n, set(c.blocks)) for c in cells] == [(parent, 28, {"a", "b", "r"})]
    assert [(j.n, set(j.cells)) for j in joined] == [(30, {other, third})]  # one count for two: never divided
    cells, joined = on_grid(leaves, {"a": 7, "b": 9, "r": 12}, FINE)
    assert {c.code: c.n for c in cells} == {first: 7, second: 9}
    assert [len(j.cells) for j in joined] == [5]  # seven children less the two that are shown apart


def test_four_classes_hold_every_count_and_do_not_overlap() -> None:
    counts = [5, 6, 7, 8, 9, 11, 12, 14, 18, 22, 30, 41, 79]
    classes = classes_of(counts)
    assert len(classes) == 4
    assert classes[0][0] == 5
    assert classes[-1][1] == 79
    assert all(low <= n <= high for n in counts for low, high in [classes[class_of(n, classes)]])
    assert classes_of([6]) == ((6, 6),)
    assert classes_of([]) == ()


def test_the_ring_is_the_circle_that_was_tested() -> None:
    cells = sorted(h3.grid_disk(h3.latlng_to_cell(55.86, -3.98, FINE), 4))
    frame = pd.DataFrame([(c, *h3.cell_to_latlng(c)) for c in cells], columns=["cell", "lat", "lon"])
    middle = h3.latlng_to_cell(55.86, -3.98, FINE)
    for rings, radius in ((0, RADII_KM[0]), (1, RADII_KM[1])):
        lat, lon, km = circle_round(tuple(h3.grid_disk(middle, rings)), frame)
        assert h3.latlng_to_cell(lat, lon, FINE) == middle
        assert km == radius
    with pytest.raises(ValueError, match="No circle"):
        circle_round((cells[0], cells[-1]), frame)


def test_every_layer_of_the_demo_says_in_its_table_all_that_it_draws(release: Release) -> None:
    layers = layers_of(release)
    assert {"none", "known", "strengths", "done"} <= set(layers)
    assert {key.partition(":")[0] for key in layers} >= {"harm", "context", "agency", "feeling", "year"}
    for key in layers:
        finding = layer(release, key)
        assert isinstance(finding.chart, PlaceMap), key
        assert finding.table
        assert len(finding.table.rows) > 0
        assert map_svg(finding.chart, paint=on_page).count("data-said") > 3
        assert ground_of(finding.chart).shapes
    table = layer(release, "none").table
    assert table
    assert min(int(str(row[1])) for row in table.rows) >= 5


def test_hexagons_add_up_to_the_places_that_are_published(release: Release) -> None:
    chart = layer(release, "none").chart
    assert isinstance(chart, PlaceMap)
    view = release.table("incidents.place")
    places = release.table("places").set_index("leaf")["kind"]
    placed = sum(int(n) for place, n in zip(view["place"], view["n"], strict=True) if "elsewhere" not in {places.get(leaf, "") for leaf in place.split("+")})  # fmt: skip
    for grid in chart.grids:
        told = [p.said for p in grid.places if p.key or p.pattern == "broken"]
        assert sum(int(said.split()[0].replace(",", "")) for said in told) == placed


def test_circles_are_numbered_north_to_south_on_map_list_and_table(release: Release) -> None:
    found = clusters(release)
    assert [c.number for c in found] == list(range(1, len(found) + 1))
    assert [c.circle.is_one_place for c in found] == sorted(
        c.circle.is_one_place for c in found
    )  # neighbourhoods first
    for is_one_place in (False, True):
        north = [c.lat for c in found if c.circle.is_one_place is is_one_place]
        assert north == sorted(north, reverse=True)
    blocks = {b["key"]: b["html"] for b in places_page(release, layer_code="none", place=found[0].key)["blocks"]}
    for circle in found:
        for html in (blocks["place-map"], blocks["places"]):
            assert f'data-place="{circle.key}"' in html
    assert f'data-chosen="{found[0].key}"' in blocks["card"]
    assert blocks["places"].count('tabindex="0"') == 1  # one stop of the list; arrows do the rest
    assert blocks["place-map"].count('class="drawn wide sheet" tabindex="0"') == 1


def test_a_card_of_each_place_says_what_is_published_or_that_it_is_hidden(release: Release) -> None:
    chart = layer(release, "none").chart
    assert isinstance(chart, PlaceMap)
    said = {p.key: p.said for p in chart.grids[0].places if p.key}
    for key in list(places_of(chart))[:12]:
        card = place_card(release, key)
        assert card.table
        lines = dict(card.table.rows)
        assert list(lines) == [
            "How much",
            "Through whom",
            "What harm",
            "In what context",
            "When",
            "Lately",
            "Young people",
            "What protects",
            "Being done",
        ]
        assert all(lines.values())
        if key in said:
            assert str(lines["How much"]).startswith(said[key])


def test_tiles_are_asked_for_only_where_the_server_is_told_to(monkeypatch: pytest.MonkeyPatch) -> None:
    chart = a_map(under=Under((SQUARE,)))
    monkeypatch.delenv(TILES, raising=False)
    assert "tileLayer" not in explore_map(chart).get_root().render()
    assert "tiles.invented.example" not in policy_of("/component/x")
    monkeypatch.setenv(TILES, "https://tiles.invented.example/{z}/{x}/{y}.png")
    assert "tiles.invented.example" in explore_map(chart).get_root().render()
    assert "img-src 'self' https://tiles.invented.example data:" in policy_of("/component/x")
    assert "tiles.invented.example" not in policy_of("/places")
    monkeypatch.setenv(TILES, "https://bad host; script-src *")
    assert "bad host" not in policy_of("/component/x")


def test_a_place_that_nine_in_ten_records_of_one_agency_tell_of_is_named() -> None:
    frame = pd.DataFrame(
        {
            "area_block": ["x", "x", "y", "y", "z", "z"],
            "area": ["X", "X", "Y", "Y", "Z", "Z"],
            "group": ["Police", "Others"] * 3,
            "group_block": ["P", "O"] * 3,
            "n": [45, 5, 30, 20, 4, 36],
        }
    )
    told = known_through(frame, agencies={"P": 1, "O": 5}).set_index("area_block")
    assert told.loc["x", "through"] == "Police"
    assert told["known"].to_dict() == {"x": "one", "y": "several", "z": "others"}


def test_touching_shapes_have_one_outline_and_others_stay_apart() -> None:
    def box(west: float) -> str:
        return json.dumps(shapely.geometry.mapping(shapely.box(west, 55.0, west + 0.01, 55.01)))

    joined = json.loads(outline([box(-4.0), box(-3.9899), "", box(-3.9)]))
    assert len(rings_of(joined)) == 2  # 0.0001 degrees apart are one, 0.08 are two; no hole in either
    assert shapely.geometry.shape(joined).area == pytest.approx(0.01 * 0.0301, rel=0.01)
    assert outline([""]) == ""


def test_a_year_by_districts_adds_up_and_says_what_it_does_not_draw(release: Release) -> None:
    view = release.table("incidents.district")
    for key in (k for k in layers_of(release) if k.startswith("year:")):
        finding, first = layer(release, key), pd.Timestamp(key.removeprefix("year:"))
        own = view[(view["period_start"] >= first) & (view["period_end"] < first + pd.DateOffset(years=1))]
        assert finding.table
        assert sum(row[1] for row in finding.table.rows) == own["n"].sum()
        assert f"{own['n'].sum():,} incidents in all districts" in f"{finding.title} {finding.subtitle}"
        assert "Not on the map: Elsewhere" in finding.subtitle
