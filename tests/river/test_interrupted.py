"""Ctrl+C during a publication: nothing or all of it, and the sentence says which."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

import data_loaders.publish as river
from data_loaders.commands import app
from data_loaders.publication import point_to, undisturbed


def interrupt(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def published(tmp_path: Path) -> tuple[int, str]:
    said = CliRunner().invoke(app, ["publish", str(tmp_path), "--out", str(tmp_path / "out")])
    return said.exit_code, " ".join(said.output.split())


def test_before_anything_is_written_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(river, "collect", interrupt)
    code, said = published(tmp_path)
    assert code == 130
    assert said == "Stopped. Nothing was published and nothing is left half-written. No release is in force, as before."
    assert not list((tmp_path / "out").rglob("*.parquet"))


def test_what_is_in_force_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "out" / "partnership").mkdir(parents=True)
    point_to(tmp_path / "out", "partnership", "2026-01-31-made-up")
    monkeypatch.setattr(river, "collect", interrupt)
    assert published(tmp_path)[1].endswith("Release 2026-01-31-made-up stays in force.")


def test_what_was_written_to_its_end_is_in_force(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def written(*_: object, **__: object) -> None:
        point_to(tmp_path / "out", "partnership", "2026-01-31-made-up")
        raise KeyboardInterrupt

    monkeypatch.setattr(river, "_publish_next", written)
    code, said = published(tmp_path)
    assert code == 130
    assert said.startswith("Stopped, but release 2026-01-31-made-up was written to its end and is in force.")


@pytest.fixture
def heard() -> Iterator[None]:
    """As at a prompt: whoever runs tests side by side may have told the processes to hear nothing."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heard")
def test_writing_is_not_disturbed() -> None:
    steps = list[str]()

    def written() -> None:
        with undisturbed():
            signal.raise_signal(signal.SIGINT)
            steps.append("written to its end")

    with pytest.raises(KeyboardInterrupt):
        written()
    assert steps == ["written to its end"]
    with pytest.raises(KeyboardInterrupt):  # and heard again from then on
        signal.raise_signal(signal.SIGINT)


def test_another_command_says_that_it_was_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data_loaders.release.open_release", interrupt)
    said = CliRunner().invoke(app, ["audit", str(tmp_path)])
    assert said.exit_code == 130
    assert "Stopped. Give the command again" in said.output
