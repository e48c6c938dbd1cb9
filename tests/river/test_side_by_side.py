"""Two parts of a publication at once: the same as one after the other, and refused where one of them does not come to its end."""

from __future__ import annotations

import operator
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from data_loaders import side_by_side as module
from data_loaders.lock.signature import KeyRefusedError, read_signer
from data_loaders.publish import RiverStoppedError, apart, publish
from data_loaders.side_by_side import SecondProcessEndedError, side_by_side

POLICY = Path(module.ROOT) / "assets" / "policy.toml"
OF_SMALL = ("cpc_indicators", "training")


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


def test_each_has_a_process_and_its_own_place() -> None:
    here, there = side_by_side(os.getpid, os.getpid)
    assert here == os.getpid() != there
    assert side_by_side(lambda: "here", operator.mul, "there ", 2) == ("here", "there there ")


def test_tables_come_back_as_they_were_given() -> None:
    frame = pd.DataFrame({"text": ["a", None], "n": [1, 2], "day": pd.to_datetime(["2026-01-01", None])}, index=[4, 2])
    _, (back,) = side_by_side(lambda: None, operator.itemgetter(slice(None)), [frame])
    pd.testing.assert_frame_equal(back, frame)


def test_where_one_processor_is_there_one_process_does_both(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    assert side_by_side(os.getpid, os.getpid) == (os.getpid(), os.getpid())


def test_what_is_refused_there_is_refused_in_its_own_words(tmp_path: Path) -> None:
    with pytest.raises(KeyRefusedError) as alone:
        read_signer(tmp_path / "none")
    with pytest.raises(KeyRefusedError) as beside:
        side_by_side(lambda: None, read_signer, tmp_path / "none")
    assert (beside.value.sentence, beside.value.cure) == (alone.value.sentence, alone.value.cure)


def test_a_fault_there_is_a_fault_here_and_says_where() -> None:
    with pytest.raises(ZeroDivisionError) as fault:
        side_by_side(lambda: None, operator.floordiv, 1, 0)
    assert "there(*given)" in "".join(fault.value.__notes__)


def test_what_is_refused_here_comes_first_and_nothing_is_waited_for() -> None:
    begin = time.monotonic()
    with pytest.raises(KeyError):
        side_by_side(lambda: {}["none"], time.sleep, 120)
    assert time.monotonic() - begin < 60


@pytest.mark.parametrize("end", [(signal.raise_signal, signal.SIGKILL), (os._exit, 0)])
def test_a_process_that_is_killed_is_a_refusal(end: tuple[Callable[..., object], int]) -> None:
    with pytest.raises(SecondProcessEndedError) as refused:
        side_by_side(lambda: None, *end)
    assert "ended before it was done" in refused.value.sentence


def test_of_a_process_that_never_began_more_is_given_than_a_pipe_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/bin/false")
    with pytest.raises(SecondProcessEndedError):
        side_by_side(lambda: None, len, b"x" * 10_000_000)


def test_without_the_second_process_nothing_is_published(
    few: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliveries = few(*OF_SMALL)
    monkeypatch.setattr(apart, "MANY", 0)
    monkeypatch.setattr("sys.executable", "/bin/false")
    with pytest.raises(RiverStoppedError) as stopped:
        publish(deliveries, out=tmp_path / "out", policy_file=POLICY, audience="partnership")
    assert [p.rule for p in stopped.value.problems] == ["refused"]
    assert not [file for file in (tmp_path / "out").rglob("*") if file.is_file() and file.name != ".publishing"]


def test_the_release_is_the_same(few: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deliveries, told = few(*OF_SMALL), {}
    for many in (0, 10**9):
        monkeypatch.setattr(apart, "MANY", many)
        release = publish(deliveries, out=tmp_path / str(many), policy_file=POLICY, audience="partnership")
        told[many] = {file.name: file.read_bytes() for file in release.path.rglob("*") if file.is_file()}
    assert told[0] == told[10**9]


def test_what_is_made_beside_reads_nothing_that_is_not_given_to_it() -> None:
    """Records of children are not handed over: no theme and no recount beside may come to need them in silence."""
    for name in apart.NOT_READ_THERE:
        rooms = [file for room in ("themes", "survey") for file in (module.ROOT / "data_loaders" / room).rglob("*.py")]
        recounts = [
            module.ROOT / "data_loaders/published/recount" / f"{name}.py" for name in ("audits", "survey", "ratings")
        ]
        assert [
            f.name
            for f in (*rooms, *recounts)
            if "place/" not in str(f) and f'"{name}"' in f.read_text(encoding="utf-8")
        ] == []
