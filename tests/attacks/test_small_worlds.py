"""No group of fewer than k children can be known to be there, in small worlds where such groups are everywhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from small_worlds import Printed, four_boys, known_to_be_there, publish_small, small_world

from data_loaders.safety.attack import pairs
from data_loaders.safety.attack.across import Attacks

pytestmark = pytest.mark.attack
SHORT, SIXTY = range(2), range(2, 60)
THOUSAND = [range(start, start + 47) for start in range(60, 1000, 47)]  # in twenty parts, so that two can go at a time


def old_rule(monkeypatch: pytest.MonkeyPatch, publish: Callable[[], Printed]) -> Printed:
    """Published without the strict rule, over two views and over three."""
    with monkeypatch.context() as patch:
        patch.setattr(Attacks, "telling", lambda *_: [])
        return publish()


@dataclass
class Told:
    """Of some worlds: groups known to be there, worlds in which the old rule told of some, detail kept by both."""

    worlds: int
    found: list[str] = field(default_factory=list)
    before: int = 0
    kept: float = 0.0
    kept_before: float = 0.0

    def sentence(self) -> str:
        beside = (
            f"; by the old rule in {self.before} of them, detail kept {100 * self.kept / self.kept_before:.1f} % of that rule's"
            if self.kept_before
            else ""
        )
        return f"{self.worlds} small worlds: {len(self.found)} groups known to be there{beside}"


def attack_worlds(seeds: range, monkeypatch: pytest.MonkeyPatch, *, beside_the_old: bool = True) -> Told:
    """`beside_the_old`: each world by the old rule as well, which takes as long again."""
    told = Told(len(seeds))
    for seed in seeds:
        rows = small_world(seed)
        now = publish_small(rows)
        told.found += [f"world {seed}: {found}" for found in known_to_be_there(now, rows)]
        told.kept += now.detail
        if beside_the_old:
            before = old_rule(monkeypatch, lambda rows=rows: publish_small(rows))
            told.before += bool(known_to_be_there(before, rows))
            told.kept_before += before.detail
    return told


def test_no_small_group_is_known_to_be_there_in_two_small_worlds(
    monkeypatch: pytest.MonkeyPatch, tell: Callable[[str], None]
) -> None:
    told = attack_worlds(SHORT, monkeypatch)
    tell(told.sentence())
    assert not told.found, told.found[:5]


@pytest.mark.long
def test_no_small_group_is_known_to_be_there_in_sixty_small_worlds(
    monkeypatch: pytest.MonkeyPatch, tell: Callable[[str], None]
) -> None:
    told = attack_worlds(SIXTY, monkeypatch)
    tell(told.sentence())
    assert told.before > 0, "the old rule must fail here, or these worlds could not show anything"
    assert not told.found, told.found[:5]


@pytest.mark.long
@pytest.mark.longest
@pytest.mark.parametrize("seeds", THOUSAND, ids=str)
def test_no_small_group_is_known_to_be_there_in_a_thousand_small_worlds(
    seeds: range, monkeypatch: pytest.MonkeyPatch, tell: Callable[[str], None]
) -> None:
    """What the rule costs is told of sixty; here it would double the hour."""
    told = attack_worlds(seeds, monkeypatch, beside_the_old=False)
    tell(f"worlds {seeds.start} to {seeds.stop - 1}: {told.sentence()}")
    assert not told.found, told.found[:5]


@pytest.mark.parametrize("seed", [510, pytest.param(615, marks=pytest.mark.long)])
def test_three_children_of_every_month_are_three_and_not_nine(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """39 records of boys of a locality in three months and 31 by boys of ten to twelve, of 69 by boys: one by both, of three children.

    Cell by cell they were more than k: whoever is missing in every month was counted in every month.
    """
    rows = small_world(seed)
    with monkeypatch.context() as patch:
        patch.setattr(pairs, "unions", lambda grid, **_: [grid])
        assert known_to_be_there(publish_small(rows), rows)
    assert known_to_be_there(publish_small(rows), rows) == []


def test_four_boys_of_a_ward_are_not_known_to_be_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """52 episodes of the ward less 29 of all girls of its locality: at least 23 by boys of that ward, who are four."""
    rows = four_boys()
    assert known_to_be_there(old_rule(monkeypatch, lambda: publish_small(rows)), rows)
    assert known_to_be_there(publish_small(rows), rows) == []
