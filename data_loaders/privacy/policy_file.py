"""The nouns of `assets/policy.toml`. Nothing has a default that could weaken protection: a field left out is an error."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from data_loaders.deliveries import label
from data_loaders.privacy.practice_policy import PracticePolicy
from data_loaders.privacy.steering_policy import AuditPolicy, ContextPolicy
from data_loaders.release import TimeUnit

EACH = "each"
CELL_LEVELS = ("CELL", "DISTRICT")


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Time(Strict):
    year_starts: int = Field(ge=1, le=12)
    detail: float = Field(gt=0)


class Audience(Strict):
    title: str = Field(min_length=1)
    floor_k: int


class Dimension(Strict):
    title: str = Field(min_length=1)
    kind: Literal["area", "cells", "ordered", "nominal", "several"]
    column: str = Field(min_length=1)
    detail: float = Field(gt=0)
    levels: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()
    residual: tuple[str, ...] = ()
    bandings: dict[str, tuple[tuple[str, ...], ...]] = Field(default_factory=dict)  # finer first, each within the next
    history_months: int = Field(default=0, ge=0)  # what must have been recorded before a value of it means anything
    times: dict[str, tuple[int, int]] = Field(
        default_factory=dict
    )  # how often one person counts in a value: least, most (0: no end)
    contains: str = ""  # set by `expanded`: the one code of a column with several that this dimension is about

    @property
    def wanted_at(self) -> tuple[str, ...]:
        """What a view may say of this dimension."""
        if self.kind == "cells":
            return CELL_LEVELS
        return self.levels if self.kind == "area" else (EACH, *self.bandings)


class View(Strict):
    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    dimensions: dict[str, str]
    children: bool = False
    no_finer_than: TimeUnit = "month"
    rather_not_coarser_than: TimeUnit = "all"


class DatasetPolicy(Strict):
    title: str = Field(min_length=1)
    records: str = Field(min_length=1)
    where: dict[str, str]
    counts: str = Field(min_length=1)
    protected: str = Field(min_length=1)
    k: dict[str, int]
    dominance: float = Field(gt=0)
    coverage: str = Field(min_length=1)
    dimensions: dict[str, Dimension] = Field(default_factory=dict)
    views: tuple[View, ...] = Field(min_length=1)
    tied: tuple[tuple[str, str], ...]
    part_of: str


class SurveyPolicy(Strict):
    k: dict[str, int]
    dominance: float = Field(gt=0)
    area_levels: tuple[str, ...]
    stage_groups: dict[str, tuple[str, ...]]
    fifth_groups: dict[str, tuple[str, ...]]


class PlacesPolicy(Strict):
    safety_map_k: dict[str, int]
    guardian_k: dict[str, int]
    finest_resolution: int
    pooled_kinds: tuple[str, ...]


class PolicyFile(Strict):
    version: Literal["1"]
    time: Time
    places: PlacesPolicy
    audiences: dict[str, Audience]
    datasets: dict[str, DatasetPolicy]
    survey: SurveyPolicy
    audits: AuditPolicy
    contexts: ContextPolicy
    practice: PracticePolicy


NAMED, NOT_NAMED = "NAMED", "NOT_NAMED"


def expanded(dataset: DatasetPolicy) -> DatasetPolicy:
    """A dimension with several codes in one cell becomes one yes-or-no dimension for each code, with its view and ties."""
    parts = {
        key: {f"{key}_{code.lower()}": code for code in dimension.leaves}
        for key, dimension in dataset.dimensions.items()
        if dimension.kind == "several"
    }
    dimensions = {key: d for key, d in dataset.dimensions.items() if key not in parts}
    for key, named in parts.items():
        whole = dataset.dimensions[key]
        for name, code in named.items():
            dimensions[name] = whole.model_copy(
                update={
                    "title": f"{whole.title}: {label(whole.column, code)}",
                    "kind": "nominal",
                    "leaves": (NAMED, NOT_NAMED),
                    "contains": code,
                }
            )
    views: list[View] = []
    for view in dataset.views:
        several = [key for key in view.dimensions if key in parts]
        views += (
            [
                View(
                    name=name,
                    dimensions={name if key == several[0] else key: at for key, at in view.dimensions.items()},
                )
                for name in parts[several[0]]
            ]
            if several
            else [view]
        )
    tied = tuple(
        (one, other)
        for tie in dataset.tied
        for one in parts.get(tie[0], [tie[0]])
        for other in parts.get(tie[1], [tie[1]])
    )
    return dataset.model_copy(update={"dimensions": dimensions, "views": tuple(views), "tied": tied})
