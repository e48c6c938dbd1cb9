"""Waves of surveys as they were delivered, without those that the release in force has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, partial

import pandas as pd

from data_loaders.published.recount.counted_answers import CountedWave, counted_waves
from data_loaders.published.recount.evidence import Evidence, Frame
from data_loaders.published.recount.groups import Split, splits_of
from data_loaders.published.recount.questions import Question, questions_of
from data_loaders.published.recount.sample import Sample, sample_of


@dataclass(frozen=True)
class Wave:
    survey: str
    wave: str
    questions: dict[str, Question]
    sample: Sample
    splits: dict[str, Split]

    @cached_property
    def people_per_degree(self) -> float:
        return self.sample.people_per_degree()


def waves(evidence: Evidence) -> Iterator[Wave | CountedWave]:
    """Every delivered wave that the release in force does not have."""
    before = evidence.previous.get("survey_views", pd.DataFrame(columns=["survey_id", "wave"]))
    known = set(zip(before["survey_id"], before["wave"], strict=True))
    responses = evidence.table("survey_responses")
    if evidence.has("survey_questions") and len(responses):
        for (survey, wave), rows in responses.groupby(["survey_id", "wave"], sort=True):
            if (survey, wave) not in known:
                read = partial(_wave, survey=survey, wave=wave, rows=rows)
                found = evidence.read_once(f"wave {survey} {wave}", read)
                if not found.questions:
                    continue  # of fewer than the floor no more is told than of nobody
                yield found
            known.add((survey, wave))
    yield from (wave for wave in counted_waves(evidence) if (wave.survey, wave.wave) not in known)


def _wave(evidence: Evidence, *, survey: str, wave: str, rows: Frame) -> Wave:
    questions = questions_of(evidence, survey, wave)
    sample = sample_of(
        rows,
        {q: found.row["stages_asked"] for q, found in questions.items()},
        evidence.policy.survey.k[evidence.policy.audience],
    )
    own = {q: found for q, found in questions.items() if q in sample.asked_stages}
    splits = splits_of(sample.people, evidence)
    return Wave(survey, wave, own, sample, splits)
