"""What a server keeps that no release holds, copied whole while servers write on: notes and drafts, the access log, the list of sign-outs.

A log that is copied file by file, and its head a moment later, looks ever after as if somebody had taken entries away; and an
export of notes holds no draft and no saved view. So each is copied as one moment of it, by what locks it for writing too.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from dashboard.access.log import copy_log, sign_outs_beside
from dashboard.paper.notes import make_private


class BackupRefusedError(Exception):
    """Nothing was copied, or not all; the message names the file and the cure."""


def back_up(folder: Path, *, notes: Path | None, log: Path | None) -> str:
    """Copy what is named to a new folder, under the names that it has; says what is in it. To restore, put the files back."""
    if notes is None and log is None:
        raise BackupRefusedError("Name what the server keeps: --notes FILE, --access-log FILE, or both.")
    if folder.exists() and any(folder.iterdir()):
        raise BackupRefusedError(
            f"{folder} holds files already: name a new folder, so that no backup is ever written over."
        )
    logs = [one for one in (log, log and sign_outs_beside(log)) if one is not None]
    for asked in (notes, log):
        if asked is not None and not asked.is_file():
            raise BackupRefusedError(f"{asked} is not there: name the file that the server was given.")
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        copied = [_copy_notes(notes, folder)] if notes is not None else []
        copied += [name for one in logs if one.is_file() for name in copy_log(one, folder)]
    except (OSError, sqlite3.Error) as error:
        why = getattr(error, "strerror", None) or error
        raise BackupRefusedError(
            f"The backup in {folder} is not whole ({why}): mend that, and make another in a new folder."
        ) from error
    return f"{folder}: {', '.join(copied)}."


def _copy_notes(file: Path, folder: Path) -> str:
    """By the database itself, so that what is being written is in it whole or not at all."""
    target = folder / file.name
    make_private(target)
    address = f"{file.resolve().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True, timeout=10)) as book, closing(sqlite3.connect(target)) as copy:
        book.backup(copy)
        (said,) = copy.execute("pragma integrity_check").fetchone()
        if said != "ok":
            raise sqlite3.DatabaseError(f"{file.name} is damaged")
    return file.name
