"""The release in force: opened once, held outside every cache that a visitor could empty, changed only by publication."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Lock
from time import monotonic

from data_loaders.release import (
    KeyRefusedError,
    Release,
    ReleaseRefusedError,
    ReleaseWithdrawnError,
    Verifier,
    current_id,
    open_release,
    read_verifier,
    taken_back_in,
)

RELEASES, AUDIENCE, NOTES, PUBLIC_KEY = "CSD_RELEASES", "CSD_AUDIENCE", "CSD_NOTES", "CSD_PUBLIC_KEY"
SERVES_OTHERS = "CSD_SERVES_OTHERS"  # whether others than this machine's own browsers are served
OTHERS = 0o077  # of a file's mode: what accounts other than its own may do

TRY_AGAIN_S = 30.0  # a release that arrived half is whole soon after; opening one takes about a second
UNREADABLE = "none"  # no release is named as the current one


@dataclass(frozen=True)
class InForce:
    """What is shown from now on: a release, and the id of a newer one that did not open."""

    release: Release
    refused: str = ""
    refused_at: float = 0.0  # by the machine's own clock

    def answers(self, newest: str) -> bool:
        """Whether nothing need be opened: it is the newest, or the newest was refused a moment ago."""
        if newest == self.release.id:
            return not self.refused
        return newest == self.refused and monotonic() - self.refused_at < TRY_AGAIN_S

    @property
    def notice(self) -> str:
        if not self.refused:
            return ""
        return "A newer release could not be opened; this one stays in force until it is published again."


_shelf: dict[tuple[Path, str], InForce] = {}  # one entry; replaced whole, so that nobody reads a half of it
_opening = Lock()


def release_in_force() -> InForce:
    """The current release. A newer one that does not open leaves the older in force, and the notice says so.

    While one visitor's run opens a new release, the others go on with the old one and do not wait.
    """
    where = Path(os.environ[RELEASES]), os.environ.get(AUDIENCE, "partnership")
    held, newest = _shelf.get(where), _newest(*where)
    if held is not None and held.answers(newest):
        return held
    if not _opening.acquire(blocking=held is None):
        assert held is not None
        return held
    try:
        opened = _opened(where, newest)
        _shelf.clear()
        _shelf[where] = opened
        return opened
    finally:
        _opening.release()


def may_leave(identifier: str) -> bool:
    """Whether something of a release may be taken along: it is there, and was not withdrawn, though another may be in force since."""
    folder = Path(os.environ[RELEASES]) / os.environ.get(AUDIENCE, "partnership")
    try:
        return (folder / identifier).is_dir() and identifier not in taken_back_in(folder)
    except (OSError, ValueError):
        return False


def _opened(where: tuple[Path, str], newest: str) -> InForce:
    held = _shelf.get(where)
    if held is not None and held.answers(newest):
        return held  # opened by somebody else in the meantime
    if held is not None and newest == held.release.id:
        return InForce(held.release)  # the pointer is right again
    try:
        release = open_release(*where, None if newest == UNREADABLE else newest, verifier=verifier())
        if os.environ.get(SERVES_OTHERS) and (sentence := told_of_others(release.path)):
            raise ReleaseRefusedError(sentence)
        return InForce(release)
    except ReleaseWithdrawnError:
        _shelf.clear()  # what was taken back is shown no longer, by nobody
        raise
    except ReleaseRefusedError:
        if held is None:
            raise
        return InForce(held.release, refused=newest, refused_at=monotonic())


def told_of_others(folder: Path) -> str:
    """The sentence that other accounts of this machine can read a release, with the cure; empty where they cannot."""
    found = next((one for one in (folder, *sorted(folder.rglob("*"))) if one.stat().st_mode & OTHERS), None)
    if found is None:
        return ""
    return (
        f"{found} can be read by other accounts of this machine. Files of a release are 0600 and folders 0700: "
        f"chmod -R u=rwX,go= {folder}"
    )


def verifier() -> Verifier | None:
    """The public key of whoever publishes, where the server was given one."""
    file = os.environ.get(PUBLIC_KEY)
    try:
        return read_verifier(Path(file)) if file else None
    except KeyRefusedError as error:
        raise ReleaseRefusedError(str(error)) from error


def _newest(root: Path, audience: str) -> str:
    try:
        return current_id(root, audience)
    except ReleaseRefusedError:
        return UNREADABLE


def release_then(root: Path, now: Release, day: date | None = None) -> Release | None:
    """The release that was current on a day: the newest earlier one as at that day. Without a day, the one before.

    None where the store no longer holds it, or it does not open.
    """
    identifier = now.manifest.previous
    while identifier is not None:
        try:
            then = open_release(root, now.manifest.audience, identifier, verifier=verifier())
        except ReleaseRefusedError:
            return None
        if day is None or then.manifest.as_at <= day:
            return then
        identifier = then.manifest.previous
    return None


def release_before(now: Release) -> Release | None:
    """The release before the one in force."""
    return release_then(Path(os.environ[RELEASES]), now)


def notes_file() -> Path | None:
    """The database of notes, where whoever serves the dashboard has named one. Who may write will be asked here."""
    return Path(os.environ[NOTES]) if os.environ.get(NOTES) else None
