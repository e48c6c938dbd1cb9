"""Two publications of one audience at once: the second waits, and is compared with what the first published."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from data_loaders.publication import LOCK, one_at_a_time, sweep, workshop

HOLD = """
import sys
from pathlib import Path
from data_loaders.publication import one_at_a_time, sweep, workshop
out, name = Path(sys.argv[1]), sys.argv[2]
with one_at_a_time(out, "partnership", lambda sentence: print(sentence, flush=True)):
    print(f"{name} begins", flush=True)
    sweep(out, "partnership")
    folder = workshop(out, "partnership")
    sys.stdin.readline()
    assert folder.is_dir(), "somebody swept living work away"
    print(f"{name} ends", flush=True)
"""


def start(out: Path, name: str) -> subprocess.Popen[str]:
    """A process that publishes until it is told to end by a line."""
    command = [sys.executable, "-c", HOLD, str(out), name]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def end(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("end\n")
    process.stdin.flush()


def line_of(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_the_second_waits_says_so_and_sweeps_nothing_alive(tmp_path: Path) -> None:
    with start(tmp_path, "first") as first:
        assert line_of(first) == "first begins"
        with start(tmp_path, "second") as second:
            assert "Another publication for the audience 'partnership' is under way" in line_of(second)
            end(first)
            assert line_of(first) == "first ends", "the first lost its folder to the second"
            assert line_of(second) == "second begins"
            end(second)
            assert line_of(second) == "second ends"


def test_a_killed_publication_blocks_nobody_and_its_rest_is_swept(tmp_path: Path) -> None:
    with start(tmp_path, "first") as first:
        assert line_of(first) == "first begins"
        while not list((tmp_path / "partnership").glob(".unfinished-*")):
            time.sleep(0.05)
        os.kill(first.pid, signal.SIGKILL)
    said = list[str]()
    with one_at_a_time(tmp_path, "partnership", said.append):
        sweep(tmp_path, "partnership")
        assert [p.name for p in (tmp_path / "partnership").iterdir()] == [LOCK]
        assert workshop(tmp_path, "partnership").is_dir()
    assert said == []


def test_two_audiences_do_not_wait_for_each_other(tmp_path: Path) -> None:
    said = list[str]()
    with one_at_a_time(tmp_path, "partnership", said.append), one_at_a_time(tmp_path, "public", said.append):
        assert said == []
