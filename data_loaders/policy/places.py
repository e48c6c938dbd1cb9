"""The section of safety maps, guardians and interventions."""

from __future__ import annotations

from pydantic import Field

from data_loaders.deliveries.place_actions import ASSET_KINDS
from data_loaders.policy.names import unknown_names
from data_loaders.policy.section import Floors, PupilFloors, Section

# Hexagons of about five and about 0.7 square kilometres: a finer one can be a single house or yard.
COARSEST, FINEST = 7, 8
POOLED = "GUARDIAN"


class PlacesPolicy(Section):
    safety_map_k: PupilFloors  # colours are answers
    guardian_k: Floors
    finest_resolution: int = Field(ge=COARSEST, le=FINEST)
    pooled_kinds: tuple[str, ...]


def place_problems(places: PlacesPolicy) -> list[str]:
    problems = unknown_names("places.pooled_kinds", places.pooled_kinds, known=ASSET_KINDS, what="kind of asset")
    if POOLED not in places.pooled_kinds:
        problems.append(f"places.pooled_kinds must hold {POOLED}: a guardian is a person. Add it.")
    return problems
