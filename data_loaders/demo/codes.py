"""Coded columns: how often each code is drawn, and now and then not known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

UNKNOWN = 0.015
MISSING_FROM = np.array(["HOME", "CHILDRENS_HOUSE", "FOSTER", "KINSHIP", "SECURE", "SCHOOL", "HEALTH", "OTHER", "NK"])
AT_HOME = np.array([0.83, 0, 0, 0.04, 0, 0.06, 0.025, 0.03, 0.015])
AWAY = np.array([0.04, 0.6, 0.2, 0.07, 0.005, 0.03, 0.02, 0.02, 0.015])


@dataclass(frozen=True)
class CodedColumn:
    name: str
    codes: tuple[str, ...]
    shares: tuple[float, ...]


def drawn(rng: np.random.Generator, column: CodedColumn, count: int) -> np.ndarray:
    """Codes of one column, row for row."""
    return with_unknown(rng, np.array(column.codes)[rng.choice(len(column.codes), count, p=column.shares)])


def with_unknown(rng: np.random.Generator, codes: np.ndarray) -> np.ndarray:
    """The same codes, a few of them not known."""
    return np.where(rng.random(len(codes)) < UNKNOWN, "NK", codes)


def missing_from(rng: np.random.Generator, care: np.ndarray) -> np.ndarray:
    """Where from: most children who live away from home are missing from where they live."""
    place = rng.random(len(care))
    home, away = (np.searchsorted(np.cumsum(shares)[:-1], place, side="right") for shares in (AT_HOME, AWAY))
    return MISSING_FROM[np.where(care == "LA_AWAY", away, home)]
