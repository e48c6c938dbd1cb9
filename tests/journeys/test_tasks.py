"""Twelve questions that people bring, each answered within three clicks of the Overview, counted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from visitor import READY, opened_browser, visit

pytestmark = [pytest.mark.browser, pytest.mark.long]
MOST = 3  # clicks; what is typed or pasted is none
WAIT = 60_000


class Walk:
    """A way from the Overview, whose clicks are counted."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.clicks = page, 0
        visit(page, address)

    def click(self, what: Locator) -> None:
        what.first.click()
        self.clicks += 1
        self.page.wait_for_timeout(500)

    def row(self, measure: str) -> None:
        """The link at the end of a measure's row."""
        self.click(self.page.locator("#measures tr", has_text=measure).get_by_role("link"))

    def menu(self, section: str, page: str) -> None:
        self.click(self.page.get_by_test_id("stTopNavSection").filter(has_text=section))
        self.click(self.page.get_by_test_id("stTopNavDropdownLink").filter(has_text=page))

    def ask(self, question: str) -> None:
        self.click(self.page.get_by_role("button", name=question, exact=True))

    def sees(self, *words: str) -> None:
        for text in words:
            expect(self.page.get_by_text(text).locator("visible=true").first).to_be_visible(timeout=WAIT)


def rising_in_airdrie(walk: Walk) -> None:
    walk.row("Missing episodes, monthly average")
    expect(walk.page.locator("#areas tr", has_text="Airdrie").locator(".standing")).to_have_text("Cannot tell: wide range", timeout=WAIT)  # fmt: skip


def which_place_and_why(walk: Walk) -> None:
    walk.row("Incidents of harm outside the family")
    walk.click(walk.page.get_by_role("link", name="Where they concentrate"))
    walk.sees("More than chance explains", "How much", "What harm", "Being done")


def since_the_last_meeting(walk: Walk) -> None:
    walk.menu("Papers", "Since last meeting")
    walk.sees("This is the first release: what has changed will stand here after the next one.")


def a_paper_with_a_note(walk: Walk) -> None:
    walk.click(walk.page.get_by_role("link", name="Make the paper"))
    walk.page.get_by_label("So what").fill("We look at the evenings first.")
    walk.click(walk.page.get_by_role("button", name="Put this note in the paper"))
    expect(walk.page.get_by_label("So what")).to_have_value("We look at the evenings first.", timeout=WAIT)
    walk.page.wait_for_selector(READY)
    with walk.page.expect_download(timeout=WAIT) as download:
        walk.click(walk.page.get_by_role("button", name="Web page"))
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert "We look at the evenings first." in text
    assert "Missing episodes rose" in text
    assert "72 hours" in text


def the_clock_and_by_whom(walk: Walk) -> None:
    walk.row("Return discussions arranged within 72 hours")
    walk.sees("rranged within 72 hours")
    walk.ask("Who has the conversations, and are they in time?")
    walk.sees("Social work")


def the_last_year_as_a_link(walk: Walk) -> None:
    walk.row("Missing episodes, monthly average")
    walk.click(walk.page.get_by_role("radio", name="12 months"))
    walk.page.wait_for_url("**months=12**", timeout=WAIT)


def which_standard_is_worse(walk: Walk) -> None:
    walk.row("Audits: voice of young people")
    walk.sees("Since spring 2025", "Better")
    marks = walk.page.locator("table.rows .standing").all_inner_texts()
    assert len([m for m in marks if m.strip()]) >= 8
    assert not [m for m in marks if "Worse" in m]  # no area is: one is better, of the others nothing can be said
    walk.click(walk.page.get_by_role("link", name="Which standards fell or rose"))
    answer = walk.page.locator('section[data-key="audit-standards"] h2')
    expect(answer).to_contain_text("standards clearly fell", timeout=WAIT)
    expect(answer).to_be_in_viewport(timeout=WAIT)


def asks_without_action_and_owners(walk: Walk) -> None:
    walk.row("Actions still open")
    walk.sees("Owner’s role", "Overdue by")
    walk.ask("What was asked for, and what came of it?")
    walk.sees("No action yet", "Waiting for support")


def girls_and_boys_on_buses(walk: Walk) -> None:
    """By the question itself: it tells of every group, whether its difference is clear or not."""
    walk.row("Positive answers: safe on buses")
    walk.click(walk.page.get_by_role("link", name="Safe on buses in the evening"))
    walk.ask("Which groups answered differently?")
    row = walk.page.locator("table.rows tr", has_text="Female")
    sure = r"points? (lower|higher)\s*[\d.]+ to [\d.]+|no clear difference\s*[−+][\d.]+ to [−+][\d.]+"
    # How it was answered stands on the page as well, until the question of groups has come.
    expect(row.filter(has_text=re.compile(sure))).to_have_count(1, timeout=WAIT)


def a_paragraph_checked(walk: Walk) -> None:
    walk.row("Words that blame the child")
    box = walk.page.get_by_label("Paste a text")
    box.fill("She puts herself at risk by meeting older men.")
    walk.click(walk.page.get_by_role("button", name="Check"))
    walk.sees("puts herself at risk")


def what_places_share(walk: Walk) -> None:
    walk.row("Incidents of harm outside the family")
    walk.click(walk.page.get_by_role("link", name="Where they concentrate"))
    walk.sees("In what context", "Through whom", "What protects")


def what_is_not_in_these_data(walk: Walk) -> None:
    walk.menu("Method", "Method and data")
    walk.sees("What is not in these data", "What no agency came to know of")


TASKS: dict[str, Callable[[Walk], None]] = {
    "Are missing episodes up in Airdrie by more than chance?": rising_in_airdrie,
    "Which place next, and why?": which_place_and_why,
    "What changed since the last meeting?": since_the_last_meeting,
    "A two-page paper on missing and return discussions with my note": a_paper_with_a_note,
    "Is the 72-hour clock kept, by whom?": the_clock_and_by_whom,
    "The last twelve months, as a link": the_last_year_as_a_link,
    "Which standard got worse?": which_standard_is_worse,
    "Which asks have no action, who owns the overdue?": asks_without_action_and_owners,
    "Do girls feel less safe on buses than boys, how sure?": girls_and_boys_on_buses,
    "Check and correct a paragraph": a_paragraph_checked,
    "What do the places on the map share?": what_places_share,
    "What is not in these data?": what_is_not_in_these_data,
}


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with opened_browser() as browser:
        page = browser.new_page(viewport={"width": 1440, "height": 1000}, accept_downloads=True)
        page.set_default_timeout(WAIT)
        yield page


@pytest.mark.parametrize("task", TASKS)
def test_a_task_is_done_within_three_clicks(task: str, address: str, page: Page, tell: Callable[[str], None]) -> None:
    walk = Walk(page, address)
    TASKS[task](walk)
    tell(f"clicks from the Overview: {walk.clicks} for “{task}”")
    assert walk.clicks <= MOST
