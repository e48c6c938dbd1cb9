"""Thirty invented worlds, each published as a data manager would, each attacked from outside: nothing may be found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from attacker import attack, attack_together
from worlds import WORLDS, World, build, give_to_one_child, read, release

from data_loaders.publish import publish
from tests.kept import few_views, keep_only

pytestmark = pytest.mark.attack
# What every test run attacks, of the smallest world.
EPISODES = {"missing_episodes", "return_discussions", "school_terms"}


def told(violations: list[object]) -> str:
    return "\n".join(str(v) for v in violations[:20]) + f"\n{len(violations)} in all" * bool(violations)


def test_nothing_is_found_in_the_episodes_of_the_smallest_world(tmp_path: Path) -> None:
    """By its first views, of one dimension each: views of two are attacked in the small worlds of `test_small_worlds.py`."""
    deliveries = keep_only(build(WORLDS[0], tmp_path), EPISODES)
    policy = few_views(tmp_path, 8)
    made = publish(deliveries, out=tmp_path / "out", policy_file=policy, audience="partnership")
    assert sum(view.status == "published" for view in made.manifest.views) > 10
    assert not (found := attack(made, deliveries)), told(found)


@pytest.mark.long
@pytest.mark.parametrize("world", WORLDS, ids=str)
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
