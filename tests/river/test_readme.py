"""The five lines of the README, word for word, from an empty folder to a page that answers."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

ROOT = Path(__file__).resolve().parents[2]
_spec = importlib.util.spec_from_file_location("invented_months", ROOT / "tests" / "store" / "invented_months.py")
assert _spec is not None
months: Any = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(months)


def five_lines() -> list[str]:
    block = (ROOT / "README.md").read_text(encoding="utf-8").split("## Your own data, in five lines")[1].split("```")[1]
    return block.strip().splitlines()


def test_the_readme_says_which_python_it_means() -> None:
    before = (
        (ROOT / "README.md").read_text(encoding="utf-8").split("## Your own data, in five lines")[1].split("```")[0]
    )
    assert "source .venv/bin/activate" in before
    assert [line.split()[:2] for line in five_lines()] == [["python", "-m"]] * 5


@pytest.mark.long
def test_five_lines_lead_from_an_empty_folder_to_a_page(tmp_path: Path) -> None:
    template, manifest, check, publish, serve = five_lines()
    (tmp_path / "assets").symlink_to(ROOT / "assets")
    env = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "PORT": "8733"}

    def run(line: str) -> None:
        done = subprocess.run(line, shell=True, cwd=tmp_path, env=env, capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, done.stdout + done.stderr

    run(template)
    folder = tmp_path / "my" / "deliveries"
    started = re.search(r"--period-start (\S+) --period-end (\S+)", manifest)
    assert started is not None
    rows = months.episodes(started[2])
    rows.to_csv(folder / months.EPISODES, index=False)
    (folder / "ref_area.csv").write_text(months.AREAS)
    for line in (manifest, check, publish):
        run(line)
    server = subprocess.Popen(f"exec {serve}", shell=True, cwd=tmp_path, env=env, stdout=subprocess.DEVNULL)
    try:
        for _ in range(120):
            try:
                answer = httpx.get("http://127.0.0.1:8733", timeout=2)
                break
            except httpx.TransportError:
                time.sleep(0.5)
        assert answer.status_code == 200
    finally:
        server.terminate()
        server.wait(timeout=30)
