"""The text stays in the reader's own box: after checking, after a question of the page is changed, and to be checked once more."""

from __future__ import annotations

import pytest
from visitor import READY, opened_browser, visit

pytestmark = pytest.mark.browser
TEXT = "The young person absconded again. She went to the park."


def test_a_text_stays_to_be_corrected_and_is_gone_with_the_page(address: str) -> None:
    with opened_browser() as browser:
        page = browser.new_page()
        visit(page, f"{address}/language")
        box = page.locator("textarea")
        box.fill(TEXT)
        page.get_by_role("button", name="Check", exact=True).click()
        page.get_by_text("that may blame a child, in", exact=False).wait_for()
        assert box.input_value() == TEXT
        box.fill(TEXT.replace("absconded", "went missing"))
        page.get_by_role("button", name="Check", exact=True).click()
        page.get_by_text("No word of the list", exact=False).wait_for()
        assert "went missing" in box.input_value()
        page.reload()
        page.wait_for_selector(READY, timeout=60_000)
        page.locator("textarea").wait_for()
        assert page.locator("textarea").input_value() == ""
