"""Ten million rows of a gigabyte, checked by the command that everybody uses: how much memory, and how long."""

from __future__ import annotations

import csv
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from visitor import ROOT

from data_loaders.demo import write_demo

pytestmark = [pytest.mark.bench, pytest.mark.long]
ROWS = 10_000_000
MOST_BYTES = 1.5 * (1 << 30)
NOT_DELIVERED = ("not_at_home_protocol", "found_context_type", "harm_reported", "area_found", "risk_level")
# A child of its own for the most memory of one command: that of this process would be of all its children.
MEASURED = "import resource,subprocess,sys; done=subprocess.run(sys.argv[1:]).returncode; print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss*1024); sys.exit(done)"


def repeated(demo: Path, folder: Path, rows: int) -> Path:
    """The invented episodes again and again, each time of other episodes and other children."""
    with (demo / "missing_episodes.csv").open(encoding="utf-8", newline="") as read:
        head, *body = csv.reader(read)
    kept = [at for at, name in enumerate(head) if name not in NOT_DELIVERED]
    episode, child = head.index("episode_id"), head.index("child_pseudo_id")
    children = {one: f"q{at:03d}" for at, one in enumerate(dict.fromkeys(row[child] for row in body))}
    for row in body:
        row[child] = children[row[child]]
    folder.mkdir()
    with (folder / "missing_episodes.csv").open("w", encoding="utf-8", newline="") as write:
        out = csv.writer(write, lineterminator="\n")
        out.writerow([head[at] for at in kept])
        for number in range(rows):
            turn, at = divmod(number, len(body))
            row = [*body[at]]
            row[episode], row[child] = f"m{turn:04d}e{at:04d}", f"{row[child]}r{turn:04d}"
            out.writerow([row[at] for at in kept])
    (folder / "ref_area.csv").write_bytes((demo / "ref_area.csv").read_bytes())
    with (demo / "manifest.csv").open(encoding="utf-8", newline="") as read:
        lines = list(csv.DictReader(read))
    own = [line | {"rows": "", "sha256": ""} for line in lines if (folder / line["file"]).exists()]
    with (folder / "manifest.csv").open("w", encoding="utf-8", newline="") as write:
        described_by = csv.DictWriter(write, list(lines[0]))
        described_by.writeheader()
        described_by.writerows(own)
    return folder


def test_ten_million_rows_are_checked_in_a_gibibyte_and_a_half(tmp_path: Path, tell: Callable[[str], None]) -> None:
    write_demo(tmp_path / "demo", seed=7, scale=1.0)
    folder = repeated(tmp_path / "demo", tmp_path / "deliveries", ROWS)
    size, begin = (folder / "missing_episodes.csv").stat().st_size, time.perf_counter()
    command = [sys.executable, "-c", MEASURED, sys.executable, "-m", "data_loaders", "check", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    *said, peak = done.stdout.splitlines()
    assert any(f"{ROWS:,}" in line for line in said)
    tell(
        f"checking {ROWS:,} rows of {size / 1e9:.2f} GB: {int(peak) / (1 << 30):.2f} GiB, {time.perf_counter() - begin:.0f} s"
    )
    assert int(peak) < MOST_BYTES
