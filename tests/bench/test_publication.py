"""How fast: files to release, at the size of the invented partnership and at a million rows. Nothing is asserted about time."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from visitor import ROOT

from data_loaders.demo import write_demo
from data_loaders.release import open_release

pytestmark = [pytest.mark.bench, pytest.mark.long]
SMALL, LARGE = 1.0, 150.0  # about 6,700 and 1,000,000 rows of missing_episodes


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    made = {}
    for name, scale in (("small", SMALL), ("large", LARGE)):
        made[name] = tmp_path_factory.mktemp(name)
        write_demo(made[name] / "deliveries", seed=5, scale=scale)
        command = [
            sys.executable,
            "-m",
            "data_loaders",
            "publish",
            str(made[name] / "deliveries"),
            "--out",
            str(made[name] / "store"),
        ]
        begin = time.perf_counter()
        subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
        (made[name] / "seconds").write_text(f"{time.perf_counter() - begin:.1f}", encoding="utf-8")
    return made


def test_files_to_release(worlds: dict[str, Path], tell: Callable[[str], None]) -> None:
    for name, folder in worlds.items():
        with (folder / "deliveries" / "missing_episodes.csv").open(encoding="utf-8") as file:
            rows = sum(1 for _ in file) - 1
        views = [v for v in open_release(folder / "store").manifest.views if v.status == "published"]
        tell(f"files to release, {name}: {rows:,} rows, {len(views)} views, {(folder / 'seconds').read_text()} s")
        assert views
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024 / 1024
    tell(f"most memory of a publication: {peak:.1f} GiB")
