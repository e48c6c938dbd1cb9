"""Places: what stands beside the incidents on the map. Young people by hexagon, repeats, assets, safety maps, interventions."""

from __future__ import annotations

import pandas as pd

from data_loaders.facts import FACTS, Tables
from data_loaders.policy import Policy
from data_loaders.reference import contracted
from data_loaders.release import Release
from data_loaders.themes.made import Made
from data_loaders.themes.place.interventions import intervention_table
from data_loaders.themes.place.people_cells import people_cells, shaped_areas
from data_loaders.themes.place.repeats import repeats_table
from data_loaders.themes.place.safety_maps import safety_map_table
from data_loaders.themes.place.strengths import asset_table, guardian_table

INCIDENTS = "incidents"


def places_theme(tables: Tables, policy: Policy, previous: Release | None) -> Made:
    """Tables for the map; each of them empty where nothing of it was delivered."""
    settings, audience, areas = policy.places, policy.audience, shaped_areas(tables)
    blank = pd.DataFrame(columns=["kind", "lat", "lon", "label", "opening"])
    has_incidents = "efh_incidents" in tables and INCIDENTS in policy.datasets
    people = people_cells(tables)  # what incidents are held against: of no use without them
    made: dict[str, pd.DataFrame] = {"people_cells": people if has_incidents else people.iloc[:0]}

    repeats = pd.DataFrame(columns=["factor", "status", "reason"])
    if has_incidents:
        facts = FACTS[INCIDENTS][2](tables)
        repeats = repeats_table(facts, policy.k(INCIDENTS), previous)
    made["incident_repeats"] = repeats

    assets = tables.get("assets", blank)
    k = settings.guardian_k[audience]
    made["assets"] = asset_table(assets, settings.pooled_kinds)
    made["guardians"] = guardian_table(assets, areas, pooled=settings.pooled_kinds, k=k, previous=previous)

    k, finest = settings.safety_map_k[audience], settings.finest_resolution
    maps = tables.get("safety_maps", pd.DataFrame(columns=["period"]))
    made["safety_maps"] = safety_map_table(maps, areas, k=k, finest=finest, previous=previous)
    made["interventions"] = intervention_table(tables.get("interventions", pd.DataFrame()), areas, finest)
    return Made({name: contracted(frame, name) for name, frame in made.items()}, ())
