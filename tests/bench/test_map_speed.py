"""From a click on the map to what is known of the place, and from a choice of layer to its shapes: medians are printed."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from visitor import opened_browser, served, visit

pytestmark = [pytest.mark.bench, pytest.mark.long]
ROUNDS, WARM = 10, 2
LONGEST_MS = 1_000  # from this on a reader takes a wait for a fault


def test_a_click_on_the_map_and_another_layer(store: Path, tell: Callable[[str], None]) -> None:
    clicks, layers = [], []
    with served(store) as address, opened_browser() as browser:
        page = browser.new_page(viewport={"width": 1440, "height": 1000})
        visit(page, f"{address}/places")
        page.locator(".sheet svg").wait_for()
        places = page.locator(".plan path[data-place]")
        for number in range(ROUNDS):
            key = places.nth(number * 3).get_attribute("data-place")
            begin = time.perf_counter()
            places.nth(number * 3).dispatch_event("click")
            page.locator(f'.spot[data-chosen="{key}"][data-answered="{key}"]').wait_for()
            clicks.append((time.perf_counter() - begin) * 1000)
        for number in range(ROUNDS):
            before = page.locator("h2").first.inner_text()
            begin = time.perf_counter()
            page.locator('input[name="layer"]').nth((number + 1) % 2).check()
            page.locator("h2").first.filter(has_not_text=before).wait_for()
            layers.append((time.perf_counter() - begin) * 1000)
    click, layer = statistics.median(clicks[WARM:]), statistics.median(layers[WARM:])
    tell(f"a click on the map {click:.0f} ms, another layer {layer:.0f} ms")
    assert click < LONGEST_MS
    assert layer < LONGEST_MS
