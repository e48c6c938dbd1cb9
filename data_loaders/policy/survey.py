"""The section of what pupils said."""

from __future__ import annotations

from data_loaders.deliveries.survey import FIFTHS, STAGES
from data_loaders.policy.dimensions import AREA_LEVELS
from data_loaders.policy.nesting import nesting_problems, order_problems
from data_loaders.policy.section import PupilFloors, Section


class SurveyPolicy(Section):
    k: PupilFloors
    area_levels: tuple[str, ...]
    stage_groups: dict[str, tuple[str, ...]]
    fifth_groups: dict[str, tuple[str, ...]]


def survey_problems(survey: SurveyPolicy) -> list[str]:
    below_the_council = AREA_LEVELS[:-1]
    ladders = {
        "area_levels": order_problems(survey.area_levels, below_the_council),
        "stage_groups": nesting_problems({"groups": tuple(survey.stage_groups.values())}, tuple(STAGES)),
        "fifth_groups": nesting_problems({"groups": tuple(survey.fifth_groups.values())}, tuple(FIFTHS)),
    }
    return [f"survey.{name} {problem}" for name, problems in ladders.items() for problem in problems]
