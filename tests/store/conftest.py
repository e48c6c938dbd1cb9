"""What tests of the store share stands beside them and is imported by its file name."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pandas as pd
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from invented_months import VIEWS, by_views, deliver, episodes, published

FIRST, SECOND = "2025-06-30", "2025-07-31"


@pytest.fixture(scope="session", params=VIEWS)
def two_months(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """deliveries/ and releases/ after two publications; the last month of the second is wrong: it holds twice its records."""
    folder = by_views(tmp_path_factory.mktemp("months"), request.param)
    published(deliver(folder / "deliveries", episodes(FIRST), FIRST), folder / "releases")
    published(deliver(folder / "deliveries", with_a_bad_month(), SECOND), folder / "releases")
    return folder


def with_a_bad_month() -> pd.DataFrame:
    right = episodes(SECOND)
    july = right[right["start_dt"].str[:7] == "2025-07"]
    twice = july.assign(
        episode_id=july["episode_id"] + "-again",
        child_pseudo_id=july["child_pseudo_id"].str.replace("invented", "second"),
    )
    return pd.concat([right, twice], ignore_index=True)


@pytest.fixture
def store(two_months: Path, tmp_path: Path) -> tuple[Path, Path]:
    """A copy of it: deliveries, releases."""
    shutil.copytree(two_months, tmp_path / "own", symlinks=True)
    return tmp_path / "own" / "deliveries", tmp_path / "own" / "releases"
