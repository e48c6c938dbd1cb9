"""A lead officer in a real browser: a briefing by one button, one of their own, notes, and a meeting by the arrow keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from visitor import READY, opened_browser, served

pytestmark = pytest.mark.browser
BEGINNINGS = {"PDF": b"%PDF", "PowerPoint": b"PK", "Word": b"PK", "Web page": b"<!doctype html>", "Excel": b"PK"}
WAIT = 60_000


@pytest.fixture(scope="module")
def address(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(store, "--notes", str(tmp_path_factory.mktemp("notes") / "notes.sqlite")) as address:
        yield address


@pytest.fixture
def page(address: str) -> Iterator[Page]:
    with opened_browser() as browser:
        opened = browser.new_context(accept_downloads=True, base_url=address).new_page()
        opened.set_default_timeout(WAIT)
        yield opened


def visit(page: Page, path: str) -> None:
    page.goto(path)
    page.wait_for_selector(READY)


def fetched(page: Page, button: str) -> bytes:
    with page.expect_download(timeout=WAIT) as waiting:
        page.get_by_role("button", name=button).click()
    return Path(waiting.value.path()).read_bytes()


def test_one_button_gives_a_briefing_in_every_format(page: Page) -> None:
    visit(page, "/briefing")
    expect(page.get_by_role("heading", name="In this briefing")).to_be_visible(timeout=WAIT)
    for button, beginning in BEGINNINGS.items():
        assert fetched(page, button).startswith(beginning), button


def test_a_note_is_kept_and_printed(page: Page) -> None:
    visit(page, "/briefing")
    page.get_by_text("1 Episodes, whole council area").last.click()
    page.get_by_label("So what?").first.fill("Look at *evenings* <b>here</b>.")
    page.get_by_role("button", name="Keep the note").first.click()
    page.wait_for_selector(READY)
    visit(page, "/briefing")
    html = fetched(page, "Web page").decode()
    assert "Look at *evenings* &lt;b&gt;here&lt;/b&gt;." in html


def test_findings_are_taken_as_they_are_seen(page: Page) -> None:
    visit(page, "/missing?level=Localities")
    page.wait_for_timeout(1500)  # charts that are still being drawn move the buttons below them
    trend = page.locator(".st-key-add-missing-missing_episodes").get_by_role(
        "button"
    )  # this finding's, wherever it has moved
    trend.click()
    expect(trend).to_be_disabled(timeout=WAIT)
    page.get_by_role("link", name="Return discussions").click()
    page.get_by_role("heading", name="From return to conversation").wait_for()
    page.wait_for_selector(READY)
    page.wait_for_timeout(1500)
    path = page.locator(".st-key-add-path").get_by_role("button")
    path.click()
    expect(path).to_be_disabled(timeout=WAIT)
    page.get_by_role("link", name="My briefing").click()
    expect(page.get_by_role("heading", name="2 From return to conversation")).to_be_visible(timeout=WAIT)
    page.wait_for_selector(READY)
    page.wait_for_timeout(800)  # a click while the page is still being drawn again can be lost
    page.get_by_role("button", name="Down").first.click()
    expect(page.get_by_role("heading", name="2 Episodes, by locality")).to_be_visible(timeout=WAIT)
    html = fetched(page, "Web page").decode()
    assert html.index("1 From return to conversation") < html.index("2 Episodes, by locality")


def test_a_meeting_goes_by_the_arrow_keys_and_its_link_reopens_the_screen(page: Page) -> None:
    visit(page, "/meeting")
    page.get_by_role("heading", name="Where things stand").wait_for()
    page.wait_for_selector(READY)
    expect(page.get_by_role("button", name="Next")).to_be_enabled(timeout=WAIT)
    page.wait_for_timeout(500)  # the shortcut of a button listens a moment after the button is there
    page.keyboard.press("ArrowRight")
    first = page.get_by_role("heading", name="More episodes since").or_(
        page.get_by_role("heading", name="No clear change")
    )
    expect(first.first).to_be_visible(timeout=WAIT)
    page.wait_for_function("location.search.includes('screen=2')")
    link = page.url
    page.keyboard.press("ArrowLeft")
    page.get_by_role("heading", name="Where things stand").wait_for()
    visit(page, link)
    expect(first.first).to_be_visible(timeout=WAIT)
