"""A floor that is raised after figures are out cannot hold for them: publishing says so, and what can be done."""

from __future__ import annotations

import pytest

from data_loaders.publish.floors import floors_above_what_is_out
from data_loaders.published.continuity import kept_by
from data_loaders.release import Release


def test_the_same_floors_stop_nothing(release: Release) -> None:
    floors = release.manifest.floors
    assert floors_above_what_is_out(release.frames, floors, floors) == []


@pytest.mark.parametrize("name", ["audits", "practice", "contexts"])
def test_a_higher_one_names_itself_what_stands_below_it_and_the_cure(release: Release, name: str) -> None:
    floors = release.manifest.floors
    (problem,) = floors_above_what_is_out(kept_by(release, "invented"), floors, {**floors, name: 1000})
    assert problem.sentence.startswith(f"The floor of {name} was {floors[name]} and is 1000 now.")
    assert "Keep the floor under which they were published" in problem.cure


def test_views_begin_anew_and_are_held_to_the_floor_of_today(release: Release) -> None:
    floors = release.manifest.floors
    assert floors_above_what_is_out(kept_by(release, "invented"), floors, {**floors, "missing_episodes": 1000}) == []
