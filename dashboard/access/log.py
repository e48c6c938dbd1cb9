"""The access log: what was looked at and taken, by whom, in a chain that shows every entry that was changed or left out.

Each line is one entry with its number and a seal: HMAC-SHA256, with a key that the log's readers do not need, over the
entry and the seal before it. Whoever can write the file but has not the key can neither change, insert, reorder nor leave
out a line unseen. Lines cut off at the end are told by the head, a file beside it that says how many there are; a head
that was set back together with the log is told by one that was noted elsewhere (`verify(..., noted=)`), which is why the
server writes the head to its own log at every start and end.

Persons stand in it as pseudonyms, HMAC of their subject with the same key: whoever has to know asks the council's directory
for one subject and compares. No figure, no text of a visitor and no address is in it.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import hmac
import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import Any

BEGINNING = "0" * 64
TAIL_BYTES = 65_536  # an entry has some hundred bytes; a selection of a link at most some thousand
SIGNS_OF_A_PSEUDONYM = 16  # 64 bits: no two of a council's few thousand readers share one


@dataclass(frozen=True)
class Entry:
    """What a log can hold: fields of text, numbers and lists of text."""


@dataclass(frozen=True)
class Place:
    """How far a log was read: its bytes, its entries, and the seal of the last one."""

    size: int = 0
    number: int = 0
    seal: str = BEGINNING


@dataclass(frozen=True)
class Visit(Entry):
    """One thing that somebody did: they looked at a page with a selection (codes of the link), or took a file along from there.

    `kind`: of the file, paper, csv, svg or png; empty where nothing was taken. `export`: its name. `findings`: what is in it, in
    its order, by key and codes. `selection` of a paper: for which body it is, and its length.
    """

    who: str
    release: str
    page: str
    selection: str = ""
    export: str = ""
    kind: str = ""
    findings: tuple[str, ...] = ()


class LogBrokenError(Exception):
    """The log is not as it was written; the message says where."""


@dataclass(frozen=True)
class AccessLog:
    file: Path
    key: bytes
    failing: Event = field(default_factory=Event, compare=False)  # set while the last entry could not be written

    @property
    def head_file(self) -> Path:
        return self.file.with_suffix(".head")

    def pseudonym(self, subject: str) -> str:
        return hmac.new(self.key, b"who:" + subject.encode(), hashlib.sha256).hexdigest()[:SIGNS_OF_A_PSEUDONYM]

    def write(self, entry: Entry) -> bool:
        """Append one entry; False where that failed. Processes on one machine may write to the same file at once."""
        return self._tried(lambda log: self._append_whole(log, entry))

    def can_be_written(self) -> bool:
        """Whether the next entry can be written, as far as that is known without one: asked before somebody is offered a file.

        After an entry that could not be written the head is written once more to find out, so that a disk on which there is
        room again is noticed though nobody does anything.
        """
        if self.failing.is_set():
            return self._tried(lambda log: self._set_head(*self._last(log)))
        there = self.file if self.file.exists() else self.file.parent
        try:
            self._head()
            has_room = not there.exists() or os.statvfs(there).f_bavail > 0
        except (OSError, LogBrokenError):
            return False
        return has_room and not self.file.is_dir() and (not there.exists() or os.access(there, os.W_OK))

    def _tried(self, work: Callable[[int], None]) -> bool:
        """Whether something could be done to the open log, alone; `failing` until something could."""
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with os.fdopen(os.open(self.file, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600), "r+b") as log:
                fcntl.flock(log, fcntl.LOCK_EX)
                work(log.fileno())
            self.failing.clear()
            return True
        except (OSError, LogBrokenError):
            self.failing.set()
            return False

    def _append_whole(self, log: int, entry: Entry) -> None:
        """A line without its head, or half a line on a full disk, would look for ever as if somebody had changed the log."""
        number, seal = self._last(log)
        size = os.fstat(log).st_size
        try:
            self._append(log, entry, number=number, seal=seal)
        except OSError:
            os.ftruncate(log, size)
            raise

    def _last(self, log: int) -> tuple[int, str]:
        """The head; behind it what a process that was ended in the middle left: its whole entry counts, half of one goes."""
        number, seal = self._head()
        size = os.fstat(log).st_size
        tail = os.pread(log, TAIL_BYTES, max(0, size - TAIL_BYTES))
        kept = tail[: tail.rfind(b"\n") + 1]
        if len(kept) < len(tail):
            os.ftruncate(log, size - len(tail) + len(kept))
        try:
            after = self._checked(kept.splitlines()[-1] if kept else b"", number=number + 1, before=seal)
        except LogBrokenError:
            return number, seal
        self._set_head(number + 1, after)
        return number + 1, after

    def _append(self, log: int, entry: Entry, *, number: int, seal: str) -> None:
        numbered = {"n": number + 1, "at": datetime.now(UTC).isoformat(timespec="seconds"), **asdict(entry)}
        line = self._sealed(numbered, seal)
        if os.write(log, line) != len(line):
            raise OSError(errno.ENOSPC, "half an entry was written")
        os.fsync(log)
        self._set_head(number + 1, json.loads(line)["seal"])

    def _head(self) -> tuple[int, str]:
        if not self.head_file.exists():
            if self.file.exists() and self.file.stat().st_size:
                raise LogBrokenError(f"{self.head_file} is missing.")
            return 0, BEGINNING
        said = self.head_file.read_bytes().decode("ascii", errors="ignore").split()
        number, seal, own = said if len(said) == 3 else ("", "", "")
        if not hmac.compare_digest(own, self._mac(f"head:{number}:{seal}".encode())):
            raise LogBrokenError(f"{self.head_file} was changed.")
        return int(number), seal

    def _set_head(self, number: int, seal: str) -> None:
        new = self.head_file.with_suffix(".head-new")
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as head:
            head.write(f"{number} {seal} {self._mac(f'head:{number}:{seal}'.encode())}")
        new.replace(self.head_file)

    def _sealed(self, entry: dict[str, object], before: str) -> bytes:
        body = json.dumps(entry, ensure_ascii=True, sort_keys=True)
        return (json.dumps({**entry, "seal": self._mac(f"{before}:{body}".encode())}, sort_keys=True) + "\n").encode()

    def _mac(self, content: bytes) -> str:
        return hmac.new(self.key, content, hashlib.sha256).hexdigest()

    def verify(self, *, noted: str = "") -> int:
        """The number of entries, all as they were written; raises `LogBrokenError` with the first that is not.

        `noted`: "number seal" of a head that was noted elsewhere, which has to stand in the log.
        """
        seal, number, seen = BEGINNING, 0, {f"0 {BEGINNING}"}
        lines = self.file.read_bytes().splitlines() if self.file.exists() else []
        for number, line in enumerate(lines, start=1):
            seal = self._checked(line, number=number, before=seal)
            seen.add(f"{number} {seal}")
        if not number:
            raise LogBrokenError(
                f"{self.file} has no entry, so nothing is proved: nobody has opened a page yet, or all of it was taken away. "
                "The journal says where the log stood (--noted)."
            )
        if (number, seal) != self._head():
            raise LogBrokenError(f"{self.file} ends with entry {number}, and its head says otherwise.")
        if noted and noted not in seen:
            raise LogBrokenError(f"The head that was noted does not stand in {self.file}: entries were taken away.")
        return number

    def read_on(self, since: Place) -> tuple[list[dict[str, Any]], Place]:
        """The entries that were written since, in their order, and how far the log was read.

        Raises `LogBrokenError` where one is not as it was written or what was there is gone, `OSError` where it cannot be read. From the
        beginning it is held against its head, which whoever was ended in the middle may have left one entry behind.
        """
        if self._size() == since.size > 0:
            return [], since
        written, size, head = self._written_after(since.size)
        if size < since.size:
            raise LogBrokenError(f"{self.file} is shorter than it was.")
        before, entries, place = since, [], since
        for line in written[: written.rfind(b"\n") + 1].splitlines(keepends=True):
            seal = self._checked(line.rstrip(b"\n"), number=place.number + 1, before=place.seal)
            before, place = place, Place(place.size + len(line), place.number + 1, seal)
            entries.append(json.loads(line))
        if not since.size and head not in {(place.number, place.seal), (before.number, before.seal)}:
            raise LogBrokenError(f"{self.file} ends with entry {place.number}, and its head says otherwise.")
        return entries, place

    def _size(self) -> int:
        try:
            return self.file.stat().st_size
        except FileNotFoundError:
            return 0

    def _written_after(self, begin: int) -> tuple[bytes, int, tuple[int, str]]:
        """What stands after so many bytes, how many there are, and the head, while nobody writes: half an entry is nobody's to read."""
        if not self.file.exists():
            return b"", 0, self._head()
        with self.file.open("rb") as log:
            fcntl.flock(log, fcntl.LOCK_SH)
            log.seek(begin)
            return log.read(), os.fstat(log.fileno()).st_size, self._head()

    def _checked(self, line: bytes, *, number: int, before: str) -> str:
        try:
            entry = json.loads(line)
            seal = str(entry.pop("seal"))
        except (ValueError, KeyError, AttributeError, TypeError) as error:
            raise LogBrokenError(f"{self.file}, line {number}, is no entry.") from error
        if line + b"\n" != self._sealed(entry, before) or entry.get("n") != number:
            raise LogBrokenError(
                f"{self.file}, line {number}, or the one before it, was changed, moved, put in or left out"
                f"{', or the key is that of another log' if number == 1 else ''}."
            )
        return seal

    def head_line(self) -> str:
        """The head as it can be noted elsewhere."""
        number, seal = self._head()
        return f"{number} {seal}"


def sign_outs_beside(log: Path) -> Path:
    """The list of sign-outs lies beside the access log, in a chain of its own."""
    return log.with_name(f"{log.stem}-signed-out.jsonl")


def copy_log(file: Path, folder: Path) -> list[str]:
    """Copy a log and its head as they stand together, though others write to it; the names of the copies. No key is needed."""
    head = AccessLog(file, b"").head_file
    with file.open("rb") as log:
        fcntl.flock(log, fcntl.LOCK_EX)
        held = {file.name: log.read()}
        if head.exists():  # none before the first entry
            held[head.name] = head.read_bytes()
    for name, content in held.items():
        with os.fdopen(os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as copy:
            copy.write(content)
    return list(held)
