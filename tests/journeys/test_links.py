"""In a browser: every link that the pages draw is followed, and leads to what it asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page
from visitor import opened_browser, visit

from dashboard.catalogue.pages import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.long]


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
