"""Which places are sensitive: by their kind and by what they are called, with or without a flag.

Whoever lives, is cared for or is taught in one of them is one of few. A flag can add a place and cannot take one away.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.spatial import cKDTree

KINDS = ("HOME", "RESIDENTIAL")
# What a general label says of a place where few live, are cared for or are taught.
WORDS = (
    r"(?i)\b(?:homes?|refuges?|hostels?|shelter|clinics?|hospices?|surgery|surgeries|sanctuary|respite|foster|kinship|residential|secure|"
    r"children.?s (?:house|home|unit)|(?:care|group|private|family|safe) (?:house|home|unit)|house|flats?|supported (?:living|accommodation|tenancy)|"
    r"tenancy|accommodation|caravan|traveller|refugees?|asylum|detention|rehab|counselling|therapy|sexual health|maternity|"
    r"special (?:school|unit|class)|(?:learning|support|nurture|language|autism) (?:base|unit|centre)|small school|alternative provision|"
    r"one[- ]teacher|pupil referral)\b"
)
NEAR_KM = 0.1  # a point written down beside a house is that house: coordinates of reports are right to tens of metres
KM_A_DEGREE = 111.2


def sensitive_places(incidents: pd.DataFrame, place: pd.DataFrame, locations: pd.DataFrame | None) -> np.ndarray:
    """Whether each incident lies at a sensitive place; `place` is its location, row for row, blank where none is named."""
    by_place = _is_sensitive(place["context_type"], place["label"], place["is_sensitive"])
    by_kind = incidents["context_type"].isin(KINDS).to_numpy()
    return np.asarray(by_place | by_kind | _beside(incidents, locations), dtype=bool)


def _is_sensitive(kind: pd.Series, label: pd.Series, flag: pd.Series) -> np.ndarray:
    called = label.fillna("").str.contains(WORDS, regex=True)
    return np.asarray(kind.isin(KINDS) | called | (flag == "Y"), dtype=bool)


def _beside(incidents: pd.DataFrame, locations: pd.DataFrame | None) -> np.ndarray:
    """Incidents with coordinates of their own that lie at a sensitive location."""
    own = incidents[["lat", "lon"]].notna().all(axis=1).to_numpy()
    beside = np.zeros(len(incidents), dtype=bool)
    if locations is None or not own.any():
        return beside
    there = locations[_is_sensitive(locations["context_type"], locations["label"], locations["is_sensitive"])]
    there = there.dropna(subset=["lat", "lon"])
    if len(there):
        apart, _ = cKDTree(_flat(there)).query(_flat(incidents[own]))
        beside[own] = apart <= NEAR_KM
    return beside


def _flat(points: pd.DataFrame) -> np.ndarray:
    """Kilometres north and east, near enough for a hundred metres."""
    lat, lon = points["lat"].to_numpy(dtype=float), points["lon"].to_numpy(dtype=float)
    return np.column_stack([lat, lon * np.cos(np.radians(56.0))]) * KM_A_DEGREE
