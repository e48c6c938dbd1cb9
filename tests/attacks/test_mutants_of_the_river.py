"""The river with one rule taken out, on a whole invented world: its own audit stops it, or the attack from outside finds it.

A mutant of what chooses must be stopped by the audit; where the audit does not look, the attack code must find it, which
shares nothing with it: so neither is trusted on its own word.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from attacker import attack
from mutants import told
from worlds import World, build, release

from data_loaders import series
from data_loaders.privacy import dataset, finder, places
from data_loaders.privacy.records import Tally
from data_loaders.publish import RiverStoppedError

pytestmark = pytest.mark.attack
Tell = Callable[[str], None]
SMALL = World(811, 600)
TOGETHER = World(100, 300)  # some of its views, each safe alone, give a small number away together


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(SMALL, tmp_path_factory.mktemp("world"))


def stopped_by(deliveries: Path, out: Path) -> list[str]:
    """The checks of the audit that stop a publication."""
    with pytest.raises(RiverStoppedError) as stopped:
        release(deliveries, out)
    assert not list(out.rglob("current"))
    return sorted({p.rule.removeprefix("audit: ") for p in stopped.value.problems})


def attacks_that_find(deliveries: Path, out: Path) -> list[str]:
    """The attacks that find something in a release that should never have been."""
    return sorted({f"the attack '{v.attack}'" for v in attack(release(deliveries, out), deliveries)})


CHOOSING: dict[str, Callable[[Tally, int, float], np.ndarray]] = {
    "cells are chosen by records instead of children": lambda t, k, d: (t.n < k) | (t.top > d * t.n),
    "cells are chosen with one child too few": lambda t, k, d: (t.persons < k - 1) | (t.top > d * t.n),
    "cells are chosen without a look at dominance": lambda t, k, _: t.persons < k,
    "cells are chosen with empty ones left in": lambda t, k, d: (t.n > 0) & ((t.persons < k) | (t.top > d * t.n)),
}


@pytest.mark.parametrize("mutant", CHOOSING)
def test_a_finder_that_is_too_generous(
    mutant: str, world: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tell: Tell
) -> None:
    monkeypatch.setattr(Tally, "fails", CHOOSING[mutant])
    if "empty" in mutant:
        monkeypatch.setattr(finder, "is_safe", lambda data, grid: not _fails(data, grid))
    caught = stopped_by(world, tmp_path / "out")
    tell(told(mutant, caught))
    assert "closure" in caught


def _fails(data: dataset.Countable, grid: finder.Grid) -> bool:
    return bool(finder.counted(data, grid).fails(data.k, data.policy.dominance).any())


def test_a_choice_that_combines_no_views_is_stopped_by_the_audit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tell: Tell
) -> None:
    deliveries = build(TOGETHER, tmp_path)
    monkeypatch.setattr(series, "troubled_views", lambda *_: [])
    caught = stopped_by(deliveries, tmp_path / "out")
    tell(told("views are chosen one by one", caught))
    assert caught == ["combining views"]


def test_places_whose_remainder_nobody_looked_at(
    world: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tell: Tell
) -> None:
    """Hexagons are split as soon as one part passes, whatever is left over."""

    def split(cell: str, rows: np.ndarray, finest: np.ndarray, sensitive: np.ndarray, *_: object) -> list[str]:
        own = {str(places.h3.cell_to_parent(finest[r], 9)) for r in rows if not sensitive[r]}
        return [*sorted(own), f"{cell}{places.REST}"]

    monkeypatch.setattr(places, "_split", split)
    caught = attacks_that_find(world, tmp_path / "out")
    tell(told("the remainder of a place is not pooled", caught))
    assert "the attack 'places'" in caught
