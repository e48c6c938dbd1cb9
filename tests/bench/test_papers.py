"""How long a paper takes: each body, all formats, as the scheduled command makes them, from a cold start."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.paper.composing import compose
from dashboard.paper.formats import FORMATS
from dashboard.paper.template import templates
from data_loaders.release import open_release

pytestmark = [pytest.mark.bench, pytest.mark.long]
ROOT = Path(__file__).resolve().parents[2]


def test_every_body_in_every_format(store: Path, tmp_path: Path, tell: Callable[[str], None]) -> None:
    for name in templates():
        begun = time.perf_counter()
        command = [
            sys.executable,
            "-m",
            "dashboard",
            "brief",
            "--release",
            str(store),
            "--for",
            name,
            "--format",
            "all",
        ]
        subprocess.run([*command, "--out", str(tmp_path / name)], cwd=ROOT, check=True, capture_output=True)
        size = sum(f.stat().st_size for f in tmp_path.glob(f"{name}.*")) / 1e6
        tell(f"paper {name}: five formats, cold start, {time.perf_counter() - begun:.1f} s, {size:.1f} MB")


def test_what_each_format_takes(store: Path, tell: Callable[[str], None]) -> None:
    release = open_release(store)
    for name, template in templates().items():
        begun = time.perf_counter()
        paper = compose(release, template)
        times = [f"findings {time.perf_counter() - begun:.2f} s"]
        for kind, form in FORMATS.items():
            begun = time.perf_counter()
            form.write(paper)
            times.append(f"{kind} {time.perf_counter() - begun:.2f} s")
        tell(f"paper {name}: {', '.join(times)}")
