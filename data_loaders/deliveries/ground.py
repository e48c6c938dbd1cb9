"""The ground of the map: roads, railways, stations, water and parks, cut once from open data. It is about nobody."""

from __future__ import annotations

from data_loaders.deliveries.table import Column, Table

# kind → what its shape has to be; who finds a way by it sees lines as lines and water as an area
DRAWN_AS = {
    "MOTORWAY": ("LineString", "MultiLineString"), "ROAD": ("LineString", "MultiLineString"), "RAIL": ("LineString", "MultiLineString"),
    "WATER": ("Polygon", "MultiPolygon"), "PARK": ("Polygon", "MultiPolygon"), "STATION": ("Point",),
}  # fmt: skip

GROUND = Table(
    "ground", "Ground of the map", "One row for each road, railway, station, water or park by which people find their way on the map.", ("kind", "geometry"),
    (
        Column("kind", "What it is.", "code", True, {
            "MOTORWAY": "Motorway", "ROAD": "Main road", "RAIL": "Railway", "STATION": "Station", "WATER": "Water", "PARK": "Park"},
            synonyms=("type", "class", "fclass", "function")),
        Column("label", "What people call it; blank where it needs no name.", synonyms=("name", "ref", "name1")),
        Column("credit", "Who must be named beside the map, as the licence of the data asks.", synonyms=("attribution",)),
        Column("geometry", "Line, area or point as GeoJSON text; comes by itself from a GeoJSON or GeoPackage file.", is_required=True),
    ),
)  # fmt: skip
