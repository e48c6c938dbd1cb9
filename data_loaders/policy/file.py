"""The whole of `assets/policy.toml` as it must be."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from data_loaders.policy.audits import AuditPolicy
from data_loaders.policy.contexts import ContextPolicy
from data_loaders.policy.datasets import DatasetPolicy
from data_loaders.policy.places import PlacesPolicy
from data_loaders.policy.practice import PracticePolicy
from data_loaders.policy.section import Detail, Section
from data_loaders.policy.survey import SurveyPolicy


class Time(Section):
    year_starts: int = Field(ge=1, le=12)
    detail: Detail
    months_to_settle: int = Field(ge=0, le=12)  # a year at most: later figures would steer nothing


class Audience(Section):
    title: str = Field(min_length=1)
    floor_k: int


class PolicyFile(Section):
    version: Literal["1"]
    time: Time
    places: PlacesPolicy
    audiences: dict[str, Audience]
    datasets: dict[str, DatasetPolicy]
    survey: SurveyPolicy
    audits: AuditPolicy
    contexts: ContextPolicy
    practice: PracticePolicy
