"""Maps: nothing from elsewhere is loaded, and text from data is text."""

from __future__ import annotations

import copy
import json
from pathlib import Path

import folium
import pandas as pd
import pytest
import shapely

from dashboard.figures.small_maps import SHADES
from dashboard.findings.harm_places import layer, layers_of
from dashboard.findings.place_card import place_card, places_of
from dashboard.maps.drawn import by_step, ground_of, own_average_legend, picture
from dashboard.maps.ground import fitted, ground_map
from dashboard.maps.hatch import hatch_lines
from dashboard.maps.legend import legend_html
from dashboard.maps.library import FILES, OutsideLinkError, library_file, refuse_outside_links, stay_at_home
from dashboard.maps.outline import outline
from dashboard.maps.picture import Mark
from dashboard.maps.places import add_points, place_layer
from dashboard.maps.safe_text import shown
from dashboard.maps.tiles import TILES
from dashboard.measures.changes import AVERAGE_WORDS
from dashboard.measures.place_density import for_its_size, known_through, place_blocks
from dashboard.server import policy_of
from data_loaders.release import open_release

NASTY = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "`${alert(1)}`",
    "{{7*7}}",
    "');alert(1);//",
    "\\u003cscript>",
]
SQUARE = '{"type":"Polygon","coordinates":[[[-4.1,55.8],[-4.0,55.8],[-4.0,55.9],[-4.1,55.8]]]}'


def test_every_library_file_is_installed_and_every_other_link_refused() -> None:
    assert all(library_file(name).is_file() for name in FILES)
    refuse_outside_links(["/library/leaflet/leaflet.js"])
    with pytest.raises(OutsideLinkError):
        refuse_outside_links(["/library/leaflet/leaflet.js", "https://example.org/x.js"])
    stay_at_home()
    assert all(link.startswith("/library/") for _, link in [*folium.Map.default_js, *folium.Map.default_css])


def drawn(text: str) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "leaf": text,
                "label": text,
                "text": text,
                "geometry": SQUARE,
                "fill": "#fff",
                "outline": "#000",
                "weight": 1,
                "dash": "",
                "is_hatched": True,
            }
        ]
    )


@pytest.mark.parametrize("text", NASTY)
def test_text_from_data_is_never_markup_on_a_map(text: str) -> None:
    safe = shown(text)
    assert not set("<>`$\\{}\"'") & set(safe)
    areas = pd.DataFrame(
        {
            "area_code": ["C"],
            "area_level": ["COUNCIL"],
            "area_name": [text],
            "parent_code": [""],
            "lat": [55.85],
            "lon": [-4.05],
            "geometry": [SQUARE],
        }
    )
    ground = ground_map(areas)
    layer = place_layer(drawn(text).assign(leaf="8"), name=text)
    add_points(layer, pd.DataFrame([{"lat": 55.85, "lon": -4.05, "label": text, "text": text, "fill": "#fff"}])).add_to(
        ground
    )
    page = ground.get_root().render() + legend_html([Mark("#fff", "#000", "", text)])
    for raw in ("<script>alert", "onerror=alert(1)>", "${alert", "{{7*7}}"):
        assert raw not in page


def test_every_layer_of_the_demo_says_in_its_table_all_that_it_draws(store: Path) -> None:
    release = open_release(store)
    layers = layers_of(release)
    assert {"none", "beyond", "known", "strengths", "done"} <= set(layers)
    assert {key.partition(":")[0] for key in layers} >= {"harm", "context", "agency", "feeling"}
    for key in layers:
        finding = layer(release, key)
        assert not finding.withheld, key
        assert len(finding.table) > 0 or key == "beyond"
        assert finding.alt
        ground = copy.deepcopy(finding.figure.ground)
        copy.deepcopy(finding.figure.layer).add_to(ground)
        page = ground.get_root().render()
        for link in ("http://", "https://"):
            assert f'src="{link}' not in page
            assert f'href="{link}' not in page
    assert layer(release, "none").table["incidents"].min() >= 5


