"""Worlds of children who repeat, move, meet at venues and go with a sibling: what is said where nothing happened, and where something did.

`make test` takes one of each kind; `make bench-truth` two hundred in which nothing happened and two hundred planted ones of several
kinds and sizes, with every table.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.measures.verdict import Answer, Direction
from tests.truth.worlds import COUNTED, Said, World, said_of

FLAT = {"rise": 1.0, "recording": 1.0, "excess": 1.0}
SIZES = {
    "a rise by 45 %": FLAT | {"rise": 1.45},
    "a rise by 80 %": FLAT | {"rise": 1.8},
    "a locality with 2.2 times its share": FLAT | {"excess": 2.2},
    "a change of recording by 60 %": FLAT | {"recording": 1.6},
}
NULL_WORLDS, PLANTED_WORLDS = 200, 200


def said(folder: Path, seed: int, sizes: dict[str, float], tables: tuple[str, ...]) -> Said:
    return said_of(World(seed, sizes, tables).published(folder))


def is_found(kind: str, one: Said) -> bool:
    if kind.startswith("a rise"):
        card = one.overview["missing_episodes"]
        return (card.answer, card.direction) == (Answer.CHANGED, Direction.MORE)
    if kind.startswith("a locality"):
        return any("Coatbridge" in area for area in one.areas)
    return one.overview["missing_reports"].answer is Answer.RECORDING_CHANGED


def test_where_nothing_happened_nothing_is_said_to_have_happened(tmp_path: Path, tell) -> None:
    one = said(tmp_path, 11, {}, COUNTED)
    tell(f"a world in which nothing happened: changed {one.changed}, areas {one.areas}, neighbourhoods {one.places}")
    assert (one.changed, one.areas, one.places, one.contradictions) == ((), (), (), ())


def test_where_the_episodes_rose_by_four_fifths_the_overview_says_so(tmp_path: Path) -> None:
    one = said(tmp_path, 12, SIZES["a rise by 80 %"], COUNTED)
    assert is_found("a rise by 80 %", one)
    assert one.contradictions == ()


@pytest.mark.truth
@pytest.mark.long
def test_false_lines_of_overviews_of_worlds_in_which_nothing_happened(tmp_path: Path, worlds: int, tell) -> None:
    lines, areas, places, contradictions = 0, 0, 0, 0
    count = min(worlds, NULL_WORLDS)
    for seed in range(1000, 1000 + count):
        one = said(tmp_path / str(seed), seed, {}, ())
        lines, areas = lines + len(one.changed), areas + len(one.areas)
        places, contradictions = places + len(one.places), contradictions + len(one.contradictions)
    tell(
        f"{count} worlds in which nothing happened: {lines / count:.2f} false lines an Overview, {areas / count:.2f} areas and "
        f"{places / count:.2f} neighbourhoods named, {contradictions} contradictions"
    )
    assert contradictions == 0
    assert lines / count <= 0.1


@pytest.mark.truth
@pytest.mark.long
@pytest.mark.parametrize("kind", SIZES)
def test_what_is_planted_is_found(kind: str, tmp_path: Path, worlds: int, tell) -> None:
    count = min(worlds, PLANTED_WORLDS) // len(SIZES)
    all_said = [said(tmp_path / str(seed), seed, SIZES[kind], COUNTED) for seed in range(2000, 2000 + count)]
    found = sum(is_found(kind, one) for one in all_said)
    tell(f"planted: {kind}: found in {found} of {count}")
    assert sum(len(one.contradictions) for one in all_said) == 0
    assert found > 0
