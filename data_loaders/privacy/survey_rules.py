"""What the survey section of a policy may not say."""

from __future__ import annotations

from data_loaders.deliveries.survey import FIFTHS, STAGES
from data_loaders.privacy.policy_file import PolicyFile
from data_loaders.privacy.policy_rules import AREA_LEVELS, DOMINANCE_CEILING

FLOOR = 10  # pupils behind every cell, non-response included, whoever reads it


def survey_problems(whole: PolicyFile) -> list[str]:
    survey, problems = whole.survey, list[str]()
    for audience, known in whole.audiences.items():
        k, floor = survey.k.get(audience), max(FLOOR, known.floor_k)
        if k is None:
            problems.append(f"survey.k says nothing for the audience '{audience}'. Add it.")
        elif k < floor:
            problems.append(f"survey.k.{audience} is {k}; the floor for a survey of pupils is {floor}. Raise it.")
    if stray := sorted(set(survey.k) - set(whole.audiences)):
        problems.append(f"survey.k names unknown audiences: {', '.join(stray)}. Remove them.")
    if survey.dominance > DOMINANCE_CEILING:
        problems.append(f"survey.dominance is {survey.dominance}; it may not be above {DOMINANCE_CEILING}. Lower it.")
    ranks = [AREA_LEVELS.index(level) for level in survey.area_levels if level in AREA_LEVELS[:-1]]
    if len(ranks) != len(survey.area_levels) or ranks != sorted(set(ranks)):
        problems.append(
            "survey.area_levels must list known levels below the council once each, from the finest to the coarsest."
        )
    for name, groups, leaves in (
        ("stage_groups", survey.stage_groups, STAGES),
        ("fifth_groups", survey.fifth_groups, FIFTHS),
    ):
        if sorted(leaf for group in groups.values() for leaf in group) != sorted(leaves):
            problems.append(f"survey.{name} is not nested: it must hold each of {', '.join(leaves)} exactly once.")
    return problems
