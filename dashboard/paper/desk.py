"""Where drafts and saved views are kept: by visitor and body, in memory or in the database that whoever serves the dashboard has named.

A visitor is a random code that their browser holds; it says nothing of a person. What is kept is codes and the author's words.
"""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from dashboard.in_force import notes_file
from dashboard.paper.notes import make_private

log = logging.getLogger("dashboard")
MEMORY = ":memory:"
MOST = 2000  # drafts; the oldest give way, so that no stream of new visitors can fill the machine
MAKE = """create table if not exists drafts (visitor text not null, body text not null, text text not null,
 kept_at integer not null, primary key (visitor, body)) strict"""
Kept = TypeVar("Kept", bound=BaseModel)
KEEP = "insert or replace into drafts values (?, ?, ?, (select coalesce(max(kept_at), 0) + 1 from drafts))"
DROP = "delete from drafts where kept_at <= (select max(kept_at) from drafts) - ?"


class Desk:
    """One connection for all visitors, one at a time: a draft is a few kilobytes.

    A database that cannot be read or written takes no page away: people read on, and `is_well` is False until it can again. What could not
    be read is not written over.
    """

    def __init__(self, file: str) -> None:
        self._lock, self._troubles = Lock(), set[str]()
        self._unread = set[tuple[str, str]]()
        self._book = sqlite3.connect(file, timeout=10, check_same_thread=False)
        with self._lock, self._book:
            self._book.execute(MAKE)

    def kept(self, visitor: str, body: str, kind: type[Kept]) -> Kept:
        """What was kept, or an empty one; also where an earlier version kept something that this one does not know."""
        try:
            with self._lock, closing(self._book.execute("select text from drafts where visitor = ? and body = ?", (visitor, body))) as found:  # fmt: skip
                row = found.fetchone()
        except sqlite3.Error as error:
            self._unread.add((visitor, body))
            self._tell("read", error)
            return kind()
        self._unread.discard((visitor, body))
        self._troubles.discard("read")
        try:
            return kind.model_validate_json(row[0]) if row else kind()
        except ValidationError:
            return kind()

    def keep(self, visitor: str, body: str, what: BaseModel) -> bool:
        """False where it could not be kept, or would take the place of what could not be read."""
        if (visitor, body) in self._unread:
            return False
        try:
            with self._lock, self._book:
                self._book.execute(KEEP, (visitor, body, what.model_dump_json()))
                self._book.execute(DROP, (MOST,))
        except sqlite3.Error as error:
            self._tell("written", error)
            return False
        self._troubles.discard("written")
        return True

    @property
    def is_well(self) -> bool:
        return not self._troubles

    def _tell(self, what: str, error: sqlite3.Error) -> None:
        """In the server's log once, until it is well again: by the kind of error, since its text may hold what somebody wrote."""
        if what not in self._troubles:
            log.error("drafts cannot be %s (%s)", what, getattr(error, "sqlite_errorname", type(error).__name__))
        self._troubles.add(what)


@cache
def _desk_of(file: str) -> Desk:
    if file != MEMORY:
        make_private(Path(file))
    return Desk(file)


def desk() -> Desk:
    """Beside the notes where a file of notes is named, so that drafts outlive the server; else as long as it runs."""
    file: Path | None = notes_file()
    return _desk_of(str(file) if file else MEMORY)
