"""Invented children that live as real ones do can make the faults that evenly spread ones cannot; and what was known earlier."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data_loaders.checks import examine
from data_loaders.demo import write_demo
from data_loaders.demo.children import make_children
from data_loaders.demo.places import read_places
from data_loaders.demo.story import read_story
from data_loaders.sources import collect
from tests.kept import keep_only


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    made = {lives: tmp_path_factory.mktemp(lives) for lives in ("even", "lifelike")}
    for lives, folder in made.items():
        write_demo(folder, seed=4, world="flat", lives=lives)
    return made


@pytest.fixture(scope="module")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("earlier")
    write_demo(folder, seed=4, world="flat", until=np.datetime64("2025-12-31"))
    return folder


def read(folder: Path, name: str) -> pd.DataFrame:
    return pd.read_csv(folder / f"{name}.csv", keep_default_na=False, dtype="str")


def episodes(folder: Path) -> pd.DataFrame:
    return read(folder, "missing_episodes").query("counting_unit == 'EPISODE'")


def busiest_share(folder: Path) -> float:
    """Share of the placed incidents at the busiest ten places."""
    places = read(folder, "efh_incidents").query("location_id != ''")["location_id"].value_counts()
    return float(places.head(10).sum() / places.sum())


def months_of_the_often_missing(folder: Path) -> float:
    """Months between first and last of those with six episodes or more, at the median."""
    rows = episodes(folder)
    at = pd.to_datetime(rows["start_dt"]).groupby(rows["child_pseudo_id"])
    span = (at.max() - at.min()).dt.days / 30
    return float(span[at.size() >= 6].median())


def test_few_children_hold_many_records_and_within_months(folders: dict[str, Path]) -> None:
    rows = episodes(folders["lifelike"])
    latest = rows[rows["start_dt"] >= "2025-04-01"]["child_pseudo_id"].value_counts()
    assert 6 <= float((latest**2).sum() / latest.sum()) <= 20  # about 9 was measured in real deliveries
    assert months_of_the_often_missing(folders["lifelike"]) < months_of_the_often_missing(folders["even"])


def test_a_planted_lifelike_world_has_the_children_of_a_flat_one() -> None:
    """Beside what is planted nothing is: children who came into the ages at which most are missing once raised every series by a tenth."""
    none = {"rise": 1.0, "recording": 1.0, "excess": 1.0}
    told = {"seed": 4, "scale": 1.0, "lives": "lifelike"}
    flat, planted = read_story(world="flat", **told), read_story(world="planted", sizes=none, **told)
    places = read_places(flat)
    one, other = make_children(flat, places), make_children(planted, places)
    assert one.age.tolist() == other.age.tolist()
    assert other.weight.tolist() == pytest.approx(one.weight.tolist())


def test_some_move_and_some_go_together(folders: dict[str, Path]) -> None:
    def homes(folder: Path) -> int:
        rows = episodes(folder).query("area_from != 'NK'")
        return int((rows.groupby("child_pseudo_id")["area_from"].nunique() > 1).sum())

    def together(folder: Path) -> int:
        rows = episodes(folder)
        return int((rows.groupby("start_dt")["child_pseudo_id"].nunique() > 1).sum())

    assert homes(folders["even"]) == 0
    assert homes(folders["lifelike"]) >= 5
    assert together(folders["lifelike"]) > 2 * together(folders["even"]) + 10


def test_incidents_gather_at_venues(folders: dict[str, Path]) -> None:
    assert busiest_share(folders["lifelike"]) > 3 * busiest_share(folders["even"])


def test_a_way_of_living_and_a_size_that_nobody_knows_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="even, lifelike"):
        write_demo(tmp_path, lives="merry")
    with pytest.raises(ValueError, match="repeats"):
        write_demo(tmp_path, sizes={"repeats": 2.0})
    assert not list(tmp_path.iterdir())


def test_an_earlier_delivery_holds_what_was_known_then_and_no_row_of_its_own(
    folders: dict[str, Path], earlier: Path
) -> None:
    now, then = episodes(folders["even"]), episodes(earlier)
    assert set(then["episode_id"]) == set(now.loc[now["start_dt"] < "2026", "episode_id"])
    assert (then["end_dt"].str[:10] <= "2026-01-20").all()
    manifest = read(earlier, "manifest")
    assert set(manifest["period_end"]) == {"2025-12-31"}
    assert set(manifest["extract_date"]) == {"2026-01-20"}
    discussions = read(earlier, "return_discussions")
    assert set(discussions["episode_id"]) <= set(read(earlier, "missing_episodes")["episode_id"])
    assert (discussions["completed_dt"].str[:10] <= "2026-01-20").all()
    assert not (earlier / "context_cases.csv").exists()


def test_an_age_that_is_no_child_s_stops_with_its_rows_and_its_cure(tmp_path: Path) -> None:
    """As from a system that goes on counting somebody who has turned 18."""
    write_demo(tmp_path / "deliveries", scale=0.05, eighteen=2)
    keep_only(tmp_path / "deliveries", {"missing_episodes", "return_discussions", "locations"})
    found = [p for p in examine(collect(tmp_path / "deliveries")) if p.severity == "stop"]
    assert [(p.column, len(p.rows), "'18' 2 times" in p.sentence) for p in found] == [("age_band", 2, True)]
    assert "mapping.toml" in found[0].cure
