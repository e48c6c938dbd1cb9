"""The release in force: opened once, held outside every cache that a visitor could empty, changed only by publication."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from data_loaders.release import Release, ReleaseRefusedError, current_id, open_release

RELEASES, AUDIENCE, NOTES = "CSD_RELEASES", "CSD_AUDIENCE", "CSD_NOTES"


@dataclass
class _Held:
    release: Release | None = None
    refused: str = ""


_held = _Held()


def release_in_force() -> tuple[Release, str]:
    """The current release and a notice. A newer one that does not open leaves the older in force, and says so."""
    root, audience = Path(os.environ[RELEASES]), os.environ.get(AUDIENCE, "partnership")
    try:
        identifier = current_id(root, audience)
        if _held.release is None or (_held.release.id != identifier and _held.refused != identifier):
            _held.release, _held.refused = open_release(root, audience, identifier), ""
    except ReleaseRefusedError:
        if _held.release is None:
            raise
        _held.refused = _newest(root, audience)
    assert _held.release is not None
    notice = (
        "A newer release could not be opened; this one stays in force until it is published again."
        if _held.refused
        else ""
    )
    return _held.release, notice


def _newest(root: Path, audience: str) -> str:
    try:
        return current_id(root, audience)
    except ReleaseRefusedError:
        return "none"


def release_then(root: Path, now: Release, day: date | None = None) -> Release | None:
    """The release that was current on a day: the newest earlier one as at that day. Without a day, the one before.

    None where the store no longer holds it, or it does not open.
    """
    identifier = now.manifest.previous
    while identifier is not None:
        try:
            then = open_release(root, now.manifest.audience, identifier)
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
