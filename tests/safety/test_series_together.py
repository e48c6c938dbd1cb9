"""Two series or tables of practice laid beside each other, on records made by hand, and what two coders found: nobody is told of, or k.

Each world was told of by the rule of before, which looked at each series by itself.
"""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from data_loaders.safety.floor import Floor
from data_loaders.safety.ladder import Band
from data_loaders.safety.spans import Span
from data_loaders.themes.practice.coders import agreement_table, disagreement_table, reading_of
from data_loaders.themes.practice.records import Counted
from data_loaders.themes.practice.together import NO_BANDS, Cut, Table, Together
from data_loaders.themes.practice.views import cuts_of

K, APRIL = 5, 2025 * 12 + 3
YEAR, HALF = Span("year", APRIL, APRIL + 11), Span("half_year", APRIL, APRIL + 5)
QUARTERS = Span("quarter", APRIL, APRIL + 5)
BY_ROLE = [("PRACTITIONER", frozenset({"PRACTITIONER"})), ("MANAGER", frozenset({"MANAGER"}))]


def together(groups: list[tuple[int, int, str, set[str]]], roots: dict[str, str] | None = None) -> Together:
    """Groups of records, each by somebody else: how many, how many months after April, the role, what they are marked with."""
    rows = [(APRIL + month, role, marks) for many, month, role, marks in groups for _ in range(many)]
    names = [f"c{n}" for n in range(len(rows))]
    frame = pd.DataFrame(
        {"month": [r[0] for r in rows], "voice": range(len(rows)), "role": [r[1] for r in rows]}, index=names
    )
    marks: dict[tuple[str, str], set[str]] = {}
    for name, (_, _, found) in zip(names, rows, strict=True):
        for mark in found:
            code, _, kind = mark.partition(":")
            marks.setdefault((code, kind), set()).add(name)
    return Together(Counted(frame, {key: frozenset(held) for key, held in marks.items()}), 4, K, roots or {})


def unsplit(code: str, kind: str, span: Span) -> Cut:
    return Cut((code, kind), "", NO_BANDS, span)


@pytest.mark.parametrize(("both", "fits"), [(3, False), (4, False), (5, True), (8, True)])
def test_two_findings_of_reviews_that_must_meet_meet_in_enough(both: int, fits: bool) -> None:
    """Of eighteen, thirteen are not about home and eight are about peers: three at least are about peers and not home."""
    world = together(
        [(both, 0, "", {"PEER:CONTEXT"}), (8 - both, 0, "", {"PEER:CONTEXT", "HOME:CONTEXT"}),
         (max(both - 3, 0), 0, "", {"HOME:CONTEXT"}), (10 - max(both - 3, 0), 0, "", set())]
    )  # fmt: skip
    assert world.may_join(("none", "HOME", "CONTEXT"), [unsplit("HOME", "CONTEXT", YEAR)])
    assert world.may_join(("none", "PEER", "CONTEXT"), [unsplit("PEER", "CONTEXT", YEAR)]) is fits


def test_a_quarter_of_all_beside_a_half_year_of_managers_leaves_nobody_or_enough() -> None:
    """Forty named it, 24 of them in spring and seventeen of them managers: one manager in spring at least. Those were four."""
    spring, summer = 0, 3
    world = together(
        [(20, spring, "PRACTITIONER", {"T:"}), (4, spring, "MANAGER", {"T:"}), (3, summer, "PRACTITIONER", {"T:"}),
         (13, summer, "MANAGER", {"T:"}), *((60, month, role, set()) for month in (0, 3) for role in ("MANAGER", "PRACTITIONER"))]
    )  # fmt: skip
    by_role = cuts_of(("role", "T", ""), BY_ROLE, HALF)
    assert world.may_join(("role", "T", ""), by_role)
    world.leave(("role", "T", ""))
    assert world.may_join(("none", "T", ""), [unsplit("T", "", QUARTERS)])
    assert not world.may_join(("role", "T", ""), by_role)


