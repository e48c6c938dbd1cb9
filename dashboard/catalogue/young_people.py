"""Findings of surveys of young people, and the published indicators."""

from __future__ import annotations

from collections.abc import Callable

from dashboard.ask.months import NONE
from dashboard.ask.survey import ALL_SPLIT, SurveyQuestion, has_survey, questions_of, waves_of
from dashboard.catalogue.entry import Build, Codes, Entry
from dashboard.findings.finding import Finding
from dashboard.findings.indicators import published_indicators
from dashboard.findings.known_harm import first_known_harm
from dashboard.findings.measures_other import survey_measures
from dashboard.findings.survey import answers, change
from dashboard.findings.survey_groups import against_others, groups_apart
from dashboard.findings.survey_overview import EVERY, changes, good_answers
from dashboard.findings.survey_part import part_splits, who_took_part
from data_loaders.release import Release

SAID, QUESTION, PART, HARM = "survey", "survey-question", "survey-part", "known-harm"
WAVE, ONE = ("survey", "wave"), ("survey", "wave", "question", "by")


def _in_wave(make: Callable[[Release, str, str, Codes], Finding]) -> Build:
    """A finding of the survey that is asked for (or the first) and its latest wave, unless another is asked for."""

    def build(release: Release, codes: Codes) -> Finding | None:
        if not has_survey(release):
            return None
        waves = waves_of(release)
        survey = codes.get("survey") or next(iter(waves))
        return make(release, survey, codes.get("wave") or waves[survey][0], codes)

    return build


def _of_question(make: Callable[[Release, SurveyQuestion], Finding]) -> Build:
    def build(release: Release, survey: str, wave: str, codes: Codes) -> Finding:
        question = codes.get("question") or str(questions_of(release, survey, wave)["question_id"].iloc[0])
        return make(release, SurveyQuestion(survey, wave, question, codes.get("by", ALL_SPLIT)))

    return _in_wave(build)


def _harm(release: Release, codes: Codes) -> Finding | None:
    return first_known_harm(release, *(codes.get(key, "") for key in ("felt", "recorded", "areas")))


ENTRIES = (
    Entry("survey-answers", "What young people say", "What do young people say?", SAID,
          _in_wave(lambda r, s, w, c: good_answers(r, s, w, c.get("shanarri", EVERY))), (*WAVE, "shanarri")),
    Entry("survey-changes", "What changed for young people", "What changed for young people?", SAID,
          _in_wave(lambda r, s, _w, _c: changes(r, s)), WAVE, measures=survey_measures),
    Entry("survey-apart", "Groups that answered differently", "Which groups answered differently?", SAID,
          _in_wave(lambda r, s, w, _: groups_apart(r, s, w)), WAVE),
    *(Entry(f"question-{key}", title, asked, QUESTION, _of_question(make), ONE, is_for_papers=False)
      for key, title, asked, make in (
          ("answers", "One question: the answers", "How did they answer?", answers),
          ("apart", "One question: who differs", "Which groups answered differently?", against_others),
          ("change", "One question: from wave to wave", "Did it change?", change))),
    Entry("survey-part", "Who took part", "Whom did the survey reach?", PART,
          _in_wave(lambda r, s, w, c: who_took_part(r, s, w, c.get("part") or next(iter(part_splits(r, s, w)), NONE))), (*WAVE, "part")),
    Entry("known-harm", "Known and unknown harm", "Where do young people feel unsafe while no more is recorded than elsewhere?", HARM,
          _harm, ("felt", "recorded", "areas")),
    Entry("indicators", "Published indicators", "What do published indicators say?", "",
          lambda r, c: published_indicators(r, "" if c.get("indicator", NONE) == NONE else c["indicator"]), ("indicator",),
          ("cpc_indicators",), "layout", judges="published indicators"),
)  # fmt: skip
