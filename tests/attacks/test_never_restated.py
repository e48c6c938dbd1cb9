"""Somebody keeps every release of both audiences and subtracts all of them from each other.

Months in a row are published while records come late, are corrected and are erased, and once the series begins anew. Whatever two
figures of any two releases should say alike (a longer period and the shorter ones in it, a group and the parts of it, the same
cell twice), the attacker takes the difference; every difference that is not nothing is a count of what came, left or changed.
Nothing here knows how it is done: it reads tables, blocks and periods as anybody can.

With the rule of before (late records wait; an erasure shows when the series is begun afresh) the same small world told 434
differences among 4,076 figures held against their parts.
"""

from __future__ import annotations

import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from months import MISSING, Month, comes_late, months_in_a_row, one_row_each
from pooled_releases import as_counted, last_of_each_series, pinned, pooled, wrongly_counted
from subtracted_releases import differences
from worlds import World, build, read

from data_loaders.publish import RiverStoppedError, publish
from data_loaders.release import Release, open_release
from tests.kept import few_views

Tell = Callable[[str], None]


SMALL, LATE = World(77, 1000), 0.04


def held(releases: list[Release], tell: Tell, name: str) -> None:
    told, tried = differences(releases)
    tell(f"{name}: {len(releases)} releases, {tried} figures held against their parts in any other, {len(told)} differ")
    assert not told, "\n".join(told[:10])
    assert tried > 100


def by_month(releases: list[Release]) -> pd.Series:
    """Episodes of each month as the partnership's releases say, whichever said it."""
    every = pd.concat([r.table("missing_episodes.total") for r in releases if r.manifest.audience == "partnership"])
    assert (every.groupby("period_start")["n"].nunique() == 1).all()
    return every.drop_duplicates("period_start").set_index("period_start")["n"].sort_index()


FEW = [Month("2025-11-30"), Month("2025-12-31", erases=1, corrects=0.02), Month("2026-01-31"), Month("2026-01-31", "public"),
         Month("2026-03-31", rebase="an invented reason")]  # fmt: skip


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Release]]:
    """By the first views of each dataset: a year by all of them is one of the longer runs."""
    folder = tmp_path_factory.mktemp("few")
    policy = few_views(folder)
    return folder, months_in_a_row(folder, FEW, of=SMALL, late=LATE, tables={MISSING: "start_dt"}, policy=policy)


def test_late_corrected_and_erased_records_and_a_new_series_leave_no_difference(
    few: tuple[Path, list[Release]], tell: Tell
) -> None:
    held(few[1], tell, "a few months in a row, both audiences, a child with four episodes erased, a new series")


def test_every_record_counts_once_whenever_it_comes(few: tuple[Path, list[Release]]) -> None:
    """Rows as they were ever delivered, counted by hand: what came late is in the next month, what was erased stays counted."""
    folder, releases = few
    whole = one_row_each(read(build(SMALL, folder / "again") / f"{MISSING}.csv"))
    last = read(folder / "deliveries" / f"{MISSING}.csv")
    erased = set(whole.loc[~comes_late(whole, LATE), "child_pseudo_id"]) - set(last["child_pseudo_id"])
    assert len(erased) == 1
    episodes = whole[(whole["counting_unit"] == "EPISODE") & (whole["start_dt"] >= "2023-04")]
    late, month, counted = comes_late(episodes, LATE), episodes["start_dt"].str[:7], by_month(releases)
    assert counted[:"2025-11-30"].sum() == ((month < "2025-12") & ~late | (month < "2025-11") & late).sum()
    stays = ~episodes["child_pseudo_id"].isin(erased)
    assert counted["2025-12-01"] == (stays & ((month == "2025-12") & ~late | (month == "2025-11") & late)).sum()
    assert counted["2026-01-01"] == (stays & ((month == "2026-01") & ~late | (month == "2025-12") & late)).sum()
    assert late.any()
    assert counted.index.max() == pd.Timestamp("2026-03-01")


