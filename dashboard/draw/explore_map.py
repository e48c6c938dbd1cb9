"""The same map to be explored freely, by folium: no tiles unless the council runs a server of them, no other host."""

from __future__ import annotations

import os

import folium

from dashboard.charts.palette import literal
from dashboard.charts.place_map import Place, PlaceMap, Ring
from dashboard.draw.library import stay_at_home
from dashboard.draw.safe_text import shown
from dashboard.draw.tiles import ATTRIBUTION, TILES

FAR = 3.0  # degrees of quiet paper round the council, in place of tiles
NAME_STYLE = (
    ".leaflet-tooltip.area-name{background:none;border:0;box-shadow:none;padding:0;margin:0;pointer-events:none;"
    "font:600 13px sans-serif;color:#17232B;text-shadow:0 0 3px #fff,0 0 3px #fff,0 0 3px #fff}"
)
PAINT = literal("light")
METRES = 1000
HALF_A_CELL_KM = 0.5  # as on the page's own map


def explore_map(chart: PlaceMap) -> folium.Map:
    """Places of the finest grid, circles and points of a map, fitted to what is drawn."""
    stay_at_home()
    tiles = os.environ.get(TILES, "")
    west, south, east, north = _box(chart)
    leaflet = folium.Map(
        location=[(south + north) / 2, (west + east) / 2], zoom_start=11, tiles=None, control_scale=True, zoom_snap=0.25, attribution_control=bool(tiles),
    )  # fmt: skip
    paper = [[south - FAR, west - FAR], [north + FAR, east + FAR]]
    folium.Rectangle(paper, fill=True, fill_color=PAINT("map-outside"), fill_opacity=1.0, weight=0, interactive=False).add_to(leaflet)  # fmt: skip
    if tiles:
        words = shown(os.environ.get(ATTRIBUTION, "") or "Tiles of the council")
        folium.TileLayer(tiles=tiles, attr=words, name="ground").add_to(leaflet)
    elif chart.under.council:
        _shape(chart.under.council, fill=PAINT("map-ground"), line=PAINT("ink2")).add_to(leaflet)
    for place in chart.grids[-1].places if chart.grids else ():
        _drawn(place).add_to(leaflet)
    _ways(chart, leaflet)
    _over(chart, leaflet)
    leaflet.get_root().header.add_child(folium.Element(f"<style>{NAME_STYLE}</style>"), name="names of areas")
    leaflet.fit_bounds([[south, west], [north, east]], padding=(4, 4))
    return leaflet


WAYS = {"motorway": 4.0, "road": 2.5, "rail": 1.5}  # px: nothing to point at, so they lie still


def _ways(chart: PlaceMap, leaflet: folium.Map) -> None:
    for line in chart.under.lines:
        where = [[[lat, lon] for lon, lat in ring] for ring in line.rings]
        if line.kind in WAYS:
            folium.PolyLine(where, color=PAINT("edge"), weight=WAYS[line.kind], dash_array="6 4" if line.kind == "rail" else None, interactive=False).add_to(leaflet)  # fmt: skip
        else:
            folium.Polygon(where, color=PAINT("before"), weight=1, fill=True, fill_color=PAINT(f"map-{line.kind}"), fill_opacity=0.9, interactive=False).add_to(leaflet)  # fmt: skip


def _over(chart: PlaceMap, leaflet: folium.Map) -> None:
    for circle in chart.circles:
        lon, lat = circle.middle
        said = folium.Tooltip(f"<b>{circle.number}. {shown(circle.name)}</b><br>{shown(circle.said)}")
        folium.Circle([lat, lon], radius=(circle.km + HALF_A_CELL_KM) * METRES, color=PAINT("ink"), weight=3, fill=False, tooltip=said).add_to(leaflet)  # fmt: skip
    for dot in chart.dots:
        said = folium.Tooltip(f"<b>{shown(dot.name)}</b><br>{shown(dot.said)}")
        folium.CircleMarker([dot.at[1], dot.at[0]], radius=5, color=PAINT("surface"), weight=1.5, fill=True, fill_opacity=1.0, fill_color=PAINT(dot.fill), tooltip=said).add_to(leaflet)  # fmt: skip
    for name in (n for n in chart.under.names if n.kind == "town"):
        said = folium.Tooltip(
            shown(name.text), permanent=True, direction="center", class_name="area-name", sticky=False
        )
        folium.CircleMarker([name.at[1], name.at[0]], radius=0.1, weight=0, interactive=False, tooltip=said).add_to(leaflet)  # fmt: skip


def _drawn(place: Place) -> folium.Polygon:
    is_open = place.pattern in ("broken", "hatched")
    shape = _shape(place.rings, fill=PAINT("surface" if is_open else place.fill), line=PAINT("ink2" if is_open else "surface"),
                   opacity=0.25 if is_open else 0.9, dash="5 4" if is_open else "")  # fmt: skip
    folium.Tooltip(f"<b>{shown(place.name)}</b><br>{shown(place.said)}", sticky=False).add_to(shape)
    return shape


def _shape(rings: tuple[Ring, ...], *, fill: str, line: str, opacity: float = 1.0, dash: str = "") -> folium.Polygon:
    where = [[[lat, lon] for lon, lat in ring] for ring in rings]
    return folium.Polygon(
        where, color=line, weight=1, fill=True, fill_color=fill, fill_opacity=opacity, dash_array=dash or None
    )


def _box(chart: PlaceMap) -> tuple[float, float, float, float]:
    """West, south, east and north of what the page's own map holds, at least a neighbourhood."""
    laid = chart.projection(left=0.0)
    corners = chart.corners() or [(laid.west, laid.north)]
    lon, lat = [p[0] for p in corners], [p[1] for p in corners]
    more = 0.0 if max(lat) - min(lat) > LEAST else LEAST
    return min(lon) - more, min(lat) - more, max(lon) + more, max(lat) + more


LEAST = 0.02  # degrees: round a single point, so that a box of no size is never fitted
