"""A visitor in a real browser: the server started as a user would, pages opened, a link reopened, nothing asked elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

import httpx
import pytest
from first_screen import SCREEN, first_screen, first_screen_with_a_chart
from playwright.sync_api import Browser, Page, expect
from visitor import READY, opened_browser, violations, visit

from dashboard.catalogue.pages import PAGES

pytestmark = pytest.mark.browser
# Text, a choice of screens for a room, and what is empty until something was added or published before.
WITHOUT_A_CHART = {"help", "method", "safety", "meeting", "my-paper", "since-last-meeting"}
NARROWER = ((768, 1024), (390, 844))  # px: a tablet and a phone
LEAST_OF_A_CHART = 300  # px of it above the fold: most of a phone's charts, which are 330 high
MOST_WORDS = 250  # in the first screen, rows of tables aside: as many as are read in a minute
MOST_WORDS_OF_THE_MAP = 300  # with the card of a place, whose groups have the names that partners delivered
STOPS = 30  # of the Tab key: past the menu, the tabs and the controls into the findings
# What has the focus, and whether outline, shadow, border or ground of it or of the three boxes round it say so. The page as a whole has none.
FOCUSED = """() => {
  let own = document.activeElement;
  while (own?.shadowRoot?.activeElement) own = own.shadowRoot.activeElement;
  if (!own || own === document.body || own.tagName === "MAIN") return null;
  const round = [own, own.parentElement, own.parentElement?.parentElement, own.parentElement?.parentElement?.parentElement].filter(Boolean);
  const look = () => round.map((e) => { const s = getComputedStyle(e); return [s.outlineStyle, s.outlineColor, s.boxShadow, s.borderColor, s.backgroundColor].join(); }).join("|");
  const focused = look();
  own.blur();
  const blurred = look();
  own.focus({ focusVisible: true });
  const is_under = own.getBoundingClientRect().top < 40 && !own.closest("header, [data-testid=stSkipToContent]");
  return { what: own.outerHTML.slice(0, 90), is_seen: focused !== blurred && !is_under };
}"""


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
    assert page.title() == (f"{entry.title} · {entry.section}" if entry.section else entry.title)
    assert page.locator("h1:visible").count() == 1
    assert page.get_by_test_id("stException").count() == 0
    is_for_a_room = entry.url == "meeting"  # which has no menu
    expect_underlined(page, [] if is_for_a_room else [entry.section or entry.title])
    assert elsewhere == []
    assert blocked == []
    assert_answered_in_the_first_screen(page, entry.url)
    assert violations(page) == []
    assert_answered_on_narrow_screens(page, entry.url)
    assert questions_that_cannot_be_drawn(page, slice(-1, None)) == []
    page.close()


@pytest.mark.long
@pytest.mark.parametrize("entry", PAGES, ids=lambda e: e.title)
def test_every_question_of_a_page_is_drawn(address: str, browser: Browser, entry) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 1000})
    visit(page, f"{address}/{entry.url}")
    assert questions_that_cannot_be_drawn(page, slice(None)) == []
    page.close()


def questions_that_cannot_be_drawn(page: Page, asked: slice) -> list[str]:
    """These questions of the page's own list are asked once; what was clicked has to be what is marked then."""
    rows, wrong = page.locator("li > button[data-row]:visible"), list[str]()
    for question in rows.all_inner_texts()[asked]:
        row = rows.filter(has_text=question).first
        row.click()
        expect(row).to_have_attribute("aria-pressed", "true")
        page.wait_for_selector(READY)
        wrong += [question] if page.get_by_text("could not be drawn").count() else []
    return wrong


def expect_underlined(page: Page, words: list[str]) -> None:
    """The words of the menu that a line marks as the place where the reader is are these: the menu is laid out after the page."""
    items = page.locator('[data-testid="stTopNavLink"], [data-testid="stTopNavSection"]')
    for word in words:
        expect(items.filter(has_text=word).first).to_have_css("box-shadow", re.compile("inset"), timeout=60_000)
    marked = "all => all.filter(e => getComputedStyle(e).boxShadow.includes('inset')).map(e => e.innerText.trim())"
    assert items.evaluate_all(marked) == words


