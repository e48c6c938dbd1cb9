"""Labels of codes that stand in no column of their own: points are numbers, some stand several in a cell, some are worked out."""

from __future__ import annotations

from collections.abc import Mapping

from data_loaders.deliveries.audits import POINTS, VALUES
from data_loaders.deliveries.contexts import ASKS, FELT, HEAVIEST, NETWORKS, PROTECTIVE
from data_loaders.deliveries.places import HARMS

LISTED: Mapping[str, Mapping[str, str]] = {
    "points": POINTS, "harm_types": HARMS, "young_people_asked_for": ASKS, "protective_factors": PROTECTIVE,
    "network_of_support": NETWORKS, "felt_at_closing": FELT, "heaviest_context": HEAVIEST, "evidence_values": VALUES,
}  # fmt: skip
