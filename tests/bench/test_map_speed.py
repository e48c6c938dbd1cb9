"""A filter change on the page with the map, beside the same page without it: rounds are interleaved, the ratio is printed."""

from __future__ import annotations

import shutil
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright
from visitor import FLAGS, ROOT, free_port, running

HERE = Path(__file__).parent

pytestmark = [pytest.mark.bench, pytest.mark.long]
ROUNDS = 14
LAYERS = {
    "Known through one agency or several": "Known through one agency, or several",
    "All incidents": "Incidents by place",
}
RUNNING = '[data-testid="stApp"][data-test-script-state="notRunning"]'


def change_ms(page: Page, option: str, heading: str, *, marks: bool) -> float:
    """From choosing a layer to its heading, the end of the run and, with a map, its shapes in the new colours."""
    page.get_by_role("combobox", name="The map shows").click()
    entry = page.get_by_role("option", name=option, exact=True)
    entry.wait_for()
    before = _colours(page) if marks else ""
    begin = time.perf_counter()
    entry.click()
    page.wait_for_selector(f"h2:has-text('{heading}')", timeout=60_000)
    page.wait_for_selector(RUNNING, timeout=60_000)
    while marks and _colours(page) == before:
        time.sleep(0.005)
    return (time.perf_counter() - begin) * 1000


def _colours(page: Page) -> str:
    inner = next(f for f in page.frames if "/component/" in f.url)
    return str(
        inner.evaluate(
            "[...document.querySelectorAll('path.leaflet-interactive')].slice(-9).map(p => p.getAttribute('fill')).join()"
        )
    )


def test_a_filter_change_with_and_without_the_map(store: Path, tell: Callable[[str], None]) -> None:
    ports = {"with": free_port(), "without": free_port()}
    starts = {"with": [sys.executable, "-m", "dashboard"], "without": [sys.executable, str(HERE / "without_map.py")]}
    took: dict[str, list[float]] = {name: [] for name in ports}
    path = next(shutil.which(b) for b in ("chromium", "chromium-browser", "google-chrome") if shutil.which(b))
    commands = {n: [*starts[n], "serve", "--release", str(store), "--port", str(ports[n])] for n in ports}
    with (
        running(commands["with"], ports["with"]) as one,
        running(commands["without"], ports["without"], PYTHONPATH=str(ROOT)) as two,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        pages = {}
        for name, address in (("with", one), ("without", two)):
            pages[name] = browser.new_page(viewport={"width": 1440, "height": 1000})
            pages[name].goto(f"{address}/places")
            pages[name].wait_for_selector("h2:has-text('Incidents by place')", timeout=120_000)
        pages["with"].frame_locator("iframe").first.locator("path.leaflet-interactive").first.wait_for(timeout=60_000)
        for number in range(ROUNDS):
            option = list(LAYERS)[number % 2]
            for name, page in pages.items():
                took[name].append(change_ms(page, option, LAYERS[option], marks=name == "with"))
        browser.close()
    middle = {name: statistics.median(values[4:]) for name, values in took.items()}
    ratio = middle["with"] / middle["without"]
    tell(f"filter change with the map {middle['with']:.0f} ms, without {middle['without']:.0f} ms: {ratio:.2f} times")
    assert len(took["with"]) == ROUNDS
