"""The identity guard on texts whose kind is known: what it finds and what it lets through. All texts are invented."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from data_loaders.guard import read_text

HERE = Path(__file__).parent
LABELLED = tomllib.loads((HERE / "labelled.toml").read_text(encoding="utf-8"))
AFTERWARDS = tomllib.loads((HERE / "afterwards.toml").read_text(encoding="utf-8"))
LEAST = {"numbers": 0.98, "postcodes": 0.98, "names": 0.9}  # of what must be found; of the rest as much as OTHER
OTHER, PRECISION = 0.8, 0.95
HALVES = {"tuned": 0, "held out": 1}


def found(texts: list[str]) -> list[str]:
    return [text for text in texts if read_text(text, "text")]


def test_the_set_is_large_enough() -> None:
    assert sum(map(len, LABELLED["identifying"].values())) >= 200
    assert sum(map(len, LABELLED["innocent"].values())) >= 200
    texts = [text for side in LABELLED.values() for kind in side.values() for text in kind]
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("half", HALVES)
def test_what_identifies_is_found_and_what_does_not_goes_through(half: str, tell: Callable[[str], None]) -> None:
    at = HALVES[half]
    caught = of = 0
    for kind, texts in LABELLED["identifying"].items():
        own = texts[at::2]
        share = len(found(own)) / len(own)
        tell(f"guard, {half}: {kind}: {len(found(own))} of {len(own)} found")
        assert half == "held out" or share >= LEAST.get(kind, OTHER), [t for t in own if t not in found(own)]
        caught, of = caught + len(found(own)), of + len(own)
    false = {kind: found(texts[at::2]) for kind, texts in LABELLED["innocent"].items()}
    wrong = sum(map(len, false.values()))
    innocent = sum(len(texts[at::2]) for texts in LABELLED["innocent"].values())
    tell(
        f"guard, {half}: recall {caught / of:.3f}, precision {caught / (caught + wrong):.3f} ({wrong} of {innocent} innocent)"
    )
    assert caught / (caught + wrong) >= PRECISION, false


def test_numbers_postcodes_and_names_are_found_over_both_halves() -> None:
    for kind, least in LEAST.items():
        texts = LABELLED["identifying"][kind]
        assert len(found(texts)) / len(texts) >= least, [t for t in texts if t not in found(texts)]


def test_texts_written_after_the_rules_were_fixed(tell: Callable[[str], None]) -> None:
    """When they were first read, before anything was mended: 42 of 44 found, 0 of 20 innocent ones held."""
    texts = [text for kind in AFTERWARDS["identifying"].values() for text in kind]
    tell(
        f"guard, written afterwards: {len(found(texts))} of {len(texts)} found, {len(found(AFTERWARDS['innocent']['texts']))} of 20 innocent held"
    )
    assert len(found(texts)) >= OTHER * len(texts)
    assert found(AFTERWARDS["innocent"]["texts"]) == []


READINGS = ("first", "second", "third", "fourth")


@pytest.mark.parametrize("reading", READINGS)
def test_further_sets_are_read_as_well_as_the_first_ones(reading: str, tell: Callable[[str], None]) -> None:
    """Four more sets, each measured once before the rules knew of it (docs/decisions/269): 152 of 170 found and 5 of 153 innocent
    held; after the rules were mended by kind 127 of 140 and 3 of 121; then 105 of 108 and 4 of 88; and 148 of 159 and 4 of 132.
    """
    texts = tomllib.loads((HERE / f"{reading}_reading.toml").read_text(encoding="utf-8"))
    right, of = 0, 0
    for kind, own in texts["identifying"].items():
        tell(f"guard, {reading} reading: {kind}: {len(found(own))} of {len(own)} found")
        assert len(found(own)) >= LEAST.get(kind, OTHER) * len(own), [t for t in own if t not in found(own)]
        right, of = right + len(found(own)), of + len(own)
    wrong = [text for own in texts["innocent"].values() for text in found(own)]
    tell(f"guard, {reading} reading: {right} of {of} found, {len(wrong)} innocent ones held")
    assert right / (right + len(wrong)) >= PRECISION, wrong


@pytest.mark.parametrize("case", [str.lower, str.upper])
def test_names_are_found_in_any_case(case: Callable[[str], str]) -> None:
    names = ["Kirsty McDonald", "Oluwaseun Adebayo", "Zuzanna Kowalska", "Ayesha Iqbal", "Andreea Popescu", "Oleksandr Shevchenko",
             "Harpreet Kaur", "Caoimhe Gallagher", "Xiaoming Zhang", "Fatoumata Diallo", "Mehmet Yilmaz", "Thabo Nkosi"]  # fmt: skip
    assert found([f"we saw {case(name)} there" for name in names]) == [f"we saw {case(name)} there" for name in names]


def test_hidden_signs_hide_nothing() -> None:
    assert read_text("her mobile is 0\u200b7700 900\u200d123", "text")
    assert read_text("Kir\u00adsty McDonald", "text")
    assert read_text("Кирсти сказала", "text"), "what cannot be read is held"


def test_the_kind_of_a_column_decides() -> None:
    assert read_text("Thomas Muir", "public place") is None
    assert read_text("club of Mrs Inventedname", "public place") is not None
    assert read_text("Thomas Muir", "label") is not None
    assert read_text("Airdrie North", "text", frozenset({"airdrie north"})) is None
    assert read_text("child name", "header") is not None
    assert read_text("episode_id", "header") is None
    assert read_text("c1a2b3c4d5e6f", "identifier") is None
    assert read_text("kirsty-mcdonald-1", "identifier") is not None
    assert read_text("07700 900123", "code") is not None


def test_a_delivered_place_is_no_name() -> None:
    known = frozenset({"quillon court flats", "zebedee avenue"})
    assert read_text("trouble at Quillon Court Flats and on Zebedee Avenue", "text", known) is None
