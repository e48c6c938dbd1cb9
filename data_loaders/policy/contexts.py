"""The section of contexts at level 2: which may be shown one by one, and how the others are joined."""

from __future__ import annotations

from pydantic import Field

from data_loaders.deliveries.contexts import MEASURES, SIZES, STAGES
from data_loaders.deliveries.missing import CONTEXTS
from data_loaders.policy.names import nearest, unknown_names
from data_loaders.policy.nesting import neighbour_problems, nesting_problems
from data_loaders.policy.section import Floors, Section

NEVER_NAMED = ("HOME", "PEER", "RESIDENTIAL", "OTHER", "NK")
NEVER_NAMED_SIZES = ("UNDER_10", "10_TO_49", "NK")
NAMED_LEVELS = ("COMMUNITY", "LOCALITY", "COUNCIL")
COUNTED = ("INCIDENTS", "GUARDIANS")  # these measures are numbers of incidents and of people, so a small one tells


class ContextPolicy(Section):
    k: Floors
    named_types: dict[str, tuple[str, ...]]
    named_sizes: tuple[str, ...]
    named_level: str
    stage_bandings: tuple[tuple[tuple[str, ...], ...], ...] = Field(min_length=1)
    small_counts: tuple[str, ...]
    curve_days: int = Field(ge=14)  # a shorter step is a day on which somebody remembers what happened


def context_problems(contexts: ContextPolicy, audiences: tuple[str, ...]) -> list[str]:
    return [
        f"contexts.{problem}"
        for problem in (
            *_named_problems(contexts, audiences),
            *(f"stage_bandings {p}" for p in _stage_problems(contexts)),
            *_measure_problems(contexts.small_counts),
        )
    ]


def _named_problems(contexts: ContextPolicy, audiences: tuple[str, ...]) -> list[str]:
    problems = []
    if set(contexts.named_types) != set(audiences):
        problems.append(f"named_types must name each of the audiences {', '.join(audiences)}, and no other.")
    for audience, kinds in contexts.named_types.items():
        problems += unknown_names(f"named_types.{audience}", kinds, known=CONTEXTS, what="kind of context")
        problems += [
            f"named_types.{audience} names {kind}: a house or a group of people is never shown by itself. Remove it."
            for kind in kinds
            if kind in NEVER_NAMED
        ]
    problems += unknown_names("named_sizes", contexts.named_sizes, known=SIZES, what="band of sizes")
    if small := [size for size in contexts.named_sizes if size in NEVER_NAMED_SIZES]:
        problems.append(f"named_sizes names {', '.join(small)}, in which somebody could be known. Remove it.")
    if contexts.named_level not in NAMED_LEVELS:
        problems.append(
            f"named_level is {contexts.named_level}; it must be one of {', '.join(NAMED_LEVELS)}. {nearest(contexts.named_level, NAMED_LEVELS)}"
        )
    return problems


def _stage_problems(contexts: ContextPolicy) -> list[str]:
    named = {str(at): banding for at, banding in enumerate(contexts.stage_bandings, 1)}
    return nesting_problems(named, tuple(STAGES)) or neighbour_problems(named, tuple(STAGES))


def _measure_problems(measures: tuple[str, ...]) -> list[str]:
    missing = [measure for measure in COUNTED if measure not in measures]
    return [
        *(f"small_counts must hold {measure}: it is a count, and a small one tells. Add it." for measure in missing),
        *unknown_names("small_counts", measures, known=MEASURES, what="measure of context_measures"),
    ]
