"""A partner that has a survey, audits or a forum and nothing else gets a release of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest

from data_loaders.demo import write_demo
from data_loaders.publish import RiverStoppedError, publish

POLICY = Path(__file__).resolve().parents[2] / "assets" / "policy.toml"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    write_demo(folder, seed=3, scale=0.1)
    return folder


def keep_rows_of(folder: Path) -> None:
    """A manifest describes what is delivered and nothing else."""
    manifest = pd.read_csv(folder / "manifest.csv", dtype=str)
    there = {file.name for file in folder.iterdir()}
    manifest[manifest["file"].isin(there)].to_csv(folder / "manifest.csv", index=False)


def only(small: Path, folder: Path, *names: str) -> Path:
    folder.mkdir()
    for file in small.glob("*.csv"):
        if file.name.startswith(("ref_area", "manifest", *names)):
            shutil.copy(file, folder)
    keep_rows_of(folder)
    return folder


@pytest.mark.parametrize(
    ("names", "table"),
    [
        (("forum_", "theme_"), "practice_counts"),
        pytest.param(("audit_",), "audit_cells", marks=pytest.mark.long),  # tests/findings publishes audits alone
        (("cpc_indicators",), "indicators"),
    ],
)
def test_one_theme_alone_makes_a_release(small: Path, tmp_path: Path, names: tuple[str, ...], table: str) -> None:
    deliveries = only(small, tmp_path / "alone", *names)
    release = publish(deliveries, out=tmp_path / "out", policy_file=POLICY, audience="partnership")
    assert len(release.table(table)) > 0
    assert release.manifest.datasets == ()
    assert len(release.table("calendar")) == 0


def test_areas_alone_make_no_release_and_no_traceback(small: Path, tmp_path: Path) -> None:
    deliveries = only(small, tmp_path / "alone", "ref_population")
    with pytest.raises(RiverStoppedError, match="nothing here that a release could show"):
        publish(deliveries, out=tmp_path / "out", policy_file=POLICY, audience="partnership")
