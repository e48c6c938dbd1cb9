"""A whole session on the map in a real browser, over a release whose every text is an attack: shown as text, run never."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Browser, Page, expect
from visitor import READY, opened_browser, served, violations

from dashboard.charts.place_map import PlaceMap
from dashboard.findings.harm_places import layer, layers_of
from dashboard.findings.interventions import did_it_work
from dashboard.findings.place_card import place_card
from dashboard.web.body import finding_block
from dashboard.web.places import places_of
from data_loaders.demo import write_demo
from data_loaders.publish import publish
from data_loaders.release import Release, open_release
from data_loaders.sources.manifest import Said, write_manifest
from tests.kept import few_views, keep_only

pytestmark = pytest.mark.browser
# What publishing still lets through. Tags, links of Markdown and "javascript:" are not here, since a release that holds one is
# refused; nor is a formula that begins with @, since a delivery is refused that holds what could be a person's @name.
ATTACKS = (
    "`${window.harm=1}`", "=HYPERLINK(1)", "+SUM(1)", "{{7*7}}", "');window.harm=1;//", '" onerror="window.harm=1', "&ltb> **x** $x$ :red[x]",
)  # fmt: skip
TEXTS = {
    "ref_area": ("area_name",), "locations": ("label",), "assets": ("label", "opening"), "events": ("label",),
    "cpc_indicators": ("indicator", "source", "definition_version"), "school_terms": ("label",), "ref_population": ("source",),
}  # fmt: skip


# What the pages of places show, and the records beside it.
SHOWN = {*TEXTS, "efh_incidents", "safety_maps", "interventions", "missing_episodes"}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small invented world of places, every free text of which is an attack; published as any other."""
    folder, out = tmp_path_factory.mktemp("hostile"), tmp_path_factory.mktemp("store")
    write_demo(folder, seed=3, scale=0.4)
    keep_only(folder, SHOWN)
    for table, columns in TEXTS.items():
        frame = pd.read_csv(folder / f"{table}.csv", dtype="str", keep_default_na=False)
        for column in columns:
            told = [f"{ATTACKS[i % len(ATTACKS)]} {i}" for i in range(len(frame))]
            frame[column] = [
                new if old or table == "locations" else old for new, old in zip(told, frame[column], strict=True)
            ]
        if table == "events":
            frame["scope"] = ""  # it names an area, whose name is another by now
        frame.to_csv(folder / f"{table}.csv", index=False)
    days = (pd.Timestamp("2026-04-20").date(), pd.Timestamp("2023-04-01").date(), pd.Timestamp("2026-03-31").date())
    (folder / "manifest.csv").unlink()
    write_manifest(folder, Said("OTHER", "public", *days))
    publish(folder, out=out, policy_file=few_views(folder.parent), audience="partnership")
    return out


@pytest.fixture(scope="module")
def address(hostile: Path) -> Iterator[str]:
    with served(hostile) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with opened_browser() as browser:
        yield browser


def choose(page: Page, box: str, option: str) -> None:
    page.get_by_role("combobox", name=box).click()
    page.keyboard.type(option[:20])  # a long list draws only the lines that are in view
    page.get_by_role("option", name=option, exact=True).click()
    page.wait_for_timeout(400)
    page.wait_for_selector(READY, timeout=60_000)
    page.wait_for_timeout(900)


def test_a_session_on_the_map_asks_nobody_else_logs_no_error_and_runs_nothing(
    address: str, hostile: Path, browser: Browser, tell: Callable[[str], None]
) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 1200})
    requests: list[str] = []
    errors: list[str] = []
    page.on("request", lambda r: requests.append(r.url))
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda e: errors.append(str(e)))
    page.on("dialog", lambda d: errors.append(f"dialog {d.message}"))
    page.goto(f"{address}/places")
    page.wait_for_selector(READY, timeout=60_000)
    page.locator(".plan .sheet svg").wait_for(timeout=60_000)
    assert len(page.locator("iframe").all()) == 0, "the way of a click holds no frame of its own"
    layers = layers_of(open_release(hostile))
    others = [key for key in ("known", "strengths", "done") if key in layers]
    assert len(others) >= 2
    for key in (*others, next(iter(layers))):
        choose(page, "The map shows", layers[key])
        assert page.evaluate("window.harm") is None
    places = page.locator(".plan path[data-place]")
    places.nth(20).click(force=True)
    page.locator(".spot h3").wait_for(timeout=60_000)
    before = page.locator(".spot h3").inner_text()
    places.nth(40).hover(force=True)
    assert page.locator(".strip").inner_text(), "what is under the pointer stands in one place"
    places.nth(40).click(force=True)
    expect(page.locator(".spot h3"), "a click shows what is known of that place").not_to_have_text(
        before, timeout=60_000
    )
    page.locator(".sheet").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector(READY, timeout=60_000)
    page.locator(".zoom [data-zoom=in]").click()
    assert page.locator('g.grid[data-grid="1"]').get_attribute("display") is None
    assert page.locator('g.grid[data-grid="0"]').get_attribute("display") == "none", "never two sizes at once"
    legends = [page.locator(f'.plan [data-legend="{n}"]') for n in (0, 1)]
    assert [legend.is_visible() for legend in legends] == [False, True], "the legend is that of what is drawn"
    page.locator(".safe input").check()
    page.get_by_text("Explore map").click()
    page.frame_locator("iframe").first.locator("path.leaflet-interactive").first.wait_for(timeout=60_000)
    for other in ("places-when", "did-it-work", "method"):
        page.goto(f"{address}/{other}")
        page.wait_for_selector(READY, timeout=60_000)
        page.wait_for_timeout(1500)
    assert page.evaluate("window.harm") is None
    elsewhere = [u for u in requests if not u.startswith((address, address.replace("http", "ws"), "data:", "blob:"))]
    tell(
        f"a session on the map: {len(requests)} requests, {len(elsewhere)} of them elsewhere, {len(errors)} errors in the log"
    )
    assert elsewhere == []
    assert errors == []
    page.close()


def test_the_page_passes_axe_at_phone_size(address: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 900})
    page.goto(f"{address}/places")
    page.wait_for_selector(READY, timeout=60_000)
    page.wait_for_timeout(1500)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert violations(page) == []
    page.close()


def texts_of(release: Release) -> Iterator[str]:
    chart = layer(release, "none").chart
    known = list(places_of(chart))[:5] if isinstance(chart, PlaceMap) else []
    findings = [layer(release, key) for key in layers_of(release)] + [place_card(release, key) for key in known]
    for finding in (did_it_work(release), *findings):
        yield finding_block(finding, release).csv.removeprefix("\ufeff")


def test_no_cell_of_a_download_is_a_formula(hostile: Path) -> None:
    release = open_release(hostile)
    cells = 0
    for text in texts_of(release):
        for line in text.splitlines():
            assert not line.startswith(("=", "@", "+", "\t")), line
            assert ",=" not in line
            assert ",@" not in line
            cells += line.count(",")
    assert cells > 100