def test_the_ground_is_the_same_object_for_every_layer(store: Path) -> None:
    """Otherwise the map would be built anew with each question, and the visitor's zoom lost."""
    release = open_release(store)
    assert len({id(layer(release, key).figure.ground) for key in ("none", "known", "strengths")}) == 1


def test_a_card_of_each_place_tells_only_what_is_published(store: Path) -> None:
    release = open_release(store)
    places = places_of(release)
    view = release.table("incidents.place")
    assert len(places) == len(view)
    for leaf in list(places)[:12]:
        card = place_card(release, leaf)
        assert int(card.table["n"].iloc[0].replace(",", "")) in set(view["n"])


def test_hatching_stays_inside_the_shape_and_out_of_its_holes() -> None:
    outer, hole = [[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]], [[3, 3], [7, 3], [7, 7], [3, 7], [3, 3]]
    shape = shapely.geometry.shape({"type": "Polygon", "coordinates": [outer, hole]})
    lines = hatch_lines({"type": "Polygon", "coordinates": [outer, hole]}, step=0.5)
    assert len(lines) > 20
    for (lat, lon), (lat2, lon2) in lines:
        assert shape.buffer(1e-3).contains(shapely.LineString([(lon, lat), (lon2, lat2)]))


def test_tiles_are_asked_for_only_where_the_server_is_told_to(monkeypatch: pytest.MonkeyPatch) -> None:
    areas = pd.DataFrame(
        {
            "area_code": ["C"],
            "area_level": ["COUNCIL"],
            "area_name": ["Invented"],
            "parent_code": [""],
            "lat": [55.85],
            "lon": [-4.05],
            "geometry": [SQUARE],
        }
    )
    monkeypatch.delenv(TILES, raising=False)
    assert "tileLayer" not in ground_of(areas).get_root().render()
    assert "tiles.invented.example" not in policy_of("/component/x")
    monkeypatch.setenv(TILES, "https://tiles.invented.example/{z}/{x}/{y}.png")
    assert "tiles.invented.example" in ground_of(areas).get_root().render()
    assert "img-src 'self' https://tiles.invented.example data:" in policy_of("/component/x")
    assert "tiles.invented.example" not in policy_of("/places")
    monkeypatch.setenv(TILES, "https://bad host; script-src *")
    assert "bad host" not in policy_of("/component/x")


def test_a_place_of_half_the_size_and_as_many_is_twice_as_dense() -> None:
    rows = for_its_size(pd.DataFrame({"n": [10, 10, 40], "km2": [1.0, 0.5, 8.5]}))
    assert rows["times_average"].round(6).tolist() == [round(10 / 6, 6), round(20 / 6, 6), round(40 / 8.5 / 6, 6)]
    assert rows["step"].tolist() == [2, 3, 1]


def test_a_block_with_elsewhere_in_it_is_told_and_not_drawn() -> None:
    places = pd.DataFrame(
        {
            "leaf": ["a", "b", "e"],
            "label": ["Upper, north", "elsewhere around Upper", "elsewhere"],
            "kind": ["cell", "rest", "elsewhere"],
            "km2": [1.0, 2.0, float("nan")],
            "geometry": [SQUARE, SQUARE, ""],
        }
    )
    made = place_blocks(places, {"a+b": frozenset({"a", "b"}), "e": frozenset({"e"})}).set_index("block")
    assert made.loc["a+b", "km2"] == 3.0
    assert made.loc["a+b", "name"] == "Upper, north and elsewhere around Upper"
    assert bool(made.loc["a+b", "is_rest"])
    assert not made.loc["e", "has_shape"]
    rows = made.reset_index().assign(label=["one", "elsewhere"], text="", step=0)
    layer_of = picture(None, by_step(rows), ()).layer
    assert len(next(iter(layer_of._children.values())).data["features"]) == 2


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
    made = known_through(frame, agencies={"P": 1, "O": 5}).set_index("area_block")
    assert made.loc["x", "through"] == "Police"
    assert made["known"].to_dict() == {"x": "one", "y": "several", "z": "others"}


