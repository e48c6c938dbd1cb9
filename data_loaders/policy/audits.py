"""The section of audits of records against standards."""

from __future__ import annotations

from pydantic import Field

from data_loaders.deliveries.audits import POINTS
from data_loaders.policy.nesting import neighbour_problems, nesting_problems
from data_loaders.policy.section import Dominance, Floors, Section

Bands = tuple[tuple[int, ...], ...]


class AuditPolicy(Section):
    k: Floors
    dominance: Dominance
    bandings: tuple[Bands, ...] = Field(min_length=1)
    team_least: int = Field(ge=10)  # a smaller group of teams is a few workers
    pairs_least: int = Field(ge=50)  # below it, an interval of kappa is wider than the words for it are apart
    coefficient_step: float = Field(ge=0.1, le=0.25)  # finer gives back a count of pairs; coarser says nothing
    resamples: int = Field(ge=200, le=5000)  # limits of 95 % need about 200; more than 5,000 changes no published digit


def audit_problems(audits: AuditPolicy) -> list[str]:
    named = {str(at): tuple(tuple(map(str, band)) for band in bands) for at, bands in enumerate(audits.bandings, 1)}
    problems = nesting_problems(named, tuple(POINTS)) or neighbour_problems(named, tuple(POINTS))
    if any(len(banding) < 2 for banding in audits.bandings):
        problems.append("has a banding with one band, which says nothing. Remove it.")
    return [f"audits.bandings {problem}" for problem in problems]
