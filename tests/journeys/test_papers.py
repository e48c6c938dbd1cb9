"""A lead officer in a real browser: a paper by one button, one of their own that lasts, their words, and a meeting by the arrow keys."""

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
        page.get_by_role("button", name=f"{button} (.").click()
    return Path(waiting.value.path()).read_bytes()


PREVIEW = 'img[alt^="Page 1 of"]'
ADD = '[data-tool="paper"]'
WRITTEN = "Look at *evenings* &lt;b&gt;here&lt;/b&gt;."


def stands_still(page: Page) -> None:
    """The preview is there and the run over: a form that is drawn once more meanwhile loses what is clicked in it."""
    page.wait_for_selector(PREVIEW)
    page.wait_for_timeout(800)
    page.wait_for_selector(READY)


def test_one_button_gives_a_paper_in_every_format(page: Page) -> None:
    visit(page, "/paper")
    page.wait_for_selector(PREVIEW)
    for button, beginning in BEGINNINGS.items():
        assert fetched(page, button).startswith(beginning), button


def test_the_overview_leads_to_the_paper(page: Page) -> None:
    visit(page, "/")
    page.get_by_role("link", name="Make the paper").click()
    page.wait_for_selector(PREVIEW)


@pytest.mark.parametrize("width", [390, pytest.param(1440, marks=pytest.mark.long)])
def test_the_form_says_in_full_which_findings_were_chosen(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    visit(page, "/paper")
    stands_still(page)
    page.get_by_text("Findings of the paper, in their order").click()
    page.locator("[data-tag]").first.wait_for()
    cut = "tags => tags.filter(tag => tag.scrollWidth > tag.clientWidth || tag.scrollHeight > tag.clientHeight + 1).map(tag => tag.textContent)"
    assert page.locator("[data-tag] > span").evaluate_all(cut) == []


def test_the_authors_words_are_printed_and_survive_a_reload(page: Page) -> None:
    visit(page, "/paper")
    stands_still(page)
    page.get_by_label("So what").fill("Look at *evenings* <b>here</b>.")
    page.get_by_role("button", name="Put this note in the paper").click()
    stands_still(page)
    assert WRITTEN in fetched(page, "Web page").decode()
    page.reload()
    stands_still(page)
    expect(page.get_by_label("So what")).to_have_value("Look at *evenings* <b>here</b>.", timeout=WAIT)
    assert WRITTEN in fetched(page, "Web page").decode()


def test_what_is_added_is_that_block_and_lasts_in_a_reload_and_a_second_tab(page: Page) -> None:
    visit(page, "/missing")
    page.locator(f"{ADD}:visible").first.wait_for()
    areas = page.locator('section[data-key="areas"], .side section').locator(ADD).first
    areas.click()
    expect(areas).to_have_attribute("aria-pressed", "true", timeout=WAIT)
    assert page.locator(f'{ADD}[aria-pressed="true"]').count() == 1
    page.reload()
    expect(page.locator(f'{ADD}[aria-pressed="true"]')).to_have_count(1, timeout=WAIT)
    second = page.context.new_page()
    second.set_default_timeout(WAIT)
    visit(second, "/my-paper")
    second.wait_for_selector(PREVIEW)
    assert "localit" in fetched(second, "Web page").decode()


def test_another_browser_sees_nothing_of_it(page: Page) -> None:
    visit(page, "/my-paper")
    expect(page.get_by_text("Nothing has been added yet")).to_be_visible(timeout=WAIT)


def test_a_meeting_goes_by_the_arrow_keys_and_its_link_reopens_the_screen(page: Page) -> None:
    visit(page, "/meeting")
    asked = page.get_by_text("The Committee is asked to")
    asked.wait_for()
    expect(page.get_by_role("button", name="Next")).to_be_enabled(timeout=WAIT)
    page.wait_for_timeout(500)  # the shortcut of a button listens a moment after the button is there
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**screen=2**")
    expect(page.get_by_role("heading", name="Missing episodes").first).to_be_visible(timeout=WAIT)
    link = page.url
    page.keyboard.press("ArrowLeft")
    asked.wait_for()
    visit(page, link)
    expect(page.get_by_role("heading", name="Missing episodes").first).to_be_visible(timeout=WAIT)
