"""While releases change in the store, whatever one run draws, hands over or prints is wholly of one release."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread, get_ident

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import in_force
from dashboard.catalogue.pages import PAGES
from dashboard.catalogue.register import finding_of
from dashboard.draw.file import csv_text
from dashboard.findings.trend import trend_finding
from dashboard.paper.composing import compose
from dashboard.paper.draft import Draft, Length
from dashboard.paper.formats import FORMATS
from dashboard.paper.template import Template, Wanted
from dashboard.run import begin_run, this_run
from dashboard.selection import Selection
from dashboard.web.body import notes_of
from data_loaders.release import Release, open_release

APP = Path(in_force.__file__).with_name("app.py")
SWAPS, VISITORS, RUNS = 100, 10, 6
NUMBER = re.compile(r"\d[\d,]*")
ONE, OTHER = "2026-04-20-one", "2026-07-20-other"
TEMPLATE = Template(title="T", body="B", finding=(Wanted(key="kind-of-day"),))


class Swapping:
    """A store of two releases, one with ten times the counts of the other, that changes which is current."""

    def __init__(self, release: Release) -> None:
        counted = {view.table for view in release.manifest.views}
        tenfold = {name: f.assign(n=f["n"] * 10) if name in counted else f for name, f in release.frames.items()}
        self.releases = {ONE: replace(release, id=ONE), OTHER: replace(release, id=OTHER, frames=tenfold)}
        self.current, self.swaps, self.done = ONE, 0, Event()

    def open(self, _root: Path, _audience: str, identifier: str | None = None, **_: object) -> Release:
        return self.releases[identifier or self.current]

    def swap(self) -> None:
        self.current = OTHER if self.current == ONE else ONE
        self.swaps += 1


@pytest.fixture
def swapping(store: Path, monkeypatch: pytest.MonkeyPatch) -> Swapping:
    made = Swapping(open_release(store))
    monkeypatch.setenv(in_force.RELEASES, str(store))
    monkeypatch.setenv(in_force.AUDIENCE, "partnership")
    monkeypatch.setattr(in_force, "_shelf", {})
    monkeypatch.setattr(in_force, "open_release", made.open)
    monkeypatch.setattr(in_force, "current_id", lambda *_: made.current)
    return made


@contextmanager
def while_it_swaps(swapping: Swapping) -> Iterator[None]:
    """Swaps until what is inside has ended, and a hundred times at the least."""

    def go_on() -> None:
        while not swapping.done.wait(0.002) or swapping.swaps < SWAPS:
            swapping.swap()

    thread = Thread(target=go_on)
    thread.start()
    try:
        yield
    finally:
        swapping.done.set()
        thread.join()


def written(release: Release) -> set[str]:
    """The counts that the finding of the paper has to print: those of one release are ten times those of the other."""
    finding = finding_of(release, "kind-of-day")
    assert finding is not None
    assert finding.table is not None
    return {row[1] for row in finding.table.written()}


def visit(seed: int) -> list[tuple[str, str]]:
    """One visitor's runs: the release of the frame, and what is wrong with what was drawn from it."""
    pause, wrong, asked = random.Random(seed), [], Selection("missing_episodes")
    most = {ONE: 0, OTHER: 0}
    for _ in range(RUNS):
        frame = begin_run().release.id
        other = OTHER if frame == ONE else ONE
        Event().wait(pause.random() / 100)
        finding = trend_finding(this_run().release, asked, months=36)
        Event().wait(pause.random() / 100)
        download = csv_text(finding.table, notes_of(finding, this_run().release))
        paper = FORMATS["html"].write(compose(this_run().release, TEMPLATE, Draft(length=Length.FULL))).decode()
        most[frame] = max(int(row[1]) for row in finding.table.rows)
        drawn = {"frame": frame, "finding": finding.release_id, "download": download, "paper": paper}
        wrong += [(frame, what) for what, text in drawn.items() if frame not in text or other in text]
        wrong += [(frame, "figures")] if 0 < most[OTHER] < most[ONE] * 5 else []
        wrong += [] if written(this_run().release) <= set(NUMBER.findall(paper)) else [(frame, "figures of the paper")]
    return wrong


def test_a_hundred_swaps_under_ten_visitors_mix_nothing(swapping: Swapping, tell: Callable[[str], None]) -> None:
    assert written(swapping.releases[ONE]).isdisjoint(written(swapping.releases[OTHER]))
    with while_it_swaps(swapping), ThreadPoolExecutor(VISITORS) as visitors:
        wrong = list(visitors.map(visit, range(VISITORS)))
    assert swapping.swaps >= SWAPS
    assert [w for one in wrong for w in one] == []
    tell(
        f"{swapping.swaps} swaps of the release in force under {VISITORS} visitors: frame, figures, download and paper of "
        f"{VISITORS * RUNS} runs each wholly of one release"
    )


@pytest.mark.parametrize("url", ["", "missing", "method"])
def test_a_page_reads_no_table_of_another_release(
    url: str, swapping: Swapping, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[tuple[int, str]] = []
    table = Release.table

    def noted(self: Release, name: str) -> object:
        read.append((get_ident(), self.id))
        return table(self, name)

    monkeypatch.setattr(Release, "table", noted)
    entry = next(e for e in PAGES if e.url == url)
    with while_it_swaps(swapping):
        for _ in range(4):
            read.clear()
            page = AppTest.from_file(str(APP), default_timeout=60).run()
            read.clear()
            page.switch_page(str(entry.path)).run()
            assert not page.exception
            text = " ".join(str(m.value) for m in (*page.markdown, *page.warning, *page.info)).replace("\\", "")
            text += " ".join(str(body.proto) for body in page.get("bidi_component"))
            named = {release for release in (ONE, OTHER) if release in text} | {release for _, release in read}
            assert len(named) == 1


def test_while_one_visitor_opens_a_release_nobody_waits(swapping: Swapping, monkeypatch: pytest.MonkeyPatch) -> None:
    assert begin_run().release.id == ONE
    may_open, is_opening = Event(), Event()

    def slow(_root: Path, _audience: str, identifier: str | None = None, **_: object) -> Release:
        is_opening.set()
        may_open.wait(10)
        return swapping.releases[identifier or OTHER]

    monkeypatch.setattr(in_force, "open_release", slow)
    swapping.swap()
    with ThreadPoolExecutor(1) as first:
        opened = first.submit(lambda: begin_run().release.id)
        is_opening.wait(10)
        assert begin_run().release.id == ONE
        may_open.set()
        assert opened.result() == OTHER
    assert begin_run().release.id == OTHER
