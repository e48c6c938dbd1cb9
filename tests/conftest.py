"""One invented world and its release for all tests; made through the commands that users use."""

from __future__ import annotations

import fcntl
import hashlib
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from data_loaders.keys import private_folder

ROOT = Path(__file__).resolve().parents[1]
POLICY = ROOT / "assets" / "policy.toml"
WORLDS = ROOT / ".worlds"  # git does not track it; one world at a time stands there


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--worlds", type=int, default=200, help="how many invented worlds make bench-truth puts through the river"
    )
    parser.addoption("--since", default="HEAD", help="the commit whose pages make look compares with")
    parser.addoption("--changed", default="", help="the pages that are meant to look otherwise, with spaces between")


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


def world_digest() -> str:
    """Of everything that an invented world and its release are made from: another line of code, another world."""
    whole = hashlib.sha256(sys.version.encode())
    files = [*(ROOT / "data_loaders").rglob("*"), *(ROOT / "assets").rglob("*"), ROOT / "constraints.txt"]
    files = [file for file in files if "papers" not in file.parts]  # how a paper looks makes no other world
    for file in sorted(f for f in files if f.is_file() and "__pycache__" not in f.parts):
        whole.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    return whole.hexdigest()[:24]


@pytest.fixture(scope="session")
def world() -> Path:
    """The folder with the invented deliveries and their releases: made once for all processes and runs of the same code."""
    from data_loaders.demo import write_demo
    from data_loaders.publish import publish

    WORLDS.mkdir(exist_ok=True)
    made = WORLDS / world_digest()
    with (WORLDS / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            for old in [folder for folder in WORLDS.iterdir() if folder.is_dir()]:
                shutil.rmtree(old)
            unfinished = WORLDS / "unfinished"
            write_demo(unfinished / "deliveries", seed=7, scale=1.0)
            publish(unfinished / "deliveries", out=unfinished / "releases", policy_file=POLICY, audience="partnership")
            unfinished.rename(made)
    return made


@pytest.fixture(scope="session")
def deliveries(world: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy, so that no test can change the world of another; with the secret beside it, from which keys of contexts follow."""
    copy = tmp_path_factory.mktemp("world") / "deliveries"
    shutil.copytree(private_folder(world / "deliveries"), private_folder(copy))
    return Path(shutil.copytree(world / "deliveries", copy))


def keep_only(folder: Path, tables: set[str]) -> Path:
    """Leave out every other delivery but the references, and its row of the manifest, in which nothing is counted or digested any more."""
    kept = {*tables, "ref_area", "ref_population"}
    manifest = pd.read_csv(folder / "manifest.csv", dtype="str", keep_default_na=False)
    manifest[manifest["table"].isin(kept)].assign(sha256="", rows="").to_csv(folder / "manifest.csv", index=False)
    for file in folder.glob("*.csv"):
        if file.stem not in {*kept, "manifest"}:
            file.unlink()
    return folder


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
