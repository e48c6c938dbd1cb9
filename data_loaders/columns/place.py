"""Columns of what stands beside incidents on a map (themes/places.py), as the lock checks them. `people`: young people of the
areas, spread evenly over them."""

from __future__ import annotations

# name → column → pandas kind, as in data_loaders/release.py
PLACE_COLUMNS: dict[str, dict[str, str]] = {
    "people_cells": {"cell": "O", "lat": "f", "lon": "f", "area_code": "O", "people": "f"},
    "incident_repeats": {"factor": "f", "status": "O", "reason": "O"},
    "assets": {"kind": "O", "kind_label": "O", "label": "O", "opening": "O", "lat": "f", "lon": "f"},
    "guardians": {
        "area_code": "O", "area_name": "O", "guardians": "f", "status": "O", "reason": "O", "geometry": "O",
    },
    "safety_maps": {
        "period": "M", "place": "O", "label": "O", "time_of_day": "O", "participants": "f", "feeling": "O", "status": "O",
        "reason": "O", "geometry": "O",
    },
    "interventions": {
        "intervention_id": "O", "type": "O", "area_code": "O", "place": "O", "start_date": "M", "end_date": "M",
        "comparison_area": "O", "comparison": "O", "displacement_area": "O", "displacement": "O", "lead_agency": "O",
        "geometry": "O",
    },
}  # fmt: skip
