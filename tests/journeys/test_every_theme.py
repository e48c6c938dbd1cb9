"""Every page in the dark, with more contrast asked for, and on a phone: no rule of WCAG is broken, and nothing scrolls sideways."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from first_screen import first_screen
from playwright.sync_api import Browser
from visitor import opened_browser, violations, visit

from dashboard.catalogue.pages import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.long]
PHONE, AT_400_PERCENT = {"width": 390, "height": 844}, {"width": 320, "height": 256}
# What WCAG 2.2, 1.4.12, lets a reader set.
SPACED = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; } p { margin-bottom: 2em !important; }"
READERS: dict[str, dict[str, Any]] = {
    "dark": {"color_scheme": "dark", "viewport": {"width": 1440, "height": 1000}},
    "more contrast": {"contrast": "more", "viewport": {"width": 1440, "height": 1000}},
    "phone, dark": {"color_scheme": "dark", "viewport": PHONE},
    "400 %": {"viewport": AT_400_PERCENT},
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with opened_browser() as browser:
        yield browser


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("entry", PAGES, ids=lambda e: e.title)
def test_a_page_passes_for_every_reader(address: str, browser: Browser, entry, reader: str) -> None:
    context = browser.new_context(**READERS[reader])
    page = context.new_page()
    visit(page, f"{address}/{entry.url}")
    found, across = violations(page), first_screen(page)["across"]
    page.add_style_tag(content=SPACED)
    page.wait_for_timeout(300)
    spaced = first_screen(page)["across"]
    context.close()
    assert found == []
    assert across == 0
    assert spaced == 0
