"""An estimate from a file with one row for each unit of a sample; columns are named by whoever asks."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from data_loaders.refusal import RefusedError
from data_loaders.survey.estimates import Estimate, estimate_mean, estimate_share


class SampleRefusedError(RefusedError):
    """A file that no estimate can be made from."""


@dataclass(frozen=True)
class Drawn:
    """The columns that say how a sample was drawn; two stages with a comma between."""

    weights: str | None
    strata: str | None
    clusters: str | None
    population: str | None


def estimate_of(file: Path, value: str, drawn: Drawn) -> Estimate:
    """A share where the column holds only 0 and 1, else a mean."""
    try:
        frame = pd.read_csv(file)
    except ValueError as error:  # what pandas says of bad text and of bad tables is a ValueError, both times
        raise SampleRefusedError(f"{file} is no CSV that can be read.", "Save it again as CSV in UTF-8.") from error
    wanted = [c.strip() for part in (value, *astuple(drawn)) if part for c in part.split(",")]
    if missing := [c for c in wanted if c not in frame]:
        raise SampleRefusedError(f"{file} has no column {', '.join(missing)}.", f"It has: {', '.join(frame.columns)}.")
    for name in (value, drawn.weights):
        if name and not pd.api.types.is_numeric_dtype(frame[name]):
            raise SampleRefusedError(f"{file}: the column {name} holds something that is no number.", "Correct it.")
    values = frame[value].to_numpy(dtype=float)
    return (estimate_share if set(values) <= {0.0, 1.0} else estimate_mean)(
        values,
        weights=frame[drawn.weights].to_numpy(dtype=float) if drawn.weights else None,
        strata=frame[drawn.strata].to_numpy() if drawn.strata else None,
        clusters=_columns(frame, drawn.clusters),
        population=_columns(frame, drawn.population),
    )


def _columns(frame: pd.DataFrame, names: str | None) -> list[Any] | None:
    return [frame[name.strip()].to_numpy() for name in names.split(",")] if names else None
