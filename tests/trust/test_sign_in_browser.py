"""The same with a real browser: a deep link, the provider's page, what is shown, a file that is taken along, and the way out."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from sign_in_house import House, open_house

pytestmark = pytest.mark.browser
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]  # fmt: skip
READY = '[data-testid="stApp"][data-test-script-state="notRunning"]'
WAIT = 120_000
expect.set_options(timeout=WAIT)


@pytest.fixture(scope="module")
def house(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with open_house(store, tmp_path_factory.mktemp("house")) as opened:
        yield opened


@contextmanager
def browser() -> Iterator[Browser]:
    found = next(b for b in ("chromium", "chromium-browser", "google-chrome") if shutil.which(b))
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=shutil.which(found), args=FLAGS)
        yield opened
        opened.close()


def sign_in(page: Page, house: House, name: str, path: str) -> None:
    page.goto(f"http://127.0.0.1:{house.port}{path}")
    page.get_by_placeholder("sub").fill(name)
    page.get_by_role("button", name="Authorize").click()
    page.wait_for_selector(READY, timeout=WAIT)


def test_a_viewer_signs_in_reads_takes_a_file_along_and_leaves(house: House) -> None:
    with browser() as opened:
        page = opened.new_context(accept_downloads=True).new_page()
        page.set_default_timeout(WAIT)
        sign_in(page, house, "a viewer", "/missing?unit=missing_reports")
        expect(page).to_have_url(f"http://127.0.0.1:{house.port}/missing?unit=missing_reports")
        before = len(house.written())
        with page.expect_download() as waiting:
            page.locator('[data-tool="csv"]').first.click(force=True)
        assert b"missing" in Path(waiting.value.path()).read_bytes().lower()
        (taken,) = [entry for entry in house.written()[before:] if entry["export"]]
        assert (taken["page"], taken["who"]) == ("missing", house.log.pseudonym("a viewer"))
        assert (taken["selection"], taken["kind"]) == ("unit=missing_reports", "csv")
        assert taken["release"] in Path(waiting.value.path()).read_text()
        page.goto(f"http://127.0.0.1:{house.port}/audits")
        expect(page.get_by_text("is not open to your role")).to_be_visible()
        page.goto(
            f"http://127.0.0.1:{house.port}/missing"
        )  # Streamlit says of a closed page over everything that it is not there
        page.wait_for_selector(READY)
        page.get_by_role("link", name="Sign out").click()
        page.wait_for_url(lambda url: "/missing" not in url)
        page.goto(f"http://127.0.0.1:{house.port}/missing")
        expect(page.get_by_placeholder("sub")).to_be_visible()


def test_a_paper_that_is_taken_along_is_on_record_and_for_whom_it_was_made(house: House) -> None:
    with browser() as opened:
        page = opened.new_context(accept_downloads=True).new_page()
        page.set_default_timeout(WAIT)
        sign_in(page, house, "a member", "/paper")
        before = len(house.written())
        with page.expect_download() as waiting:
            page.locator('[data-testid="stDownloadButton"] button', has_text="Word").click()
        assert Path(waiting.value.path()).read_bytes().startswith(b"PK")
        page.wait_for_timeout(1000)
        (taken,) = [entry for entry in house.written()[before:] if entry["export"]]
        assert (taken["page"], taken["kind"], taken["who"]) == ("paper", "paper", house.log.pseudonym("a member"))
        assert taken["export"] == waiting.value.suggested_filename
        assert taken["selection"].endswith("length=two pages")
        assert taken["findings"]
        other = opened.new_context().new_page()
        other.set_default_timeout(WAIT)
        sign_in(other, house, "a viewer", "/missing")
        assert other.request.get(waiting.value.url).status == 404


def test_what_somebody_writes_and_picks_is_theirs_in_any_browser_and_nobody_elses(house: House) -> None:
    """Also where two people use one browser one after the other: it holds a code for drafts, which counts only where nobody signs in."""
    written, add = "We look at the evenings first.", '[data-tool="paper"]'
    with browser() as opened:
        shared = opened.new_context().new_page()
        shared.set_default_timeout(WAIT)
        sign_in(shared, house, "a member", "/paper")
        shared.get_by_label("So what").fill(written)
        shared.get_by_role("button", name="Put this note in the paper").click()
        shared.wait_for_timeout(1500)
        shared.wait_for_selector(READY)
        shared.goto(f"http://127.0.0.1:{house.port}/missing")
        shared.locator(f"{add}:visible").first.click()
        expect(shared.locator(f'{add}[aria-pressed="true"]')).to_have_count(1)
        shared.get_by_role("link", name="Sign out").click()
        shared.wait_for_timeout(2000)
        elsewhere = opened.new_context().new_page()
        elsewhere.set_default_timeout(WAIT)
        for page, name, is_theirs in ((shared, "another member", False), (elsewhere, "a member", True)):
            sign_in(page, house, name, "/paper")
            expect(page.get_by_label("So what")).to_have_value(written if is_theirs else "")
            page.goto(f"http://127.0.0.1:{house.port}/my-paper")
            nothing = page.get_by_text("Nothing has been added yet")
            if is_theirs:
                page.wait_for_selector(READY)
                page.wait_for_timeout(3000)
                expect(nothing).to_have_count(0)
                expect(page.locator('[data-testid="stDownloadButton"]').first).to_be_visible()
            else:
                expect(nothing).to_be_visible()


def test_where_the_log_cannot_be_written_nothing_is_taken_along_and_the_page_says_why(house: House) -> None:
    with browser() as opened:
        page = opened.new_context(accept_downloads=True).new_page()
        page.set_default_timeout(WAIT)
        sign_in(page, house, "a member", "/missing")
        head, taken = house.log.head_file.read_text(), [e for e in house.written() if e["export"]]
        why = page.get_by_text("Nothing can be taken along just now: what leaves is written down first")
        try:
            house.log.head_file.write_text("1 2 3")
            page.locator('[data-tool="csv"]').first.click(force=True)
            expect(why.first).to_be_visible()
            page.goto(f"http://127.0.0.1:{house.port}/paper")
            expect(why.first).to_be_visible(timeout=WAIT)
            for button in page.locator('[data-testid="stDownloadButton"] button').all():
                expect(button).to_be_disabled()
                ink, ground = (button.evaluate(f"b => getComputedStyle(b).{of}") for of in ("color", "backgroundColor"))
                assert ink != ground  # a button that cannot be pressed can be read
        finally:
            house.log.head_file.write_text(head)
        page.reload()
        expect(page.locator('[data-testid="stDownloadButton"] button').first).to_be_enabled(timeout=WAIT)
        assert taken == [e for e in house.written() if e["export"]]


def test_the_frame_of_a_map_works_and_reaches_neither_the_page_nor_its_cookies(house: House) -> None:
    with browser() as opened:
        page = opened.new_context(viewport={"width": 1440, "height": 1000}).new_page()
        page.set_default_timeout(WAIT)
        sign_in(page, house, "a viewer", "/places")
        page.get_by_text("Explore map").click()
        page.frame_locator("iframe").first.locator("path.leaflet-interactive").first.wait_for()
        frame = next(one for one in page.frames if "/component/" in one.url)
        reaches = "what => { try { return String(eval(what)).length > 0 } catch (error) { return error.name } }"
        assert frame.evaluate("window.origin") == "null"
        for what in ("document.cookie", "localStorage.length", "parent.document.title"):
            assert frame.evaluate(reaches, what) == "SecurityError", what
        assert (
            frame.evaluate("fetch('/_stcore/host-config').then(told => told.status, error => error.name)")
            == "TypeError"
        )
