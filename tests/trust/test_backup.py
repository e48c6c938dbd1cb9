"""A backup is of one moment, though servers write on, and put back it is the server that was."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest

from dashboard.access.log import AccessLog, LogBrokenError, Visit, sign_outs_beside
from dashboard.access.session import Session, SignedOut
from dashboard.backup import BackupRefusedError, back_up
from dashboard.paper.desk import Desk
from dashboard.paper.draft import Draft
from dashboard.paper.notes import add_notes, all_notes, keep_note

KEY = b"k" * 32


@pytest.fixture
def log(tmp_path: Path) -> AccessLog:
    log = AccessLog(tmp_path / "var" / "access.jsonl", KEY)
    assert log.write(Visit("somebody", "r", "missing"))
    return log


@contextmanager
def busy(work: Callable[[int], object]) -> Iterator[None]:
    """Somebody who goes on writing, and has begun to."""
    over, begun = Event(), Event()

    def on() -> None:
        number = 0
        while not over.is_set():
            work(number)
            number += 1
            begun.set()

    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(on)
        assert begun.wait(60)
        try:
            yield
        finally:
            over.set()
        done.result()


def test_a_log_that_is_written_to_is_whole_in_every_backup(log: AccessLog, tmp_path: Path) -> None:
    seen = []
    with busy(lambda n: log.write(Visit("somebody", "r", f"page {n}"))):
        for number in range(20):
            folder = tmp_path / f"{number}"
            back_up(folder, notes=None, log=log.file)
            copy = AccessLog(folder / log.file.name, KEY)
            seen.append(copy.verify())
            assert copy.write(Visit("somebody", "r", "after it was restored"))
            assert copy.verify() == seen[-1] + 1
    assert seen == sorted(seen)
    assert seen[-1] > seen[0]


def test_a_log_and_a_head_of_two_moments_are_no_backup(log: AccessLog, tmp_path: Path) -> None:
    """Why there is a command: this is what copying one after the other can come to."""
    copy = AccessLog(tmp_path / "copied.jsonl", KEY)
    copy.file.write_bytes(log.file.read_bytes())
    assert log.write(Visit("somebody", "r", "between the two"))
    copy.head_file.write_bytes(log.head_file.read_bytes())
    with pytest.raises(LogBrokenError):
        copy.verify()


def test_notes_drafts_and_saved_views_are_in_it(tmp_path: Path) -> None:
    book = tmp_path / "notes.sqlite"
    desk, draft = Desk(str(book)), Draft(title="Buses in the evening")
    desk.keep("the chair", "cpc", draft)
    keep_note(book, release_id="r1", finding="week", text="Evenings near the station.")
    kept = all_notes(book)
    with busy(lambda n: desk.keep(f"visitor {n % 7}", "cpc", Draft(title=f"Title {n}"))):
        said = back_up(tmp_path / "backup", notes=book, log=None)
    assert "notes.sqlite" in said
    restored = tmp_path / "backup" / "notes.sqlite"
    assert Desk(str(restored)).kept("the chair", "cpc", Draft) == draft
    assert all_notes(restored) == kept
    add_notes(restored, kept)  # it can be written to
    assert all_notes(restored) == kept


def test_who_signed_out_stays_out_after_a_restore(log: AccessLog, tmp_path: Path) -> None:
    session = Session("the chair", ("committee",), ends_at=4e9, key="of this sign-in")
    assert SignedOut(AccessLog(sign_outs_beside(log.file), KEY)).add(session)
    back_up(tmp_path / "backup", notes=None, log=log.file)
    restored = SignedOut(AccessLog(sign_outs_beside(tmp_path / "backup" / log.file.name), KEY))
    restored.read()
    assert session in restored


def test_it_is_for_the_account_that_made_it_and_never_written_over(log: AccessLog, tmp_path: Path) -> None:
    book, folder = tmp_path / "notes.sqlite", tmp_path / "of today" / "backup"
    keep_note(book, release_id="r1", finding="week", text="Evenings near the station.")
    before = os.umask(0o022)
    try:
        back_up(folder, notes=book, log=log.file)
    finally:
        os.umask(before)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {file.name: file.stat().st_mode & 0o777 for file in folder.iterdir()} == {
        "notes.sqlite": 0o600, "access.jsonl": 0o600, "access.head": 0o600,
    }  # fmt: skip
    was = (folder / "access.jsonl").read_bytes()
    log.write(Visit("somebody", "r", "later"))
    with pytest.raises(BackupRefusedError, match="holds files already: name a new folder"):
        back_up(folder, notes=book, log=log.file)
    assert (folder / "access.jsonl").read_bytes() == was


def test_what_cannot_be_backed_up_is_said(log: AccessLog, tmp_path: Path) -> None:
    with pytest.raises(BackupRefusedError, match="--notes FILE, --access-log FILE"):
        back_up(tmp_path / "a", notes=None, log=None)
    with pytest.raises(BackupRefusedError, match=r"nowhere.sqlite is not there"):
        back_up(tmp_path / "a", notes=tmp_path / "nowhere.sqlite", log=log.file)
    assert not (tmp_path / "a").exists()
    broken = tmp_path / "broken.sqlite"
    with sqlite3.connect(broken) as book:
        book.execute("create table notes (text)")
        book.executemany("insert into notes values (?)", [("x" * 900,)] * 40)
    content = bytearray(broken.read_bytes())
    content[4096:12288] = b"\xff" * 8192
    broken.write_bytes(content)
    with pytest.raises(BackupRefusedError, match="is not whole"):
        back_up(tmp_path / "b", notes=broken, log=None)


def test_the_command_says_what_it_did(log: AccessLog, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "dashboard", "backup", str(tmp_path / "of today"), "--access-log", str(log.file)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "access.jsonl, access.head." in done.stdout.replace("\n", "")
    again = subprocess.run(command, capture_output=True, text=True, check=False)
    assert again.returncode == 1
    assert "holds files already" in again.stdout.replace("\n", "")
