"""Notes of what a finding means, kept with the release that they speak of, in a database beside the releases.

A new release loses none of them: each note names its release for good, and no note is ever changed, only followed by a
later one. What is written must hold no names; nothing here can check that, so notes are off unless a file is named.
"""

from __future__ import annotations

import csv
import io
import json
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path

NAME = "notes.sqlite"
MOST = 1200
MAKE = """create table if not exists notes (release_id text not null, finding text not null, text text not null,
 written_at text not null, primary key (release_id, finding, written_at, text)) strict"""


class NotesRefusedError(Exception):
    """Notes that cannot be kept or read; the message names the file and the cure."""


@dataclass(frozen=True)
class Note:
    release_id: str
    finding: str
    text: str
    written_at: str  # in the time of Greenwich, as ISO 8601


def make_private(file: Path) -> None:
    """A file of authors' words that is not there yet is made for its own account alone, whatever that makes other files for."""
    os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))


@contextmanager
def _opened(file: Path) -> Iterator[sqlite3.Connection]:
    try:
        make_private(file)
        book = sqlite3.connect(file, timeout=10)
    except (OSError, sqlite3.Error) as error:
        raise NotesRefusedError(f"{file} cannot be opened: name a file in a folder that can be written to.") from error
    try:
        with book:
            book.execute(MAKE)
            yield book
    except sqlite3.DatabaseError as error:
        raise NotesRefusedError(f"{file} is not a database of notes ({error}): name another file.") from error
    finally:
        book.close()


def keep_note(file: Path, *, release_id: str, finding: str, text: str) -> None:
    """Keep a note. One that says the same as the last is not kept twice; an empty one takes the last one back."""
    text = text.strip()[:MOST]
    if text != latest_notes(file, release_id).get(finding, ""):
        add_notes(file, [Note(release_id, finding, text, datetime.now(UTC).isoformat(timespec="microseconds"))])


def add_notes(file: Path, notes: Sequence[Note]) -> None:
    with _opened(file) as book:
        rows = [(n.release_id, n.finding, n.text[:MOST], n.written_at) for n in notes]
        book.executemany("insert or ignore into notes values (?, ?, ?, ?)", rows)


def all_notes(file: Path) -> list[Note]:
    with _opened(file) as book:
        rows = book.execute(
            "select release_id, finding, text, written_at from notes order by written_at, release_id, finding"
        )
        return [Note(*row) for row in rows]


def latest_notes(file: Path, release_id: str) -> dict[str, str]:
    """The last note of each finding of a release."""
    said = {n.finding: n.text for n in all_notes(file) if n.release_id == release_id}
    return {finding: text for finding, text in said.items() if text}


def earlier_notes(file: Path, release_id: str, finding: str) -> list[Note]:
    """What was noted of the same finding in other releases, newest first."""
    notes = [n for n in all_notes(file) if n.finding == finding and n.release_id != release_id and n.text]
    return notes[::-1]


def exported(notes: Sequence[Note], kind: str) -> str:
    """All notes as CSV or JSON. In the CSV no text begins like a formula; reading it back takes the mark away."""
    if kind == "json":
        return json.dumps([asdict(n) for n in notes], ensure_ascii=False, indent=1) + "\n"
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([f.name for f in fields(Note)])
    writer.writerows(
        [
            f"'{v}" if v.startswith(("=", "+", "-", "@", "\t", "'", "＝", "＋", "－", "＠")) else v
            for v in asdict(n).values()
        ]
        for n in notes
    )
    return out.getvalue()


def imported(text: str, kind: str) -> list[Note]:
    """The notes of an export."""
    try:
        if kind == "json":
            return [Note(**{k: str(v) for k, v in row.items()}) for row in json.loads(text)]
        rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
        return [Note(**{k: v.removeprefix("'") for k, v in row.items()}) for row in rows]
    except (TypeError, ValueError, AttributeError) as error:
        names = ", ".join(f.name for f in fields(Note))
        raise NotesRefusedError(f"These are no notes as this product exports them; expected: {names}.") from error
