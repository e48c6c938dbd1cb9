"""What a click costs: pages of the product beside an empty page, the usual ways in Streamlit, Dash and Shiny, in turn in one run.

Nothing is asserted about time: the machine is shared, and what is told are ratios of one run. BENCH_ROWS is how many rows of missing
episodes the large world has.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from clicks import Choose, Subject, by_dash, by_native, by_select_box
from visitor import ROOT, free_port, opened_browser, started

from data_loaders.demo import write_demo
from data_loaders.release import open_release

pytestmark = [pytest.mark.bench, pytest.mark.long]
ROUNDS, WARM = 22, 2  # twenty of each are told
LARGE = int(os.environ.get("BENCH_ROWS", "1000000")) / 6_700  # as a multiple of the invented partnership
RIVALS = Path(__file__).with_name("rivals")
OTHERS = ROOT / ".venv-rivals" / "bin" / "python"
# Pages with a select box, and its place among those of the page.
PAGES = {
    "missing": 0, "return-discussions": 0, "places": 0, "places-when": 0, "survey": 0, "survey-question": 0, "themes": 0,
    "asks": 0, "audits": 0, "did-it-work": 0, "one-context": 0, "known-harm": 0,
}  # fmt: skip


@dataclass(frozen=True)
class World:
    deliveries: Path
    store: Path

    @property
    def rows(self) -> Path:
        return self.deliveries / "missing_episodes.csv"

    def counts(self) -> Path:
        """Quarters by locality as they were published: what the others are given ready made."""
        frame = open_release(self.store).frames["missing_episodes.locality"]
        file = self.store.parent / "counts.csv"
        frame[["period_start", "area", "n"]].to_csv(file, index=False)
        return file


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, World]:
    made = {}
    for name, scale in (("small", 1.0), ("large", LARGE)):
        folder = tmp_path_factory.mktemp(name)
        made[name] = World(folder / "deliveries", folder / "store")
        write_demo(made[name].deliveries, seed=5, scale=scale)
        command = [
            sys.executable,
            "-m",
            "data_loaders",
            "publish",
            str(made[name].deliveries),
            "--out",
            str(made[name].store),
        ]
        subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    return made


def streamlit(app: str, port: int) -> list[str]:
    return [sys.executable, "-m", "streamlit", "run", str(RIVALS / app), "--server.headless=true", f"--server.port={port}",
            "--server.address=127.0.0.1", "--browser.gatherUsageStats=false"]  # fmt: skip


def product(world: World, port: int) -> list[str]:
    return [sys.executable, "-m", "dashboard", "serve", "--release", str(world.store), "--port", str(port)]


@dataclass
class Street:
    """Servers that run side by side until the end of the bench."""

    open: ExitStack
    subjects: list[Subject] = field(default_factory=list)

    def start(self, command: Callable[[int], list[str]], **variables: str) -> tuple[str, int]:
        port = free_port()
        return self.open.enter_context(started(command(port), port, PORT=str(port), **variables))

    def add(self, name: str, server: tuple[str, int], choose: Choose, page: str = "") -> None:
        self.subjects.append(Subject(name, f"{server[0]}/{page}", choose, server[1]))


@pytest.fixture
def subjects(worlds: dict[str, World]) -> Iterator[list[Subject]]:
    with ExitStack() as stack:
        street = Street(stack)
        street.add("empty page", street.start(lambda port: streamlit("empty_app.py", port)), by_select_box(0))
        ours = street.start(lambda port: product(worlds["small"], port))
        for page, at in PAGES.items():
            street.add(f"ours: {page}", ours, by_select_box(at), page)
        large = street.start(lambda port: product(worlds["large"], port))
        street.add("ours: survey, large", large, by_select_box(0), "survey")
        for name, world in worlds.items():
            for way, keeps in {"naive": "", "cached": "1"}.items():
                server = street.start(lambda port: streamlit("pandas_app.py", port), ROWS=str(world.rows), KEEPS=keeps)
                street.add(f"Streamlit, {way}, {name}", server, by_select_box(0))
        counts = str(worlds["small"].counts())
        server = street.start(lambda _: [str(OTHERS), str(RIVALS / "dash_app.py")], COUNTS=counts)
        street.add("Dash", server, by_dash)
        shiny = [str(OTHERS), "-m", "shiny", "run", str(RIVALS / "shiny_app.py"), "--host", "127.0.0.1", "--port"]
        street.add("Shiny for Python", street.start(lambda port: [*shiny, str(port)], COUNTS=counts), by_native)
        yield street.subjects


def line(subject: Subject, floor_ms: float) -> str:
    took = sorted(subject.clicks_ms[WARM:])
    half, late = statistics.median(took), took[int(0.95 * (len(took) - 1))]
    return (
        f"{subject.name:28} {half:5.0f} ms  p95 {late:5.0f}  x {half / floor_ms:4.2f}  "
        f"{statistics.median(subject.bytes_a_click[WARM:]) / 1000:6.1f} kB  "
        f"{1000 * subject.cpu_s / len(subject.clicks_ms):4.0f} ms of the server  "
        f"first {subject.first_ms / 1000:4.1f} s {subject.first_bytes / 1e6:4.1f} MB"
    )


def test_a_click(subjects: list[Subject], tell: Callable[[str], None]) -> None:
    with opened_browser() as browser:
        for subject in subjects:
            subject.open(browser)
        for number in range(ROUNDS):
            for subject in subjects:
                subject.click(number)
    floor_ms = statistics.median(subjects[0].clicks_ms[WARM:])
    for subject in subjects:
        tell(line(subject, floor_ms))
    assert all(len(subject.clicks_ms) == ROUNDS for subject in subjects)
