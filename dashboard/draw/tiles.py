"""A tile server under the map, for councils that run one. Off unless the server is started with its address."""

from __future__ import annotations

TILES = "CSD_TILES"  # address with {z}, {x} and {y}
ATTRIBUTION = "CSD_TILES_ATTRIBUTION"  # what the makers of the tiles want to be said
