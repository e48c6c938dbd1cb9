"""One outline of many hexagons, also where they meet in no more than a point."""

from __future__ import annotations

import pytest
import shapely

from dashboard.measures.outline import outline

# Invented blocks round two gaps, which touch each other and the outside in single points.
BLOCKS = (
    "-3.8676 55.7673,-3.8713 55.7667,-3.8723 55.7623,-3.866 55.7592,-3.8586 55.7605,-3.8575 55.7649,-3.8533 55.7531,-3.8691 55.7462,"
    "-3.8891 55.7511,-3.8881 55.7555,-3.8913 55.757,-3.8934 55.7629,-3.886 55.7642,-3.8855 55.7664,-3.8776 55.7698,-3.8676 55.7673",
    "-3.9134 55.7678,-3.8934 55.7629,-3.8913 55.757,-3.8944 55.7586,-3.9018 55.7573,-3.9081 55.7604,-3.9155 55.7591,-3.9166 55.7548,"
    "-3.9102 55.7517,-3.9028 55.7529,-3.8965 55.7498,-3.8891 55.7511,-3.9049 55.7442,-3.925 55.7491,-3.9239 55.7535,-3.9271 55.755,"
    "-3.9292 55.761,-3.9134 55.7678",
    "-3.846 55.7835,-3.8417 55.7717,-3.8575 55.7649,-3.8776 55.7698,-3.8819 55.7816,-3.866 55.7885,-3.846 55.7835",
    "-3.9608 55.7472,-3.9651 55.759,-3.9493 55.7659,-3.9292 55.761,-3.9271 55.755,-3.9303 55.7566,-3.9377 55.7553,-3.9387 55.751,"
    "-3.9323 55.7479,-3.925 55.7491,-3.9408 55.7423,-3.9608 55.7472",
    "-3.8881 55.7555,-3.8891 55.7511,-3.8965 55.7498,-3.9028 55.7529,-3.9018 55.7573,-3.8944 55.7586,-3.8881 55.7555",
)


def test_blocks_that_meet_in_points_have_an_outline_of_their_area() -> None:
    blocks = [shapely.from_wkt(f"POLYGON(({ring}))") for ring in BLOCKS]
    drawn = shapely.from_geojson(outline([str(shapely.to_geojson(block)) for block in blocks]))
    assert drawn.is_valid
    assert drawn.geom_type in ("Polygon", "MultiPolygon")
    assert drawn.area == pytest.approx(sum(block.area for block in blocks), rel=0.01)  # narrow gaps are filled