def assert_answered_in_the_first_screen(page: Page, url: str) -> None:
    """At 1440 px: the title at the top, the answer under it and one chart in sight, without scrolling."""
    at = first_screen(page) if url in WITHOUT_A_CHART else first_screen_with_a_chart(page)
    assert at["across"] == 0
    if url != "meeting":  # its title stands under the choice of a screen, for a room
        assert at["title"] <= 98
    assert at["words"] <= (MOST_WORDS_OF_THE_MAP if url == "places" else MOST_WORDS)
    if url == "":
        assert page.locator("#measures tbody tr").nth(5).bounding_box()["y"] < SCREEN
    if url not in WITHOUT_A_CHART:
        assert min(at["chart"], at["state"]) <= 300
    if url not in {"", "paper", *WITHOUT_A_CHART}:
        assert min(at["answer"], at["state"]) <= 262


def assert_answered_on_narrow_screens(page: Page, url: str) -> None:
    """On a tablet and on a phone, upright: the answer in the upper half, and a good part of a chart in sight."""
    for width, height in NARROWER:
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(250)
        at = first_screen(page)
        assert at["across"] == 0
        if url not in WITHOUT_A_CHART:
            assert min(at["chart"], at["state"]) <= height - LEAST_OF_A_CHART
        if url not in {"", "paper", *WITHOUT_A_CHART}:
            assert min(at["answer"], at["state"]) <= height / 2
    page.set_viewport_size({"width": 1440, "height": 1000})


def test_terms_and_first_steps_are_there_for_the_keyboard_and_stay_away_once_put_away(
    address: str, browser: Browser
) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 1000})
    visit(page, address)
    expect(page.get_by_text("1 of 3: What changed.")).to_be_visible()
    page.get_by_role("button", name="Next").press("Enter")
    expect(page.get_by_text("2 of 3: What stands behind it.")).to_be_visible()
    page.get_by_role("button", name="Put away").press("Enter")
    visit(page, f"{address}/missing")
    page.locator(".term button", has_text="Episodes").first.focus()
    assert "from when they were last seen" in page.locator(".tip:visible").inner_text()
    assert violations(page) == []  # with a meaning shown
    page.keyboard.press("Escape")
    expect(page.locator(".tip:visible")).to_have_count(0)
    visit(page, address)
    expect(page.get_by_text("1 of 3: What changed.")).to_have_count(1)
    expect(page.get_by_text("1 of 3: What changed.")).not_to_be_visible()
    page.get_by_role("button", name="First steps").press("Enter")
    expect(page.get_by_text("1 of 3: What changed.")).to_be_visible()
    page.close()


@pytest.mark.parametrize(
    "url", ["", "places", *(pytest.param(url, marks=pytest.mark.long) for url in ("missing", "audits", "paper"))]
)
def test_where_the_keyboard_stands_can_be_seen(address: str, browser: Browser, url: str) -> None:
    """Each stop of the Tab key looks another way than without it: itself, or the control that it is a part of; there and back."""
    page = browser.new_page(viewport={"width": 1440, "height": 1000})
    visit(page, f"{address}/{url}")
    stops, unseen = 0, []
    for key in [*["Tab"] * STOPS, *["Shift+Tab"] * (STOPS // 2)]:
        page.keyboard.press(key)
        found = page.evaluate(FOCUSED)
        stops += found is not None
        unseen += [found["what"]] if found and not found["is_seen"] else []
    page.close()
    assert stops > STOPS / 2
    assert unseen == []


def test_a_choice_is_kept_in_the_link_which_reopens_the_same_view(address: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 1000})
    visit(page, f"{address}/missing")
    first = page.locator("h2").first.inner_text()
    page.get_by_role("radio", name="Reports").click()
    page.wait_for_url("**unit=missing_reports**", timeout=60_000)
    heading = page.locator("h2").first
    expect(heading).not_to_have_text(first, timeout=60_000)
    reopened = browser.new_page(viewport={"width": 1440, "height": 1000})
    visit(reopened, page.url)
    expect(reopened.locator("h2").first).to_have_text(heading.inner_text(), timeout=60_000)
    page.close()
    reopened.close()


def test_a_saved_view_opens_from_every_page_as_it_was_and_can_be_taken_out(address: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 1000})
    visit(page, f"{address}/missing?months=12")
    saved = page.locator("a.saved")
    page.get_by_role("button", name="Saved views").click()
    page.get_by_label("Name of what this page shows now").fill("The last year *<b>")
    page.get_by_role("button", name="Save this view").click()
    expect(saved).to_have_text("The last year *<b>", timeout=60_000)
    assert violations(page) == []
    visit(page, f"{address}/missing?unit=missing_reports")
    page.get_by_role("button", name="Saved views").click()
    saved.click()
    page.wait_for_url("**/missing?months=12", timeout=60_000)
    page.wait_for_selector(READY)
    expect(page.get_by_role("radio", name="Episodes")).to_be_checked(timeout=60_000)
    page.get_by_role("button", name="Saved views").click()
    page.get_by_role("button", name="Remove").click()
    expect(saved).to_have_count(0, timeout=60_000)
    page.close()


