"""The places that figures are shown for, and how they nest."""

from __future__ import annotations

from data_loaders.deliveries.column import Column, Table

# How published boundary files begin the names of their columns (`WD22CD`, `ward22_name`), and the level that implies.
LEVEL_OF_PREFIX = {
    "ward": "WARD", "wd": "WARD", "community": "COMMUNITY", "locality": "LOCALITY", "hscl": "LOCALITY",
    "cluster": "CLUSTER", "intzone": "IZ2011", "iz": "IZ2011", "council": "COUNCIL", "ca": "COUNCIL", "lad": "COUNCIL",
    "ltla": "COUNCIL", "utla": "COUNCIL",
}  # fmt: skip
_PREFIX = "(?:" + "|".join(sorted(LEVEL_OF_PREFIX, key=len, reverse=True)) + ")"

TABLE = Table(
    name="ref_area",
    title="Reference areas",
    description="One row for each ward, community, locality or other area, and the larger area that it is part of.",
    key=("area_code",),
    is_required=True,
    columns=(
        Column(
            "area_code", "The code of the area, as every other table uses it.", "text", is_required=True,
            synonyms=("code", "gss_code", "geography_code"), patterns=(rf"{_PREFIX}_?(\d\d)?_?(?:code|cd)",),
        ),
        Column(
            "area_level", "What kind of area it is.", "code", is_required=True, synonyms=("level", "area_type", "geography_type"),
            codes={
                "WARD": "Ward", "COMMUNITY": "Community", "LOCALITY": "Locality", "CLUSTER": "School cluster",
                "IZ2011": "Intermediate zone (2011)", "COUNCIL": "Council",
            },
            code_synonyms={
                "electoral ward": "WARD", "multi-member ward": "WARD", "hscp locality": "LOCALITY",
                "empowering cluster": "CLUSTER", "intermediate zone": "IZ2011", "council area": "COUNCIL",
                "local authority": "COUNCIL",
            },
        ),
        Column(
            "area_name", "The name that a page shows.", "text", is_required=True, synonyms=("name", "geography_name"),
            patterns=(rf"{_PREFIX}_?(\d\d)?_?(?:name|nm)",),
        ),
        Column("parent_code", "The code of the larger area that it is part of; blank for the largest.", "text",
               synonyms=("parent", "parent_area_code", "part_of")),
        Column("lat", "Latitude of a point inside the area, in degrees north.", "number", synonyms=("latitude", "y"),
               least=49, most=61.5),
        Column("lon", "Longitude of a point inside the area, in degrees east (negative in Scotland).", "number",
               synonyms=("longitude", "lng", "long", "x"), least=-9, most=2.5),
        Column("geometry", "The boundary as GeoJSON text in longitude and latitude; a boundary file supplies it.", "text",
               synonyms=("boundary", "wkt", "geojson", "geom")),
        Column("code_vintage", "The year of the edition of the codes, such as 2022.", "text", synonyms=("vintage", "edition")),
    ),
)  # fmt: skip
