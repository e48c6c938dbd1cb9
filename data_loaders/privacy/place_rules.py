"""What the policy may not say of safety maps, guardians and interventions: floors are here, not in the file."""

from __future__ import annotations

from data_loaders.privacy.policy_file import PolicyFile

SAFETY_MAP_FLOOR = 10  # a survey's: colours are answers
FINEST = 8  # no safety map or intervention is drawn finer, whatever the policy says
POOLED = "GUARDIAN"


def place_problems(whole: PolicyFile) -> list[str]:
    places, problems = whole.places, []
    for name, known in whole.audiences.items():
        for field, floor in (("safety_map_k", max(SAFETY_MAP_FLOOR, known.floor_k)), ("guardian_k", known.floor_k)):
            k = getattr(places, field).get(name)
            if k is None:
                problems.append(f"places.{field} says nothing for the audience '{name}'. Add it.")
            elif k < floor:
                problems.append(f"places.{field}.{name} is {k}; it may not be below {floor}. Raise it.")
    if not 7 <= places.finest_resolution <= FINEST:
        problems.append(
            f"places.finest_resolution is {places.finest_resolution}; it must be 7 or {FINEST}. Correct it."
        )
    if POOLED not in places.pooled_kinds:
        problems.append(f"places.pooled_kinds must hold {POOLED}: a guardian is a person. Add it.")
    return problems
