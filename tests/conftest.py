"""One invented world and its release for all tests of a process; made through the commands that users use."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

POLICY = Path(__file__).resolve().parents[1] / "assets" / "policy.toml"


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
def deliveries(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from data_loaders.demo import write_demo

    folder = tmp_path_factory.mktemp("deliveries")
    write_demo(folder, seed=7, scale=1.0)
    return folder


@pytest.fixture(scope="session")
def store(deliveries: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    from data_loaders.publish import publish

    out = tmp_path_factory.mktemp("releases")
    publish(deliveries, out=out, policy_file=POLICY, audience="partnership")
    return out