def test_a_phone_keeps_for_later_what_it_says_it_keeps(address: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    visit(page, address)
    fold = page.locator("[data-fold]").first
    rows = page.locator("tbody.closes").first.locator("tr:not(.group)")
    promised = int(fold.inner_text().rsplit("(", 1)[1].rstrip(")"))
    expect(rows.locator("visible=true")).to_have_count(0)
    fold.press("Enter")
    expect(fold).to_have_attribute("aria-expanded", "true")
    expect(rows.locator("visible=true")).to_have_count(promised)
    page.get_by_role("button", name="All measures").press("Enter")
    expect(page.locator("#measures")).to_be_in_viewport()
    visit(page, f"{address}/themes")
    more = page.locator("[data-whole]").first
    lines = page.locator("table.rows").first.locator("tbody tr:not(.group):visible")
    short, whole = lines.count(), int("".join(filter(str.isdigit, more.inner_text())))
    assert short < whole
    more.press("Enter")
    expect(lines).to_have_count(whole)
    expect(more).not_to_be_visible()
    assert violations(page) == []
    page.close()


def test_the_menu_of_a_phone_goes_when_its_page_is_there(address: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    visit(page, address)
    page.get_by_test_id("stExpandSidebarButton").click()
    menu = page.get_by_test_id("stSidebar")
    expect(menu).to_have_attribute("data-collapsed", "false")
    menu.get_by_role("link", name="Trend", exact=True).click()
    page.wait_for_url("**/missing")
    expect(menu).to_have_attribute("data-collapsed", "true")
    page.close()


def test_the_server_sends_its_rules_and_refuses_other_hosts(address: str) -> None:
    answer = httpx.get(address)
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert httpx.get(address, headers={"host": "elsewhere.example"}).status_code == 400


def test_a_row_of_the_audit_narrows_what_stands_beside_it_and_the_link_reopens_it(
    address: str, browser: Browser
) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 1400})
    visit(page, f"{address}/audits")
    expect(page.get_by_role("heading", name="All areas of practice")).to_be_visible(timeout=60_000)
    page.locator("button[data-row]", has_text="Voice of young people").click()
    page.wait_for_url("**audit-practice_area=**", timeout=60_000)
    reopened = browser.new_page(viewport={"width": 1440, "height": 1400})
    visit(reopened, page.url)
    for one in (page, reopened):
        expect(one.get_by_role("heading", name="Voice of young people", exact=True)).to_be_visible(timeout=60_000)
        expect(one.get_by_role("heading", name="All areas of practice")).to_have_count(0)
        expect(one.locator('button[data-row][aria-pressed="true"]')).to_have_count(1)
        one.close()


def test_a_link_to_a_context_that_is_pooled_opens_none(address: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 1000})
    for crafted in ("Residential%20house%20in%20Airdrie,%201", "Peer%20group,%201", "x1a2b3c4d5e6f", "%3Cscript%3E"):
        visit(page, f"{address}/one-context?context={crafted}")
        heading = page.locator("h2").first.inner_text()
        assert not heading.startswith(("Residential", "Peer", "Home", "Online"))
        # It repeats what the link asked for, and nothing else may.
        notice = page.locator('[data-testid="stAlert"]').first.inner_text()
        assert "Children's house in" not in page.inner_text("body").replace(notice, "")
    page.close()


def test_an_address_that_is_no_page_is_answered_by_one_sentence_and_no_box(address: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 1000})
    visit(page, f"{address}/nothing")
    expect(page.get_by_text("There is no page “nothing”")).to_be_visible()
    expect(page.get_by_role("heading", name="All measures")).to_be_visible()
    assert page.get_by_text("Page not found").count() == 0
    assert page.get_by_role("dialog").count() == 0
    # The framework gives the page at the root a second address, after its file.
    visit(page, f"{address}/overview")
    expect(page.get_by_role("heading", name="All measures")).to_be_visible()
    assert page.locator('[data-testid="stAlert"]').count() == 0
    page.close()
