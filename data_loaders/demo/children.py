"""Invented children: where they live, how old they are, how often they go missing. Random identifiers, no names."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from data_loaders.demo.places import locality_of_ward, ward_weights
from data_loaders.demo.truth import Truth

HEX = np.array(list("abcdef0123456789"))


@dataclass(frozen=True)
class Children:
    """One entry a child: position of the home ward, sex, age in April 2023, care status, weight in the line."""

    code: np.ndarray
    ward: np.ndarray
    sex: np.ndarray
    age: np.ndarray
    care: np.ndarray
    weight: np.ndarray


def invent_children(rng: np.random.Generator, areas: pd.DataFrame, truth: Truth, *, count: int) -> Children:
    chance = ward_weights(areas) * np.where(locality_of_ward(areas) == truth.high_locality, truth.high_factor, 1.0)
    frequent = max(round(count * truth.frequent_children_share), 1)
    weight = rng.gamma(0.9, 1.0, count) + 0.05
    weight[:frequent] = 0.0
    weight[:frequent] = weight.sum() * truth.frequent_episodes_share / (1 - truth.frequent_episodes_share) / frequent
    ward = rng.choice(len(chance), count, p=chance / chance.sum())
    return Children(
        code=codes(rng, count, "c"),
        ward=ward,
        sex=rng.choice(["F", "M", "OTHER", "NK"], count, p=[0.53, 0.45, 0.01, 0.01]),
        age=rng.uniform(9.0, 17.2, count),
        care=rng.choice(
            ["NOT_LA", "LA_HOME", "LA_AWAY", "CARE_EXPERIENCED", "NK"], count, p=[0.55, 0.12, 0.22, 0.1, 0.01]
        ),
        weight=_with_heavy(weight, ward, locality_of_ward(areas), truth),
    )


def _with_heavy(weight: np.ndarray, ward: np.ndarray, locality: np.ndarray, truth: Truth) -> np.ndarray:
    """Let one child make the wished share of its locality's episodes."""
    if truth.heavy_child > 0:
        child = len(weight) - 1
        same = locality[ward] == locality[ward[child]]
        same[child] = False
        weight[child] = weight[same].sum() * truth.heavy_child / (1 - truth.heavy_child)
    return np.asarray(weight / weight.sum())


def codes(rng: np.random.Generator, count: int, prefix: str) -> np.ndarray:
    """Random identifiers of a letter and twelve signs; every second one a letter, so that none looks like a number."""
    signs = HEX[rng.integers(0, 16, (count, 12))]
    signs[:, ::2] = HEX[rng.integers(0, 6, (count, 6))]
    text = np.ascontiguousarray(signs).view("<U12").ravel()
    return np.asarray(np.char.add(prefix, text))
