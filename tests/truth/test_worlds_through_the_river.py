"""Worlds of children who repeat, move, meet at venues and go with a sibling: what is said where nothing happened, and where something did.

`make test` takes one of each kind; `make bench-truth` two hundred in which nothing happened and two hundred planted ones of several
kinds and sizes. What each said is kept in build/truth.jsonl, so that a run goes on where it was broken off.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.measures.verdict import Answer, Direction
from tests.truth.record import ROOT, Row, recorded_by_all
from tests.truth.said import Line, Said, said_of
from tests.truth.summary import false_areas, false_lines, found, null_sentences, planted_sentences
from tests.truth.worlds import ASKED, COUNTED, FLAT, World, null_world, planted_world

KEPT = ROOT / "build" / "truth.jsonl"
HALF = 0.5  # of the size of a council: about 1,200 episodes in three years
FALSE_LINES = 0.1  # an Overview: what the sentences promise of a partnership in which nothing happened


def test_where_nothing_happened_nothing_is_said_to_have_happened(tmp_path: Path, tell) -> None:
    one = said_of(World(11, {}, COUNTED, HALF).published(tmp_path))
    tell(f"a world in which nothing happened: changed {one.changed}, areas {one.areas}, neighbourhoods {one.places}")
    assert (one.changed, one.areas, one.places, one.contradictions) == ((), (), 0, ())
    assert one.paired >= 4  # lines whose page has a verdict of its own were there to disagree


def test_where_the_episodes_rose_by_four_fifths_the_overview_says_so(tmp_path: Path) -> None:
    one = said_of(World(12, FLAT | {"rise": 1.8}, COUNTED, HALF).published(tmp_path))
    line = one.lines["missing_episodes"]
    assert (line.answer, line.direction) == (Answer.CHANGED, Direction.MORE)
    assert one.contradictions == ()


def row(sizes: dict[str, float], lines: dict[str, Line], areas: tuple[str, ...] = ()) -> Row:
    return Row("", 1, 1.0, sizes, False, 1.0, Said(lines, areas, 0, (), 0))


def test_a_claim_is_false_where_nothing_was_planted_or_something_else() -> None:
    more = Line("changed", "more", "step")
    assert false_lines(row({}, {"missing_episodes": more, "language": more})) == ("missing_episodes", "language")
    rise = FLAT | {"rise": 1.45}
    assert false_lines(row(rise, {"missing_episodes": more, "missing_reports": more})) == ("missing_reports",)
    assert false_lines(row(FLAT | {"rise": 0.6}, {"missing_episodes": more})) == ("missing_episodes",)
    fewer = Line("changed", "fewer", "step")
    assert false_lines(row(FLAT, {"incidents": fewer, "missing_investigations": fewer})) == ("missing_investigations",)
    assert false_lines(row({}, {"incidents": fewer})) == ("incidents",)
    assert false_lines(row(FLAT, {"incidents": more})) == ("incidents",)
    assert false_areas(row(FLAT, {}, ("Coatbridge",))) == 1
    assert false_areas(row(FLAT | {"excess": 2.2}, {}, ("Coatbridge", "Wishaw"))) == 1


def test_a_change_of_recording_is_found_where_it_is_told_as_one() -> None:
    sizes = FLAT | {"recording": 1.6}
    told, plain = Line("recording changed", "more", "step"), Line("changed", "more", "step")
    assert list(found(row(sizes, {"missing_reports": told}))) == [("change of recording", 1.6, True)]
    assert list(found(row(sizes, {"missing_reports": plain}))) == [("change of recording", 1.6, False)]
    fewer = Line("recording changed", "fewer", "step")
    said = planted_sentences([row(sizes, {"missing_reports": told, "incidents": fewer})])
    assert "planted: told as a change in recording, which was planted of reports alone: 1 lines" in said


@pytest.mark.truth
@pytest.mark.long
def test_what_is_said_of_many_worlds(tmp_path: Path, worlds: int, tell) -> None:
    invented = [world for number in range(worlds) for world in (null_world(number), planted_world(number))]
    rows = recorded_by_all(KEPT, invented, tmp_path, whole=ASKED)
    null, planted = rows[::2], rows[1::2]
    for sentence in (*null_sentences(null), *planted_sentences(planted)):
        tell(sentence)
    contradictions = [said for one in (*null, *planted) for said in one.said.contradictions]
    tell(f"verdicts that contradict another of the same question: {len(contradictions)} {contradictions[:5]}")
    assert contradictions == []
    assert sum(len(false_lines(one)) for one in null) / len(null) <= FALSE_LINES
    assert any(is_found for one in planted for *_, is_found in found(one))
