"""The sections of the policy for the steering group: audits, and contexts at level 2. Floors are here, not in the file."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field, field_validator

from data_loaders.deliveries.contexts import MEASURES, SIZES, STAGES
from data_loaders.deliveries.missing import CONTEXTS

Bands = tuple[tuple[int, ...], ...]
FLOOR = {"partnership": 5, "public": 10}
NEVER_NAMED = ("HOME", "PEER", "RESIDENTIAL", "OTHER", "NK")
NEVER_NAMED_SIZES = ("UNDER_10", "10_TO_49", "NK")
NAMED_LEVELS = ("COMMUNITY", "LOCALITY", "COUNCIL")


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def at_the_floor(k: dict[str, int]) -> dict[str, int]:
    """A number for each audience, none of them below its floor."""
    for audience, floor in FLOOR.items():
        if audience not in k:
            raise ValueError(f"says nothing for the audience '{audience}'. Add it.")
        if k[audience] < floor:
            raise ValueError(f"is {k[audience]} for '{audience}'; the floor of that audience is {floor}. Raise it.")
    if stray := sorted(set(k) - set(FLOOR)):
        raise ValueError(f"names unknown audiences: {', '.join(stray)}. Remove them.")
    return k


def nested(bandings: tuple[tuple[tuple[str, ...], ...], ...], leaves: tuple[str, ...]) -> None:
    """Each banding holds every leaf once, in order, and each of its bands is made of whole bands of the one before."""
    finer: list[set[str]] = [{leaf} for leaf in leaves]
    for banding in bandings:
        if tuple(leaf for band in banding for leaf in band) != leaves:
            raise ValueError(f"must hold {', '.join(leaves)} exactly once each and in this order.")
        bands = [set(band) for band in banding]
        if not all(any(block <= band for band in bands) for block in finer):
            raise ValueError("is not nested: a band cuts through a band of the finer banding before it.")
        finer = bands


class AuditPolicy(Strict):
    k: dict[str, int]
    dominance: float = Field(gt=0, le=0.5)
    bandings: tuple[Bands, ...] = Field(min_length=1)
    team_least: int = Field(ge=10)
    pairs_least: int = Field(ge=50)
    coefficient_step: float = Field(ge=0.1, le=0.25)
    resamples: int = Field(ge=200, le=5000)

    _floor = field_validator("k")(at_the_floor)

    @field_validator("bandings")
    @classmethod
    def _six_points(cls, bandings: tuple[Bands, ...]) -> tuple[Bands, ...]:
        nested(tuple(tuple(tuple(map(str, band)) for band in b) for b in bandings), tuple("123456"))
        if any(len(banding) < 2 for banding in bandings):
            raise ValueError("has a banding with one band, which says nothing. Remove it.")
        return bandings


class ContextPolicy(Strict):
    k: dict[str, int]
    named_types: dict[str, tuple[str, ...]]
    named_sizes: tuple[str, ...]
    named_level: str
    stage_bandings: tuple[tuple[tuple[str, ...], ...], ...] = Field(min_length=1)
    small_counts: tuple[str, ...]
    curve_days: int = Field(ge=14)

    _floor = field_validator("k")(at_the_floor)

    @field_validator("named_types")
    @classmethod
    def _no_house_or_group(cls, named: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        if set(named) != set(FLOOR):
            raise ValueError(f"must name each of the audiences {', '.join(FLOOR)}, and no other.")
        for kind in (kind for kinds in named.values() for kind in kinds):
            if kind in NEVER_NAMED or kind not in CONTEXTS:
                raise ValueError(f"names {kind}: a house or a group of people is never shown by itself. Remove it.")
        return named

    @field_validator("named_sizes")
    @classmethod
    def _large(cls, sizes: tuple[str, ...]) -> tuple[str, ...]:
        if small := [s for s in sizes if s in NEVER_NAMED_SIZES or s not in SIZES]:
            raise ValueError(f"names {', '.join(small)}, in which somebody could be known. Remove it.")
        return sizes

    @field_validator("named_level")
    @classmethod
    def _coarse(cls, level: str) -> str:
        if level not in NAMED_LEVELS:
            raise ValueError(f"is {level}; possible are {', '.join(NAMED_LEVELS)}.")
        return level

    @field_validator("stage_bandings")
    @classmethod
    def _stages(cls, bandings: tuple[tuple[tuple[str, ...], ...], ...]) -> tuple[tuple[tuple[str, ...], ...], ...]:
        nested(bandings, tuple(STAGES))
        return bandings

    @field_validator("small_counts")
    @classmethod
    def _measures(cls, measures: tuple[str, ...]) -> tuple[str, ...]:
        if "INCIDENTS" not in measures or set(measures) - set(MEASURES):
            raise ValueError("must hold INCIDENTS, and only measures of context_measures.")
        return measures
