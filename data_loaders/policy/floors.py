"""The one test of floors: every audience, every dataset, every theme, found by their marks."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from data_loaders.policy.file import PolicyFile
from data_loaders.policy.section import AtLeast, AtMost
from data_loaders.release import AUDIENCE_FLOOR


def floor_problems(whole: PolicyFile) -> list[str]:
    """A sentence for each number that is missing, below its floor or above its ceiling."""
    found = list(_audience_problems(whole))
    for at, value, mark in marked(whole):
        if isinstance(mark, AtLeast):
            found += _below(at, value, mark.persons, whole)
        elif isinstance(value, float) and value > mark.share:
            found.append(f"{at} is {value}; it may not be above {mark.share}. Lower it.")
    return found


def marked(section: BaseModel, at: str = "") -> Iterator[tuple[str, object, AtLeast | AtMost]]:
    """Every setting that is a floor or a ceiling, with where it stands, in this section and all within it."""
    for name, field in type(section).model_fields.items():
        value, here = getattr(section, name), f"{at}.{name}".lstrip(".")
        for mark in field.metadata:
            if isinstance(mark, AtLeast | AtMost):
                yield here, value, mark
        inner = value.items() if isinstance(value, dict) else [("", value)]
        for key, part in inner:
            if isinstance(part, BaseModel):
                yield from marked(part, f"{here}.{key}".rstrip("."))


def _audience_problems(whole: PolicyFile) -> Iterator[str]:
    for name, floor in AUDIENCE_FLOOR.items():
        if name not in whole.audiences:
            yield f"audiences.{name} is missing. Add it with its title and floor_k, {floor} or more."
        elif whole.audiences[name].floor_k < floor:
            yield f"audiences.{name}.floor_k is {whole.audiences[name].floor_k}; it may not be below {floor}. Raise it."
    for name in sorted(set(whole.audiences) - set(AUDIENCE_FLOOR)):
        yield f"The audience '{name}' is unknown. Known: {', '.join(sorted(AUDIENCE_FLOOR))}."


def _below(at: str, k: object, persons: int, whole: PolicyFile) -> Iterator[str]:
    assert isinstance(k, dict)
    for audience, known in whole.audiences.items():
        floor = max(persons, known.floor_k, AUDIENCE_FLOOR.get(audience, persons))
        if audience not in k:
            yield f"{at} says nothing for the audience '{audience}'. Add it."
        elif k[audience] < floor:
            yield f"{at}.{audience} is {k[audience]}; the floor of that audience is {floor}. Raise it."
    if stray := sorted(set(k) - set(whole.audiences)):
        yield f"{at} names unknown audiences: {', '.join(stray)}. Remove them."
