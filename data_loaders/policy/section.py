"""What every section of the policy is made of: settings that are all named and all there, and the marks of a floor.

A field left out is an error: nothing has a default that could weaken protection. A setting that is a floor or a ceiling
carries its mark in its type, and `floors.py` finds the marks wherever they stand: a section made tomorrow is tested the
day it is made.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, field_validator

# Pupils behind every cell of a survey or a safety map, whoever reads it: what they said is of how they felt, and a class
# knows its own; ten is what publishers of surveys of pupils ask for.
PUPILS_LEAST = 10
# No person may be most of a figure: above one half, it is that person's own figure with some noise.
DOMINANCE_CEILING = 0.5


class Section(BaseModel):
    """One section of the policy. A setting that it does not know is refused, and so is a number without an end."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    @field_validator("*")
    @classmethod
    def _each_once(cls, value: object) -> object:
        for listed in value.values() if isinstance(value, dict) else [value]:
            if isinstance(listed, tuple) and not any(isinstance(entry, int | BaseModel) for entry in listed):
                seen = [str(entry) for entry in listed]
                if twice := [
                    entry for at, entry in enumerate(seen) if len(set(seen)) < len(seen) and entry in seen[:at]
                ]:
                    raise ValueError(f"lists {twice[0]} twice. Remove one")
        return value


@dataclass(frozen=True)
class AtLeast:
    """The mark of a floor: a number for each audience, never below this nor below the floor of the audience."""

    persons: int


@dataclass(frozen=True)
class AtMost:
    """The mark of a ceiling."""

    share: float


Floors = Annotated[dict[str, int], AtLeast(1)]
PupilFloors = Annotated[dict[str, int], AtLeast(PUPILS_LEAST)]
# A weight of detail; with one a hundred times another, the other could as well be left out.
Detail = Annotated[float, Field(gt=0, le=100)]
Dominance = Annotated[float, Field(gt=0), AtMost(DOMINANCE_CEILING)]
