"""How fast: files to release at a million rows, and a click on a page at two sizes beside a naive application.

Nothing is asserted about time: the machine is shared. Rounds are interleaved, so that ratios mean something.
"""

from __future__ import annotations

import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright
from visitor import FLAGS, ROOT, free_port, running

from data_loaders.demo import write_demo
from data_loaders.release import open_release

pytestmark = [pytest.mark.bench, pytest.mark.long]
SMALL, LARGE = 1.0, 150.0  # about 6,700 and 1,000,000 rows of missing_episodes
ROUNDS = 12


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


def click_ms(page: Page, unit: str) -> float:
    """From choosing a unit to its heading and the end of the run."""
    page.get_by_role("combobox").first.click()
    option = page.get_by_role("option", name=unit, exact=True)
    option.wait_for()
    begin = time.perf_counter()
    option.click()
    page.wait_for_selector(f"h2:has-text('{unit}, whole')", timeout=60_000)
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]', timeout=60_000)
    return (time.perf_counter() - begin) * 1000


def test_a_click(worlds: dict[str, Path], tell: Callable[[str], None]) -> None:
    ports = {name: free_port() for name in ("product, small", "product, large", "naive, large")}
    csv = worlds["large"] / "deliveries" / "missing_episodes.csv"
    commands = {
        "product, small": [sys.executable, "-m", "dashboard", "serve", "--release", str(worlds["small"] / "store")],
        "product, large": [sys.executable, "-m", "dashboard", "serve", "--release", str(worlds["large"] / "store")],
        "naive, large": [
            sys.executable,
            "-m",
            "streamlit",
            "run",
            str(ROOT / "tests/bench/naive_app.py"),
            "--server.headless=true",
        ],
    }
    browser_path = next(shutil.which(b) for b in ("chromium", "chromium-browser", "google-chrome") if shutil.which(b))
    took: dict[str, list[float]] = {name: [] for name in ports}
    with (
        running([*commands["product, small"], "--port", str(ports["product, small"])], ports["product, small"]) as one,
        running([*commands["product, large"], "--port", str(ports["product, large"])], ports["product, large"]) as two,
        running(
            [*commands["naive, large"], f"--server.port={ports['naive, large']}"],
            ports["naive, large"],
            NAIVE_CSV=str(csv),
        ) as three,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=browser_path, args=FLAGS)
        pages = {}
        for name, address in zip(ports, (f"{one}/missing", f"{two}/missing", three), strict=True):
            pages[name] = browser.new_page(viewport={"width": 1440, "height": 1000})
            pages[name].goto(address)
            pages[name].wait_for_selector("h2:has-text('Episodes, whole')", timeout=120_000)
        for number in range(ROUNDS):
            for name, page in pages.items():
                took[name].append(click_ms(page, ("Reports", "Episodes")[number % 2]))
        browser.close()
    middle = {name: statistics.median(values[2:]) for name, values in took.items()}
    for name, value in middle.items():
        tell(f"click to answer, {name}: median {value:.0f} ms of {ROUNDS - 2}")
    tell(f"large over small: {middle['product, large'] / middle['product, small']:.2f}")
    tell(f"naive over product, both large: {middle['naive, large'] / middle['product, large']:.1f}")
    assert len(took["product, large"]) == ROUNDS
