"""Thirty invented worlds, each published as a data manager would, each attacked from outside: nothing may be found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from attacker import attack, attack_together
from worlds import WORLDS, World, build, give_to_one_child, read, release

pytestmark = pytest.mark.attack
SHORT = {100}  # the seed of the small world that every test run attacks


def told(violations: list[object]) -> str:
    return "\n".join(str(v) for v in violations[:20]) + f"\n{len(violations)} in all" * bool(violations)


@pytest.mark.parametrize(
    "world", [pytest.param(w, marks=[] if w.seed in SHORT else pytest.mark.long, id=str(w)) for w in WORLDS]
)
def test_nothing_is_found_in_any_world(world: World, tmp_path: Path, tell: Callable[[str], None]) -> None:
    deliveries = build(world, tmp_path)
    made = release(deliveries, tmp_path / "out", world.audience)
    assert not (found := attack(made, deliveries)), told(found)
    views = [v for v in made.manifest.views if v.status == "published"]
    tell(
        f"world {world}: {sum(v.cells for v in views):,} figures in {len(views)} views attacked from outside, nothing found"
    )


def test_there_are_thirty_worlds_from_300_to_20_000_episodes_and_several_with_one_heavy_child() -> None:
    assert len({w.seed for w in WORLDS}) >= 30
    assert {min(w.episodes for w in WORLDS), max(w.episodes for w in WORLDS)} == {300, 20_000}
    assert sum(w.heavy >= 0.4 for w in WORLDS) >= 5


@pytest.mark.long
def test_a_child_who_makes_four_in_ten_episodes_of_every_ward_is_not_found(tmp_path: Path) -> None:
    deliveries = build(World(501, 2400), tmp_path)
    give_to_one_child(deliveries, 0.4)
    rows = read(deliveries / "missing_episodes.csv")
    rows = rows[rows["counting_unit"] == "EPISODE"]
    shares = rows.groupby("area_from")["child_pseudo_id"].agg(lambda ids: ids.value_counts(normalize=True).iloc[0])
    assert shares.max() >= 0.4
    assert not (found := attack(release(deliveries, tmp_path / "out"), deliveries)), told(found)


@pytest.mark.long
@pytest.mark.parametrize("episodes", [1000, 4000])
def test_two_audiences_in_one_hand_tell_no_more(episodes: int, tmp_path: Path) -> None:
    """Who may see the partnership's figures sees the public ones too; both come from the same records."""
    deliveries = build(World(500, episodes), tmp_path)
    releases = [release(deliveries, tmp_path / "out", audience) for audience in ("partnership", "public")]
    assert not (found := attack_together(releases, deliveries)), told(found)