def test_a_band_named_one_theme_and_not_another_in_nobody_or_enough() -> None:
    world = together(
        [(8, 0, "MANAGER", {"A:", "B:"}), (3, 0, "MANAGER", {"A:"}), (40, 0, "MANAGER", set()), (60, 0, "PRACTITIONER", {"A:", "B:"}), (60, 0, "PRACTITIONER", set())]
    )  # fmt: skip
    assert world.may_join(("role", "A", ""), cuts_of(("role", "A", ""), BY_ROLE, HALF))
    assert not world.may_join(("role", "B", ""), cuts_of(("role", "B", ""), BY_ROLE, HALF))


def test_a_root_less_its_theme_by_what_was_said_is_nobody_or_enough() -> None:
    """Ten praises of a root and six of its theme leave four."""
    world = together(
        [(6, 0, "", {"ROOT:", "ROOT:PRAISE", "T:", "T:PRAISE"}), (4, 0, "", {"ROOT:", "ROOT:PRAISE"}), (30, 0, "", {"ROOT:", "ROOT:ASK", "T:", "T:ASK"}), (40, 0, "", set())],
        {"T": "ROOT", "ROOT": "ROOT"},
    )  # fmt: skip
    said = [(code, frozenset({code})) for code in ("ASK", "PRAISE")]
    assert world.may_join(("stance", "ROOT", ""), cuts_of(("stance", "ROOT", ""), said, YEAR))
    assert not world.may_join(("stance", "T", ""), cuts_of(("stance", "T", ""), said, YEAR))


def test_two_themes_of_a_root_are_held_against_it() -> None:
    """Eight named a root, six the one theme and six the other: both were named by four. Of all records nothing would follow."""
    world = together(
        [(4, 0, "", {"R:", "A:", "B:"}), (2, 0, "", {"R:", "A:"}), (2, 0, "", {"R:", "B:"}), (100, 0, "", set())],
        {"A": "R", "B": "R"},
    )
    world.hold(("none", "A", ""), [unsplit("A", "", YEAR)])
    assert not world.may_join(("none", "B", ""), [unsplit("B", "", YEAR)])


def test_what_is_out_is_held_against_what_comes() -> None:
    world = together([(5, 0, "", {"A:"}), (3, 0, "", {"A:", "B:"}), (6, 0, "", {"B:"}), (1, 0, "", set())])
    world.hold(("none", "A", ""), [unsplit("A", "", YEAR)])
    assert not world.may_join(("none", "B", ""), [unsplit("B", "", YEAR)])
    world.leave(("none", "A", ""))
    assert world.may_join(("none", "B", ""), [unsplit("B", "", YEAR)])


