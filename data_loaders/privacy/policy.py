"""The disclosure policy: what `assets/policy.toml` may say, and the refusal of everything else.

Nothing has a default that could weaken protection: a field left out is an error, not a guess.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from data_loaders.release import digest

POLICY_VERSION = "1"
AREA_LEVELS = ("WARD", "IZ2011", "CLUSTER", "COMMUNITY", "LOCALITY", "COUNCIL")
# Floors are in the code, not in the file: a data manager can be stricter than these and never weaker.
AUDIENCE_FLOOR = {"partnership": 5, "public": 10}
DOMINANCE_CEILING = 0.5
EACH = "each"


class PolicyRefusedError(Exception):
    """A policy that must not be used; the message names the setting and the cure."""


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
    kind: Literal["area", "ordered", "nominal"]
    column: str = Field(min_length=1)
    detail: float = Field(gt=0)
    levels: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()
    residual: tuple[str, ...] = ()
    bandings: tuple[tuple[tuple[str, ...], ...], ...] = ()  # finer first; each must nest in the next


class View(Strict):
    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    dimensions: dict[str, str]
    children: bool = False


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


class PolicyFile(Strict):
    version: Literal["1"]
    time: Time
    audiences: dict[str, Audience]
    datasets: dict[str, DatasetPolicy]


@dataclass(frozen=True)
class Policy:
    """A policy that has been checked, seen from one audience."""

    audience: str
    title: str
    time: Time
    datasets: dict[str, DatasetPolicy]
    sha256: str

    def k(self, dataset: str) -> int:
        return self.datasets[dataset].k[self.audience]


def load_policy(file: Path, audience: str) -> Policy:
    """Read a policy for one audience, or raise `PolicyRefusedError` with the setting and the cure."""
    if not file.is_file():
        raise PolicyRefusedError(
            f"{file} is not there. Name a policy with --policy; the product's own is assets/policy.toml."
        )
    raw = file.read_bytes()
    try:
        whole = PolicyFile.model_validate(tomllib.loads(raw.decode("utf-8")))
    except tomllib.TOMLDecodeError as error:
        raise PolicyRefusedError(f"{file} is not valid TOML: {error}.") from error
    except ValidationError as error:
        raise PolicyRefusedError(f"{file}: " + "; ".join(_sentence(e) for e in error.errors())) from error
    problems = [*_audience_problems(whole, audience), *_dataset_problems(whole)]
    if problems:
        raise PolicyRefusedError(f"{file}: " + " ".join(problems))
    return Policy(
        audience=audience,
        title=whole.audiences[audience].title,
        time=whole.time,
        datasets=whole.datasets,
        sha256=digest(raw),
    )


def _sentence(error: object) -> str:
    assert isinstance(error, dict)
    where = ".".join(str(part) for part in error["loc"])
    if error["type"] == "extra_forbidden":
        return f"'{where}' is not a setting that the policy knows. Remove it or correct its spelling"
    if error["type"] == "missing":
        return f"'{where}' is missing. Add it; the comments in assets/policy.toml say what it means"
    return f"'{where}': {error['msg']}"


def _audience_problems(whole: PolicyFile, audience: str) -> list[str]:
    problems = []
    if audience not in whole.audiences:
        problems.append(f"The audience '{audience}' is not defined. Defined: {', '.join(sorted(whole.audiences))}.")
    for name, known in whole.audiences.items():
        floor = AUDIENCE_FLOOR.get(name)
        if floor is None:
            problems.append(f"The audience '{name}' is unknown. Known: {', '.join(sorted(AUDIENCE_FLOOR))}.")
        elif known.floor_k < floor:
            problems.append(f"audiences.{name}.floor_k is {known.floor_k}; it may not be below {floor}. Raise it.")
    return problems


def _dataset_problems(whole: PolicyFile) -> list[str]:
    problems = []
    for name, dataset in whole.datasets.items():
        at = f"datasets.{name}"
        for audience, known in whole.audiences.items():
            k = dataset.k.get(audience)
            if k is None:
                problems.append(f"{at}.k says nothing for the audience '{audience}'. Add it.")
            elif k < known.floor_k:
                problems.append(f"{at}.k.{audience} is {k}; the floor of that audience is {known.floor_k}. Raise it.")
        if stray := sorted(set(dataset.k) - set(whole.audiences)):
            problems.append(f"{at}.k names unknown audiences: {', '.join(stray)}. Remove them.")
        if dataset.dominance > DOMINANCE_CEILING:
            problems.append(
                f"{at}.dominance is {dataset.dominance}; it may not be above {DOMINANCE_CEILING}. Lower it."
            )
        for key, dimension in dataset.dimensions.items():
            problems += [f"{at}.dimensions.{key} {p}" for p in _dimension_problems(dimension)]
        problems += _view_problems(at, dataset)
    return problems


def _dimension_problems(dimension: Dimension) -> list[str]:
    if dimension.kind == "area":
        unknown = [level for level in dimension.levels if level not in AREA_LEVELS]
        ranks = [AREA_LEVELS.index(level) for level in dimension.levels if level in AREA_LEVELS]
        if unknown:
            return [f"names unknown levels {', '.join(unknown)}. Known: {', '.join(AREA_LEVELS)}."]
        if not ranks or ranks != sorted(set(ranks)):
            return ["is not nested: its levels must be listed once each, from the finest to the coarsest."]
        if dimension.leaves or dimension.residual or dimension.bandings:
            return ["is an area dimension: its leaves come from ref_area. Remove 'leaves', 'residual', 'bandings'."]
        return []
    if dimension.levels:
        return ["has 'levels', which only area dimensions have. Remove them."]
    if len(dimension.leaves) < 2 or len(set(dimension.leaves)) != len(dimension.leaves):
        return ["is not nested: it needs at least two leaves, each listed once."]
    if stray := [leaf for leaf in dimension.residual if leaf not in dimension.leaves]:
        return [f"has residual values that are no leaves: {', '.join(stray)}. Add them to 'leaves'."]
    if len(dimension.residual) == len(dimension.leaves):
        return ["has only residual values."]
    return _banding_problems(dimension)


def _banding_problems(dimension: Dimension) -> list[str]:
    finer: list[set[str]] = [{leaf} for leaf in dimension.leaves]
    for number, banding in enumerate(dimension.bandings, start=1):
        bands = [set(band) for band in banding]
        if sorted(leaf for band in banding for leaf in band) != sorted(dimension.leaves):
            return [f"is not nested: banding {number} must hold every leaf exactly once."]
        if not all(any(block <= band for band in bands) for block in finer):
            return [f"is not nested: a band of banding {number} cuts through a band of the finer one before it."]
        finer = bands
    return []


def _view_problems(at: str, dataset: DatasetPolicy) -> list[str]:
    problems = []
    names = [view.name for view in dataset.views]
    questions = [tuple(sorted(view.dimensions.items())) for view in dataset.views]
    for what, values in (("name", names), ("dimensions", questions)):
        if len(set(values)) != len(values):
            problems.append(f"{at}.views: two views have the same {what}; a question must have one answer.")
    for view in dataset.views:
        for key, level in view.dimensions.items():
            known = dataset.dimensions.get(key)
            if known is None:
                problems.append(f"{at}.views.{view.name} is on the unknown dimension '{key}'. Define it or remove it.")
            elif level not in (known.levels or (EACH,)):
                allowed = ", ".join(known.levels or (EACH,))
                problems.append(f"{at}.views.{view.name}: '{key}' cannot be at '{level}'. Possible: {allowed}.")
    return problems
