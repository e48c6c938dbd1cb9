"""Of a few episodes only the day is known. What is made by the hour is made as if the hour of each had been known, and goes on.

One such row took every view by the hour away, and in a later delivery it stopped every publication.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from worlds import POLICY, World, build, cover, edit, read

from data_loaders.publish import publish
from data_loaders.release import Release

pytestmark = pytest.mark.attack
BY_HOUR = {"hour_band", "duration", "arranged_clock"}
RECORDS = {"missing_episodes", "ref_area", "ref_population"}
EARLY, LATE = "2025-12-31", "2026-03-31"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hours")


@pytest.fixture(scope="module")
def whole(folder: Path) -> Path:
    """Two years of episodes alone, from April 2024."""
    deliveries = build(World(97, 1200, since="2024-04-01"), folder / "whole")
    manifest = read(deliveries / "manifest.csv")
    for file in manifest.loc[~manifest["table"].isin(RECORDS), "file"]:
        (deliveries / file).unlink()
    manifest[manifest["table"].isin(RECORDS)].assign(sha256="", rows="").to_csv(
        deliveries / "manifest.csv", index=False
    )
    return deliveries


def delivered(whole: Path, made: Path, until: str, children: int) -> Path:
    """Episodes to a day; of the last one of so many children only the day is known."""
    made.mkdir(parents=True)
    for file in whole.iterdir():
        (made / file.name).write_bytes(file.read_bytes())

    def known_to(rows: pd.DataFrame) -> pd.DataFrame:
        own = rows[rows["start_dt"] < f"{until}T99"].assign(times_known_to="MINUTE")
        single = (
            own[own["counting_unit"] == "EPISODE"]
            .sort_values("start_dt")
            .drop_duplicates("child_pseudo_id", keep="last")
        )
        own.loc[single.index[-children - 10 : -10], "times_known_to"] = "DAY"
        return own

    talks = made / "return_discussions.csv"
    pd.DataFrame({"episode_id": []}).to_csv(talks, index=False)
    edit(made, known_to)
    talks.unlink()
    cover(made, "2024-04-01", until)
    return made


def published(whole: Path, place: Path, *steps: tuple[str, int]) -> list[Release]:
    """A series of releases: of each until when, and of how many children only a day is known."""
    return [
        publish(delivered(whole, place / str(n), *step), out=place / "out", policy_file=POLICY, audience="partnership")
        for n, step in enumerate(steps)
    ]


def shape(release: Release) -> tuple[dict[str, str], set[str]]:
    """Which views there are and which are shown, and which dimensions are named."""
    views = {v.name: str(v.status) for v in release.views("missing_episodes")}
    return views, set(release.dataset("missing_episodes").dimension_titles)


@pytest.fixture(scope="module")
def nobody(whole: Path, folder: Path) -> list[Release]:
    return published(whole, folder / "nobody", (EARLY, 0), (LATE, 0))


@pytest.fixture(scope="module")
def few(whole: Path, folder: Path) -> list[Release]:
    return published(whole, folder / "few", (EARLY, 1), (LATE, 4))


def test_a_few_days_without_an_hour_take_no_view_away(nobody: list[Release], few: list[Release]) -> None:
    views, dimensions = shape(nobody[0])
    assert dimensions >= BY_HOUR
    assert views["duration"] == "published"
    assert (set(views), dimensions) == (set(shape(few[0])[0]), shape(few[0])[1])


def test_nor_do_they_stop_what_is_out(nobody: list[Release], few: list[Release]) -> None:
    ends = [
        {n: f["period_end"].max() for n, f in r.frames.items() if n == "missing_episodes.duration"}
        for r in (nobody[1], few[1])
    ]
    assert ends[0] == ends[1]
    assert shape(few[1])[1] >= BY_HOUR


def test_where_enough_children_have_none_the_views_by_the_hour_stay_as_they_were(whole: Path, folder: Path) -> None:
    first, last = published(whole, folder / "many", (EARLY, 0), (LATE, 40))
    for name in ("duration", "hour"):
        table = f"missing_episodes.{name}"
        if table in first.frames:
            pd.testing.assert_frame_equal(last.table(table), first.table(table))
    total = last.table("missing_episodes.total")
    assert total["period_end"].max() == pd.Timestamp(LATE), "all else goes on"


def test_a_series_that_begins_with_many_has_no_view_by_the_hour(whole: Path, folder: Path) -> None:
    first, last = published(whole, folder / "without", (EARLY, 40), (LATE, 0))
    for release in (first, last):
        views, dimensions = shape(release)
        assert BY_HOUR.isdisjoint(dimensions)
        assert "duration" not in views
