"""In a browser: every link of every page is followed, and every chart of every page has a picture that holds its words."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from visitor import opened_browser, served, visit

from dashboard.catalogue.pages import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.long]
CODE = re.compile(r"(?<![\w/.-])(?:[a-z]+_[a-z_]+|[A-Z]{2,}_[A-Z_]+)(?![\w-])")


@pytest.fixture(scope="module")
def address(store: Path) -> Iterator[str]:
    with served(store) as address:
        yield address


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with opened_browser() as browser:
        yield new_page(browser)


def new_page(browser: Browser) -> Page:
    page = browser.new_page(viewport={"width": 1440, "height": 1000}, accept_downloads=True)
    page.set_default_timeout(30_000)
    return page


def links_of(page: Page) -> set[str]:
    """Those that the product drew itself, as they are written."""
    found = page.locator("section a[href], .stMarkdown a[href]").evaluate_all(
        "all => all.map(a => a.getAttribute('href'))"
    )
    return {str(link) for link in found if not str(link).startswith("#")}


def test_every_link_is_followed(address: str, page: Page, tell: Callable[[str], None]) -> None:
    links: set[str] = set()
    for entry in PAGES:
        visit(page, f"{address}/{entry.url}")
        links |= links_of(page)
    errors: list[str] = []
    page.on("pageerror", lambda e: errors.append(str(e)))
    for link in sorted(links):
        visit(page, f"{address}/{link.lstrip('/')}")
        assert page.get_by_text("The link asks").count() == 0, link
        assert page.get_by_text("There is no page").count() == 0, link
        assert page.get_by_text("Traceback").count() == 0, link
    tell(f"links followed in a browser: {len(links)}, {len(errors)} errors")
    assert len(links) > 30
    assert errors == []


def test_every_chart_has_a_picture_with_its_title_and_no_code(address: str, page: Page, tmp_path: Path, tell: Callable[[str], None]) -> None:  # fmt: skip
    pictures = 0
    for entry in PAGES:
        visit(page, f"{address}/{entry.url}")
        for section in page.locator("section:has([data-tool=svg])").all():
            file = tmp_path / f"{entry.url or 'overview'}-{pictures}.svg"
            with page.expect_download() as told:
                section.locator("[data-tool=svg]").click()
            told.value.save_as(file)
            root = ET.parse(file).getroot()
            words = " ".join(" ".join(t.itertext()) for t in root.iter("{http://www.w3.org/2000/svg}text"))
            title = section.locator(".headline :is(h2,h3)").first.inner_text()
            assert set(title.split()) <= set(words.split()), (entry.url, title)
            assert CODE.findall(words) == [], entry.url
            assert sum(1 for _ in root.iter()) > 12, entry.url
            assert "var(--" not in file.read_text(encoding="utf-8"), entry.url
            pictures += 1
    tell(f"pictures of charts taken in a browser: {pictures}")
    assert pictures > 20
