"""Every entry that is changed, moved, put in or left out is told, by whoever has the key and by nobody else's file rights."""

from __future__ import annotations

import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dashboard.access.log import AccessLog, LogBrokenError, Visit

KEY = b"invented key of thirty-two bytes"
ENTRIES = 12


@pytest.fixture
def log(tmp_path: Path) -> AccessLog:
    made = AccessLog(tmp_path / "log" / "access.jsonl", KEY)
    for number in range(ENTRIES):
        assert made.write(Visit(made.pseudonym("somebody"), "2026-03-31-abc", "missing", f"area=W{number}"))
    return made


def lines_of(log: AccessLog) -> list[bytes]:
    return log.file.read_bytes().splitlines(keepends=True)


def test_an_untouched_log_verifies_and_holds_no_person(log: AccessLog) -> None:
    assert log.verify() == ENTRIES
    assert b"somebody" not in log.file.read_bytes()
    assert log.file.stat().st_mode & 0o077 == 0
    assert log.head_file.stat().st_mode & 0o077 == 0


def test_a_log_of_which_all_was_taken_away_proves_nothing(log: AccessLog) -> None:
    log.file.write_bytes(b"")
    log.head_file.unlink()
    with pytest.raises(LogBrokenError, match="nothing is proved"):
        log.verify()


@pytest.mark.parametrize("at", range(ENTRIES))
def test_each_deletion_is_told(log: AccessLog, at: int) -> None:
    lines = lines_of(log)
    log.file.write_bytes(b"".join(lines[:at] + lines[at + 1 :]))
    with pytest.raises(LogBrokenError):
        log.verify()


@pytest.mark.parametrize("at", range(ENTRIES - 1))
def test_each_exchange_of_neighbours_is_told(log: AccessLog, at: int) -> None:
    lines = lines_of(log)
    lines[at], lines[at + 1] = lines[at + 1], lines[at]
    log.file.write_bytes(b"".join(lines))
    with pytest.raises(LogBrokenError):
        log.verify()


@pytest.mark.parametrize("at", range(ENTRIES + 1))
def test_each_entry_that_is_put_in_again_is_told(log: AccessLog, at: int) -> None:
    lines = lines_of(log)
    log.file.write_bytes(b"".join([*lines[:at], lines[3], *lines[at:]]))
    with pytest.raises(LogBrokenError):
        log.verify()


@pytest.mark.parametrize("field", ["n", "at", "who", "release", "page", "selection", "export", "seal"])
def test_each_field_that_is_changed_is_told(log: AccessLog, field: str) -> None:
    lines = lines_of(log)
    entry = json.loads(lines[5])
    entry[field] = 99 if field == "n" else f"{entry[field]}0"
    lines[5] = (json.dumps(entry, sort_keys=True) + "\n").encode()
    log.file.write_bytes(b"".join(lines))
    with pytest.raises(LogBrokenError):
        log.verify()


def test_every_bit_counts(log: AccessLog) -> None:
    whole = log.file.read_bytes()
    for place in range(0, len(whole), 37):
        log.file.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(LogBrokenError):
            log.verify()


def test_a_log_set_back_with_its_head_is_told_by_a_head_noted_elsewhere(log: AccessLog) -> None:
    then = (log.file.read_bytes(), log.head_file.read_bytes())
    assert log.write(Visit("", "2026-03-31-abc", "overview"))
    noted = log.head_line()
    log.file.write_bytes(then[0])
    log.head_file.write_bytes(then[1])
    assert log.verify() == ENTRIES
    with pytest.raises(LogBrokenError, match="taken away"):
        log.verify(noted=noted)


def test_who_has_not_the_key_cannot_write_a_log_that_verifies(log: AccessLog) -> None:
    forger = AccessLog(log.file.with_name("forged.jsonl"), b"another key")
    for number in range(3):
        forger.write(Visit("", "r", f"page {number}"))
    log.file.write_bytes(forger.file.read_bytes())
    log.head_file.write_bytes(forger.head_file.read_bytes())
    with pytest.raises(LogBrokenError):
        log.verify()


def test_many_at_once_write_one_chain(log: AccessLog) -> None:
    others = [AccessLog(log.file, KEY) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda n: others[n % 4].write(Visit("", "r", f"page {n}")), range(40)))
    assert all(done)
    assert log.verify() == ENTRIES + 40


def test_what_cannot_be_written_is_said(log: AccessLog, tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("")
    assert not AccessLog(tmp_path / "a file" / "access.jsonl", KEY).write(Visit("", "r", "p"))
    log.head_file.write_text("1 2 3")
    assert not log.write(Visit("", "r", "p"))  # nothing is added to a chain that is broken


def test_what_a_full_disk_left_unwritten_breaks_no_chain(log: AccessLog, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(AccessLog, "_set_head", full)
        assert not log.write(Visit("", "r", "lost"))
    assert log.failing.is_set()
    with monkeypatch.context() as patched:
        write = os.write
        patched.setattr("dashboard.access.log.os.write", lambda file, line: write(file, line[:20]))
        assert not log.write(Visit("", "r", "half"))
    assert log.verify() == ENTRIES
    assert log.write(Visit("", "r", "after"))
    assert not log.failing.is_set()
    assert log.verify() == ENTRIES + 1


def test_what_a_process_left_that_was_ended_in_the_middle_breaks_no_chain(log: AccessLog) -> None:
    head = log.head_file.read_bytes()
    assert log.write(Visit("", "r", "whole, and its head not yet"))
    log.head_file.write_bytes(head)
    with log.file.open("ab") as file:
        file.write(b'{"half')
    assert log.write(Visit("", "r", "after"))
    assert log.verify() == ENTRIES + 2
    with log.file.open("ab") as file:
        file.write(lines_of(log)[3])  # whole, and of nobody who has the key at this place
    assert log.write(Visit("", "r", "after"))
    with pytest.raises(LogBrokenError):
        log.verify()