def test_a_new_series_is_refused_where_it_would_count_again_what_is_out(few: tuple[Path, list[Release]]) -> None:
    folder, releases = few
    with pytest.raises(RiverStoppedError, match="no series can begin"):
        publish(
            folder / "deliveries",
            out=folder / "out",
            policy_file=folder / "few_views.toml",
            audience="partnership",
            rebase="again",
        )
    assert all(release.path.exists() for release in releases), "a release was withdrawn"
    assert open_release(folder / "out").id == releases[-1].id


@pytest.mark.parametrize("what", ["lost", "damaged", "another secret", "of an earlier day"])
def test_without_its_ledger_nothing_is_published(few: tuple[Path, list[Release]], tmp_path: Path, what: str) -> None:
    folder, _ = few
    shutil.copytree(folder / "out", tmp_path / "out")
    private = Path(shutil.copytree(folder / "out.private", tmp_path / "out.private"))
    file = private / "counted_records.ledger"
    assert stat.S_IMODE(private.stat().st_mode) == 0o700
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    if what == "lost":
        file.unlink()
    elif what == "damaged":
        raw = bytearray(file.read_bytes())
        raw[len(raw) // 2] ^= 1
        file.write_bytes(bytes(raw))
    elif what == "another secret":
        (private / "context_keys.secret").write_bytes(bytes(32))
    else:
        shutil.rmtree(private)
        shutil.copytree(folder / "out.private 00", private)
    with pytest.raises(RiverStoppedError, match="ledger") as stopped:
        publish(
            folder / "deliveries", out=tmp_path / "out", policy_file=folder / "few_views.toml", audience="partnership"
        )
    assert all(problem.cure for problem in stopped.value.problems)


def nothing_pinned(folder: Path, releases: list[Release], months: list[Month], tell: Tell) -> None:
    last = last_of_each_series(releases)
    scene, views = pooled(last, as_counted(folder, months), k=5)
    assert not (wrong := wrongly_counted(views)), wrong[:5]
    found = pinned(scene, views, np.random.default_rng(7))
    figures = sum(len(view.frame) for view in views)
    tell(
        f"{len(releases)} releases in one hand, {figures} figures of {len(views)} views: {len(found)} small groups found"
    )
    assert not found, "\n".join(map(str, found[:10]))
    assert {release.manifest.audience for release in last} == {"partnership", "public"}


def test_a_few_releases_of_two_audiences_in_one_hand_tell_of_no_small_group(
    few: tuple[Path, list[Release]], tell: Tell
) -> None:
    nothing_pinned(*few, FEW, tell)


def twelve_months(series_begins_anew: int = 8) -> list[Month]:
    """Each month for both audiences, the partnership first; three children erased, corrections each month, one new series."""
    ends = [f"{end:%Y-%m-%d}" for end in pd.date_range("2025-04-30", "2026-03-31", freq="ME")]
    made = []
    for number, end in enumerate(ends):
        anew = "an invented reason" if number == series_begins_anew else None
        made += [Month(end, erases=number % 4 == 1, corrects=0.02, rebase=anew), Month(end, "public")]
    return made


@pytest.mark.attack
@pytest.mark.long
@pytest.mark.parametrize("world", [World(78, 420), pytest.param(World(79, 1700), marks=pytest.mark.longest)], ids=str)
def test_twelve_months_of_two_audiences_and_a_new_series_tell_of_no_small_group(
    world: World, tmp_path: Path, tell: Tell
) -> None:
    months = twelve_months()
    releases = months_in_a_row(tmp_path, months, of=world, late=0.05, tables={MISSING: "start_dt"})
    held(
        releases,
        tell,
        f"twelve months in a row for both audiences, three children erased, one new series, world {world}",
    )
    nothing_pinned(tmp_path, releases, months, tell)
