"""Who signed out stays out: whoever can write where the list of sign-outs lies, and has not its key, signs nobody in again."""

from __future__ import annotations

import asyncio
import logging
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.requests import Request
from test_forwarded import GOOD, written

from dashboard.access.log import AccessLog
from dashboard.access.record import LogRefusedError
from dashboard.access.session import Session, SignedOut, SignOut
from dashboard.reception import Files, open_reception
from dashboard.serve import ready
from dashboard.serve.addresses import Door
from dashboard.serve.asking import Nobody, Provider

KEY = b"invented key of thirty-two bytes"


def session(name: str, seconds: float = 3600) -> Session:
    return Session(name, (), time.time() + seconds, f"key of {name}")


LEFT = [session(f"person {number}") for number in range(4)]
STAYS = session("somebody else")


@pytest.fixture
def listed(tmp_path: Path) -> AccessLog:
    return AccessLog(tmp_path / "access-signed-out.jsonl", KEY)


@pytest.fixture
def replica(listed: AccessLog) -> SignedOut:
    """One that has read the list, which another wrote."""
    other = SignedOut(listed)
    assert all(other.add(one) for one in LEFT)
    reads = SignedOut(listed)
    assert [one in reads for one in (*LEFT, STAYS)] == [True] * 4 + [False]
    return reads


def test_who_signs_out_is_out_on_every_replica_and_after_a_restart(listed: AccessLog, replica: SignedOut) -> None:
    last = session("the last")
    assert last not in replica
    assert SignedOut(listed).add(last)
    assert last in replica
    assert last in SignedOut(listed)
    assert listed.verify() == 5
    assert listed.file.stat().st_mode & 0o077 == 0


def lines(listed: AccessLog, keep: Callable[[list[bytes]], list[bytes]]) -> None:
    listed.file.write_bytes(b"".join(keep(listed.file.read_bytes().splitlines(keepends=True))))


def by_another_key(listed: AccessLog) -> None:
    """Written anew, whole, with a head that fits, and one fewer."""
    for file in (listed.file, listed.head_file):
        file.unlink()
    for one in LEFT[1:]:
        AccessLog(listed.file, b"another key").write(SignOut(one.key, round(one.ends_at)))


def gone(listed: AccessLog) -> None:
    listed.file.unlink()


def a_folder(listed: AccessLog) -> None:
    """Stands for everything that cannot be read, also by root."""
    listed.file.unlink()
    listed.file.mkdir()


CHANGES: dict[str, Callable[[AccessLog], None]] = {
    "the first taken out": lambda listed: lines(listed, lambda all_of: all_of[1:]),
    "one taken out": lambda listed: lines(listed, lambda all_of: [*all_of[:1], *all_of[2:]]),
    "the last taken out": lambda listed: lines(listed, lambda all_of: all_of[:-1]),
    "the last two taken out": lambda listed: lines(listed, lambda all_of: all_of[:-2]),
    "emptied": lambda listed: lines(listed, lambda _: []),
    "an exchange": lambda listed: lines(listed, lambda all_of: [all_of[1], all_of[0], *all_of[2:]]),
    "one put in": lambda listed: lines(listed, lambda all_of: [*all_of, all_of[0]]),
    "another key of a session": lambda listed: lines(listed, lambda all_of: [line.replace(b"person 2", b"person 9") for line in all_of]),
    "no entry": lambda listed: lines(listed, lambda all_of: [*all_of, b"nonsense\n"]),
    "written by another key": by_another_key, "gone": gone, "a folder": a_folder,
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_a_list_that_is_not_as_it_was_written_lets_nobody_in_who_starts_with_it(
    listed: AccessLog, replica: SignedOut, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    assert LEFT[0] in replica
    CHANGES[name](listed)
    late = SignedOut(listed)
    assert all(one in late for one in (*LEFT, STAYS))
    assert not late.is_whole()
    told = [record for record in caplog.records if "nobody is let in" in record.getMessage()]
    assert len(told) == 1, "said once, and not at every message"


@pytest.mark.parametrize("name", CHANGES)
def test_who_signed_out_stays_out_where_the_list_was_read_before(
    listed: AccessLog, replica: SignedOut, name: str
) -> None:
    CHANGES[name](listed)
    assert all(one in replica for one in LEFT)


@pytest.mark.parametrize(
    "name", ["the last taken out", "the last two taken out", "emptied", "one put in", "no entry", "gone", "a folder"]
)
def test_what_is_seen_to_be_changed_while_the_server_runs_lets_nobody_in_until_it_is_restored(
    listed: AccessLog, replica: SignedOut, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    whole = listed.file.read_bytes()
    CHANGES[name](listed)
    assert STAYS in replica
    assert not replica.is_whole()
    if listed.file.is_dir():
        listed.file.rmdir()
    listed.file.write_bytes(whole)
    with caplog.at_level(logging.WARNING):
        assert STAYS not in replica
    assert "whole again" in caplog.text


def test_what_a_process_left_that_was_ended_in_the_middle_keeps_nobody_out(
    listed: AccessLog, replica: SignedOut
) -> None:
    head = listed.head_file.read_bytes()
    last = session("the last")
    SignedOut(listed).add(last)
    listed.head_file.write_bytes(head)  # its entry, and not yet its head
    with listed.file.open("ab") as file:
        file.write(b'{"half')
    for one in (replica, SignedOut(listed)):
        assert last in one
        assert STAYS not in one
    after = session("after it")
    assert SignedOut(listed).add(after)
    assert after in replica
    assert listed.verify() == 6


def test_a_sign_out_that_cannot_be_written_holds_in_its_own_process(
    listed: AccessLog, replica: SignedOut, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    monkeypatch.setattr("dashboard.access.log.os.write", lambda file, line: write(file, line[:20]))
    assert not replica.add(STAYS)
    assert STAYS in replica
    assert STAYS not in SignedOut(listed)
    assert replica.is_whole()


def test_sessions_that_are_over_by_themselves_are_not_remembered(listed: AccessLog) -> None:
    SignedOut(listed).add(session("long ago", seconds=-1))
    late = SignedOut(listed)
    late.read()
    assert late._keys == set()


def files(folder: Path) -> Files:
    return Files(written(folder, GOOD), folder / "access.jsonl", folder / "access.key")


def test_a_server_does_not_start_with_a_list_that_was_changed_and_says_the_cure(tmp_path: Path) -> None:
    door = Door("127.0.0.1", has_sign_in=True)
    provider = open_reception(files(tmp_path), door, "partnership").asks
    assert isinstance(provider, Provider)
    assert provider.signed_out.add(LEFT[0])
    open_reception(files(tmp_path), door, "partnership")
    provider.signed_out.log.file.write_bytes(b"")
    with pytest.raises(LogRefusedError, match=r"access-signed-out.*new cookie_secret"):
        open_reception(files(tmp_path), door, "partnership")
    a_folder(provider.signed_out.log)
    with pytest.raises(LogRefusedError, match="cannot be read"):
        open_reception(files(tmp_path), door, "partnership")


def test_a_server_that_lets_nobody_in_is_not_ready(
    listed: AccessLog, replica: SignedOut, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Shown:
        refused = ""

    class Asks(Nobody):
        def is_well(self) -> bool:
            return replica.is_whole()

    monkeypatch.setattr(ready, "release_in_force", Shown)
    monkeypatch.setattr(ready, "access_log", lambda: None)

    def status() -> int:
        return asyncio.run(ready.ready(Asks())(Request({"type": "http", "headers": []}))).status_code  # type: ignore[arg-type]  # a coroutine

    assert status() == 200
    gone(listed)
    assert status() == 503
