"""How every measure takes numbers in: floats, with a missing period as NaN, and refusals that name the
cure.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]
IntArray = NDArray[np.int64]
Numbers: TypeAlias = Iterable[Any] | FloatArray | pd.Series


class TooShortError(ValueError):
    """A series too short for the question asked of it; the message says how much is needed."""


def as_floats(values: Numbers) -> FloatArray:
    """A one-dimensional float array; missing values (None, NA) become NaN. Raises ValueError for a table or infinity."""
    array = pd.Series(values).to_numpy(dtype=float, na_value=np.nan)
    if array.ndim != 1:
        raise ValueError(f"One column of numbers is needed, not an array of shape {array.shape}.")
    if np.isinf(array).any():
        raise ValueError(
            "A number is infinite: nothing can be counted or divided by it. Leave it out, or say that it is missing."
        )
    return np.asarray(array, dtype=np.float64)


def as_counts(values: Numbers, name: str = "counts") -> FloatArray:
    """As `as_floats`, for numbers that cannot be negative. Raises ValueError if one is."""
    counts = as_floats(values)
    if (counts < 0).any():
        raise ValueError(f"{name} must be zero or more; the smallest given is {float(np.nanmin(counts))}.")
    return counts


def as_exposure(values: Numbers, name: str = "population") -> FloatArray:
    """As `as_floats`, for what counts are divided by. Raises ValueError at zero or below."""
    exposure = as_floats(values)
    if (exposure <= 0).any():
        raise ValueError(f"{name} must be above zero; the smallest given is {float(np.nanmin(exposure))}.")
    return exposure


def matched(values: FloatArray, others: FloatArray, names: str) -> None:
    """Raises ValueError where two columns that stand side by side are not equally long."""
    if values.size != others.size:
        raise ValueError(f"{values.size} and {others.size} {names} do not match: each needs the other beside it.")


def as_confidence(confidence: float) -> float:
    """A level as a share: 0.95 and 95 mean the same. Raises ValueError outside 0.8 to 1 (80 to 100)."""
    share = confidence / 100 if confidence > 1 else confidence
    if not 0.8 <= share < 1:
        raise ValueError(f"A confidence level lies between 0.8 and 1 (or 80 and 100), not {confidence}.")
    return share


def upper_tail(confidence: float) -> float:
    """The upper probability of a two-sided interval: 0.975 for 0.95."""
    return confidence + (1 - confidence) / 2
