"""Floors and ceilings have one home: whatever section they stand in, they are held against their audience."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from data_loaders.policy import PolicyRefusedError
from data_loaders.policy.file import PolicyFile
from data_loaders.policy.floors import marked
from data_loaders.policy.reading import checked
from data_loaders.policy.section import AtLeast, AtMost

POLICY = Path(__file__).resolve().parents[2] / "assets" / "policy.toml"
NO_FLOOR = {"practice.quotes"}  # how many quotations may be shown: more is weaker, so it has an end and not a floor


def raw() -> dict[str, Any]:
    return tomllib.loads(POLICY.read_text(encoding="utf-8"))


def marks(kind: type[AtLeast] | type[AtMost]) -> dict[str, object]:
    return {at: value for at, value, mark in marked(PolicyFile.model_validate(raw())) if isinstance(mark, kind)}


def per_audience(section: BaseModel, at: str = "") -> set[str]:
    """Every setting with a whole number for each audience, found by its value and not by its mark."""
    found = set()
    for name in type(section).model_fields:
        value, here = getattr(section, name), f"{at}.{name}".lstrip(".")
        if isinstance(value, dict) and set(value) == {"partnership", "public"}:
            found |= {here} if all(isinstance(n, int) for n in value.values()) else set()
        for key, inner in value.items() if isinstance(value, dict) else [("", value)]:
            found |= per_audience(inner, f"{here}.{key}".rstrip(".")) if isinstance(inner, BaseModel) else set()
    return found


def test_every_number_for_each_audience_is_a_floor_and_is_tested_as_one() -> None:
    assert per_audience(PolicyFile.model_validate(raw())) - set(marks(AtLeast)) == NO_FLOOR
    assert len(marks(AtLeast)) == 12


def test_every_dominance_has_its_ceiling() -> None:
    assert {at for at in marks(AtMost) if not at.endswith("dominance")} == set()
    assert len(marks(AtMost)) == 6


def test_a_raised_floor_of_an_audience_refuses_every_section_below_it() -> None:
    settings = raw()
    settings["audiences"]["partnership"]["floor_k"] = 11
    with pytest.raises(PolicyRefusedError) as refused:
        checked(settings)
    for at in marks(AtLeast):
        assert f"{at}.partnership is" in str(refused.value)


@pytest.mark.parametrize("at", sorted(marks(AtLeast)))
@pytest.mark.parametrize(("audience", "below"), [("partnership", 4), ("public", 9)])
def test_a_floor_below_that_of_its_audience_is_refused_by_its_name(at: str, audience: str, below: int) -> None:
    settings = raw()
    inner = settings
    for part in at.split("."):
        inner = inner[part]
    inner[audience] = below
    with pytest.raises(PolicyRefusedError, match=rf"{at}\.{audience} is {below}; the floor of that audience is \d+"):
        checked(settings)


@pytest.mark.parametrize("at", sorted(marks(AtMost)))
def test_a_ceiling_above_one_half_is_refused_by_its_name(at: str) -> None:
    settings = raw()
    inner = settings
    for part in at.split(".")[:-1]:
        inner = inner[part]
    inner["dominance"] = 0.51
    with pytest.raises(PolicyRefusedError, match=rf"{at} is 0\.51; it may not be above 0\.5"):
        checked(settings)
