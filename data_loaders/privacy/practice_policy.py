"""What the policy says of practice: the forum, case reviews, training, sharing and language; and what it may not say."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

AUDIENCE_FLOOR = {"partnership": 5, "public": 10}
DOMINANCE_CEILING = 0.5
UNITS = ("quarter", "half_year", "year")


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Bands(Strict):
    """One nested ladder of bands: each leaf by itself, then each banding, then all together."""

    leaves: tuple[str, ...] = Field(min_length=1)
    bandings: dict[str, tuple[tuple[str, ...], ...]]

    @property
    def steps(self) -> tuple[tuple[tuple[str, ...], ...], ...]:
        return (tuple((leaf,) for leaf in self.leaves), *self.bandings.values(), (self.leaves,))


class PracticePolicy(Strict):
    k: dict[str, int]
    crowd: dict[str, int]
    reviews_k: dict[str, int]
    dominance: float = Field(gt=0)
    units: tuple[str, ...] = Field(min_length=1)
    quotes: dict[str, int]
    agency: Bands
    role: Bands
    stance: Bands
    review: Bands


def practice_problems(policy: PracticePolicy) -> list[str]:
    """One sentence with the setting and the cure for each thing that must not be."""
    problems = []
    for name in ("k", "crowd", "reviews_k"):
        least: dict[str, int] = getattr(policy, name)
        for audience, floor in AUDIENCE_FLOOR.items():
            if least.get(audience, 0) < floor:
                problems.append(
                    f"practice.{name}.{audience} is missing or below {floor}, the floor of that audience. Raise it."
                )
    if set(policy.quotes) != set(AUDIENCE_FLOOR) or min(policy.quotes.values(), default=0) < 0:
        problems.append(
            "practice.quotes must say for each audience how many quotations of a theme may be shown, 0 or more."
        )
    if policy.dominance > DOMINANCE_CEILING:
        problems.append(f"practice.dominance is {policy.dominance}; it may not be above {DOMINANCE_CEILING}. Lower it.")
    ranks = [UNITS.index(unit) for unit in policy.units if unit in UNITS]
    if len(ranks) != len(policy.units) or ranks != sorted(set(ranks)):
        problems.append(f"practice.units must be some of {', '.join(UNITS)}, from the finest to the coarsest.")
    for name in ("agency", "role", "stance", "review"):
        problems += [f"practice.{name} {p}" for p in _band_problems(getattr(policy, name))]
    return problems


def _band_problems(bands: Bands) -> list[str]:
    finer: list[set[str]] = [{leaf} for leaf in bands.leaves]
    if len(set(bands.leaves)) != len(bands.leaves):
        return ["is not nested: each leaf must be listed once."]
    for name, banding in bands.bandings.items():
        held = [set(band) for band in banding]
        if sorted(leaf for band in banding for leaf in band) != sorted(bands.leaves):
            return [f"is not nested: banding '{name}' must hold every leaf exactly once."]
        if not all(any(block <= band for band in held) for block in finer):
            return [f"is not nested: a band of banding '{name}' cuts through a band of the finer one before it."]
        finer = held
    return []
