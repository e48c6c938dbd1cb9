"""What every section of the policy is made of: settings that are all named and all there, and the marks of a floor.

A field left out is an error: nothing has a default that could weaken protection. A setting that is a floor or a ceiling
carries its mark in its type, and `floors.py` finds the marks wherever they stand: a section made tomorrow is tested the
day it is made.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

# Pupils behind every cell of a survey or a safety map, whoever reads it: what they said is of how they felt, and a class
# knows its own; ten is what publishers of surveys of pupils ask for.
PUPILS_LEAST = 10
# No person may be most of a figure: above one half, it is that person's own figure with some noise.
DOMINANCE_CEILING = 0.5


class Section(BaseModel):
    """One section of the policy. A setting that it does not know is refused, and so is a number without an end."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


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
Dominance = Annotated[float, Field(gt=0), AtMost(DOMINANCE_CEILING)]
