"""The access log of this process, if it keeps one: opened from where the server was told, once."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path

from dashboard.access.log import AccessLog

LOG, KEY = "CSD_ACCESS_LOG", "CSD_ACCESS_KEY"
IS_ASKED = "CSD_IS_ASKED"  # whether this process asks people who they are
KEY_BYTES = 32
CODE = re.compile(r"[\w.:|,+ -]{0,60}", re.ASCII)  # codes of ours; what a visitor typed into a link is not written down


class LogRefusedError(Exception):
    """A log that cannot be kept; the message names the file and the cure."""


def open_log(file: Path, key_file: Path) -> AccessLog:
    """The log with its key. The key is made where there is none yet, beside no log that already needs one."""
    try:
        if not key_file.exists():
            if file.exists():
                raise LogRefusedError(f"{key_file} is missing, and {file} was written with it. Restore the key.")
            key_file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(key_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as new:
                new.write(os.urandom(KEY_BYTES))
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        key, others = key_file.read_bytes(), key_file.stat().st_mode & 0o077
    except OSError as error:
        raise LogRefusedError(
            f"{key_file} cannot be made or read ({error.strerror}): name places that this account can write to."
        ) from error
    if others:
        raise LogRefusedError(f"{key_file} can be read by others than its owner. Set it to 0600.")
    if len(key) != KEY_BYTES:
        raise LogRefusedError(f"{key_file} is no key of {KEY_BYTES} bytes. Restore it from a backup.")
    return AccessLog(file, key)


@cache
def _opened(file: str, key_file: str) -> AccessLog:
    return open_log(Path(file), Path(key_file))


def access_log() -> AccessLog | None:
    """The log of this process; None where it was told to keep none."""
    file, key = os.environ.get(LOG), os.environ.get(KEY)
    return _opened(file, key) if file and key else None


def codes(selection: dict[str, str]) -> str:
    """A selection as it stands in a link, its codes alone."""
    kept = {name: code for name, code in sorted(selection.items()) if CODE.fullmatch(name) and CODE.fullmatch(code)}
    return "&".join(f"{name}={code}" for name, code in kept.items())
