"""The data manager at the desk, in a real browser: drops files, checks, publishes, takes back, erases."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pandas as pd
from playwright.sync_api import Page, expect
from visitor import READY, ROOT, free_port, opened_browser, violations

from data_loaders.release import open_release

_spec = importlib.util.spec_from_file_location("invented_months", ROOT / "tests" / "store" / "invented_months.py")
assert _spec is not None
months: Any = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(months)

STEPS = {
    "This month": "",
    "Files": "files",
    "Columns and codes": "mapping",
    "Problems": "problems",
    "Held texts": "doubts",
    "Before publishing": "before",
    "Publish": "publishing",
    "Releases": "releases",
    "Erase and delete": "erasing",
}  # by their names, with their addresses
WIDTHS = ((1440, 900), (390, 844))


class AtTheDesk:
    """The data manager: finds controls by their names, as a screen reader does, and chooses by the keyboard."""

    def __init__(self, page: Page, sent: Path, deliveries: Path, out: Path) -> None:
        self.page, self.sent, self.deliveries, self.out = page, sent, deliveries, out

    def settle(self) -> None:
        self.page.wait_for_timeout(400)
        self.page.wait_for_selector(READY, timeout=180_000)

    def step(self, name: str) -> None:
        self.page.get_by_role("link", name=name, exact=True).click()
        self.page.get_by_role("heading", level=1, name=name, exact=True).wait_for(timeout=60_000)
        self.settle()

    def press(self, name: str) -> None:
        button = self.page.get_by_role("button", name=name, exact=True)
        expect(button).to_be_enabled(timeout=60_000)
        button.focus()
        self.page.keyboard.press("Enter")
        self.settle()

    def write(self, name: str, text: str) -> None:
        self.page.get_by_label(name, exact=True).fill(text)

    def choose(self, name: str, text: str) -> None:
        """A list that was drawn anew while one typed has lost what was typed: then once more."""
        for _ in range(3):
            box = self.page.get_by_role("combobox", name=name)
            box.focus()
            self.page.keyboard.type(text)
            self.page.keyboard.press("Enter")
            self.settle()
            around = box.locator("xpath=ancestor::*[@data-testid='stSelectbox' or @data-testid='stMultiSelect'][1]")
            if text.lower() in f"{around.inner_text()} {box.input_value()}".lower():
                return
        raise AssertionError(f"'{text}' cannot be chosen from '{name}'")

    def sees(self, text: str) -> None:
        expect(self.page.get_by_text(text).first).to_be_visible(timeout=30_000)

    def receive(self, rows: pd.DataFrame, until: str, *files: str) -> None:
        """Drop the month's files and say who sent them, for what time."""
        months.deliver(self.sent, rows, until)
        self.step("Files")
        names = files or (months.EPISODES, months.DISCUSSIONS, "ref_area.csv")
        fresh = [name for name in names if not (self.deliveries / name).exists()]
        self.page.locator("input[type=file]").set_input_files([self.sent / name for name in names])
        self.settle()
        self.page.get_by_text("Put them in the place of files of the same name").click()
        self.press("Put them into the folder")
        for name in names:
            self.sees(f"{name} is in the folder." if name in fresh else f"{name} took the place")
        self.step("This month")
        self.step("Files")
        for name in names:
            self.choose("Files", name)
        self.page.keyboard.press("Escape")
        self.choose("Supplier", "POLICE")
        self.write("Extracted on (YYYY-MM-DD)", f"{pd.Timestamp(until) + pd.DateOffset(months=4):%Y-%m-%d}")
        self.write("First day (YYYY-MM-DD)", f"{months.FIRST:%Y-%m-%d}")
        self.write("Last day (YYYY-MM-DD)", until)
        self.press("Write it into the manifest")
        self.sees("The manifest describes")

    def publish(self) -> None:
        self.step("Publish")
        self.press("Publish")
        self.sees("In force: release")

    def mend(self, rows: pd.DataFrame, until: str) -> None:
        """A supplier's file comes with a row that cannot be read; its report names the row, and the file comes again."""
        wrong = rows.reset_index(drop=True)
        wrong.loc[9, "age_band"] = "a hundred"
        self.receive(wrong, until)
        self.step("Problems")
        self.press("Check now")
        self.sees("The publication would stop.")
        self.sees("row 11")
        with self.page.expect_download() as report:
            self.page.get_by_role("button", name="Report as a page (HTML)").click()
        assert "row 11" in Path(report.value.path()).read_text(encoding="utf-8")
        self.step("Publish")
        self.press("Publish")
        self.sees("Nothing was published.")
        self.receive(rows, until)

    def take_back(self) -> None:
        self.step("Releases")
        self.choose("Who can have seen it", "nobody")
        self.write("Your role (never a name)", "data manager")
        self.write("Why", "the month was exported twice")
        self.press("Take it back")
        self.sees("rolled back to")

    def erase(self, child: str) -> None:
        self.step("Erase and delete")
        self.write("The identifier that partners use", child)
        self.write("Your role (never a name)", "records officer")
        self.write("Why", "a request of the family")
        self.press("Erase")
        self.sees("rows were erased from")

    def shown(self) -> dict[str, int]:
        return months.month_by_month(open_release(self.out))

    def looks_right(self, pictures: Path) -> None:
        """Every step on a desk and on a phone, in both themes: nothing that axe finds, nothing past the edge of the screen."""
        pictures.mkdir()
        for width, height in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": height})
            for theme in ("light", "dark"):
                self.page.emulate_media(color_scheme=theme)
                for name, path in STEPS.items():
                    self.page.goto(urljoin(self.page.url, f"/{path}"))
                    self.page.get_by_role("heading", level=1, name=name, exact=True).wait_for(timeout=60_000)
                    self.settle()
                    if path in ("problems", "before"):
                        self.press("Check now")
                    self.page.screenshot(path=pictures / f"{path or 'month'}-{width}-{theme}.png", full_page=True)
                    wide = self.page.evaluate("document.documentElement.scrollWidth")
                    assert (name, width, theme, violations(self.page), wide <= width) == (name, width, theme, [], True)


@contextmanager
def at_the_desk(folder: Path) -> Iterator[AtTheDesk]:
    deliveries, out, port = folder / "deliveries", folder / "releases", free_port()
    command = [sys.executable, "-m", "data_loaders", "desk", str(deliveries), "--out", str(out), "--port", str(port)]
    env = {**os.environ, "COLUMNS": "200", "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=env)
    try:
        address = process.stdout.readline().strip()
        with opened_browser() as browser:
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            for attempt in range(60):
                try:
                    page.goto(address)
                    break
                except Exception:
                    assert attempt < 59
                    page.wait_for_timeout(500)
            page.wait_for_selector(READY, timeout=60_000)
            (folder / "sent").mkdir()
            yield AtTheDesk(page, folder / "sent", deliveries, out)
    finally:
        process.terminate()
        process.communicate(timeout=30)
