"""What is counted: one section for each kind of record, with its dimensions and its views."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from data_loaders.policy.section import Detail, Dominance, Floors, Section
from data_loaders.release import TimeUnit

EACH = "each"
CELL_LEVELS = ("CELL", "DISTRICT")
NAMED, NOT_NAMED = "NAMED", "NOT_NAMED"


class Dimension(Section):
    title: str = Field(min_length=1)
    kind: Literal["area", "cells", "ordered", "nominal", "several"]
    column: str = Field(min_length=1)
    detail: Detail
    levels: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()
    residual: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()  # codes of a column with several that get no view of their own
    bandings: dict[str, tuple[tuple[str, ...], ...]] = Field(default_factory=dict)  # finer first, each within the next
    history_months: int = Field(
        default=0, ge=0, le=120
    )  # ten years at most; what must have been recorded before a value of it means anything
    times: dict[str, tuple[int, int]] = Field(
        default_factory=dict
    )  # how often one person counts in a value: least, most (0: no end)
    once: tuple[
        str, ...
    ] = ()  # values that one person can have once in twelve months: their counts are numbers of persons
    contains: str = ""  # set by `expanded`: the one code of a column with several that this dimension is about

    @property
    def wanted_at(self) -> tuple[str, ...]:
        """What a view may say of this dimension."""
        if self.kind == "cells":
            return CELL_LEVELS
        return self.levels if self.kind == "area" else (EACH, *self.bandings)


class View(Section):
    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    dimensions: dict[str, str]
    children: bool = False
    no_finer_than: TimeUnit = "month"
    rather_not_coarser_than: TimeUnit = "all"


class DatasetPolicy(Section):
    title: str = Field(min_length=1)
    records: str = Field(min_length=1)
    where: dict[str, str]
    counts: str = Field(min_length=1)
    protected: str = Field(min_length=1)
    k: Floors
    dominance: Dominance
    coverage: str = Field(min_length=1)
    dimensions: dict[str, Dimension] = Field(default_factory=dict)
    views: tuple[View, ...] = Field(min_length=1)
    tied: tuple[tuple[str, str], ...]
    part_of: str
