"""One invented world and its release for all tests; made through the commands that users use."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from data_loaders.keys import private_folder
from tests.kept import keep_only
from tests.order import place_of

if TYPE_CHECKING:
    from data_loaders.release import Release
    from data_loaders.sources.collect import Collected

# Modules and the list of tests stay to the end: what is looked through for garbage is what the tests make, and seldom (a twelfth less time).
gc.set_threshold(100_000, 20, 50)


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--worlds", type=int, default=200, help="how many invented worlds make bench-truth puts through the river"
    )
    parser.addoption("--since", default="HEAD", help="the commit whose pages make look compares with")
    parser.addoption("--changed", default="", help="the pages that are meant to look otherwise, with spaces between")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """After all others have ordered them: the order within a file, and that of files of which nothing is said, stay as they were drawn."""
    items.sort(key=lambda item: place_of(item.nodeid))


@pytest.fixture
def worlds(pytestconfig: pytest.Config) -> int:
    return int(pytestconfig.getoption("--worlds"))


@pytest.fixture
def tell(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """What a test found, for the summary at the end of the run: figures are printed, not only passed."""
    return lambda sentence: record_property("told", sentence)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = [*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")]
    told = [str(v) for r in reports for key, v in r.user_properties if key == "told"]
    if told:
        terminalreporter.section("what the tests found")
        for sentence in sorted(told):
            terminalreporter.write_line(sentence)


@pytest.fixture(scope="session")
def world() -> Path:
    """The folder with the invented deliveries and their releases."""
    from tests.made_world import made_world  # what publishes is slow to load, and many tests need none of it

    return made_world()


@pytest.fixture(scope="session")
def deliveries(world: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy, so that no test can change the world of another."""
    copy = tmp_path_factory.mktemp("world") / "deliveries"
    if private_folder(world / "deliveries").exists():
        shutil.copytree(private_folder(world / "deliveries"), private_folder(copy))
    return Path(shutil.copytree(world / "deliveries", copy))


@pytest.fixture(scope="session")
def collected(deliveries: Path) -> Collected:
    """The invented deliveries as they are read, once for all that look at what was read: nobody changes it."""
    from data_loaders.sources import collect

    return collect(deliveries)


@pytest.fixture
def few(deliveries: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Makes a copy of the invented deliveries with these tables and the references alone, for what needs no other."""

    def copied(*tables: str) -> Path:
        copy = tmp_path_factory.mktemp("few") / "deliveries"
        if private_folder(deliveries).exists():
            shutil.copytree(private_folder(deliveries), private_folder(copy))
        return keep_only(Path(shutil.copytree(deliveries, copy)), set(tables))

    return copied


@pytest.fixture(scope="session")
def store(world: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("world") / "releases"
    shutil.copytree(private_folder(world / "releases"), private_folder(copy))
    return Path(shutil.copytree(world / "releases", copy, symlinks=True))


@pytest.fixture(scope="session")
def release(store: Path) -> Release:
    """Opened once for all that read it, since opening it takes a second: nobody changes what it holds."""
    from data_loaders.release import open_release

    return open_release(store)
