"""Maps: nothing from elsewhere is loaded, and text from data is text."""

from __future__ import annotations

from pathlib import Path

import folium
import pandas as pd
import pytest

from dashboard.findings.harm_places import known_to, place_map
from dashboard.maps.drawn import picture
from dashboard.maps.library import FILES, OutsideLinkError, library_file, refuse_outside_links, stay_at_home
from dashboard.maps.places import place_layer
from dashboard.maps.safe_text import shown
from dashboard.measures.place_density import for_its_size, known_through, place_blocks
from dashboard.selection import NONE
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


@pytest.mark.parametrize("text", NASTY)
def test_text_from_data_is_never_markup_on_a_map(text: str) -> None:
    safe = shown(text)
    assert not set("<>`$\\{}\"'") & set(safe)
    rows = pd.DataFrame(
        [{"label": text, "text": text, "geometry": SQUARE, "step": 1, "is_rest": False, "is_signal": False}]
    )
    ground = folium.Map(tiles=None)
    place_layer(rows, name=text).add_to(ground)
    page = ground.get_root().render()
    for raw in ("<script>alert", "onerror=alert(1)>", "${alert", "{{7*7}}"):
        assert raw not in page


def test_both_maps_of_the_demo_say_in_their_table_all_that_they_draw(store: Path) -> None:
    release = open_release(store)
    for finding in (place_map(release, NONE), known_to(release)):
        assert not finding.withheld
        assert finding.table["incidents"].min() >= 5
        assert len(finding.table) > 10
        ground = finding.figure.ground
        finding.figure.layer.add_to(ground)
        page = ground.get_root().render()
        for link in ("http://", "https://"):
            assert f'src="{link}' not in page
            assert f'href="{link}' not in page


def test_a_place_of_half_the_size_and_as_many_is_twice_as_dense() -> None:
    rows = for_its_size(pd.DataFrame({"n": [10, 10, 40], "km2": [1.0, 0.5, 8.5]}))
    assert rows["times_average"].round(6).tolist() == [round(10 / 6, 6), round(20 / 6, 6), round(40 / 8.5 / 6, 6)]
    assert rows["step"].tolist() == [2, 3, 1]


def test_a_block_with_elsewhere_in_it_is_told_and_not_drawn() -> None:
    places = pd.DataFrame(
        {
            "leaf": ["a", "b", "e"],
            "kind": ["cell", "rest", "elsewhere"],
            "km2": [1.0, 2.0, float("nan")],
            "geometry": [SQUARE, SQUARE, ""],
        }
    )
    made = place_blocks(places, {"a+b": frozenset({"a", "b"}), "e": frozenset({"e"})}).set_index("block")
    assert made.loc["a+b", "km2"] == 3.0
    assert bool(made.loc["a+b", "is_rest"])
    assert not made.loc["e", "has_shape"]
    areas = pd.DataFrame(
        {"area_level": ["WARD"], "area_name": ["Upper"], "lat": [55.85], "lon": [-4.05], "geometry": [""]}
    )
    rows = made.reset_index().assign(area=["one", "elsewhere"], step=0, text="", is_signal=False)
    assert len(picture(areas, rows).layer._children) == 2


def test_a_place_that_nine_in_ten_records_of_one_agency_tell_of_is_named() -> None:
    frame = pd.DataFrame(
        {
            "area_block": ["x", "x", "y", "y"],
            "area": ["X", "X", "Y", "Y"],
            "group": ["Police", "Others"] * 2,
            "n": [45, 5, 30, 20],
        }
    )
    made = known_through(frame).set_index("area_block")
    assert made.loc["x", "through"] == "Police"
    assert made["is_one"].to_dict() == {"x": True, "y": False}