def two_coders(rest: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Of 200 contributions both found S in 60; one found S where the other found R in 45, and nothing in some more."""
    first = [{"S"}] * 60 + [{"S"}] * 45 + [{"S"}] * rest + [{"R"}] * 30 + [set()] * (65 - rest)
    second = [{"S"}] * 60 + [{"R"}] * 45 + [set()] * rest + [{"R"}] * 30 + [set()] * (65 - rest)
    names = [f"c{n}" for n in range(len(first))]
    read = pd.DataFrame({"contribution_id": names, "first": map(frozenset, first), "second": map(frozenset, second)})
    beside = together([(len(names), 0, "", set())])
    scene = SimpleNamespace(data=beside.data, floor=Floor(K), together=beside)
    nothing = pd.DataFrame(columns=["theme_code", "theme_a", "theme_b"])
    reading = reading_of(scene, read, nothing, nothing)  # type: ignore[arg-type]  # all that is asked of a scene
    apart = disagreement_table(reading)
    return agreement_table(reading, ["S"]), apart


@pytest.mark.parametrize(("rest", "alone"), [(4, []), (1, []), (5, [50]), (9, [54])])
def test_a_theme_less_its_disagreement_leaves_nobody_or_enough(rest: int, alone: list[int]) -> None:
    """What coders took for each other is shown first: it asks for a clearer definition."""
    themes, apart = two_coders(rest)
    assert themes["one"].tolist() == alone
    assert apart["n"].tolist() == [45]


def test_bands_are_those_of_the_ladder() -> None:
    band = Band("A+B", "A or B", frozenset({"A", "B"}))
    cuts = cuts_of(("role", "T", ""), [(band.code, band.leaves)], YEAR)
    assert [(c.what, c.dimension, c.bands) for c in cuts] == [
        (("", ""), "role", (band.leaves,)), (("T", ""), "role", (band.leaves,)),
    ]  # fmt: skip


def pair(world: Together, wholes: tuple[tuple[str, str], ...] = (("", ""),)) -> Table:
    """Both A and B, one of them, neither, over all the time there is."""
    one, other = (world.data.marked((code, "")).astype(np.int64) for code in "AB")
    return Table(("pair", "A", "B"), 1 + one + 2 * other, wholes)


@pytest.mark.parametrize(("both", "fits"), [(3, False), (4, False), (5, True), (9, True)])
def test_a_pair_of_a_year_beside_one_of_its_themes_by_half_years(both: int, fits: bool) -> None:
    """Six and some more named both, and six of those of A did in the first half: some are of the second at least."""
    first, second = 0, 6
    world = together(
        [(6, first, "", {"A:", "B:"}), (both, second, "", {"A:", "B:"}), (12, second, "", {"A:"}), *((40, at, "", {"B:"}) for at in (0, 6)), *((40, at, "", set()) for at in (0, 6))]
    )  # fmt: skip
    halves = [unsplit("A", "", Span("half_year", APRIL, APRIL + 11))]
    assert world.may_join(("none", "A", ""), halves)
    assert world.may_join(("pair", "A", "B"), [pair(world)]) is fits
    world.leave(("none", "A", ""))
    world.hold(("pair", "A", "B"), [pair(world)])
    assert world.may_join(("none", "A", ""), halves) is fits  # what comes later makes way for what is out


def test_a_series_that_is_out_goes_on_beside_a_pair_that_is_out() -> None:
    world = together([(6, 0, "", {"A:", "B:"}), (4, 6, "", {"A:", "B:"}), (12, 6, "", {"A:"}), (80, 0, "", {"B:"}), (80, 6, "", set())])  # fmt: skip
    world.hold(("none", "A", ""), [unsplit("A", "", Span("half_year", APRIL, APRIL + 5))])
    world.hold(("pair", "A", "B"), [pair(world)])
    assert world.may_join(("none", "A", ""), [unsplit("A", "", Span("half_year", APRIL, APRIL + 11))])


def test_a_pair_is_held_against_all_of_the_root_that_it_lies_in() -> None:
    """Of a root of eighteen ten named both and twelve the third of its themes: four at least all three. Of all records nothing follows."""
    world = together(
        [(4, 0, "", {"R:", "A:", "B:", "C:"}), (6, 0, "", {"R:", "A:", "B:"}), (8, 0, "", {"R:", "C:"}), (100, 0, "", set())],
        {"A": "R", "B": "R", "C": "R"},
    )  # fmt: skip
    world.hold(("none", "C", ""), [unsplit("C", "", YEAR)])
    assert world.may_join(("pair", "A", "B"), [pair(world)])
    assert not world.may_join(("pair", "A", "B"), [pair(world, (("", ""), ("R", "")))])


@pytest.mark.parametrize(("both", "fits"), [(3, False), (4, False), (5, True)])
def test_what_two_coders_found_is_held_against_a_pair(both: int, fits: bool) -> None:
    """Eighteen named A, ten of them B. Both coders found A in these eight others and in some of the ten, who are of B then."""
    world = together([(both, 0, "", {"A:", "B:"}), (10 - both, 0, "", {"A:", "B:"}), (8, 0, "", {"A:"}), (60, 0, "", set())])  # fmt: skip
    world.hold(("pair", "A", "B"), [pair(world)])
    read = Table(("agreed", "A", ""), np.repeat([1, 0, 1, 0], [both, 10 - both, 8, 60]))
    assert world.may_join(("agreed", "A", ""), [read]) is fits