def test_touching_shapes_have_one_outline_and_others_stay_apart() -> None:
    def box(west: float) -> str:
        return json.dumps(shapely.geometry.mapping(shapely.box(west, 55.0, west + 0.01, 55.01)))

    joined = shapely.geometry.shape(json.loads(outline([box(-4.0), box(-3.9899), "", box(-3.9)])))
    assert [len(p.interiors) for p in joined.geoms] == [0, 0]  # 0.0001 degrees apart are one, 0.08 are two
    assert joined.area == pytest.approx(0.01 * 0.0301, rel=0.01)
    assert outline([""]) == ""


def test_the_small_maps_and_the_map_of_a_year_have_the_same_shades_and_words() -> None:
    assert [mark.fill for mark in own_average_legend()[:-1]] == list(SHADES)
    assert [m.text.removesuffix(" its own average") for m in own_average_legend()[:-1]] == list(AVERAGE_WORDS)
    assert AVERAGE_WORDS == (
        "less than 0.8 times",
        "0.8 to 1 times",
        "1 to 1.25 times",
        "1.25 to 1.6 times",
        "1.6 times and more",
    )


def test_names_on_the_ground_leave_room_for_each_other() -> None:
    """Nineteen wards have no room for their names; the two localities above them do."""
    rows = [
        ("C", "COUNCIL", "Council", ""),
        ("L0", "LOCALITY", "North part", "C"),
        ("L1", "LOCALITY", "South part", "C"),
    ]
    rows += [(f"W{i}", "WARD", f"Ward number {i}", f"L{i % 2}") for i in range(19)]
    areas = pd.DataFrame(rows, columns=["area_code", "area_level", "area_name", "parent_code"])
    areas = areas.assign(lat=[55.8 + i / 100 for i in range(len(areas))], lon=-4.0, geometry=SQUARE)
    page = ground_map(areas).get_root().render()
    assert "North part" in page
    assert "South part" in page
    assert "Ward number" not in page


def test_a_year_by_districts_adds_up_and_says_what_it_does_not_draw(store: Path) -> None:
    release = open_release(store)
    view = release.table("incidents.district")
    for key in (k for k in layers_of(release) if k.startswith("year:")):
        finding, first = layer(release, key), pd.Timestamp(key.removeprefix("year:"))
        own = view[(view["period_start"] >= first) & (view["period_end"] < first + pd.DateOffset(years=1))]
        assert finding.table["incidents"].sum() == own["n"].sum()
        assert f"{own['n'].sum():,} incidents in all districts" in finding.headline
        assert any(note.startswith("Not on the map: Elsewhere") for note in finding.notes)


@pytest.mark.parametrize(
    "points", [[], [(55.86, -3.98)], [(None, None)]], ids=["no areas", "one point", "blank points"]
)
def test_the_map_fits_what_is_drawn_and_never_a_box_of_no_size(points: list) -> None:
    areas = pd.DataFrame([("W", "WARD", "Upper", "", lat, lon, "") for lat, lon in points],
                         columns=["area_code", "area_level", "area_name", "parent_code", "lat", "lon", "geometry"]).astype({"lat": float, "lon": float})  # fmt: skip
    (south, west), (north, east) = fitted(areas, [SQUARE, ""])
    assert (south, north) == pytest.approx((55.8, 55.9))
    assert (west, east) == pytest.approx((-4.1, -4.0))
    (south, west), (north, east) = fitted(areas, [])
    assert 0.03 < north - south < 10
    assert 0.03 < east - west < 10
    assert "NaN" not in ground_map(areas, places=[SQUARE]).get_root().render()
