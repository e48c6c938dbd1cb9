"""A visitor in a real browser: the server started as a user would, pages opened, a link reopened, nothing asked elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from visitor import READY, STREAMLITS_OWN, opened_browser, served, visit

from dashboard.catalogue.pages import PAGES

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(store: Path) -> Iterator[str]:
    with served(store) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with opened_browser() as browser:
        yield browser


@pytest.mark.parametrize("entry", PAGES, ids=lambda e: e.title)
def test_every_page_is_drawn_asks_nobody_else_and_passes_axe(address: str, browser: Browser, entry) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 1000})
    elsewhere: list[str] = []
    blocked: list[str] = []
    own = (address, address.replace("http", "ws"), "data:", "blob:")
    page.on("request", lambda r: None if r.url.startswith(own) else elsewhere.append(r.url))
    page.on(
        "console",
        lambda m: blocked.append(m.text) if m.type == "error" or "Content Security Policy" in m.text else None,
    )
    visit(page, f"{address}/{entry.url}")
    assert page.locator("h1").first.inner_text() == entry.title
    assert elsewhere == []
    assert blocked == []
    found = [v for v in Axe().run(page).response["violations"] if v["id"] not in STREAMLITS_OWN]
    assert [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found] == []
    page.close()


def test_a_link_reopens_the_same_view(address: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 1000})
    visit(page, f"{address}/missing?level=Localities&split=Age%20band")
    heading = page.locator("h2").first.inner_text()
    assert heading == "Episodes, by locality"
    assert "With area and age band chosen, figures are by" in page.inner_text("body")
    page.close()


def test_a_choice_is_kept_in_the_link(address: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 1000})
    visit(page, f"{address}/missing")
    page.get_by_role("combobox").first.click()
    page.get_by_role("option", name="Reports").click()
    page.wait_for_selector("h2:has-text('Reports')", timeout=30_000)
    assert "unit=Reports" in page.url
    page.close()


def test_the_server_sends_its_rules_and_refuses_other_hosts(address: str) -> None:
    answer = httpx.get(address)
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert httpx.get(address, headers={"host": "elsewhere.example"}).status_code == 400


def test_any_chart_of_the_audit_narrows_the_others_and_the_link_reopens_it(address: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 1400})
    visit(page, f"{address}/audits")
    charts = page.locator(".js-plotly-plot")
    area, standards = charts.nth(1), charts.nth(2)
    standards.locator(".yaxislayer-above text").nth(23).wait_for(timeout=60_000)
    assert standards.locator(".yaxislayer-above text").count() == 24
    labels = area.locator(".yaxislayer-above text").all_text_contents()
    bars = area.locator(".barlayer .point path")
    voice = labels.index("Voice of young people")
    at = area.locator(".barlayer .trace").nth(0).locator(".point path").nth(voice)
    assert bars.count() > 8
    at.scroll_into_view_if_needed()
    box = at.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url("**audit-practice_area=**", timeout=60_000)
    page.wait_for_selector(READY, timeout=60_000)
    page.wait_for_timeout(1500)
    assert standards.locator(".yaxislayer-above text").count() == 3
    reopened = browser.new_page(viewport={"width": 1440, "height": 1400})
    visit(reopened, page.url)
    again = reopened.locator(".js-plotly-plot").nth(2)
    again.locator(".yaxislayer-above text").nth(2).wait_for(timeout=60_000)
    assert (
        again.locator(".yaxislayer-above text").all_text_contents()
        == standards.locator(".yaxislayer-above text").all_text_contents()
    )
    page.close()
    reopened.close()


def test_a_link_to_a_context_that_is_pooled_opens_none(address: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 1000})
    for crafted in ("Residential%20house%20in%20Airdrie,%201", "Peer%20group,%201", "x1a2b3c4d5e6f", "%3Cscript%3E"):
        visit(page, f"{address}/one-context?context={crafted}")
        heading = page.locator("h2").first.inner_text()
        assert not heading.startswith(("Residential", "Peer", "Home", "Online"))
        assert "Residential house in" not in page.inner_text("body")
    page.close()
